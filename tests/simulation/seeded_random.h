// Random and Clock for tests: everything follows from a seed, and time moves only when it is told to.
#pragma once

#include <cstdint>

#include "app/base/clock.h"
#include "app/base/random.h"

namespace xingke::simulation {

// SplitMix64 (Steele, Lea, Flood 2014).
class SeededRandom : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    void fill(std::span<std::uint8_t> bytes) override {
        std::uint64_t word = 0;
        int left = 0;
        for (std::uint8_t& byte : bytes) {
            if (left == 0) {
                word = next();
                left = 8;
            }
            byte = static_cast<std::uint8_t>(word);
            word >>= 8;
            --left;
        }
    }

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
        return mixed ^ mixed >> 31;
    }

private:
    std::uint64_t state_;
};

class ManualClock : public Clock {
public:
    Instant now() override { return time; }
    std::int64_t monotonic_ms() override { return time.ms; }
    int utc_offset_minutes(Instant) override { return 480; }

    Instant time{1'795'000'000'000};
};

}  // namespace xingke::simulation
