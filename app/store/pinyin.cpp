#include "app/store/pinyin.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "app/base/text.h"

namespace xingke::store {
namespace {

struct FurtherReading {
    std::uint16_t code_point;
    std::uint16_t syllable;
};

#include "app/store/pinyin_data.inc"

constexpr char32_t first_code_point = 0x4E00;
constexpr std::size_t combination_count_max = 4;
constexpr std::size_t name_characters_max = 64;
constexpr std::size_t sort_characters_max = 24;

bool is_ascii_letter(char32_t code_point) {
    return code_point >= 'a' && code_point <= 'z';
}

bool is_ascii_digit(char32_t code_point) {
    return code_point >= '0' && code_point <= '9';
}

char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 0x20) : letter;
}

std::string_view first_reading(char32_t code_point) {
    if (code_point < first_code_point || code_point >= first_code_point + std::size(first_readings)) {
        return {};
    }
    return syllables[first_readings[code_point - first_code_point]];
}

struct Combination {
    std::string whole, initials;
};

void append(Combination& combination, std::string_view reading) {
    combination.whole += upper(reading.front());
    combination.whole += reading.substr(1);
    combination.initials += upper(reading.front());
}

// Every combination goes on with every reading, as long as there are few enough.
void append_readings(std::vector<Combination>& combinations, const std::vector<std::string_view>& readings) {
    const std::size_t before = combinations.size();
    for (std::size_t i = 1; i < readings.size() && combinations.size() + before <= combination_count_max; ++i) {
        for (std::size_t j = 0; j < before; ++j) {
            combinations.push_back(combinations[j]);
            append(combinations.back(), readings[i]);
        }
    }
    for (std::size_t j = 0; j < before; ++j) {
        append(combinations[j], readings.front());
    }
}

std::size_t match_syllables(const std::u32string& name, std::size_t at, std::string_view rest) {
    if (rest.empty()) {
        return at;
    }
    if (at == name.size()) {
        return 0;
    }
    if (name[at] == static_cast<unsigned char>(rest.front()) && !is_han(name[at])) {
        return match_syllables(name, at + 1, rest.substr(1));
    }
    for (const std::string_view reading : readings_of(name[at])) {
        if (reading.starts_with(rest)) {
            return at + 1;
        }
        if (rest.starts_with(reading)) {
            if (const std::size_t end = match_syllables(name, at + 1, rest.substr(reading.size()))) {
                return end;
            }
        }
    }
    return 0;
}

std::size_t match_initials(const std::u32string& name, std::size_t at, std::string_view word) {
    for (const char letter : word) {
        if (at == name.size()) {
            return 0;
        }
        const auto readings = readings_of(name[at]);
        const bool is_initial = std::ranges::any_of(readings, [&](auto reading) { return reading.front() == letter; });
        if (!is_initial && name[at] != static_cast<unsigned char>(letter)) {
            return 0;
        }
        ++at;
    }
    return at;
}

}  // namespace

std::vector<std::string_view> readings_of(char32_t code_point) {
    std::vector<std::string_view> readings;
    const std::string_view first = first_reading(code_point);
    if (first.empty()) {
        return readings;
    }
    readings.push_back(first);
    const auto from = std::ranges::lower_bound(further_readings, code_point, {}, &FurtherReading::code_point);
    for (auto it = from; it != std::end(further_readings) && it->code_point == code_point; ++it) {
        readings.push_back(syllables[it->syllable]);
    }
    return readings;
}

std::string searchable_pinyin(std::string_view name) {
    std::vector<Combination> combinations(1);
    bool has_chinese = false;
    std::size_t count = 0;
    for (std::size_t at = 0; at < name.size() && count < name_characters_max; ++count) {
        const char32_t code_point = fold_code_point(next_code_point(name, at));
        if (const auto readings = readings_of(code_point); !readings.empty()) {
            has_chinese = true;
            append_readings(combinations, readings);
        } else if (is_ascii_letter(code_point) || is_ascii_digit(code_point)) {
            const char letter = static_cast<char>(code_point);
            append_readings(combinations, {std::string_view(&letter, 1)});
        }
    }
    std::string out;
    if (!has_chinese) {
        return out;
    }
    for (const Combination& combination : combinations) {
        out += out.empty() ? "" : " ";
        out += combination.whole + " " + combination.initials;
    }
    return out;
}

std::string pinyin_pattern(std::string_view word) {
    std::string pattern = "*";
    bool has_letter = false;
    for (const char byte : word) {
        const bool is_letter = is_ascii_letter(static_cast<unsigned char>(byte));
        if (!is_letter && !is_ascii_digit(static_cast<unsigned char>(byte))) {
            return {};
        }
        has_letter = has_letter || is_letter;
        if (pattern.size() == 1 || !is_letter) {
            pattern += upper(byte);
        } else {
            pattern += {'[', byte, upper(byte), ']'};
        }
    }
    return has_letter ? pattern + "*" : std::string();
}

std::size_t match_pinyin(const std::u32string& name, std::size_t first, std::string_view word) {
    const std::size_t end = match_syllables(name, first, word);
    const std::size_t found = end != 0 ? end : match_initials(name, first, word);
    return found > first ? found - first : 0;
}

std::string pinyin_sort_key(std::string_view text) {
    std::string key;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size() && count < sort_characters_max; ++count) {
        const char32_t code_point = fold_code_point(next_code_point(text, at));
        if (const std::string_view reading = first_reading(code_point); !reading.empty()) {
            key += reading;
            key += '\x01';  // below every letter, so that "an" comes before "ang"
        }
        append_code_point(key, code_point);
    }
    return key;
}

}  // namespace xingke::store
