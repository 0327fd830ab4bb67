// The HTTP server: listens, and runs one coroutine for each connection until it is told to stop. Stopping is graceful:
// no new connections, running requests are finished (for at most HttpSettings::stop_timeout_ms), live sockets are told
// that we go away. SIGHUP reads certificate and key again.
#pragma once

#include <memory>
#include <string>

#include "sync/server/http/host.h"

namespace xingke::server {

struct HttpOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8080;  // 0: any that is free
    std::string app_folder;      // empty: no app, only the interface for programs
    bool behind_proxy = false;
    HttpSettings settings = {};
    SizeSettings sizes = {};
    TlsFiles tls = {};  // empty: plain HTTP
};

class HttpServer {
public:
    // network: the address or the port cannot be had. Others: StaticFiles::load(), load_tls().
    static Result<std::unique_ptr<HttpServer>> start(const HttpOptions& options, const Backend& backend);
    ~HttpServer();

    unsigned short port() const;
    // Serves until stop() has done its work. From now on the backend is used on threads of this server only.
    void run();
    // From any thread, any number of times.
    void stop();
    // SIGINT and SIGTERM stop it; with TLS, SIGHUP reloads.
    void stop_on_signals();
    // New connections use what the files hold now; when that is of no use, what they held before.
    void reload_tls();

private:
    struct Inside;
    explicit HttpServer(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace xingke::server
