#include "sync/server/http/connection.h"

#include "sync/protocol/limits.h"
#include "sync/server/http/content_coding.h"
#include "tests/sync/server/http/running_server.h"

#include <doctest/doctest.h>
#include <algorithm>

namespace xingke::server {

TEST_CASE("who signs in gets a token and is told who they are") {
    RunningServer running;
    const Response response = running.sign_in("sales", "xingke-demo");
    REQUIRE(response.result_int() == 200);
    const auto json = nlohmann::json::parse(response.body());
    CHECK(json["name"] == "王小明");
    CHECK(json["role"] == "salesperson");
    CHECK(json["company"] == "行客演示公司");
    CHECK(json["login"] == "sales");
    CHECK(json["epoch"] == print_uuid(running.world.company.epoch));
    CHECK(json["server_time_ms"] == running.world.clock.now_ms);
    CHECK(json["user"] == print(must(running.view->find_login("sales"))->user));

    const std::string token = json["token"];
    Client client = running.client();
    const Response me = client.ask(http::verb::get, "/session", "", {{"Authorization", "bearer " + token}});
    CHECK(me.result_int() == 200);
    CHECK_FALSE(nlohmann::json::parse(me.body()).contains("token"));
    CHECK(me["Cache-Control"] == "no-store");
    CHECK(client.ask(http::verb::delete_, "/session", "", {{"Authorization", "Bearer " + token}}).result_int() == 200);
    CHECK(client.ask(http::verb::get, "/session", "", {{"Authorization", "Bearer " + token}}).result_int() == 401);
}

TEST_CASE("a renewal gives the next pair of tokens") {
    RunningServer running;
    const auto first = nlohmann::json::parse(running.sign_in("sales", "xingke-demo").body());
    CHECK(first["token_lifetime_ms"] == SessionSettings{}.access_lifetime_ms);
    const auto renew = [&running](const std::string& token) {
        return running.client().ask(http::verb::post, "/session/renew", nlohmann::json{{"renewal", token}}.dump(),
                                    {{"Content-Type", "application/json"}});
    };
    const Response renewed = renew(first["renewal"]);
    REQUIRE(renewed.result_int() == 200);
    const auto second = nlohmann::json::parse(renewed.body());
    CHECK(second["token"] != first["token"]);
    CHECK(second["name"] == "王小明");
    CHECK(renew(first["renewal"]).body() == renewed.body());  // asked again
    const auto status_with = [&running](const std::string& token) {
        return running.client()
            .ask(http::verb::get, "/session", "", {{"Authorization", "Bearer " + token}})
            .result_int();
    };
    CHECK(status_with(first["token"]) == 401);
    CHECK(status_with(second["token"]) == 200);
    CHECK(status_with(second["renewal"]) == 401);
    CHECK(renew("made-up").result_int() == 401);
    CHECK(running.client().ask(http::verb::get, "/session/renew").result_int() == 405);
    // A device that signs out after a long time has its renewal token only.
    const Fields bearer = {{"Authorization", "Bearer " + std::string(second["renewal"])}};
    CHECK(running.client().ask(http::verb::delete_, "/session", "", bearer).result_int() == 200);
    CHECK(status_with(second["token"]) == 401);
}

TEST_CASE("a wrong password and an unknown login get 401, too many of them 429") {
    RunningServer running;
    for (int i = 0; i < 3; ++i) {
        const Response response = running.sign_in("sales", "wrong");
        CHECK(response.result_int() == 401);
        CHECK(error_key(response) == "wrong_password");
    }
    const Response locked = running.sign_in("sales", "xingke-demo");
    CHECK(locked.result_int() == 429);
    CHECK(error_key(locked) == "too_many_attempts");
    CHECK(running.sign_in("nobody", "wrong").body() == running.sign_in("someone", "else").body());
}

TEST_CASE("transactions go in and come out over /sync, on one connection") {
    RunningServer running;
    const std::string token = running.token();
    const Seq head = running.head();
    Client client = running.client();
    for (std::uint64_t counter = 1; counter <= 3; ++counter) {
        const Response response =
            client.ask(http::verb::post, "/sync", running.push_frame(counter), running.with(token));
        REQUIRE(response.result_int() == 200);
        CHECK(response["Content-Type"] == "application/octet-stream");
        const auto frame = must(protocol::decode(as_bytes(response.body())));
        CHECK(frame.request == 5);
        CHECK(std::get<protocol::PushResponse>(frame.body).outcomes.at(0).status == protocol::Status::accepted);
    }
    CHECK(running.head() == head + 3);
    const std::string pull(as_text(protocol::encode({6, pull_from(0)})));
    const Response response = client.ask(http::verb::post, "/sync", pull, running.with(token));
    const auto frame = must(protocol::decode(as_bytes(response.body())));
    const auto& records = std::get<protocol::PullResponse>(frame.body).records;
    CHECK(std::ranges::count(records, catalogue::type_id::customer, &protocol::PulledRecord::type) == 3);
}

TEST_CASE("bodies of /sync may be compressed, both ways") {
    RunningServer running;
    const std::string token = running.token();
    Client client = running.client();
    Fields fields = running.with(token);
    fields.emplace_back("Content-Encoding", "gzip");
    for (std::uint64_t counter = 1; counter <= 20; ++counter) {
        const Response response = client.ask(http::verb::post, "/sync", gzip(running.push_frame(counter)), fields);
        REQUIRE(response.result_int() == 200);
        CHECK(response["Content-Encoding"] == "");  // nobody asked for it
        const auto frame = must(protocol::decode(as_bytes(response.body())));
        CHECK(std::get<protocol::PushResponse>(frame.body).outcomes.at(0).status == protocol::Status::accepted);
    }
    const std::string pull(as_text(protocol::encode({6, protocol::PullRequest{}})));
    const Response plain = client.ask(http::verb::post, "/sync", pull, running.with(token));
    Fields asking = running.with(token);
    asking.emplace_back("Accept-Encoding", "gzip, br");
    const Response packed = client.ask(http::verb::post, "/sync", pull, asking);
    REQUIRE(packed.result_int() == 200);
    REQUIRE(packed["Content-Encoding"] == "gzip");
    CHECK(packed.body().size() < plain.body().size() * 3 / 4);
    CHECK(must(gunzip(packed.body(), protocol::frame_bytes_max)) == plain.body());

    CHECK(client.ask(http::verb::post, "/sync", "not gzip", fields).result_int() == 400);
    CHECK(client.ask(http::verb::post, "/sync", gzip(std::string(protocol::frame_bytes_max + 1, 'a')), fields)
              .result_int() == 413);
    fields.back().second = "compress";
    CHECK(client.ask(http::verb::post, "/sync", pull, fields).result_int() == 415);
}

TEST_CASE("a request that is wrong is told why, and changes nothing") {
    RunningServer running;
    const std::string token = running.token();
    const Seq head = running.head();
    const std::string good = running.push_frame(1);
    std::string damaged = good;
    damaged.back() = static_cast<char>(damaged.back() + 1);
    const std::string json_type = "application/json";
    struct Case {
        std::string what;
        http::verb method;
        std::string target, body;
        Fields fields;
        unsigned status;
        std::string key;
    };
    const Case cases[] = {
        {"no token",
         http::verb::post,
         "/sync",
         good,
         {{"Content-Type", "application/octet-stream"}},
         401,
         "session_ended"},
        {"a made-up token", http::verb::post, "/sync", good, running.with("made-up"), 401, "session_ended"},
        {"no frame", http::verb::post, "/sync", "hello", running.with(token), 400, "malformed"},
        {"a damaged frame", http::verb::post, "/sync", damaged, running.with(token), 400, "malformed"},
        {"another media type",
         http::verb::post,
         "/sync",
         good,
         {{"Authorization", "Bearer " + token}, {"Content-Type", json_type}},
         415,
         "malformed"},
        {"a wrong method", http::verb::get, "/sync", "", {}, 405, "method_not_allowed"},
        {"another wrong method", http::verb::put, "/session", "", {}, 405, "method_not_allowed"},
        {"no JSON", http::verb::post, "/session", "{", {{"Content-Type", json_type}}, 400, "malformed"},
        {"JSON of another kind",
         http::verb::post,
         "/session",
         "[1,2]",
         {{"Content-Type", json_type}},
         400,
         "malformed"},
        {"too large a sign-in",
         http::verb::post,
         "/session",
         std::string(5000, ' '),
         {{"Content-Type", json_type}},
         413,
         "too_large"},
        {"an unknown address", http::verb::get, "/nothing", "", {}, 404, "not_here"},
        {"a body where none belongs", http::verb::get, "/healthz", "x", {}, 400, "malformed"},
        {"no WebSocket", http::verb::get, "/live", "", {}, 426, "malformed"},
    };
    for (const Case& one : cases) {
        INFO(one.what);
        const Response response = running.client().ask(one.method, one.target, one.body, one.fields);
        CHECK(response.result_int() == one.status);
        CHECK(error_key(response) == one.key);
        CHECK(response["X-Content-Type-Options"] == "nosniff");
    }
    CHECK(running.head() == head);
    CHECK(running.client().ask(http::verb::post, "/sync", good, running.with(token)).result_int() == 200);
}

TEST_CASE("what is announced as too large is refused without being read") {
    RunningServer running;
    const std::string token = running.token();
    Client client = running.client();
    client.send_raw("POST /sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
                    "\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
                    std::to_string(protocol::frame_bytes_max + 1) + "\r\n\r\n");
    const Response response = client.read();  // Not one byte of the body was sent.
    CHECK(response.result_int() == 413);
    CHECK(error_key(response) == "too_large");
    CHECK(client.is_closed());
}

TEST_CASE("a body that turns out too large while it comes in pieces is refused, too") {
    RunningServer running;
    Client client = running.client();
    std::string request =
        "POST /session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    request += "2000\r\n" + std::string(0x2000, ' ') + "\r\n0\r\n\r\n";
    client.send_raw(request);
    CHECK(client.read().result_int() == 413);
}

TEST_CASE("headers that are malformed or too large end the connection with a reason") {
    RunningServer running;
    Client garbage = running.client();
    garbage.send_raw("\x16\x03\x01 this is no HTTP\r\n\r\n");
    CHECK(garbage.read().result_int() == 400);
    CHECK(garbage.is_closed());
    Client large = running.client();
    large.send_raw("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
    CHECK(large.read().result_int() == 431);
}

TEST_CASE("a client that waits for permission to send its body gets it") {
    RunningServer running;
    const std::string token = running.token();
    const std::string body = running.push_frame(1);
    Client client = running.client();
    client.send_raw("POST /sync HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer " + token +
                    "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + std::to_string(body.size()) +
                    "\r\n\r\n");
    CHECK(client.read().result_int() == 100);
    client.send_raw(body);
    CHECK(client.read().result_int() == 200);
}

TEST_CASE("a session that asks too often is slowed down") {
    HttpOptions options;
    options.settings.requests_burst = 3;
    RunningServer running(options);
    const std::string token = running.token();
    const Fields fields = {{"Authorization", "Bearer " + token}};
    for (int i = 0; i < 3; ++i) {
        CHECK(running.client().ask(http::verb::get, "/session", "", fields).result_int() == 200);
    }
    const Response response = running.client().ask(http::verb::get, "/session", "", fields);
    CHECK(response.result_int() == 429);
    CHECK(error_key(response) == "too_many_requests");
}

TEST_CASE("a session revoked from the command line ends at its next request") {
    RunningServer running;
    const std::string token = running.token();
    must(revoke_sessions(*running.view, "sales"));
    CHECK(running.client().ask(http::verb::post, "/sync", running.push_frame(1), running.with(token)).result_int() ==
          401);
}

TEST_CASE("the app's files are served with their security and caching headers") {
    TemporaryFolder folder;
    write_file(folder.path() / "index.html", "<!doctype html>");
    write_file(folder.path() / "app.0123abcd.js", "let x;");
    write_file(folder.path() / "app.0123abcd.js.br", "brotli");
    HttpOptions options;
    options.app_folder = folder.path().string();
    RunningServer running(options);
    Client client = running.client();
    const Response page = client.ask(http::verb::get, "/?from=home");
    CHECK(page.result_int() == 200);
    CHECK(page.body() == "<!doctype html>");
    CHECK(page["Content-Type"] == "text/html; charset=utf-8");
    CHECK(page["Cache-Control"] == "no-cache");
    CHECK(page["Cross-Origin-Opener-Policy"] == "same-origin");
    CHECK(page["Referrer-Policy"] == "no-referrer");
    const std::string policy(page["Content-Security-Policy"]);
    CHECK(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    CHECK(policy.find("connect-src 'self' ws://127.0.0.1 wss://127.0.0.1;") != std::string::npos);

    const Response again = client.ask(http::verb::get, "/", "", {{"If-None-Match", std::string(page["ETag"])}});
    CHECK(again.result_int() == 304);
    CHECK(again.body().empty());
    const Response packed = client.ask(http::verb::get, "/app.0123abcd.js", "", {{"Accept-Encoding", "gzip, br"}});
    CHECK(packed.body() == "brotli");
    CHECK(packed["Content-Encoding"] == "br");
    CHECK(std::string(packed["Cache-Control"]).find("immutable") != std::string::npos);
    const Response head = client.ask(http::verb::head, "/index.html");
    CHECK(head.result_int() == 200);
    CHECK(head["Content-Length"] == "15");
    CHECK(client.ask(http::verb::get, "/healthz").body() == R"({"status":"ok"})");
}

TEST_CASE("no path leads out of the app's folder") {
    TemporaryFolder folder;
    write_file(folder.path() / "app/index.html", "<!doctype html>");
    write_file(folder.path() / "secret.txt", "secret");
    HttpOptions options;
    options.app_folder = (folder.path() / "app").string();
    RunningServer running(options);
    for (const std::string path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt",
                                   "/./../secret.txt", "/index.html/../../secret.txt", "/..\\secret.txt"}) {
        INFO(path);
        const Response response = running.client().ask(http::verb::get, path);
        CHECK(response.result_int() == 404);
        CHECK(response.body().find("secret") == std::string::npos);
    }
}

TEST_CASE("behind a proxy, failures are counted by the visitor's address, not the proxy's") {
    HttpOptions options;
    options.behind_proxy = true;
    RunningServer running(options);
    const auto from = [&](const std::string& address, const std::string& login) {
        return running.client()
            .ask(http::verb::post, "/session", running.sign_in_body(login, "wrong"),
                 {{"Content-Type", "application/json"}, {"X-Forwarded-For", "203.0.113.9, " + address}})
            .result_int();
    };
    CHECK(from("192.0.2.1", "a") == 401);
    CHECK(from("192.0.2.2", "b") == 401);
}

}  // namespace xingke::server
