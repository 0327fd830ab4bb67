#include "app/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace xingke {
namespace {
CheckReporter reporter_ = nullptr;
}

void report_failed_checks_to(CheckReporter reporter) {
    reporter_ = reporter;
}

void check_failed(const char* condition, const char* promise, const char* file, int line) {
    std::fprintf(stderr, "check_failed at=%s:%d condition=\"%s\" promise=\"%s\"\n", file, line, condition, promise);
    if (reporter_ != nullptr) {
        reporter_(condition, promise, file, line);
    }
    std::abort();
}

}  // namespace xingke
