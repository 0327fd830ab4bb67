// What may go wrong in a simulated world, each with its unit. All zero: a perfect world. A seed turns a random subset
// on (swarm testing), so that some runs have much of one fault and none of the others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/simulation/seeded_random.h"

namespace xingke::simulation {

struct Faults {
    // --- network, per request ---
    int request_loss_percent = 0;    // the server never hears of it
    int response_loss_percent = 0;   // the server has done it, and the device never hears of that
    int repeat_percent = 0;          // the server gets the request a second time, later
    int slow_percent = 0;            // the answer comes after the device gave up waiting
    std::int64_t delay_ms_max = 20;  // one way, uniform; two requests may overtake each other
    int server_error_percent = 0;    // 503 without having been looked at
    int page_records_max = 0;        // a pull brings at most so many records at once; 0: as many as are asked for
    int damage_percent = 0;          // one bit of the request or of the response is flipped
    // --- network, over time ---
    std::int64_t partition_every_ms = 0;  // mean time between two, per device; 0: never
    std::int64_t partition_ms_max = 0;    // the device hears nothing for up to this long
    bool partition_is_announced = false;  // the host says so (HostState)
    int live_loss_percent = 0;            // a hint of the live connection is lost
    // --- sessions ---
    std::int64_t revoke_every_ms = 0;   // mean time between two revocations of a device's token; 0: never
    std::int64_t intrude_every_ms = 0;  // mean time between two attempts to speak for another device; 0: never
    // --- people, changed by the administrator; no fault of anybody's ---
    std::int64_t move_every_ms = 0;  // mean time between two changes of somebody's department; 0: never
    // --- processes ---
    std::int64_t crash_every_ms = 0;  // mean time between two crashes of a device; 0: never
    int crash_inside_percent = 0;     // of these, how many cut the power within the next disk operations
    std::int64_t server_crash_every_ms = 0;
    // --- clocks ---
    std::int64_t clock_off_ms_max = 0;     // each device's wall clock is off by up to this, either way
    std::int64_t clock_jump_every_ms = 0;  // mean time between two jumps by up to clock_off_ms_max; 0: never
};

// A random subset of the faults, each with a random strength.
inline Faults random_faults(SeededRandom& random) {
    const auto chance = [&random] { return random.below(2) == 0; };
    const auto up_to = [&random](std::uint64_t most) { return static_cast<std::int64_t>(1 + random.below(most)); };
    const auto percent = [&](std::uint64_t most) { return chance() ? static_cast<int>(up_to(most)) : 0; };
    Faults faults;
    faults.request_loss_percent = percent(40);
    faults.response_loss_percent = percent(40);
    faults.repeat_percent = percent(40);
    faults.slow_percent = percent(10);
    faults.delay_ms_max = chance() ? up_to(20) : up_to(5'000);
    faults.server_error_percent = percent(20);
    faults.damage_percent = percent(10);
    if (chance()) {
        faults.partition_every_ms = 5'000 + up_to(30'000);
        faults.partition_ms_max = up_to(40'000);
        faults.partition_is_announced = chance();
    }
    faults.live_loss_percent = percent(100);
    faults.revoke_every_ms = chance() ? 10'000 + up_to(60'000) : 0;
    faults.move_every_ms = chance() ? 3'000 + up_to(30'000) : 0;
    if (chance()) {
        faults.crash_every_ms = 5'000 + up_to(40'000);
        faults.crash_inside_percent = percent(100);
    }
    faults.server_crash_every_ms = chance() ? 5'000 + up_to(40'000) : 0;
    if (chance()) {
        faults.clock_off_ms_max = chance() ? up_to(600'000) : up_to(10LL * 365 * 24 * 3600 * 1000);
        faults.clock_jump_every_ms = chance() ? 5'000 + up_to(30'000) : 0;
    }
    // Last, so that what was drawn before stays as it was.
    faults.page_records_max = chance() ? static_cast<int>(up_to(6)) : 0;
    faults.intrude_every_ms = chance() ? 5'000 + up_to(30'000) : 0;
    return faults;
}

// A fault that a run can do without, so that a failing one becomes small.
struct NamedFault {
    const char* name;
    void (*remove)(Faults&);
};

inline const std::vector<NamedFault>& named_faults() {
    static const std::vector<NamedFault> all = {
        {"request_loss", [](Faults& faults) { faults.request_loss_percent = 0; }},
        {"response_loss", [](Faults& faults) { faults.response_loss_percent = 0; }},
        {"repeats", [](Faults& faults) { faults.repeat_percent = 0; }},
        {"slowness", [](Faults& faults) { faults.slow_percent = 0; }},
        {"delay", [](Faults& faults) { faults.delay_ms_max = 20; }},
        {"server_errors", [](Faults& faults) { faults.server_error_percent = 0; }},
        {"damage", [](Faults& faults) { faults.damage_percent = 0; }},
        {"small_pages", [](Faults& faults) { faults.page_records_max = 0; }},
        {"partitions", [](Faults& faults) { faults.partition_every_ms = 0; }},
        {"live_loss", [](Faults& faults) { faults.live_loss_percent = 0; }},
        {"revoking", [](Faults& faults) { faults.revoke_every_ms = 0; }},
        {"intruders", [](Faults& faults) { faults.intrude_every_ms = 0; }},
        {"moves", [](Faults& faults) { faults.move_every_ms = 0; }},
        {"crashes", [](Faults& faults) { faults.crash_every_ms = 0; }},
        {"server_crashes", [](Faults& faults) { faults.server_crash_every_ms = 0; }},
        {"wrong_clocks", [](Faults& faults) { faults.clock_off_ms_max = faults.clock_jump_every_ms = 0; }},
    };
    return all;
}

}  // namespace xingke::simulation
