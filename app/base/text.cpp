#include "app/base/text.h"

#include <array>
#include <iterator>

namespace xingke {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t zero_width_joiner = 0x200D;

struct Range {
    char32_t first, last;
};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t code_point) {
    for (const Range& range : ranges) {
        if (code_point >= range.first && code_point <= range.last) {
            return true;
        }
    }
    return false;
}

// What is drawn onto the character before it (Grapheme_Extend of UAX #29, the blocks that occur in people's texts).
bool is_extending(char32_t code_point) {
    static constexpr Range ranges[] = {
        {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD},   {0x0610, 0x061A},   {0x064B, 0x065F},
        {0x0670, 0x0670}, {0x0900, 0x0903}, {0x093A, 0x093C},   {0x093E, 0x094F},   {0x0E31, 0x0E31},
        {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1},   {0x0EB4, 0x0EBC},   {0x0EC8, 0x0ECD},
        {0x0F35, 0x0F35}, {0x0F37, 0x0F37}, {0x0F39, 0x0F39},   {0x0F71, 0x0F84},   {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF}, {0x200C, 0x200D}, {0x20D0, 0x20FF},   {0x302A, 0x302F},   {0x3099, 0x309A},
        {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
    };
    return code_point >= 0x0300 && is_in(ranges, code_point);
}

// What a joiner joins (Extended_Pictographic, by block).
bool is_pictograph(char32_t code_point) {
    static constexpr Range ranges[] = {
        {0x00A9, 0x00A9}, {0x00AE, 0x00AE}, {0x203C, 0x203C}, {0x2049, 0x2049}, {0x2122, 0x2122},   {0x2139, 0x2139},
        {0x2194, 0x21AA}, {0x231A, 0x23FF}, {0x24C2, 0x24C2}, {0x25AA, 0x25FE}, {0x2600, 0x27BF},   {0x2934, 0x2935},
        {0x2B05, 0x2B55}, {0x3030, 0x3030}, {0x303D, 0x303D}, {0x3297, 0x3299}, {0x1F000, 0x1FAFF},
    };
    return is_in(ranges, code_point);
}

bool is_control(char32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

bool is_regional_indicator(char32_t code_point) {
    return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

bool is_white(char32_t code_point) {
    static constexpr Range ranges[] = {
        {0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200B},
        {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
    };
    return is_in(ranges, code_point);
}

char32_t peek_code_point(std::string_view text, std::size_t at) {
    return next_code_point(text, at);
}

// Moves `at` past one character as a person counts them.
void next_character(std::string_view text, std::size_t& at) {
    char32_t last = next_code_point(text, at);
    if (is_control(last)) {
        if (last == '\r' && at < text.size() && text[at] == '\n') {
            ++at;
        }
        return;
    }
    bool begins_flag = is_regional_indicator(last);
    bool joins_pictograph = is_pictograph(last);
    while (at < text.size()) {
        const char32_t next = peek_code_point(text, at);
        const bool is_second_of_flag = begins_flag && is_regional_indicator(next);
        const bool is_joined = joins_pictograph && last == zero_width_joiner && is_pictograph(next);
        if (!is_extending(next) && !is_second_of_flag && !is_joined) {
            return;
        }
        begins_flag = false;
        last = next_code_point(text, at);
    }
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte_at = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
    const std::uint8_t lead = byte_at(at);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    std::size_t size = 0;
    char32_t code_point = 0;
    char32_t least = 0;  // below it the form is overlong
    if (lead >= 0xC2 && lead < 0xE0) {
        size = 2, code_point = lead & 0x1F, least = 0x80;
    } else if (lead >= 0xE0 && lead < 0xF0) {
        size = 3, code_point = lead & 0x0F, least = 0x800;
    } else if (lead >= 0xF0 && lead < 0xF5) {
        size = 4, code_point = lead & 0x07, least = 0x10000;
    }
    if (size == 0 || text.size() - at < size) {
        ++at;
        return replacement;
    }
    for (std::size_t i = 1; i < size; ++i) {
        const std::uint8_t byte = byte_at(at + i);
        if ((byte & 0xC0) != 0x80) {
            ++at;
            return replacement;
        }
        code_point = code_point << 6 | (byte & 0x3F);
    }
    if (code_point < least || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
        ++at;
        return replacement;
    }
    at += size;
    return code_point;
}

void append_code_point(std::string& out, char32_t code_point) {
    if (code_point < 0x80) {
        out.push_back(static_cast<char>(code_point));
        return;
    }
    char bytes[4];
    std::size_t size = 0;
    const auto put = [&](char32_t byte) { bytes[size++] = static_cast<char>(static_cast<std::uint8_t>(byte)); };
    if (code_point < 0x800) {
        put(0xC0 | code_point >> 6);
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | code_point >> 12);
        put(0x80 | (code_point >> 6 & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | code_point >> 18);
        put(0x80 | (code_point >> 12 & 0x3F));
        put(0x80 | (code_point >> 6 & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
    out.append(bytes, size);
}

bool is_valid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t before = at;
        // A replacement character that was really written takes three bytes.
        if (next_code_point(text, at) == replacement && at - before == 1) {
            return false;
        }
    }
    return true;
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        next_character(text, at);
    }
    return count;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < count && at < text.size(); ++i) {
        next_character(text, at);
    }
    return text.substr(0, at);
}

std::string_view trim(std::string_view text) {
    std::size_t first = 0;
    while (first < text.size()) {
        std::size_t next = first;
        if (!is_white(next_code_point(text, next))) {
            break;
        }
        first = next;
    }
    text.remove_prefix(first);
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && text.size() - start < 4 && (static_cast<std::uint8_t>(text[start]) & 0xC0) == 0x80) {
            --start;
        }
        std::size_t at = start;
        if (!is_white(next_code_point(text, at)) || at != text.size()) {
            break;
        }
        text = text.substr(0, start);
    }
    return text;
}

char32_t fold_code_point(char32_t code_point) {
    if (code_point < 0x80) {
        return code_point >= 'A' && code_point <= 'Z' ? code_point + 0x20 : code_point;
    }
    if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
        return fold_code_point(code_point - 0xFEE0);
    }
    if (code_point >= 0xC0 && code_point <= 0xDE && code_point != 0xD7) {
        return code_point + 0x20;
    }
    if (code_point >= 0x0386 && code_point <= 0x03C2) {
        static constexpr Range accented[] = {{0x0388, 0x038A}};
        if (code_point == 0x0386) {
            return 0x03AC;
        }
        if (is_in(accented, code_point)) {
            return code_point + 0x25;
        }
        if (code_point == 0x038C) {
            return 0x03CC;
        }
        if (code_point == 0x038E || code_point == 0x038F) {
            return code_point + 0x3F;
        }
        if (code_point >= 0x0391 && code_point <= 0x03AB && code_point != 0x03A2) {
            return code_point + 0x20;
        }
        return code_point == 0x03C2 ? 0x03C3 : code_point;  // the final sigma
    }
    if (code_point >= 0x0410 && code_point <= 0x042F) {
        return code_point + 0x20;
    }
    if (code_point >= 0x0400 && code_point <= 0x040F) {
        return code_point + 0x50;
    }
    return code_point == 0x3000 ? 0x20 : code_point;
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        append_code_point(out, fold_code_point(next_code_point(text, at)));
    }
    return out;
}

bool is_han(char32_t code_point) {
    static constexpr Range ranges[] = {
        {0x4E00, 0x9FFF}, {0x3005, 0x3005}, {0x3007, 0x3007},   {0x3021, 0x3029},
        {0x3400, 0x4DBF}, {0xF900, 0xFAFF}, {0x20000, 0x323AF},
    };
    return code_point >= 0x3005 && is_in(ranges, code_point);
}

std::string digits_of(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code_point = fold_code_point(next_code_point(text, at));
        if (code_point >= '0' && code_point <= '9') {
            out.push_back(static_cast<char>(code_point));
        }
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
    std::string out;
    while (!what.empty()) {
        const std::size_t found = text.find(what);
        if (found == std::string_view::npos) {
            break;
        }
        out += text.substr(0, found);
        out += with;
        text.remove_prefix(found + what.size());
    }
    out += text;
    return out;
}

std::string group_thousands(long long value) {
    // Unsigned, because the least long long has no positive counterpart.
    const auto magnitude =
        value < 0 ? 0ULL - static_cast<unsigned long long>(value) : static_cast<unsigned long long>(value);
    const std::string digits = std::to_string(magnitude);
    std::string out = value < 0 ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            out.push_back(',');
        }
        out.push_back(digits[i]);
    }
    return out;
}

}  // namespace xingke
