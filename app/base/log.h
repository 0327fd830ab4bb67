// Lines for ourselves: one line each, `event key=value …`. Ids and counts; never names, phones, addresses, passwords,
// tokens or anything else that belongs to a person.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace xingke {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

struct LogPair {
    std::string_view key;
    std::string value;
    LogPair(std::string_view name, std::string_view text) : key(name), value(text) {}
    LogPair(std::string_view name, const char* text) : key(name), value(text) {}
    LogPair(std::string_view name, const std::string& text) : key(name), value(text) {}
    template <class Number>
        requires std::is_arithmetic_v<Number>
    LogPair(std::string_view name, Number number) : key(name), value(std::to_string(number)) {}
};

void log(LogLevel level, std::string_view event, std::initializer_list<LogPair> pairs = {});

// Where lines go (default: standard error), and the least level that is written.
using LogSink = void (*)(LogLevel level, std::string_view line);
void send_log_to(LogSink sink, LogLevel least = LogLevel::info);

}  // namespace xingke
