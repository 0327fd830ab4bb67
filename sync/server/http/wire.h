// One connection's bytes: plain TCP, or TLS on top of it. A stream in the sense of Asio and Beast, so that whoever
// reads and writes need not know which. Deadlines and the end belong to TCP: next_layer().
#pragma once

#include <boost/beast/ssl.hpp>
#include <optional>

#include "sync/server/http/network.h"

namespace xingke::server {

class Wire {
public:
    using Tls = beast::ssl_stream<beast::tcp_stream>;
    using executor_type = beast::tcp_stream::executor_type;
    using next_layer_type = beast::tcp_stream;

    explicit Wire(tcp::socket socket) : plain_(std::in_place, std::move(socket)) {}
    Wire(tcp::socket socket, asio::ssl::context& context) : tls_(std::in_place, std::move(socket), context) {}

    executor_type get_executor() { return next_layer().get_executor(); }
    next_layer_type& next_layer() { return tls_ ? tls_->next_layer() : *plain_; }
    const next_layer_type& next_layer() const { return tls_ ? tls_->next_layer() : *plain_; }
    tcp::socket& socket() { return next_layer().socket(); }
    Tls* tls() { return tls_ ? &*tls_ : nullptr; }

    template <class Buffers, class Handler>
    auto async_read_some(const Buffers& buffers, Handler&& handler) {
        if (tls_) {
            return tls_->async_read_some(buffers, std::forward<Handler>(handler));
        }
        return plain_->async_read_some(buffers, std::forward<Handler>(handler));
    }
    template <class Buffers, class Handler>
    auto async_write_some(const Buffers& buffers, Handler&& handler) {
        if (tls_) {
            return tls_->async_write_some(buffers, std::forward<Handler>(handler));
        }
        return plain_->async_write_some(buffers, std::forward<Handler>(handler));
    }

private:
    std::optional<beast::tcp_stream> plain_;
    std::optional<Tls> tls_;
};

// How a WebSocket ends: found by Beast.
template <class Handler>
void async_teardown(beast::role_type role, Wire& wire, Handler&& handler) {
    using beast::websocket::async_teardown;
    if (wire.tls() != nullptr) {
        async_teardown(role, *wire.tls(), std::forward<Handler>(handler));
    } else {
        async_teardown(role, wire.next_layer(), std::forward<Handler>(handler));
    }
}

}  // namespace xingke::server
