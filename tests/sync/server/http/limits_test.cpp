// Each limit of the network side, set so low that one meets it: what comes then, and that the server goes on.
#include "sync/server/http/size_settings.h"

#include "sync/server/http/content_coding.h"
#include "tests/sync/server/http/running_server.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr int soon_ms = 50;

struct Case {
    const char* what;
    void (*set)(HttpOptions&);
    // What is sent; then the server either answers with this status or, with 0, closes.
    std::string sent;
    unsigned status;
};

std::string head_of(const std::string& target, std::size_t body_size, const std::string& type) {
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body_size) + "\r\n\r\n";
}

}  // namespace

TEST_CASE("what is too large or too slow is turned away, and others are served") {
    const std::string json = "application/json";
    const std::string large_head = "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(3000, 'a') + "\r\n\r\n";
    const Case cases[] = {
        {"header-bytes", [](HttpOptions& options) { options.sizes.header_bytes = 1024; }, large_head, 431},
        {"session-bytes", [](HttpOptions& options) { options.sizes.session_bytes = 1024; },
         head_of("/session", 1025, json) + std::string(1025, ' '), 413},
        {"session-bytes of a renewal", [](HttpOptions& options) { options.sizes.session_bytes = 1024; },
         head_of("/session/renew", 1025, json) + std::string(1025, ' '), 413},
        {"header-ms", [](HttpOptions& options) { options.settings.header_timeout_ms = soon_ms; },
         "GET / HTTP/1.1\r\nHos", 0},
        {"body-ms", [](HttpOptions& options) { options.settings.body_timeout_ms = soon_ms; },
         head_of("/session", 100, json) + "{", 0},
        {"idle-ms", [](HttpOptions& options) { options.settings.idle_timeout_ms = soon_ms; }, "", 0},
    };
    for (const Case& one : cases) {
        CAPTURE(one.what);
        HttpOptions options;
        one.set(options);
        RunningServer running(options);
        Client client = running.client();
        client.send_raw(one.sent);
        if (one.status == 0) {
            CHECK(client.is_closed());
        } else {
            CHECK(client.read().result_int() == one.status);
        }
        CHECK(running.client().ask(http::verb::get, "/healthz").result_int() == 200);
    }
}

TEST_CASE("a frame larger than is set is refused, packed or not, before it is kept") {
    HttpOptions options;
    options.sizes.sync_bytes = 1000;
    RunningServer running(options);
    const std::string token = running.token();
    Client client = running.client();
    CHECK(client.ask(http::verb::post, "/sync", std::string(1000, 'x'), running.with(token)).result_int() == 400);
    CHECK(client.ask(http::verb::post, "/sync", std::string(1001, 'x'), running.with(token)).result_int() == 413);
    Fields packed = running.with(token);
    packed.emplace_back("Content-Encoding", "gzip");
    CHECK(running.client().ask(http::verb::post, "/sync", gzip(std::string(1001, 'x')), packed).result_int() == 413);
}

TEST_CASE("a session that asks too often waits, and another one does not") {
    HttpOptions options;
    options.settings.requests_burst = 3;
    options.settings.requests_per_second = 1;
    RunningServer running(options);
    const std::string token = running.token();
    const Fields fields = {{"Authorization", "Bearer " + token}};
    for (int i = 0; i < 3; ++i) {
        CHECK(running.client().ask(http::verb::get, "/session", "", fields).result_int() == 200);
    }
    const Response refused = running.client().ask(http::verb::get, "/session", "", fields);
    CHECK(refused.result_int() == 429);
    CHECK(refused["Retry-After"] == "1");
    const Fields other = {{"Authorization", "Bearer " + running.token()}};
    CHECK(running.client().ask(http::verb::get, "/session", "", other).result_int() == 200);
}

TEST_CASE("no more sign-ins than are allowed wait for the comparison of their passwords") {
    HttpOptions options;
    options.settings.hashes_waiting_max = 0;
    RunningServer running(options);
    CHECK(running.sign_in("sales", "xingke-demo").result_int() == 429);
}

TEST_CASE("a live connection that says no token, or too long a one, is closed") {
    HttpOptions options;
    options.settings.live_token_timeout_ms = soon_ms;
    options.sizes.live_bytes = 600;
    RunningServer running(options);
    for (const std::size_t size : {std::size_t{0}, std::size_t{601}}) {
        asio::io_context loop;
        websocket::stream<beast::tcp_stream> socket(loop);
        beast::get_lowest_layer(socket).connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), running.port()));
        socket.handshake("127.0.0.1", "/live");
        socket.text(true);
        if (size != 0) {
            socket.write(asio::buffer(std::string(size, 'a')));
        }
        beast::flat_buffer buffer;
        error_code failed;
        socket.read(buffer, failed);
        CHECK(failed);
    }
    CHECK(running.client().ask(http::verb::get, "/healthz").result_int() == 200);
}

}  // namespace xingke::server
