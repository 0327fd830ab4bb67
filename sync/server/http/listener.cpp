#include "sync/server/http/listener.h"

#include <csignal>

#include "app/base/log.h"
#include "sync/server/http/connection.h"

namespace xingke::server {

// The order of members matters at the end: with the loop go the coroutines that are still suspended, and their
// connections sign off at the host.
struct HttpServer::Inside {
    Inside(const Backend& backend, const HttpOptions& options, StaticFiles files)
        : host(backend, options.settings, std::move(files), options.behind_proxy),
          acceptor(loop),
          signals(loop),
          reload_signal(loop),
          tls_files(options.tls),
          stop_timer(loop),
          head_timer(loop),
          collect_timer(loop),
          pool_timer(loop),
          work(asio::make_work_guard(loop)) {
        host.sizes = options.sizes;
    }

    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<void> watch_heads();
    asio::awaitable<void> keep_pools();
    void reload();
    void reload_on_signal();
    void begin_stop();
    void end_if_quiet();
    void collect_blobs_in(std::int64_t ms);

    Host host;
    asio::io_context loop{1};
    tcp::acceptor acceptor;
    asio::signal_set signals;
    asio::signal_set reload_signal;
    TlsFiles tls_files;
    asio::steady_timer stop_timer;
    asio::steady_timer head_timer;
    asio::steady_timer collect_timer;
    asio::steady_timer pool_timer;
    asio::executor_work_guard<asio::io_context::executor_type> work;
};

asio::awaitable<void> HttpServer::Inside::accept() {
    while (acceptor.is_open()) {
        auto [failed, socket] = co_await acceptor.async_accept(as_values);
        if (failed) {
            if (failed == asio::error::operation_aborted || !acceptor.is_open()) {
                break;
            }
            // Out of descriptors, for instance: wait for some to come back instead of turning in a circle.
            log(LogLevel::warning, "accept_failed", {{"reason", failed.message()}});
            asio::steady_timer pause(loop, std::chrono::milliseconds(100));
            co_await pause.async_wait(as_values);
            continue;
        }
        if (host.connections.size() >= host.settings.connections_max) {
            log(LogLevel::warning, "connection_refused", {{"connections", host.connections.size()}});
            continue;  // The socket closes itself.
        }
        error_code ignored;  // Only a matter of speed.
        socket.set_option(tcp::no_delay(true), ignored);
        asio::co_spawn(loop, serve(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> HttpServer::Inside::serve(tcp::socket socket) {
    {
        Connection connection(host, std::move(socket));
        co_await connection.run();
    }
    end_if_quiet();
}

// Other servers on the same database, and administrators' commands, commit without telling us.
asio::awaitable<void> HttpServer::Inside::watch_heads() {
    Result<std::vector<std::pair<TenantId, Seq>>> heads = std::vector<std::pair<TenantId, Seq>>();
    auto ask = [&] { heads = host.backend.storage.heads(); };
    while (!host.is_stopping) {
        head_timer.expires_after(std::chrono::milliseconds(host.settings.head_poll_interval_ms));
        co_await head_timer.async_wait(as_values);
        if (host.is_stopping || host.live.is_empty()) {
            continue;
        }
        co_await run_on(host.storage_pool, ask);
        if (!heads) {
            continue;  // The requests of the devices say so, too; the storage has logged it.
        }
        for (const auto& [company, head] : *heads) {
            host.live.tell(company, head);
        }
    }
}

// Files that nobody needs cost room and nothing else: once a day is often enough, and not at the busy start.
void HttpServer::Inside::collect_blobs_in(std::int64_t ms) {
    collect_timer.expires_after(std::chrono::milliseconds(ms));
    collect_timer.async_wait([this](error_code cancelled) {
        if (cancelled || host.is_stopping) {
            return;
        }
        asio::post(host.storage_pool, [this] {
            if (const auto collected = host.backend.blobs.collect(); !collected) {
                log(LogLevel::warning, "collect_failed", {{"detail", collected.error().detail}});
            }
        });
        collect_blobs_in(host.settings.collect_interval_ms);
    });
}

// Released customers are no hurry: once a minute, and again soon while there is more.
asio::awaitable<void> HttpServer::Inside::keep_pools() {
    Result<bool> has_more = false;
    auto keep = [&] { has_more = host.backend.service.keep_pools(); };
    while (!host.is_stopping) {
        constexpr int soon_ms = 100;
        const int wait_ms = has_more && *has_more ? soon_ms : host.settings.pool_interval_ms;
        pool_timer.expires_after(std::chrono::milliseconds(wait_ms));
        co_await pool_timer.async_wait(as_values);
        if (!host.is_stopping) {
            co_await run_on(host.storage_pool, keep);
            if (!has_more) {
                log(LogLevel::warning, "pool_failed", {{"detail", has_more.error().detail}});
            }
        }
    }
}

// A renewed certificate takes the place of the one before without a connection lost.
void HttpServer::Inside::reload() {
    auto loaded = load_tls(tls_files);
    if (!loaded) {
        log(LogLevel::error, "tls_not_reloaded", {{"detail", loaded.error().detail}});
        return;
    }
    host.tls = std::move(*loaded);
    log(LogLevel::info, "tls_reloaded");
}

void HttpServer::Inside::reload_on_signal() {
    reload_signal.async_wait([this](error_code cancelled, int) {
        if (!cancelled) {
            reload();
            reload_on_signal();
        }
    });
}

void HttpServer::Inside::begin_stop() {
    if (host.is_stopping) {
        return;
    }
    host.is_stopping = true;
    log(LogLevel::info, "stopping", {{"connections", host.connections.size()}});
    error_code ignored;  // It is closed afterwards, one way or the other.
    acceptor.close(ignored);
    signals.cancel(ignored);
    reload_signal.cancel(ignored);
    head_timer.cancel();
    collect_timer.cancel();
    pool_timer.cancel();
    for (Connection* connection : host.connections) {
        connection->finish();
    }
    stop_timer.expires_after(std::chrono::milliseconds(host.settings.stop_timeout_ms));
    stop_timer.async_wait([this](error_code cancelled) {
        if (!cancelled) {
            for (Connection* connection : host.connections) {
                connection->abort();
            }
            loop.stop();
        }
    });
    end_if_quiet();
}

void HttpServer::Inside::end_if_quiet() {
    if (host.is_stopping && host.connections.empty()) {
        stop_timer.cancel();
        work.reset();
    }
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpOptions& options, const Backend& backend) {
    StaticFiles files;
    if (!options.app_folder.empty()) {
        files = TRY(StaticFiles::load(options.app_folder));
    }
    std::shared_ptr<asio::ssl::context> tls;
    if (!options.tls.is_empty()) {
        tls = TRY(load_tls(options.tls));
    }
    error_code failed;
    const auto address = asio::ip::make_address(options.address, failed);
    auto inside = std::make_unique<Inside>(backend, options, std::move(files));
    inside->host.tls = std::move(tls);
    tcp::acceptor& acceptor = inside->acceptor;
    const tcp::endpoint endpoint(address, options.port);
    if (!failed) {
        acceptor.open(endpoint.protocol(), failed);
    }
    if (!failed) {
        acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    }
    if (!failed) {
        acceptor.bind(endpoint, failed);
    }
    if (!failed) {
        acceptor.listen(asio::socket_base::max_listen_connections, failed);
    }
    if (failed) {
        return Error{Fault::network, {Text::server_trouble, {}}, failed.message()};
    }
    // Commits happen on the storage's thread, hints go out on the loop's.
    Inside* shared = inside.get();
    backend.service.tell_commits_to([shared](TenantId company, Seq head) {
        asio::post(shared->loop, [shared, company, head] { shared->host.live.tell(company, head); });
    });
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(inside)));
}

HttpServer::HttpServer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

HttpServer::~HttpServer() {
    inside_->host.storage_pool.join();
    inside_->host.hash_pool.join();
    inside_->host.backend.service.tell_commits_to({});
}

unsigned short HttpServer::port() const {
    error_code failed;
    return inside_->acceptor.local_endpoint(failed).port();
}

void HttpServer::run() {
    asio::co_spawn(inside_->loop, inside_->accept(), asio::detached);
    asio::co_spawn(inside_->loop, inside_->watch_heads(), asio::detached);
    inside_->collect_blobs_in(inside_->host.settings.collect_first_ms);
    asio::co_spawn(inside_->loop, inside_->keep_pools(), asio::detached);
    inside_->loop.run();
    inside_->host.storage_pool.join();
    inside_->host.hash_pool.join();
}

void HttpServer::stop() {
    asio::post(inside_->loop, [inside = inside_.get()] { inside->begin_stop(); });
}

void HttpServer::reload_tls() {
    asio::post(inside_->loop, [inside = inside_.get()] { inside->reload(); });
}

void HttpServer::stop_on_signals() {
    if (!inside_->tls_files.is_empty()) {
        inside_->reload_signal.add(SIGHUP);
        inside_->reload_on_signal();
    }
    inside_->signals.add(SIGINT);
    inside_->signals.add(SIGTERM);
    inside_->signals.async_wait([inside = inside_.get()](error_code cancelled, int) {
        if (!cancelled) {
            inside->begin_stop();
        }
    });
}

}  // namespace xingke::server
