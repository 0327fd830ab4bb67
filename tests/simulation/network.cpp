#include "tests/simulation/network.h"

#include <utility>

namespace xingke::simulation {
namespace {

// Chosen: longer than the time between two actions of a script, so that later ones overtake it.
constexpr std::int64_t short_way_ms = 5, long_way_ms = 160;

}  // namespace

bool SimulatedNetwork::happens(int percent) {
    if (percent == 0) {
        return false;
    }
    const bool it_does =
        choices_ != nullptr ? choices_->choose(2) == 1 : random_.below(100) < static_cast<std::uint64_t>(percent);
    fault_count_ += it_does ? 1 : 0;
    return it_does;
}

std::int64_t SimulatedNetwork::delay_ms() {
    if (choices_ != nullptr) {
        return choices_->choose(2) == 0 ? short_way_ms : long_way_ms;
    }
    return 1 + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(faults_.delay_ms_max)));
}

// Not the first two bytes: another protocol version is no damage but a reason to stop.
void SimulatedNetwork::damage(Bytes& bytes) {
    if (bytes.size() > 2) {
        bytes[2 + random_.below(bytes.size() - 2)] ^= static_cast<std::uint8_t>(1U << random_.below(8));
    }
}

void SimulatedNetwork::send(platform::HttpRequest request, std::function<void(platform::HttpResponse)> answer) {
    const std::uint64_t call = next_call_++;
    calls_[call] = {std::move(answer)};
    timeline_.after(request.timeout_ms, [this, call] { this->answer(call, {}); });
    if (is_partitioned_ || happens(faults_.request_loss_percent)) {
        return;
    }
    // No frame with a checksum; TLS guards it.
    const bool is_session = request.path.starts_with("/session");
    if (!is_session && happens(faults_.damage_percent)) {
        damage(request.body);
    }
    const auto deliver = [this, call, is_session](const platform::HttpRequest& arrived) {
        platform::HttpResponse response;
        if (happens(faults_.server_error_percent)) {
            response.status = 503;
        } else {
            response = server_.handle(arrived);
        }
        if (is_partitioned_ || happens(faults_.response_loss_percent)) {
            return;
        }
        if (!is_session && happens(faults_.damage_percent)) {
            damage(response.body);
        }
        const std::int64_t slow_ms = happens(faults_.slow_percent) ? 120'000 : 0;
        timeline_.after(delay_ms() + slow_ms, [this, call, response = std::move(response)]() mutable {
            this->answer(call, std::move(response));
        });
    };
    if (happens(faults_.repeat_percent)) {
        timeline_.after(delay_ms() + delay_ms(), [deliver, request] { deliver(request); });
    }
    timeline_.after(delay_ms(), [deliver, request = std::move(request)] { deliver(request); });
}

void SimulatedNetwork::answer(std::uint64_t call, platform::HttpResponse response) {
    auto waiting = calls_.extract(call);
    if (!waiting.empty()) {
        waiting.mapped().answer(std::move(response));
        wake_();
    }
}

void SimulatedNetwork::open_live(std::string, std::string hello, LiveListener listener) {
    live_ = std::make_shared<LiveListener>(std::move(listener));
    const std::weak_ptr<LiveListener> opened = live_;
    timeline_.after(delay_ms(), [this, opened, token = std::move(hello)] {
        if (opened.lock() && opened.lock() == live_ && (is_partitioned_ || !server_.is_valid(token))) {
            close_live_from_outside();
        }
    });
}

void SimulatedNetwork::close_live_from_outside() {
    if (const std::shared_ptr<LiveListener> ended = std::exchange(live_, nullptr)) {
        ended->on_close();
        wake_();
    }
}

void SimulatedNetwork::hint(model::Seq head) {
    if (!live_ || is_partitioned_ || happens(faults_.live_loss_percent)) {
        return;
    }
    const std::weak_ptr<LiveListener> listening = live_;
    timeline_.after(delay_ms(), [this, listening, head] {
        if (const auto listener = listening.lock(); listener && listener == live_) {
            Bytes message;
            for (int shift = 0; shift < 64; shift += 8) {
                message.push_back(static_cast<std::uint8_t>(head >> shift));
            }
            listener->on_message(message);
            wake_();
        }
    });
}

void SimulatedNetwork::set_partitioned(bool is_partitioned) {
    is_partitioned_ = is_partitioned;
    fault_count_ += is_partitioned ? 1 : 0;
    if (is_partitioned) {
        timeline_.after(delay_ms(), [this] {
            if (is_partitioned_) {
                close_live_from_outside();
            }
        });
    }
}

void SimulatedNetwork::forget_callers() {
    calls_.clear();
    live_.reset();
}

}  // namespace xingke::simulation
