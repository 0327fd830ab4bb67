// Real servers: several on one real PostgreSQL, or one on SQLite. Devices push through all of them while servers are
// killed and PostgreSQL is restarted: nothing is lost, doubled or out of order.
#include <atomic>
#include <map>

#include "tests/sync/server/http/running_server.h"
#include "tests/sync/server/program.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr std::size_t servers_max = 3;
constexpr int device_count = 3;
constexpr std::uint64_t pushes_of_each = 30;
constexpr std::uint64_t kill_interval = 15;  // pushes

struct Cluster {
    TestDatabase database;
    std::size_t server_count;
    std::array<std::unique_ptr<Program>, servers_max> servers;
    std::array<std::atomic<unsigned short>, servers_max> ports{};

    std::vector<std::string> with(std::vector<std::string> words) const {
        const std::vector<std::string> place = database.words();
        words.insert(words.end(), place.begin(), place.end());
        return words;
    }
    void start(std::size_t index) {
        servers[index] = std::make_unique<Program>(with({"serve", "--port", "0"}));
        ports[index] = servers[index]->port();
    }
};

// One device on a thread of its own: asks any of the servers until it has its answer.
struct Pusher {
    Cluster& cluster;
    std::atomic<std::uint64_t>& done_count;
    FixedRandom random;
    model::Catalogue catalogue = catalogue::core();
    DeviceId device = make_id<DeviceTag>({1'790'000'000'000}, random);
    RecordId user;
    std::string token;
    std::map<std::uint64_t, Seq> told;  // by counter
    std::string fault;

    // Empty: no server answered as it should; that is asked again, elsewhere.
    std::string ask(const std::string& target, const std::string& body, const Fields& fields) {
        std::array<std::uint8_t, 1> which{};
        random.fill(which);
        try {
            const Response response =
                Client(cluster.ports[which[0] % cluster.server_count]).ask(http::verb::post, target, body, fields);
            return response.result_int() == 200 ? response.body() : "";
        } catch (const boost::system::system_error&) {
            return "";
        }
    }
    void sign_in() {
        const std::string body =
            nlohmann::json{{"login", "sales"}, {"password", "xingke-demo"}, {"device", print(device)}}.dump();
        std::string answer;
        while (answer.empty()) {
            answer = ask("/session", body, {{"Content-Type", "application/json"}});
        }
        token = nlohmann::json::parse(answer)["token"];
    }
    std::string frame(std::uint64_t counter) {
        const model::RecordType& type = *catalogue.find("customer");
        const RecordId id = make_id<RecordTag>({1'790'000'000'000}, random);
        model::Transaction transaction;
        transaction.device = device;
        transaction.counter = counter;
        transaction.author = user;
        transaction.schema = catalogue::version;
        transaction.changes = {begin_life(id, type), set_field(id, type, "name", print(id))};
        return std::string(as_text(protocol::encode({1, protocol::PushRequest{{transaction}}})));
    }
    void run() {
        sign_in();
        for (std::uint64_t counter = 1; counter <= pushes_of_each; ++counter) {
            const std::string request = frame(counter);
            std::string answer;
            while (answer.empty()) {
                answer = ask("/sync", request,
                             {{"Authorization", "Bearer " + token}, {"Content-Type", "application/octet-stream"}});
            }
            const auto decoded =
                protocol::decode({reinterpret_cast<const std::uint8_t*>(answer.data()), answer.size()});
            const auto* response = decoded ? std::get_if<protocol::PushResponse>(&decoded->body) : nullptr;
            if (response == nullptr || response->forked || response->outcomes.size() != 1 ||
                response->outcomes.front().status == protocol::Status::rejected) {
                fault = "counter " + std::to_string(counter) + " was not taken";
                return;
            }
            told[counter] = response->outcomes.front().seq;
            ++done_count;
            done_count.notify_all();
        }
    }
};

void push_and_kill(StorageKind kind, std::size_t server_count) {
    Cluster cluster{TestDatabase(kind), server_count, {}, {}};
    CHECK(Program(cluster.with({"company", "add", "--name", "思优特"})).wait() == 0);
    CHECK(Program(cluster.with({"user", "add", "--login", "sales", "--name", "王", "--password", "xingke-demo"}))
              .wait() == 0);
    for (std::size_t i = 0; i < server_count; ++i) {
        cluster.start(i);
    }
    StandingClock clock;
    const auto view = cluster.database.open(clock);
    const auto account = must(view->find_login("sales"));
    REQUIRE(account.has_value());
    const Seq before = must(view->begin_read(account->company))->company().head;

    std::atomic<std::uint64_t> done_count = 0;
    std::vector<std::unique_ptr<Pusher>> pushers;
    std::vector<std::thread> threads;
    for (std::uint64_t i = 0; i < device_count; ++i) {
        pushers.emplace_back(new Pusher{cluster, done_count, FixedRandom(500 + i)});
        pushers.back()->user = account->user;
        threads.emplace_back([pusher = pushers.back().get(), &done_count] {
            pusher->run();
            done_count += pusher->fault.empty() ? 0 : pushes_of_each;  // nobody waits for more of it
            done_count.notify_all();
        });
    }
    std::size_t victim = 0;
    for (std::uint64_t next = kill_interval; next < device_count * pushes_of_each; next += kill_interval) {
        for (std::uint64_t done = done_count; done < next; done = done_count) {
            done_count.wait(done);
        }
        if (kind == StorageKind::postgres && next == 3 * kill_interval) {
            PostgresServer::of_this_program().stop(SIGQUIT);
            PostgresServer::of_this_program().start();
        } else {
            cluster.servers[victim]->end(SIGKILL);
            cluster.start(victim);
            victim = (victim + 1) % server_count;
        }
    }
    for (std::thread& thread : threads) {
        thread.join();
    }

    clock.now_ms += 10'000;
    const auto reading = must(view->begin_read(account->company));
    const Seq head = reading->company().head;
    CHECK(head == before + device_count * pushes_of_each);
    std::map<DeviceId, std::uint64_t> seen;
    for (Seq seq = before + 1; seq <= head; ++seq) {
        const auto device = must(reading->device_of(seq));
        REQUIRE(device.has_value());
        const std::uint64_t counter = ++seen[*device];
        const auto outcome = must(reading->find_outcome(*device, counter));
        REQUIRE(outcome.has_value());
        CHECK(outcome->outcome.seq == seq);  // each device's own order, each once
    }
    for (const auto& pusher : pushers) {
        CHECK(pusher->fault == "");
        CHECK(seen[pusher->device] == pushes_of_each);
        for (const auto& [counter, seq] : pusher->told) {
            CHECK(must(reading->find_outcome(pusher->device, counter))->outcome.seq == seq);
        }
    }
    for (std::size_t i = 0; i < server_count; ++i) {
        CHECK(cluster.servers[i]->end(SIGTERM) == 0);
    }
    CHECK(Program(cluster.with({"check"})).wait() == 0);
}

}  // namespace

TEST_CASE("servers share one database; one is killed again and again, the database restarts: the order stays whole") {
    push_and_kill(StorageKind::postgres, servers_max);
}

TEST_CASE("the only server is killed in mid-push again and again: the order stays whole") {
    push_and_kill(StorageKind::sqlite, 1);
}

}  // namespace xingke::server
