// A plain client that speaks TLS and blocks. It trusts whatever certificate it is shown, and says which that was.
#pragma once

#include <boost/beast/ssl.hpp>
#include <string>

#include "sync/server/http/network.h"

namespace xingke::server {

class TlsClient {
public:
    // Throws when there is no agreement. `newest`: the newest version that this client knows; 0: all.
    explicit TlsClient(unsigned short port, int newest = 0) : stream_(loop_, context_of(newest)) {
        beast::get_lowest_layer(stream_).connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), port));
        stream_.handshake(asio::ssl::stream_base::client);
    }
    http::response<http::string_body> ask(http::verb method, const std::string& target, const std::string& body = "",
                                          const std::string& content_type = "") {
        http::request<http::string_body> request(method, target, 11);
        request.set(http::field::host, "localhost");
        if (!content_type.empty()) {
            request.set(http::field::content_type, content_type);
        }
        request.body() = body;
        request.prepare_payload();
        http::write(stream_, request);
        http::response<http::string_body> response;
        beast::flat_buffer buffer;
        http::read(stream_, buffer, response);
        return response;
    }
    long certificate_serial() {
        X509* shown = SSL_get1_peer_certificate(stream_.native_handle());
        const long serial = shown == nullptr ? -1 : ASN1_INTEGER_get(X509_get0_serialNumber(shown));
        X509_free(shown);
        return serial;
    }
    std::string version() { return SSL_get_version(stream_.native_handle()); }
    // The first message of a live connection that says this token.
    std::string hint(const std::string& token) {
        websocket::stream<beast::ssl_stream<beast::tcp_stream>&> socket(stream_);
        socket.handshake("localhost", "/live");
        socket.text(true);
        socket.write(asio::buffer(token));
        beast::flat_buffer buffer;
        socket.read(buffer);
        socket.close(websocket::close_code::normal);
        return beast::buffers_to_string(buffer.data());
    }

private:
    asio::ssl::context& context_of(int newest) {
        context_.set_verify_mode(asio::ssl::verify_none);
        if (newest != 0) {
            SSL_CTX_set_max_proto_version(context_.native_handle(), newest);
            SSL_CTX_set_security_level(context_.native_handle(), 0);
        }
        return context_;
    }

    asio::io_context loop_;
    asio::ssl::context context_{asio::ssl::context::tls_client};
    beast::ssl_stream<beast::tcp_stream> stream_;
};

}  // namespace xingke::server
