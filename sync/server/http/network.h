// The names of Boost.Asio and Boost.Beast that the HTTP side uses, and the one way to leave its thread.
//
// Everything in http/ runs on the thread that called HttpServer::run(), in coroutines that only move bytes; TRY never
// stands in them, nor a conditional expression with temporaries (g++ 12 destroys those twice). What blocks (the
// storage, argon2id) runs on pools of its own through run_on().
#pragma once

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <utility>

namespace xingke::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using boost::asio::ip::tcp;
using boost::system::error_code;

// Completes with (error, result…) instead of throwing.
constexpr auto as_values = asio::as_tuple(asio::use_awaitable);

// Calls `work` on the pool and comes back to the coroutine's own thread. `work` lives in the caller until then.
template <class Work>
asio::awaitable<void> run_on(asio::thread_pool& pool, Work& work) {
    auto initiate = [&pool, &work](auto handler) {
        asio::post(pool, [&work, handler = std::move(handler)]() mutable {
            work();
            auto executor = asio::get_associated_executor(handler);
            asio::post(executor, std::move(handler));
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(initiate, asio::use_awaitable);
}

}  // namespace xingke::server
