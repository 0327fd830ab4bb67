#include "app/base/log.h"

#include <atomic>
#include <cstdio>

namespace xingke {
namespace {

void write_to_standard_error(LogLevel level, std::string_view line) {
    static constexpr std::string_view names[] = {"debug", "info", "warning", "error"};
    std::string whole(names[static_cast<std::size_t>(level)]);
    whole.reserve(whole.size() + line.size() + 2);
    whole += ' ';
    whole += line;
    whole += '\n';
    // One call, so that lines of several threads do not mix.
    std::fwrite(whole.data(), 1, whole.size(), stderr);
}

// Atomic because the server logs from several threads.
std::atomic<LogSink> sink = write_to_standard_error;
std::atomic<LogLevel> least_level = LogLevel::info;

// A value with white space, quotes or control characters is quoted, so that a line stays one line and splits at spaces.
void append_value(std::string& line, std::string_view value) {
    bool is_plain = !value.empty();
    for (const char byte : value) {
        is_plain = is_plain && static_cast<unsigned char>(byte) > 0x20 && byte != '"' && byte != '\\' && byte != 0x7F;
    }
    if (is_plain) {
        line += value;
        return;
    }
    line += '"';
    for (const char byte : value) {
        if (byte == '"' || byte == '\\') {
            line += '\\';
            line += byte;
        } else if (byte == '\n') {
            line += "\\n";
        } else if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) {
            static constexpr char digits[] = "0123456789abcdef";
            line += "\\x";
            line += digits[static_cast<unsigned char>(byte) >> 4];
            line += digits[static_cast<unsigned char>(byte) & 15];
        } else {
            line += byte;
        }
    }
    line += '"';
}

}  // namespace

void log(LogLevel level, std::string_view event, std::initializer_list<LogPair> pairs) {
    if (level < least_level.load(std::memory_order_relaxed)) {
        return;
    }
    std::string line(event);
    for (const LogPair& pair : pairs) {
        line += ' ';
        line += pair.key;
        line += '=';
        append_value(line, pair.value);
    }
    sink.load(std::memory_order_relaxed)(level, line);
}

void send_log_to(LogSink new_sink, LogLevel least) {
    sink.store(new_sink == nullptr ? write_to_standard_error : new_sink);
    least_level.store(least);
}

}  // namespace xingke
