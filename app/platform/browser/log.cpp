#include "app/base/log.h"

#include <string>

#include "app/base/check.h"
#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {

void send_log_to_console() {
    send_log_to(
        [](LogLevel level, std::string_view line) { js_log(static_cast<int>(level), line.data(), size_of(line)); });
}

void report_failed_checks() {
    report_failed_checks_to([](const char* condition, const char* promise, const char* file, int line) {
        const std::string text =
            std::string(file) + ":" + std::to_string(line) + " " + promise + " (" + condition + ")";
        js_host_failing(text.data(), size_of(text));
    });
}

}  // namespace xingke::platform::browser
