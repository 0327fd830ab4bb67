#include "sync/server/http/live.h"

#include "tests/sync/server/http/running_server.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

class LiveClient {
public:
    explicit LiveClient(unsigned short port, const std::string& token) : socket_(loop_) {
        beast::get_lowest_layer(socket_).connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), port));
        socket_.handshake("127.0.0.1", "/live");
        socket_.text(true);
        socket_.write(asio::buffer(token));
    }
    // The head of the next hint; 0 when the server closed instead.
    Seq next() {
        beast::flat_buffer buffer;
        error_code failed;
        socket_.read(buffer, failed);
        if (failed) {
            return 0;
        }
        CHECK(socket_.got_binary());
        CHECK(buffer.size() == 8);
        const auto* bytes = static_cast<const std::uint8_t*>(buffer.data().data());
        Seq head = 0;
        for (std::size_t i = 0; i < 8; ++i) {
            head |= Seq{bytes[i]} << (8 * i);
        }
        return head;
    }
    unsigned close_code() const { return socket_.reason().code; }
    void close() { socket_.close(websocket::close_code::normal); }

private:
    asio::io_context loop_;
    websocket::stream<beast::tcp_stream> socket_;
};

}  // namespace

TEST_CASE("a live socket says the head at once, and again after a push") {
    RunningServer running;
    const std::string token = running.token();
    LiveClient live(running.port(), token);
    CHECK(live.next() == running.head());
    const Seq before = running.head();
    running.client().ask(http::verb::post, "/sync", running.push_frame(1), running.with(token));
    CHECK(live.next() == before + 1);
    running.client().ask(http::verb::post, "/sync", running.push_frame(2), running.with(token));
    CHECK(live.next() == before + 2);
    live.close();
}

TEST_CASE("what another server commits reaches those who listen here") {
    RunningServer running;
    LiveClient live(running.port(), running.token());
    const Seq before = live.next();
    {
        const auto writing = must(running.view->begin_write(running.world.company.id));
        must(writing->append({before + 1, running.device, 1, {}, {}, {}, {}}));
        must(writing->commit());
    }
    CHECK(live.next() == before + 1);
}

TEST_CASE("hints for a company reach all who listen, and one who has gone disturbs nobody") {
    RunningServer running;
    const std::string token = running.token();
    LiveClient first(running.port(), token);
    LiveClient second(running.port(), token);
    first.next();
    second.next();
    {
        LiveClient gone(running.port(), token);
        gone.next();
    }
    running.client().ask(http::verb::post, "/sync", running.push_frame(1), running.with(token));
    CHECK(first.next() == running.head());
    CHECK(second.next() == running.head());
}

TEST_CASE("a live socket without a valid token is closed") {
    RunningServer running;
    LiveClient live(running.port(), "made-up");
    CHECK(live.next() == 0);
    CHECK(live.close_code() == websocket::close_code::policy_error);
}

TEST_CASE("a live socket ends when its owner signs out") {
    RunningServer running;
    const std::string token = running.token();
    LiveClient live(running.port(), token);
    live.next();
    running.client().ask(http::verb::delete_, "/session", "", {{"Authorization", "Bearer " + token}});
    CHECK(live.next() == 0);
    CHECK(live.close_code() == websocket::close_code::policy_error);
}

TEST_CASE("a revoked session learns nothing more: the socket closes instead of the next hint") {
    RunningServer running;
    const std::string revoked = running.token();
    LiveClient live(running.port(), revoked);
    live.next();
    must(revoke_sessions(*running.view, "sales"));
    const std::string token = running.token();
    running.client().ask(http::verb::post, "/sync", running.push_frame(1), running.with(token));
    CHECK(live.next() == 0);
}

TEST_CASE("a stopping server says goodbye to live sockets") {
    RunningServer running;
    LiveClient live(running.port(), running.token());
    live.next();
    running.server->stop();
    CHECK(live.next() == 0);
    CHECK(live.close_code() == websocket::close_code::going_away);
}

}  // namespace xingke::server
