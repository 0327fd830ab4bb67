// Port: the one server this app came from. Answers arrive later, on the same thread, never from inside send().
#pragma once

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/base/bytes.h"

namespace xingke::platform {

struct HttpRequest {
    std::string method = "GET";
    std::string path;  // "/sync"
    std::vector<std::pair<std::string, std::string>> headers;
    Bytes body;
    int timeout_ms = 30'000;
};

struct HttpResponse {
    int status = 0;  // 0: no answer came
    Bytes body;
};

class Network {
public:
    virtual ~Network() = default;
    virtual void send(HttpRequest request, std::function<void(HttpResponse)> answer) = 0;

    // What the host believes; a false "online" is normal (a captive portal), so only answers count as proof.
    virtual bool is_online() const = 0;

    // One WebSocket to `path`: `on_message` for each binary message, `on_close` once when it ends or could not begin.
    // `hello` is sent as its first (text) message. Opening again closes the one before, silently.
    struct LiveListener {
        std::function<void(std::span<const std::uint8_t>)> on_message;
        std::function<void()> on_close;
    };
    virtual void open_live(std::string path, std::string hello, LiveListener listener) = 0;
    virtual void close_live() = 0;
};

}  // namespace xingke::platform
