// A plain client that waits for each answer, over one connection that is kept.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/base/bytes.h"
#include "sync/server/http/network.h"
#include "tests/bench/server_process.h"

namespace xingke::bench {

namespace asio = server::asio;
namespace beast = server::beast;
namespace http = server::http;
namespace websocket = server::websocket;
using server::tcp;

struct Answer {
    int status = 0;
    std::string body;
};

class HttpClient {
public:
    explicit HttpClient(unsigned short port) : socket_(loop_) {
        socket_.connect(tcp::endpoint(asio::ip::make_address("127.0.0.1"), port));
        socket_.set_option(tcp::no_delay(true));
    }
    void send(const std::string& target, const std::string& type, std::string body, const std::string& token = "") {
        http::request<http::string_body> request(http::verb::post, target, 11);
        request.set(http::field::host, "127.0.0.1");
        request.set(http::field::content_type, type);
        if (!token.empty()) {
            request.set(http::field::authorization, "Bearer " + token);
        }
        request.body() = std::move(body);
        request.prepare_payload();
        http::write(socket_, request);
    }
    Answer receive() {
        http::response_parser<http::string_body> parser;
        parser.body_limit(std::uint64_t{256} * 1024 * 1024);
        http::read(socket_, buffer_, parser);
        return {static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
    }
    // A session of the bench's account on that device.
    std::string sign_in(const std::string& device) {
        send("/session", "application/json",
             nlohmann::json{{"login", ServerProcess::login}, {"password", ServerProcess::password}, {"device", device}}
                 .dump());
        const Answer answer = receive();
        if (answer.status != 200) {
            stop("signing in is answered with " + std::to_string(answer.status));
        }
        return nlohmann::json::parse(answer.body)["token"];
    }

private:
    asio::io_context loop_;
    tcp::socket socket_;
    beast::flat_buffer buffer_;
};

}  // namespace xingke::bench
