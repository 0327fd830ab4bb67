// CHECK: an invariant of ours, on in every build. It must be unreachable from any input, file or message; when it
// fails, the program stops before it can write something wrong.
#pragma once

namespace xingke {

// What runs before the program stops (the browser host shows the error page). At most one; null removes it.
using CheckReporter = void (*)(const char* condition, const char* promise, const char* file, int line);
void report_failed_checks_to(CheckReporter reporter);

[[noreturn]] void check_failed(const char* condition, const char* promise, const char* file, int line);

}  // namespace xingke

#define CHECK(condition, promise)                                            \
    do {                                                                     \
        if (!(condition)) [[unlikely]] {                                     \
            ::xingke::check_failed(#condition, promise, __FILE__, __LINE__); \
        }                                                                    \
    } while (false)
