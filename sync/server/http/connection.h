// One HTTP connection: requests one after the other, each read within its limits and answered before the next. What a
// request may cost is known before its body is read: who asks, how much they may send, how often they may come.
#pragma once

#include <optional>
#include <string>

#include "sync/server/http/host.h"
#include "sync/server/http/wire.h"

namespace xingke::server {

class Connection {
public:
    Connection(Host& host, tcp::socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Until either side closes.
    asio::awaitable<void> run();

    // The server stops: closes now if no request is running, otherwise after it.
    void finish();
    // Closes now.
    void abort();

private:
    using Head = http::request_parser<http::empty_body>;
    struct Bearer {
        std::optional<Authenticated> known;
        std::optional<Answer> refusal;
    };

    asio::awaitable<bool> shake_hands();
    asio::awaitable<bool> serve_one();
    asio::awaitable<Answer> route(Head& head);
    asio::awaitable<Answer> sign_in(Head& head);
    // Of the renewal token, which is all the authority that it needs.
    asio::awaitable<Answer> renew(Head& head);
    asio::awaitable<Answer> who_am_i(const Head& head);
    asio::awaitable<Answer> sign_out(const Head& head);
    asio::awaitable<Answer> sync(Head& head);
    asio::awaitable<Answer> health();
    // PUT takes a piece of a file, or of none says how much has come; GET gives the file or a part of it.
    asio::awaitable<Answer> blob(Head& head);
    asio::awaitable<Answer> take_piece(Head& head, const Caller& caller, const Digest& hash);
    asio::awaitable<void> go_live(Head& head);
    asio::awaitable<Bearer> authenticate(const Head& head);
    // The body, or why there is none.
    struct Read {
        std::string body;
        bool is_gzip = false;  // as its head says; not unpacked yet
        std::optional<Answer> refusal;
    };
    asio::awaitable<Read> read_body(Head& head, std::size_t size_max, std::string_view content_type);
    asio::awaitable<bool> write(const Head& head, const Answer& answer, std::int64_t began_ms);
    asio::awaitable<void> linger();
    std::string peer_address(const Head& head) const;

    Host& host_;
    Wire stream_;
    beast::flat_buffer buffer_;
    std::string address_;
    std::optional<LiveSocket> live_;
    std::string user_;  // of the running request, for its log line
    bool is_busy_ = false;
};

}  // namespace xingke::server
