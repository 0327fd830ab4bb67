#include "sync/server/http/listener.h"

#include "tests/sync/server/http/running_server.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a stop ends idle connections, and the database is whole") {
    Seq head = 0;
    {
        RunningServer running;
        Client idle = running.client();
        CHECK(idle.ask(http::verb::get, "/healthz").result_int() == 200);
        Client silent = running.client();
        running.server->stop();
        running.server->stop();
        CHECK(idle.is_closed());
        CHECK(silent.is_closed());
        head = running.head();
    }
    CHECK(head > 0);
}

TEST_CASE("a request that is running when the server stops is answered") {
    RunningServer running;
    const std::string token = running.token();
    const std::string body = running.push_frame(1);
    Client client = running.client();
    client.send_raw("POST /sync HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer " + token +
                    "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + std::to_string(body.size()) +
                    "\r\n\r\n");
    // The server is now in the middle of this request.
    CHECK(client.read().result_int() == 100);
    running.server->stop();
    client.send_raw(body);
    const Response response = client.read();
    CHECK(response.result_int() == 200);
    CHECK_FALSE(response.keep_alive());
}

TEST_CASE("a request that never ends does not keep the server from stopping") {
    HttpOptions options;
    options.settings.stop_timeout_ms = 50;
    RunningServer running(options);
    const std::string token = running.token();
    Client client = running.client();
    client.send_raw("POST /sync HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer " + token +
                    "\r\nContent-Type: application/octet-stream\r\nContent-Length: 100\r\n\r\n");
    CHECK(client.read().result_int() == 100);
}

TEST_CASE("a port that is taken, and an address that is none, are said and not waited for") {
    RunningServer running;
    HttpOptions options;
    options.port = running.port();
    World other;
    Service service(*other.storage, other.rules);
    const auto accounts = must(Accounts::make(*other.storage, other.clock, other.random));
    Blobs blobs(*other.storage, other.rules, {});
    const auto taken = HttpServer::start(options, {service, *accounts, *other.storage, blobs, other.clock});
    REQUIRE_FALSE(taken.has_value());
    CHECK(taken.error().fault == Fault::network);
    options.address = "not an address";
    CHECK(HttpServer::start(options, {service, *accounts, *other.storage, blobs, other.clock}).error().fault ==
          Fault::network);
    options.app_folder = "/nowhere";
    CHECK(HttpServer::start(options, {service, *accounts, *other.storage, blobs, other.clock}).error().fault ==
          Fault::not_found);
}

TEST_CASE("more connections than are allowed are turned away, the others go on") {
    HttpOptions options;
    options.settings.connections_max = 2;
    RunningServer running(options);
    Client first = running.client();
    Client second = running.client();
    CHECK(first.ask(http::verb::get, "/healthz").result_int() == 200);
    CHECK(second.ask(http::verb::get, "/healthz").result_int() == 200);
    Client third = running.client();
    CHECK(third.is_closed());
    CHECK(first.ask(http::verb::get, "/healthz").result_int() == 200);
}

}  // namespace xingke::server
