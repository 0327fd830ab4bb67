// /live: a WebSocket that says when there is something to pull, and nothing else. The first message is the session's
// token; from then on the server sends, after each commit of the company, its head as eight bytes, little endian. Of a
// commit by another server on the same database it learns within HttpSettings::head_poll_interval_ms. Hints
// that nobody took yet are replaced by the next one, so a slow reader costs nothing. Right after the token comes the
// present head, so that nothing is missed between the last pull and the first hint.
//
//   accepted ──token──▶ known ──hint──▶ known …
//      │ none in 5 s        │ session ended (asked before each hint, and every minute), silence, server stopping
//      └────────────────────┴──▶ closed
#pragma once

#include <map>
#include <memory>
#include <unordered_set>

#include "sync/server/http/wire.h"
#include "sync/server/sessions.h"

namespace xingke::server {

struct Host;
class LiveSocket;

// Who listens, by company.
class LiveHub {
public:
    void join(TenantId company, LiveSocket& socket) { sockets_[company].insert(&socket); }
    void leave(TenantId company, LiveSocket& socket);
    void tell(TenantId company, Seq head);  // what a socket knows already costs it nothing
    bool is_empty() const { return sockets_.empty(); }
    // After a session was ended by its owner.
    void close_session(TenantId company, SessionId session);

private:
    std::map<TenantId, std::unordered_set<LiveSocket*>> sockets_;
};

class LiveSocket {
public:
    LiveSocket(Host& host, Wire stream) : host_(host), stream_(std::move(stream)), wake_(stream_.get_executor()) {}

    // Until it is closed by either side. False: there was no valid token.
    asio::awaitable<bool> run(http::request<http::empty_body> upgrade);

    void tell(Seq head);
    void close();  // in good order, as soon as it can
    void abort() { beast::get_lowest_layer(stream_).cancel(); }
    SessionId session() const { return known_.session; }

private:
    asio::awaitable<bool> accept_token();
    asio::awaitable<bool> is_welcome(std::string_view access_token = {});
    asio::awaitable<void> read_until_closed();
    asio::awaitable<void> send_hints();

    Host& host_;
    websocket::stream<Wire> stream_;
    asio::steady_timer wake_;
    Authenticated known_;
    Seq head_ = 0;  // the newest that was told
    Seq sent_ = 0;
    bool is_ending_ = false;  // we want to close
    bool is_over_ = false;    // reading has ended
};

}  // namespace xingke::server
