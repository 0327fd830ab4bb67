#include "sync/server/http/live.h"

#include <algorithm>
#include <optional>

#include "sync/server/http/host.h"

namespace xingke::server {

void LiveHub::leave(TenantId company, LiveSocket& socket) {
    const auto found = sockets_.find(company);
    if (found != sockets_.end()) {
        found->second.erase(&socket);
        if (found->second.empty()) {
            sockets_.erase(found);
        }
    }
}

void LiveHub::tell(TenantId company, Seq head) {
    const auto found = sockets_.find(company);
    if (found != sockets_.end()) {
        for (LiveSocket* socket : found->second) {
            socket->tell(head);
        }
    }
}

void LiveHub::close_session(TenantId company, SessionId session) {
    const auto found = sockets_.find(company);
    if (found != sockets_.end()) {
        for (LiveSocket* socket : found->second) {
            if (socket->session() == session) {
                socket->close();
            }
        }
    }
}

void LiveSocket::tell(Seq head) {
    if (head > head_) {
        head_ = head;
        wake_.cancel();
    }
}

void LiveSocket::close() {
    is_ending_ = true;
    wake_.cancel();
    if (known_.session.is_nil()) {
        abort();  // Its token has not come; nobody is there to be told.
    }
}

asio::awaitable<bool> LiveSocket::run(http::request<http::empty_body> upgrade) {
    beast::get_lowest_layer(stream_).expires_never();
    const auto token_timeout = std::chrono::milliseconds(host_.settings.live_token_timeout_ms);
    stream_.set_option(websocket::stream_base::timeout{token_timeout, token_timeout, false});
    stream_.read_message_max(host_.sizes.live_bytes);
    const auto [failed] = co_await stream_.async_accept(upgrade, as_values);
    if (failed) {
        co_return false;
    }
    const bool is_known = co_await accept_token();
    if (!is_known) {
        co_await stream_.async_close(websocket::close_code::policy_error, as_values);
        co_return false;
    }
    const auto idle_timeout = std::chrono::milliseconds(host_.settings.live_idle_timeout_ms);
    stream_.set_option(websocket::stream_base::timeout{token_timeout, idle_timeout, true});
    host_.live.join(known_.caller.company, *this);
    // Two coroutines on one thread: this one writes, the other reads, which is also how a closed socket is noticed.
    // This one outlives the other: it waits for it at its end.
    asio::co_spawn(stream_.get_executor(), read_until_closed(), asio::detached);
    co_await send_hints();
    host_.live.leave(known_.caller.company, *this);
    if (!is_over_) {
        const auto code = host_.is_stopping ? websocket::close_code::going_away : websocket::close_code::policy_error;
        co_await stream_.async_close(code, as_values);
        beast::get_lowest_layer(stream_).cancel();
    }
    while (!is_over_) {
        wake_.expires_at(asio::steady_timer::time_point::max());
        co_await wake_.async_wait(as_values);
    }
    co_return true;
}

asio::awaitable<bool> LiveSocket::accept_token() {
    beast::flat_buffer buffer(host_.sizes.live_bytes);
    const auto [failed, size] = co_await stream_.async_read(buffer, as_values);
    if (failed || !stream_.got_text() || size == 0) {
        co_return false;
    }
    co_return co_await is_welcome({static_cast<const char*>(buffer.data().data()), buffer.size()});
}

// By the token at first; the session then may have others. Also brings the head that the storage has now.
asio::awaitable<bool> LiveSocket::is_welcome(std::string_view access_token) {
    std::optional<Authenticated> found;
    Seq head = 0;
    auto ask = [&] {
        Sessions& sessions = host_.backend.accounts.sessions();
        const auto known =
            known_.session.is_nil() ? sessions.authenticate(access_token) : sessions.authenticate(known_.session);
        if (known) {
            const auto reading = host_.backend.storage.begin_read(known->caller.company);
            if (reading) {
                found = *known;
                head = (*reading)->company().head;
            }
        }
    };
    co_await run_on(host_.storage_pool, ask);
    if (found) {
        known_ = *found;
        head_ = std::max(head_, head);
    }
    co_return found.has_value();
}

asio::awaitable<void> LiveSocket::read_until_closed() {
    beast::flat_buffer buffer(host_.sizes.live_bytes);
    for (;;) {
        // What the app may say later versions will know; pings and pongs are answered inside.
        const auto [failed, size] = co_await stream_.async_read(buffer, as_values);
        if (failed) {
            break;
        }
        buffer.consume(size);
    }
    is_over_ = true;
    wake_.cancel();
}

asio::awaitable<void> LiveSocket::send_hints() {
    const auto interval = std::chrono::milliseconds(host_.settings.live_check_interval_ms);
    bool is_checked = true;  // the token was, just now
    while (!is_over_ && !is_ending_) {
        if (!is_checked) {
            const bool is_still_welcome = co_await is_welcome();
            is_checked = true;
            if (!is_still_welcome) {
                co_return;
            }
            continue;
        }
        if (head_ > sent_) {
            std::array<std::uint8_t, 8> bytes{};
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                bytes[i] = static_cast<std::uint8_t>(head_ >> (8 * i));
            }
            sent_ = head_;
            stream_.binary(true);
            const auto [failed, size] = co_await stream_.async_write(asio::buffer(bytes), as_values);
            if (failed || size != bytes.size()) {
                co_return;
            }
            continue;
        }
        wake_.expires_after(interval);
        co_await wake_.async_wait(as_values);
        is_checked = false;
    }
}

}  // namespace xingke::server
