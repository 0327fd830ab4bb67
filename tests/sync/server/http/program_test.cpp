// The real program from outside: what it writes to its log, its certificate, its limits.
#include <fstream>
#include <sstream>

#include "tests/sync/server/http/certificate.h"
#include "tests/sync/server/http/running_server.h"
#include "tests/sync/server/http/tls_client.h"
#include "tests/sync/server/program.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr const char* person_name = "欧阳明轩";
constexpr const char* phone = "13987654321";
constexpr const char* password = "ein-sehr-eigenes-Wort";

struct Place {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("xingke-program-" + std::to_string(getpid()));
    Place() { std::filesystem::create_directories(folder); }
    ~Place() { std::filesystem::remove_all(folder); }
    std::string data() const { return (folder / "data").string(); }
    std::string log() const { return (folder / "log").string(); }
    void make_company() const {
        CHECK(Program({"company", "add", "--name", "思优特", "--data", data()}).wait() == 0);
        CHECK(Program(
                  {"user", "add", "--login", "ouyang", "--name", person_name, "--password", password, "--data", data()})
                  .wait() == 0);
    }
    std::string logged() const {
        std::stringstream text;
        text << std::ifstream(log()).rdbuf();
        return text.str();
    }
};

}  // namespace

TEST_CASE("after a full day's requests the log names nobody and holds no phone, password or token") {
    const Place place;
    place.make_company();
    Program server({"serve", "--port", "0", "--data", place.data()}, place.log());
    const unsigned short port = server.port();
    StandingClock clock;
    FixedRandom random{5};
    const model::Catalogue catalogue = catalogue::core();
    const auto device = make_id<DeviceTag>(clock.now(), random);
    const auto post = [&](const std::string& target, const std::string& body, const std::string& type,
                          const std::string& token = "") {
        return Client(port).ask(http::verb::post, target, body,
                                {{"Content-Type", type}, {"Authorization", "Bearer " + token}});
    };
    const auto sign_in = [&](const std::string& login, const std::string& word) {
        return post("/session", nlohmann::json{{"login", login}, {"password", word}, {"device", print(device)}}.dump(),
                    "application/json");
    };
    CHECK(sign_in("ouyang", "wrong-" + std::string(password)).result_int() == 401);
    CHECK(sign_in(phone, password).result_int() == 401);
    const auto first = nlohmann::json::parse(sign_in("ouyang", password).body());
    const auto second = nlohmann::json::parse(
        post("/session/renew", nlohmann::json{{"renewal", first["renewal"]}}.dump(), "application/json").body());
    const std::string token = second["token"];

    model::Transaction transaction;
    const model::RecordType& customer = *catalogue.find("customer");
    const RecordId id = make_id<RecordTag>(clock.now(), random);
    transaction.device = device;
    transaction.counter = 1;
    transaction.author = parse_id<RecordTag>(std::string(second["user"])).value();
    transaction.schema = catalogue::version;
    transaction.changes = {begin_life(id, customer), set_field(id, customer, "name", std::string(person_name)),
                           set_field(id, customer, "postcode", std::string(phone))};
    const auto frame = [&transaction] {
        return std::string(as_text(protocol::encode({1, protocol::PushRequest{{transaction}}})));
    };
    const std::string bytes = "application/octet-stream";
    CHECK(post("/sync", frame(), bytes, token).result_int() == 200);  // rejected: no postcode
    transaction.counter = 2;
    transaction.changes.pop_back();
    CHECK(post("/sync", frame(), bytes, token).result_int() == 200);
    CHECK(post("/sync", frame(), bytes, first["token"]).result_int() == 401);
    CHECK(post("/sync", std::string(person_name) + phone, bytes, token).result_int() == 400);
    CHECK(post("/session", std::string(phone) + password, "application/json").result_int() == 400);
    CHECK(post("/sync", std::string(as_text(protocol::encode({2, protocol::PullRequest{}}))), bytes, token)
              .body()
              .find(person_name) != std::string::npos);
    CHECK(Client(port).ask(http::verb::get, "/session?token=" + token).result_int() == 401);
    CHECK(server.end(SIGTERM) == 0);

    const std::string log = place.logged();
    CHECK(log.find("request ") != std::string::npos);
    CHECK(log.find("path=/sync") != std::string::npos);
    std::vector<std::string> secrets = {person_name, phone, password, "ouyang", "思优特"};
    for (const auto& answer : {first, second}) {
        secrets.push_back(answer["token"]);
        secrets.push_back(answer["renewal"]);
    }
    for (const std::string& secret : secrets) {
        CAPTURE(secret);
        CHECK(log.find(secret) == std::string::npos);
    }
}

TEST_CASE("the program speaks HTTPS when it has a certificate, and takes a renewed one on SIGHUP") {
    const Place place;
    const TlsFiles files = make_certificate(place.folder, 1);
    Program server({"serve", "--port", "0", "--data", place.data(), "--tls-certificate", files.certificate, "--tls-key",
                    files.key});
    const unsigned short port = server.port();
    CHECK(TlsClient(port).certificate_serial() == 1);
    CHECK(TlsClient(port).ask(http::verb::get, "/healthz").result_int() == 200);
    make_certificate(place.folder, 2);
    server.send(SIGHUP);
    long serial = 1;
    for (int i = 0; i < 10'000 && serial != 2; ++i) {
        serial = TlsClient(port).certificate_serial();
    }
    CHECK(serial == 2);
    CHECK(server.end(SIGTERM) == 0);
    CHECK(Program(
              {"serve", "--port", "0", "--data", place.data(), "--tls-certificate", files.key, "--tls-key", files.key})
              .wait() == 1);
}

TEST_CASE("a limit that is set on the command line holds") {
    const Place place;
    place.make_company();
    Program server({"serve", "--port", "0", "--data", place.data(), "--limit", "login-failures=2", "--limit",
                    "session-bytes=1024"});
    const unsigned short port = server.port();
    const auto sign_in = [port](const std::string& word, const std::string& more) {
        const std::string body = nlohmann::json{
            {"login", "ouyang"},
            {"password", word},
            {"device", "0192e4a0-7c3b-7def-8123-456789abcdef"},
            {"more", more}}.dump();
        return Client(port)
            .ask(http::verb::post, "/session", body, {{"Content-Type", "application/json"}})
            .result_int();
    };
    CHECK(sign_in("wrong", "") == 401);
    CHECK(sign_in(password, std::string(1024, 'x')) == 413);
    CHECK(sign_in("wrong", "") == 401);
    CHECK(sign_in(password, "") == 429);
    CHECK(server.end(SIGTERM) == 0);
}

}  // namespace xingke::server
