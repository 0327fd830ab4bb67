#include "sync/server/byte_range.h"

#include <charconv>

namespace xingke::server {
namespace {

// No more digits than a size of ours ever has, so that nothing overflows.
std::optional<std::int64_t> parse_size(std::string_view text) {
    constexpr std::size_t digits_max = 15;
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || text.size() > digits_max || text.front() == '-' || failed != std::errc() ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

// The text around the first `mark`.
std::optional<std::pair<std::string_view, std::string_view>> split_at(std::string_view text, char mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    return std::pair(text.substr(0, at), text.substr(at + 1));
}

}  // namespace

std::optional<ByteRange> parse_range(std::string_view header) {
    constexpr std::string_view unit = "bytes=";
    const auto ends = header.starts_with(unit) ? split_at(header.substr(unit.size()), '-') : std::nullopt;
    const auto first = ends ? parse_size(ends->first) : std::nullopt;
    if (!first) {
        return std::nullopt;
    }
    if (ends->second.empty()) {
        return ByteRange{.first = *first};
    }
    const auto last = parse_size(ends->second);
    if (!last || *last < *first) {
        return std::nullopt;
    }
    return ByteRange{*first, *last - *first + 1};
}

std::optional<ContentRange> parse_content_range(std::string_view header) {
    constexpr std::string_view unit = "bytes ";
    const auto parts = header.starts_with(unit) ? split_at(header.substr(unit.size()), '/') : std::nullopt;
    const auto size = parts ? parse_size(parts->second) : std::nullopt;
    if (!size) {
        return std::nullopt;
    }
    if (parts->first == "*") {
        return ContentRange{.size = *size};
    }
    const auto ends = split_at(parts->first, '-');
    const auto first = ends ? parse_size(ends->first) : std::nullopt;
    const auto last = ends ? parse_size(ends->second) : std::nullopt;
    if (!first || !last || *last < *first || *last >= *size) {
        return std::nullopt;
    }
    return ContentRange{*first, *last - *first + 1, *size};
}

}  // namespace xingke::server
