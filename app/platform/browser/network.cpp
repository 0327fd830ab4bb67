#include <emscripten/emscripten.h>

#include <map>
#include <string>
#include <utility>

#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserNetwork final : public Network {
public:
    void send(HttpRequest request, std::function<void(HttpResponse)> answer) override {
        const std::uint32_t number = next_request_++;
        answers_.emplace(number, std::move(answer));
        std::string headers;
        for (const auto& [name, value] : request.headers) {
            headers += name + ": " + value + "\n";
        }
        js_network_send(this, number, request.method.data(), size_of(request.method), request.path.data(),
                        size_of(request.path), headers.data(), size_of(headers), request.body.data(),
                        size_of(request.body), request.timeout_ms);
    }
    bool is_online() const override { return js_network_is_online() != 0; }
    void open_live(std::string path, std::string hello, LiveListener listener) override {
        live_ = std::move(listener);
        js_network_open_live(this, path.data(), size_of(path), hello.data(), size_of(hello));
    }
    void close_live() override {
        live_ = {};
        js_network_close_live();
    }

    void on_answer(std::uint32_t number, HttpResponse response) {
        const auto waiting = answers_.extract(number);
        if (!waiting.empty()) {
            waiting.mapped()(std::move(response));
        }
    }
    // Copies: the listener may open or close the connection, which replaces it.
    void on_live_message(std::span<const std::uint8_t> message) {
        if (const auto listen = live_.on_message) {
            listen(message);
        }
    }
    void on_live_closed() {
        const LiveListener listener = std::exchange(live_, {});
        if (listener.on_close) {
            listener.on_close();
        }
    }

private:
    std::uint32_t next_request_ = 1;
    std::map<std::uint32_t, std::function<void(HttpResponse)>> answers_;
    LiveListener live_;
};

BrowserNetwork& network_at(void* token) {
    return *static_cast<BrowserNetwork*>(token);
}

}  // namespace

std::unique_ptr<Network> make_network() {
    return std::make_unique<BrowserNetwork>();
}

}  // namespace xingke::platform::browser

// Called by network.js with the token that js.h says comes back; the bytes are borrowed for the call.
extern "C" {

EMSCRIPTEN_KEEPALIVE void network_answer(void* network, std::uint32_t request, int status, const std::uint8_t* bytes,
                                         int size) {
    xingke::platform::browser::network_at(network).on_answer(request,
                                                             {.status = status, .body = {bytes, bytes + size}});
}

EMSCRIPTEN_KEEPALIVE void network_live_message(void* network, const std::uint8_t* bytes, int size) {
    xingke::platform::browser::network_at(network).on_live_message({bytes, static_cast<std::size_t>(size)});
}

EMSCRIPTEN_KEEPALIVE void network_live_closed(void* network) {
    xingke::platform::browser::network_at(network).on_live_closed();
}
}
