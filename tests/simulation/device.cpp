#include "tests/simulation/device.h"

namespace xingke::simulation {

Device::Device(std::uint64_t seed, Timeline& timeline, Server& server, const Faults& faults,
               const model::Catalogue& catalogue)
    : random_(seed),
      timeline_(timeline),
      catalogue_(catalogue),
      clock_(timeline),
      network_(seed ^ 0x5bd1e995, timeline, server, faults, [this] { pump(); }) {}

Device::~Device() = default;

void Device::start() {
    link_ = std::make_unique<client::ScreenLink>([this](Bytes frame) {
        if (host_) {
            host_->receive(frame);
        }
    });
    host_ =
        std::make_unique<client::DataHost>(platform::DataPlatform{clock_, random_, disk_, network_, formats_, blobs_},
                                           catalogue_, [this](Bytes frame) { link_->receive(frame); });
    host_->start();
    pump();
}

void Device::stop() {
    if (host_) {
        host_->close();
        host_.reset();
        network_.forget_callers();
    }
}

void Device::crash() {
    if (!disk_.has_stopped()) {
        disk_.stop_at(disk_.operation_count());
    }
    host_.reset();
    network_.forget_callers();
    disk_.crash(random_);
}

void Device::pump() {
    if (!host_) {
        return;
    }
    const std::int64_t wait_ms = host_->tick();
    const std::uint64_t number = ++next_tick_;
    if (wait_ms >= 0) {
        timeline_.after(wait_ms, [this, number] {
            if (number == next_tick_) {
                pump();
            }
        });
    }
}

void Device::set_online(bool is_online) {
    network_.set_online(is_online);
    if (host_) {
        link_->host_state(is_online, true);
        pump();
    }
}

}  // namespace xingke::simulation
