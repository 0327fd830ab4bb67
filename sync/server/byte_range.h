// The two headers that say which part of a file is meant (RFC 9110, 14.2 and 14.4), as far as /blob needs them: one
// range, in bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace xingke::server {

// "bytes=100-" or "bytes=100-199". nullopt: none was asked for, or one that is not served, and the whole is meant.
struct ByteRange {
    std::int64_t first = 0;
    std::int64_t count_max = INT64_MAX;
};
std::optional<ByteRange> parse_range(std::string_view header);

// "bytes 0-1048575/5000000" of a piece, "bytes */5000000" of none.
struct ContentRange {
    std::int64_t first = 0, count = 0, size = 0;
};
std::optional<ContentRange> parse_content_range(std::string_view header);

}  // namespace xingke::server
