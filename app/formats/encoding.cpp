#include "app/formats/encoding.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/text.h"

namespace xingke::formats {
namespace {

struct Gb18030Range {
    std::uint16_t pointer, code_point;
};

#include "app/formats/gb18030_data.inc"

constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t two_byte_count = 126 * 190;

struct GbIdeograph {
    static constexpr std::uint16_t first = 0x4E00, last = 0x9FA5;
    static constexpr std::size_t count = last - first + 1;
};

bool is_ideograph(std::uint32_t code_point) {
    return code_point >= GbIdeograph::first && code_point <= GbIdeograph::last;
}

// The two-byte area as one array by pointer, unpacked from its segments (tools/make_gb18030.mjs says how they are
// meant). Filled segments need to know which ideographs GB 2312 has: those that literal and run segments name.
std::vector<std::uint16_t> unpack_two_byte_area() {
    constexpr std::uint16_t fill = 0, run = 1;
    std::vector<bool> is_named(GbIdeograph::count);
    std::vector<std::uint16_t> points;
    points.reserve(two_byte_count);
    const auto add = [&](std::uint32_t point) {
        if (is_ideograph(point)) {
            is_named[point - GbIdeograph::first] = true;
        }
        points.push_back(static_cast<std::uint16_t>(point));
    };
    // 0 marks what the second pass fills in; no character of the area is U+0000.
    for (std::size_t at = 0; at < std::size(gb18030_segments);) {
        const std::uint16_t kind = gb18030_segments[at] >> 14;
        const std::size_t count = gb18030_segments[at] & 0x3FFF;
        ++at;
        for (std::size_t i = 0; i < count; ++i) {
            const auto offset = static_cast<std::uint32_t>(i);
            add(kind == fill ? 0U : kind == run ? gb18030_segments[at] + offset : gb18030_segments[at + i]);
        }
        at += kind == fill ? 0 : kind == run ? 1 : count;
    }
    std::size_t next = 0;
    for (std::uint16_t& point : points) {
        if (point == 0) {
            while (is_named[next]) {
                ++next;
            }
            point = static_cast<std::uint16_t>(GbIdeograph::first + next++);
        }
    }
    return points;
}

// As the WHATWG Encoding Standard decodes gb18030: a wrong byte costs one U+FFFD and the next byte is looked at afresh.
class Gb18030Decoder {
public:
    explicit Gb18030Decoder(std::span<const std::uint8_t> bytes) : bytes_(bytes), two_byte_(unpack_two_byte_area()) {}

    DecodedText decode() {
        DecodedText decoded{"GB18030", {}, 0};
        decoded.text.reserve(bytes_.size() + bytes_.size() / 2);
        while (at_ < bytes_.size()) {
            const std::uint8_t byte = bytes_[at_];
            if (byte < 0x80) {
                decoded.text += static_cast<char>(byte);
                ++at_;
                continue;
            }
            const char32_t point = next_above_ascii();
            decoded.malformed_count += point == replacement ? 1 : 0;
            append_code_point(decoded.text, point);
        }
        return decoded;
    }

private:
    bool is_between(std::size_t offset, std::uint8_t least, std::uint8_t most) const {
        return at_ + offset < bytes_.size() && bytes_[at_ + offset] >= least && bytes_[at_ + offset] <= most;
    }

    char32_t next_above_ascii() {
        if (bytes_[at_] == 0x80) {
            ++at_;
            return 0x20AC;  // the euro sign, as Windows' code page 936 has it
        }
        if (is_between(0, 0x81, 0xFE) && is_between(1, 0x30, 0x39)) {
            return next_of_four();
        }
        if (is_between(0, 0x81, 0xFE) && (is_between(1, 0x40, 0x7E) || is_between(1, 0x80, 0xFE))) {
            const std::size_t trail = bytes_[at_ + 1];
            const std::size_t pointer = (bytes_[at_] - 0x81U) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
            at_ += 2;
            return two_byte_[pointer];
        }
        ++at_;
        return replacement;
    }

    char32_t next_of_four() {
        if (!is_between(2, 0x81, 0xFE) || !is_between(3, 0x30, 0x39)) {
            ++at_;
            return replacement;
        }
        const std::uint32_t pointer =
            (((bytes_[at_] - 0x81U) * 10 + (bytes_[at_ + 1] - 0x30U)) * 126 + (bytes_[at_ + 2] - 0x81U)) * 10 +
            (bytes_[at_ + 3] - 0x30U);
        const char32_t point = point_of_four(pointer);
        at_ += point == 0 ? 1 : 4;
        return point == 0 ? replacement : point;
    }

    // 0 where nothing is assigned.
    static char32_t point_of_four(std::uint32_t pointer) {
        constexpr std::uint32_t last_of_plane_0 = 39'419, first_above = 189'000, last_above = 1'237'575;
        if (pointer >= first_above && pointer <= last_above) {
            return 0x10000 + pointer - first_above;
        }
        if (pointer > last_of_plane_0) {
            return 0;
        }
        const auto after = std::ranges::upper_bound(gb18030_ranges, pointer, {}, &Gb18030Range::pointer);
        const Gb18030Range& range = *(after - 1);
        return range.code_point + pointer - range.pointer;
    }

    std::span<const std::uint8_t> bytes_;
    std::vector<std::uint16_t> two_byte_;
    std::size_t at_ = 0;
};

DecodedText decode_utf8(std::span<const std::uint8_t> bytes) {
    const std::string_view text = as_text(bytes);
    if (is_valid_utf8(text)) {
        return {"UTF-8", std::string(text), 0};
    }
    DecodedText decoded{"UTF-8", {}, 0};
    decoded.text.reserve(bytes.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        const char32_t point = next_code_point(text, at);
        decoded.malformed_count += point == replacement && at == before + 1 ? 1 : 0;
        append_code_point(decoded.text, point);
    }
    return decoded;
}

enum class ByteOrder { little, big };

DecodedText decode_utf16(std::span<const std::uint8_t> bytes, ByteOrder order) {
    DecodedText decoded{order == ByteOrder::little ? "UTF-16LE" : "UTF-16BE", {}, bytes.size() % 2};
    decoded.text.reserve(bytes.size() + bytes.size() / 2);
    const auto unit = [&](std::size_t at) -> char32_t {
        return order == ByteOrder::little ? bytes[at] | static_cast<char32_t>(bytes[at + 1]) << 8
                                          : bytes[at + 1] | static_cast<char32_t>(bytes[at]) << 8;
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t point = unit(at);
        const bool is_high = point >= 0xD800 && point < 0xDC00;
        const char32_t low = is_high && at + 3 < bytes.size() ? unit(at + 2) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            point = replacement;
            ++decoded.malformed_count;
        }
        append_code_point(decoded.text, point);
    }
    return decoded;
}

bool begins_with(std::span<const std::uint8_t> bytes, std::initializer_list<std::uint8_t> mark) {
    return bytes.size() >= mark.size() && std::equal(mark.begin(), mark.end(), bytes.begin());
}

// Without a byte order mark: ASCII's upper halves are zero, and even a Chinese table has commas and line ends. nullopt
// when the zeros are too few or on both sides: those of a damaged file, or of none that is text.
std::optional<ByteOrder> order_of_zeros(std::span<const std::uint8_t> bytes) {
    std::size_t zeros[2] = {};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
    }
    const std::size_t more = std::max(zeros[0], zeros[1]), fewer = std::min(zeros[0], zeros[1]);
    if (more == 0 || more * 50 < bytes.size() || fewer * 20 > more) {
        return std::nullopt;
    }
    return zeros[1] > zeros[0] ? ByteOrder::little : ByteOrder::big;
}

DecodedText decode_unmarked(std::span<const std::uint8_t> bytes) {
    if (const std::optional<ByteOrder> order = order_of_zeros(bytes)) {
        return decode_utf16(bytes, *order);
    }
    DecodedText utf8 = decode_utf8(bytes);
    if (utf8.malformed_count == 0) {
        return utf8;
    }
    DecodedText gb18030 = Gb18030Decoder(bytes).decode();
    return gb18030.malformed_count < utf8.malformed_count ? gb18030 : utf8;
}

DecodedText decode_any(std::span<const std::uint8_t> bytes) {
    if (begins_with(bytes, {0xEF, 0xBB, 0xBF})) {
        return decode_utf8(bytes.subspan(3));
    }
    if (begins_with(bytes, {0xFF, 0xFE})) {
        return decode_utf16(bytes.subspan(2), ByteOrder::little);
    }
    if (begins_with(bytes, {0xFE, 0xFF})) {
        return decode_utf16(bytes.subspan(2), ByteOrder::big);
    }
    if (begins_with(bytes, {0x84, 0x31, 0x95, 0x33})) {
        return Gb18030Decoder(bytes.subspan(4)).decode();
    }
    return decode_unmarked(bytes);
}

// Control characters that no text needs. A few get into exports by accident (26 was once the end of a file).
bool is_foreign_to_text(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte == 0x7F ||
           (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\v' && byte != '\f');
}

}  // namespace

Result<DecodedText> decode_text(std::span<const std::uint8_t> bytes) {
    DecodedText decoded = decode_any(bytes);
    const std::size_t size_before = decoded.text.size();
    const std::size_t foreign = std::erase_if(decoded.text, is_foreign_to_text);
    // One malformed character in fifty, one control character in two hundred is a damaged file; more is no text at all.
    if (foreign > 1 + size_before / 200 || decoded.malformed_count * 50 > decoded.text.size()) {
        return Error{Fault::invalid_input,
                     {Text::file_not_text, {}},
                     decoded.encoding + " malformed=" + std::to_string(decoded.malformed_count) +
                         " control=" + std::to_string(foreign)};
    }
    return decoded;
}

}  // namespace xingke::formats
