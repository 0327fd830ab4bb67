#include "app/base/log.h"

#include <vector>

#include <doctest/doctest.h>

using namespace xingke;

namespace {

std::vector<std::string> lines;

void keep_line(LogLevel, std::string_view line) {
    lines.emplace_back(line);
}

}  // namespace

TEST_CASE("a log line is one line that splits at spaces, whatever its values hold") {
    lines.clear();
    send_log_to(keep_line);
    log(LogLevel::info, "pulled",
        {{"seq", 42}, {"name", "a b"}, {"quote", "\"\\"}, {"empty", ""}, {"lines", "x\ny\x01"}});
    log(LogLevel::debug, "too_fine");
    send_log_to(keep_line, LogLevel::error);
    log(LogLevel::warning, "not_wanted");
    log(LogLevel::error, "wanted");
    send_log_to(nullptr);
    CHECK(lines ==
          std::vector<std::string>{R"(pulled seq=42 name="a b" quote="\"\\" empty="" lines="x\ny\x01")", "wanted"});
}
