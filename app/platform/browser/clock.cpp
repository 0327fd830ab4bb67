#include <cstdint>

#include "app/platform/browser/abilities.h"
#include "app/platform/browser/js.h"

namespace xingke::platform::browser {
namespace {

class BrowserClock final : public Clock {
public:
    Instant now() override { return {static_cast<std::int64_t>(js_clock_now())}; }
    std::int64_t monotonic_ms() override { return static_cast<std::int64_t>(js_clock_monotonic()); }
    int utc_offset_minutes(Instant at) override { return js_clock_utc_offset(static_cast<double>(at.ms)); }
};

}  // namespace

std::unique_ptr<Clock> make_clock() {
    return std::make_unique<BrowserClock>();
}

}  // namespace xingke::platform::browser
