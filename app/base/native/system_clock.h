// The computer's own clock, for the server and the headless host. Given to the main functions, never to anything that
// is simulated.
#pragma once

#include "app/base/clock.h"

namespace xingke {

class SystemClock : public Clock {
public:
    Instant now() override;
    std::int64_t monotonic_ms() override;
    int utc_offset_minutes(Instant at) override;
};

}  // namespace xingke
