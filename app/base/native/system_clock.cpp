#include "app/base/native/system_clock.h"

#include <chrono>
#include <ctime>

namespace xingke {

Instant SystemClock::now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

std::int64_t SystemClock::monotonic_ms() {
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count();
}

int SystemClock::utc_offset_minutes(Instant at) {
    const std::time_t seconds = static_cast<std::time_t>(at.ms / 1000);
    std::tm local{};
    if (localtime_r(&seconds, &local) == nullptr) {
        return 0;  // a year beyond what the C library can name
    }
    return static_cast<int>(local.tm_gmtoff / 60);
}

}  // namespace xingke
