#include "app/client/held_network.h"

#include <utility>

namespace xingke::client {

void HeldNetwork::Waiting::hear(std::function<void()> what) {
    if (is_held) {
        heard.push_back(std::move(what));
    } else {
        what();
    }
}

void HeldNetwork::let_go() {
    waiting_->is_held = false;
    // Who hears may end us.
    const std::vector<std::function<void()>> heard = std::exchange(waiting_->heard, {});
    for (const auto& what : heard) {
        what();
    }
}

void HeldNetwork::send(platform::HttpRequest request, std::function<void(platform::HttpResponse)> answer) {
    const std::weak_ptr<Waiting> waiting = waiting_;
    network_.send(std::move(request), [waiting, answer = std::move(answer)](platform::HttpResponse response) {
        if (const auto here = waiting.lock()) {
            here->hear([answer, response = std::move(response)]() mutable { answer(std::move(response)); });
        }
    });
}

void HeldNetwork::open_live(std::string path, std::string hello, LiveListener listener) {
    const std::weak_ptr<Waiting> waiting = waiting_;
    LiveListener held;
    held.on_message = [waiting, hear = std::move(listener.on_message)](std::span<const std::uint8_t> message) {
        if (const auto here = waiting.lock()) {
            here->hear([hear, message = Bytes(message.begin(), message.end())] { hear(message); });
        }
    };
    held.on_close = [waiting, hear = std::move(listener.on_close)] {
        if (const auto here = waiting.lock()) {
            here->hear(hear);
        }
    };
    network_.open_live(std::move(path), std::move(hello), std::move(held));
}

}  // namespace xingke::client
