// Port: time. Everything that needs to know the time asks a Clock; nothing asks the system itself, so that tests and
// the simulation decide what time it is.
#pragma once

#include <compare>
#include <cstdint>

namespace xingke {

// UTC milliseconds since 1970-01-01.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(const Instant&) const = default;
};

class Clock {
public:
    virtual ~Clock() = default;
    // The wall clock: shown to people, stored as when something was written; may be wrong, may jump.
    virtual Instant now() = 0;
    // Never goes back; for timeouts and backoff. Its zero means nothing.
    virtual std::int64_t monotonic_ms() = 0;
    // Local time minus UTC at that instant, in minutes (China: 480).
    virtual int utc_offset_minutes(Instant at) = 0;
};

}  // namespace xingke
