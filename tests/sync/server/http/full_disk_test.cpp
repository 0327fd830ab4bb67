// The real server on a disk that takes no more: it says so, loses nothing that it has acknowledged, and goes on once
// there is space. The limit on the size of a file (setrlimit) stands for the full disk: a write beyond it fails.
#include <sys/resource.h>

#include <map>

#include "tests/sync/server/http/running_server.h"
#include "tests/sync/server/program.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

void limit_files_to(pid_t process, rlim_t bytes) {
    const rlimit limit{bytes, RLIM_INFINITY};
    REQUIRE(prlimit(process, RLIMIT_FSIZE, &limit, nullptr) == 0);
}

struct Office {
    TestDatabase database{StorageKind::sqlite};
    StandingClock clock;
    FixedRandom random{77};
    model::Catalogue catalogue = catalogue::core();
    DeviceId device = make_id<DeviceTag>({1'790'000'000'000}, random);
    RecordId user;

    std::vector<std::string> with(std::vector<std::string> words) const {
        const std::vector<std::string> place = database.words();
        words.insert(words.end(), place.begin(), place.end());
        return words;
    }
    std::string frame(std::uint64_t counter) {
        const model::RecordType& type = *catalogue.find("customer");
        const RecordId id = make_id<RecordTag>({1'790'000'000'000}, random);
        model::Transaction transaction;
        transaction.device = device;
        transaction.counter = counter;
        transaction.author = user;
        transaction.schema = catalogue::version;
        transaction.changes = {begin_life(id, type), set_field(id, type, "name", print(id)),
                               set_field(id, type, "remark", std::string(150, 'r'))};
        return std::string(as_text(protocol::encode({1, protocol::PushRequest{{transaction}}})));
    }
};

std::optional<Seq> accepted_at(const Response& response) {
    const std::string& body = response.body();
    const auto frame = protocol::decode({reinterpret_cast<const std::uint8_t*>(body.data()), body.size()});
    const auto* push = frame ? std::get_if<protocol::PushResponse>(&frame->body) : nullptr;
    const bool is_taken =
        push != nullptr && push->outcomes.size() == 1 && push->outcomes.front().status != protocol::Status::rejected;
    return is_taken ? std::optional(push->outcomes.front().seq) : std::nullopt;
}

}  // namespace

TEST_CASE("a full disk is said, costs nothing that was acknowledged, and ends when there is space again") {
    signal(SIGXFSZ, SIG_IGN);  // what the server inherits: the write fails instead of ending it
    Office office;
    CHECK(Program(office.with({"company", "add", "--name", "思优特"})).wait() == 0);
    CHECK(
        Program(office.with({"user", "add", "--login", "sales", "--name", "王", "--password", "xingke-demo"})).wait() ==
        0);
    const auto view = office.database.open(office.clock);
    const auto account = must(view->find_login("sales"));
    REQUIRE(account.has_value());
    office.user = account->user;

    Program server(office.with({"serve", "--port", "0"}));
    const unsigned short port = server.port();
    const std::string sign_in =
        nlohmann::json{{"login", "sales"}, {"password", "xingke-demo"}, {"device", print(office.device)}}.dump();
    const Response session =
        Client(port).ask(http::verb::post, "/session", sign_in, {{"Content-Type", "application/json"}});
    REQUIRE(session.result_int() == 200);
    const std::string token = nlohmann::json::parse(session.body())["token"];
    const Fields fields = {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}};

    constexpr rlim_t full_at_bytes = 1024 * 1024;
    constexpr std::uint64_t pushes_max = 5'000;
    limit_files_to(server.process(), full_at_bytes);
    std::map<std::uint64_t, Seq> told;
    std::uint64_t counter = 1;
    std::string refused;
    for (; counter <= pushes_max && refused.empty(); ++counter) {
        const std::string frame = office.frame(counter);
        const Response response = Client(port).ask(http::verb::post, "/sync", frame, fields);
        if (const auto seq = response.result_int() == 200 ? accepted_at(response) : std::nullopt) {
            told[counter] = *seq;
        } else {
            CHECK(response.result_int() == 503);
            refused = frame;
        }
    }
    REQUIRE_FALSE(refused.empty());
    CHECK(told.size() > 10);
    // Still full: the same again, and nothing of it stays.
    CHECK(Client(port).ask(http::verb::post, "/sync", refused, fields).result_int() == 503);
    CHECK(Client(port).ask(http::verb::get, "/healthz").result_int() != 0);

    limit_files_to(server.process(), RLIM_INFINITY);
    const Response after = Client(port).ask(http::verb::post, "/sync", refused, fields);
    CHECK(after.result_int() == 200);
    const auto seq = accepted_at(after);
    REQUIRE(seq.has_value());
    told[counter - 1] = *seq;

    office.clock.now_ms += 10'000;
    const auto reading = must(view->begin_read(account->company));
    CHECK(reading->company().head == *seq);
    Seq expected = *seq - told.size();
    for (const auto& [number, told_seq] : told) {
        CHECK(told_seq == ++expected);  // none is missing, none is there twice
        const auto outcome = must(reading->find_outcome(office.device, number));
        REQUIRE(outcome.has_value());
        CHECK(outcome->outcome.seq == told_seq);
    }
    CHECK(server.end(SIGTERM) == 0);
    CHECK(Program(office.with({"check"})).wait() == 0);
}

}  // namespace xingke::server
