// One device: the real data side (client::DataHost) over a simulated disk, clock and network, and the real screen end
// of its mailbox (client::ScreenLink), talking in encoded frames as the two workers do.
#pragma once

#include <memory>

#include "app/client/data_host.h"
#include "app/client/screen_link.h"
#include "app/platform/headless/direct_formats.h"
#include "app/platform/headless/memory_blobs.h"
#include "tests/simulation/network.h"

namespace xingke::simulation {

class DeviceClock : public Clock {
public:
    explicit DeviceClock(Timeline& timeline) : timeline_(timeline) {}
    Instant now() override { return {1'795'000'000'000 + timeline_.now_ms() + off_ms}; }
    std::int64_t monotonic_ms() override { return timeline_.now_ms(); }
    int utc_offset_minutes(Instant) override { return 480; }

    std::int64_t off_ms = 0;

private:
    Timeline& timeline_;
};

class Device {
public:
    Device(std::uint64_t seed, Timeline& timeline, Server& server, const Faults& faults,
           const model::Catalogue& catalogue);
    ~Device();

    // Starts the program; whoever was signed in still is.
    void start();
    // As a tab that is closed properly.
    void stop();
    // As one that is killed while the power goes: what was not synced to the disk may be gone.
    void crash();
    bool is_running() const { return host_ != nullptr; }
    // From now on the power fails at the n-th disk operation; the world notices by has_stopped().
    void cut_power_after(std::uint64_t operations) { disk_.stop_at(disk_.operation_count() + operations); }
    bool has_stopped() const { return disk_.has_stopped(); }

    // Lets the data side do what is due; to be called after everything that it was told.
    void pump();
    void set_online(bool is_online);

    client::ScreenLink& link() { return *link_; }
    DeviceClock& clock() { return clock_; }
    SimulatedNetwork& network() { return network_; }
    SeededRandom& random() { return random_; }
    ModelDisk& disk() { return disk_; }
    platform::headless::MemoryBlobs& blobs() { return blobs_; }
    const model::Catalogue& catalogue() const { return catalogue_; }

private:
    SeededRandom random_;
    Timeline& timeline_;
    const model::Catalogue& catalogue_;
    DeviceClock clock_;
    ModelDisk disk_;
    SimulatedNetwork network_;
    platform::headless::DirectFormats formats_;
    platform::headless::MemoryBlobs blobs_;
    std::unique_ptr<client::DataHost> host_;
    std::unique_ptr<client::ScreenLink> link_;
    std::uint64_t next_tick_ = 0;  // only the latest tick asked for runs
};

}  // namespace xingke::simulation
