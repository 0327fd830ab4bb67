// Clients that are slow, broken or hostile: the others do not notice.
#include "tests/sync/server/http/running_server.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

constexpr int crowd = 40;

bool is_served(RunningServer& running, const std::string& token, std::uint64_t counter) {
    const Response response =
        running.client().ask(http::verb::post, "/sync", running.push_frame(counter), running.with(token));
    return response.result_int() == 200;
}

std::string random_bytes(FixedRandom& random, std::size_t size) {
    Bytes bytes(size);
    random.fill(bytes);
    return std::string(as_text(bytes));
}

}  // namespace

TEST_CASE("requests that never end are closed after their time, and meanwhile others are served") {
    HttpOptions options;
    options.settings.header_timeout_ms = 300;
    options.settings.body_timeout_ms = 300;
    RunningServer running(options);
    const std::string token = running.token();
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < crowd; ++i) {
        slow.push_back(std::make_unique<Client>(running.port()));
        slow.back()->send_raw(i % 2 == 0 ? "POST /sync HTTP/1.1\r\nHost: x\r\nX-Slow: "
                                         : "POST /sync HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token +
                                               "\r\nContent-Type: application/octet-stream\r\n"
                                               "Content-Length: 1000\r\n\r\nhalf");
    }
    CHECK(is_served(running, token, 1));
    for (const auto& one : slow) {
        one->read_to_end();  // returns only when the server has closed
    }
    CHECK(is_served(running, token, 2));
}

TEST_CASE("half-sent requests that fill all places give them back when they are cut off") {
    HttpOptions options;
    options.settings.connections_max = 8;
    options.settings.header_timeout_ms = 300;
    RunningServer running(options);
    {
        std::vector<std::unique_ptr<Client>> slow;
        for (int i = 0; i < 8; ++i) {
            slow.push_back(std::make_unique<Client>(running.port()));
            slow.back()->send_raw("GET /healthz HT");
        }
        CHECK(running.client().is_closed());  // no place left
        for (const auto& one : slow) {
            one->read_to_end();
        }
    }
    CHECK(running.client().ask(http::verb::get, "/healthz").result_int() == 200);
}

TEST_CASE("garbage instead of HTTP, and instead of frames, is refused and changes nothing") {
    HttpOptions options;
    options.settings.requests_per_second = options.settings.requests_burst = 1e6;  // the garbage is to be looked at
    RunningServer running(options);
    const std::string token = running.token();
    const Seq before = running.head();
    FixedRandom random(2026);
    for (std::size_t i = 0; i < 200; ++i) {
        Client client = running.client();
        client.send_raw(random_bytes(random, 1 + i * 7) + "\r\n\r\n");
        client.finish_sending();
        client.read_to_end();
    }
    const auto status_of = [&](const std::string& body) {
        return running.client().ask(http::verb::post, "/sync", body, running.with(token)).result_int();
    };
    for (std::size_t i = 0; i < 200; ++i) {
        CHECK(status_of(random_bytes(random, 1 + i * 5)) == 400);
    }
    // A real frame, cut off at each place and with something behind it.
    const std::string frame = running.push_frame(1);
    for (std::size_t size = 1; size < frame.size(); ++size) {
        CHECK(status_of(frame.substr(0, size)) == 400);
    }
    CHECK(running.head() == before);
    CHECK(is_served(running, token, 1));
    CHECK(running.head() == before + 1);
}

TEST_CASE("who asks without end and never reads an answer holds up nobody") {
    HttpOptions options;
    options.settings.write_timeout_ms = 300;
    options.settings.body_timeout_ms = 300;
    RunningServer running(options);
    const std::string token = running.token();
    Client greedy = running.client();
    std::string many;
    for (int i = 0; i < 500; ++i) {
        many += "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    }
    greedy.send_raw(many);
    CHECK(is_served(running, token, 1));
    CHECK(running.head() > 0);
}

}  // namespace xingke::server
