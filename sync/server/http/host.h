// What all connections of one HttpServer share. Lives as long as the server, used on its thread only, except for what
// is reached through the pools.
#pragma once

#include <string>
#include <unordered_set>

#include "sync/server/accounts.h"
#include "sync/server/blobs.h"
#include "sync/server/http/live.h"
#include "sync/server/http/network.h"
#include "sync/server/http/size_settings.h"
#include "sync/server/http/static_files.h"
#include "sync/server/http/tls.h"
#include "sync/server/limits.h"
#include "sync/server/rate_limit.h"
#include "sync/server/service.h"

namespace xingke::server {

class Connection;

// The server behind the network, used on the storage pool's one thread only.
struct Backend {
    Service& service;
    Accounts& accounts;
    Storage& storage;
    Blobs& blobs;
    Clock& clock;  // also used on the HTTP side; a Clock has no state
};

struct Host {
    Host(const Backend& with, const HttpSettings& using_settings, StaticFiles with_files, bool is_behind_proxy)
        : backend(with),
          settings(using_settings),
          files(std::move(with_files)),
          behind_proxy(is_behind_proxy),
          requests(using_settings.requests_per_second, using_settings.requests_burst, session_keys_max),
          storage_pool(1),
          hash_pool(static_cast<std::size_t>(using_settings.hash_threads)) {}

    static constexpr std::size_t session_keys_max = 100'000;

    Backend backend;
    HttpSettings settings;
    SizeSettings sizes;
    StaticFiles files;
    std::shared_ptr<asio::ssl::context> tls;  // of new connections; none: plain HTTP. Replaced by a reload.
    bool behind_proxy = false;                // the peer's address then is what the proxy says
    LiveHub live;
    RequestLimit requests;
    std::unordered_set<Connection*> connections;
    std::size_t hashes_waiting = 0;
    bool is_stopping = false;
    asio::thread_pool storage_pool;  // one thread: the storage belongs to it
    asio::thread_pool hash_pool;
};

}  // namespace xingke::server
