#include "app/model/numbering.h"

#include <algorithm>

namespace xingke::model {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

constexpr std::size_t pattern_size_max = 60;
// Crockford's base 32: no I, L, O, U.
constexpr std::string_view digits32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::uint32_t codes_of_size[] = {1u << 10, 1u << 15, 1u << 20};  // of 2, 3, 4 characters

struct DateWord {
    std::string_view word;
    part::DateForm form;
    std::size_t size;
};
constexpr DateWord date_words[] = {{"yyyy", part::DateForm::year, 4},
                                   {"yyyymm", part::DateForm::month, 6},
                                   {"yyyymmdd", part::DateForm::day, 8},
                                   {"yymm", part::DateForm::short_month, 4}};

bool is_mark(char c) {
    return c == '-' || c == '/' || c == '.' || c == '_';
}
bool is_literal_character(char c) {
    return is_mark(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::string padded(std::uint64_t value, std::size_t digit_count) {
    std::string digits = std::to_string(value);
    return digits.size() < digit_count ? std::string(digit_count - digits.size(), '0') + digits : digits;
}

std::string date_text(part::DateForm form, Date date) {
    const std::string year = padded(static_cast<std::uint64_t>(std::clamp(date.year, 0, 9999)), 4);
    const std::string month = padded(static_cast<std::uint64_t>(date.month), 2);
    switch (form) {
        case part::DateForm::year:
            return year;
        case part::DateForm::month:
            return year + month;
        case part::DateForm::day:
            return year + month + padded(static_cast<std::uint64_t>(date.day), 2);
        case part::DateForm::short_month:
            return year.substr(2) + month;
    }
    return "";
}

Error bad_pattern(std::string_view pattern, const Message& reason) {
    return {Fault::invalid_input,
            {Text::numbering_bad_pattern,
             {argument("pattern", std::string(pattern)),
              {"text", words(reason, Language::chinese), words(reason, Language::english)}}},
            ""};
}

// Whether a mark, or nothing, stands on both sides of the part.
bool is_apart(const NumberPattern& pattern, std::size_t index) {
    const auto literal = [&](std::size_t at) { return std::get_if<part::Literal>(&pattern.parts[at]); };
    const bool is_apart_before =
        index == 0 || (literal(index - 1) != nullptr && is_mark(literal(index - 1)->text.back()));
    const bool is_apart_behind = index + 1 == pattern.parts.size() ||
                                 (literal(index + 1) != nullptr && is_mark(literal(index + 1)->text.front()));
    return is_apart_before && is_apart_behind;
}

bool says_period(const NumberPattern& pattern) {
    if (pattern.reset == Reset::never) {
        return true;
    }
    return std::ranges::any_of(pattern.parts, [&](const NumberPart& each) {
        const auto* date = std::get_if<part::Date>(&each);
        if (date == nullptr) {
            return false;
        }
        switch (date->form) {
            // Two digits of a year come back after a century: good enough for a year's or a month's numbers.
            case part::DateForm::short_month:
            case part::DateForm::month:
                return pattern.reset != Reset::daily;
            case part::DateForm::year:
                return pattern.reset == Reset::yearly;
            case part::DateForm::day:
                return true;
        }
        return false;
    });
}

Title title_of(Reset reset) {
    switch (reset) {
        case Reset::yearly:
            return {"年", "year"};
        case Reset::monthly:
            return {"月", "month"};
        case Reset::daily:
            return {"日", "day"};
        case Reset::never:
            break;
    }
    return {"", ""};
}

std::optional<NumberPart> part_of(std::string_view word) {
    for (const DateWord& date : date_words) {
        if (word == date.word) {
            return part::Date{date.form};
        }
    }
    if (word == "device") {
        return part::Device{};
    }
    if (word.size() == 7 && word.starts_with("count:") && word[6] >= '1' && word[6] <= '9') {
        return part::Count{word[6] - '0'};
    }
    return std::nullopt;
}

// Reads a number from left to right; each part takes what it can and says whether it was there.
class NumberReader {
public:
    explicit NumberReader(std::string_view text) : rest_(text) {}

    bool take(const NumberPart& part, ParsedNumber& parsed) {
        return std::visit(Overloaded{
                              [&](const part::Literal& literal) { return take_literal(literal.text); },
                              [&](const part::Date& date) { return take_date(date.form, parsed); },
                              [&](const part::Device&) { return take_device(parsed); },
                              [&](const part::Count& count) { return take_count(count, parsed); },
                          },
                          part);
    }
    bool is_at_end() const { return rest_.empty(); }

private:
    bool take_literal(std::string_view text) {
        if (!rest_.starts_with(text)) {
            return false;
        }
        rest_.remove_prefix(text.size());
        return true;
    }

    bool take_date(part::DateForm form, ParsedNumber& parsed) {
        const auto size = std::ranges::find(date_words, form, &DateWord::form)->size;
        std::string digits(rest_.substr(0, size));
        if (digits.size() != size || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
            return false;
        }
        rest_.remove_prefix(size);
        if (form == part::DateForm::short_month) {
            digits.insert(0, "20");
        }
        digits += digits.size() == 4 ? "0101" : digits.size() == 6 ? "01" : "";
        const auto date = parse_date(digits);
        if (!date) {
            return false;
        }
        // The finest date that the number has.
        parsed.date = !parsed.date || form == part::DateForm::day ? date : parsed.date;
        return true;
    }

    bool take_device(ParsedNumber& parsed) {
        std::size_t size = 0;
        while (size < rest_.size() && !is_mark(rest_[size])) {
            ++size;
        }
        const auto index = index_of_device_code(rest_.substr(0, size));
        if (!index) {
            return false;
        }
        parsed.device_code = device_code(*index);
        rest_.remove_prefix(size);
        return true;
    }

    bool take_count(const part::Count& count, ParsedNumber& parsed) {
        std::size_t size = 0;
        std::uint64_t value = 0;
        while (size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9') {
            const auto digit = static_cast<std::uint64_t>(rest_[size] - '0');
            if (value > (UINT64_MAX - digit) / 10) {
                return false;
            }
            value = value * 10 + digit;
            ++size;
        }
        // Exactly as number_text writes it: zeros only up to the least width.
        const std::string written = padded(value, static_cast<std::size_t>(count.digits_min));
        if (size == 0 || value == 0 || written != rest_.substr(0, size)) {
            return false;
        }
        parsed.count = value;
        rest_.remove_prefix(size);
        return true;
    }

    std::string_view rest_;
};

}  // namespace

Result<NumberPattern> parse_pattern(std::string_view text, Reset reset) {
    if (text.size() > pattern_size_max) {
        return bad_pattern(text, {Text::numbering_too_long, {argument("max", std::to_string(pattern_size_max))}});
    }
    NumberPattern pattern{.parts = {}, .reset = reset};
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '{') {
            const std::size_t end = std::min(text.find('}', at), text.size());
            const std::string_view word = text.substr(at + 1, end - at - 1);
            const auto part = end == text.size() ? std::nullopt : part_of(word);
            if (!part) {
                return bad_pattern(text,
                                   {Text::numbering_unknown_part, {argument("part", "{" + std::string(word) + "}")}});
            }
            pattern.parts.push_back(*part);
            at = end + 1;
            continue;
        }
        auto* last = pattern.parts.empty() ? nullptr : std::get_if<part::Literal>(&pattern.parts.back());
        if (last == nullptr) {
            last = &std::get<part::Literal>(pattern.parts.emplace_back(part::Literal{}));
        }
        last->text += text[at++];
    }
    TRY(check(pattern));
    return pattern;
}

std::string print_pattern(const NumberPattern& pattern) {
    std::string text;
    for (const NumberPart& each : pattern.parts) {
        std::visit(Overloaded{
                       [&](const part::Literal& literal) { text += literal.text; },
                       [&](const part::Date& date) {
                           text +=
                               "{" + std::string(std::ranges::find(date_words, date.form, &DateWord::form)->word) + "}";
                       },
                       [&](const part::Device&) { text += "{device}"; },
                       [&](const part::Count& count) { text += "{count:" + std::to_string(count.digits_min) + "}"; },
                   },
                   each);
    }
    return text;
}

Result<void> check(const NumberPattern& pattern) {
    std::size_t device_count = 0, count_count = 0;
    for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
        const NumberPart& each = pattern.parts[i];
        if (const auto* literal = std::get_if<part::Literal>(&each)) {
            const auto wrong = std::ranges::find_if_not(literal->text, is_literal_character);
            if (literal->text.empty() || wrong != literal->text.end()) {
                const std::string shown = literal->text.empty() ? "" : std::string(1, *wrong);
                return bad_pattern(print_pattern(pattern), {Text::numbering_unknown_part, {argument("part", shown)}});
            }
            continue;
        }
        const auto* count = std::get_if<part::Count>(&each);
        device_count += std::holds_alternative<part::Device>(each) ? 1 : 0;
        count_count += count != nullptr ? 1 : 0;
        if (!std::holds_alternative<part::Date>(each) && !is_apart(pattern, i)) {
            return bad_pattern(print_pattern(pattern), {Text::numbering_needs_mark, {}});
        }
        if (count != nullptr && (count->digits_min < 1 || count->digits_min > 9)) {
            return bad_pattern(print_pattern(pattern),
                               {Text::numbering_unknown_part,
                                {argument("part", "{count:" + std::to_string(count->digits_min) + "}")}});
        }
    }
    for (const auto& [number, part] : {std::pair{device_count, "{device}"}, {count_count, "{count:4}"}}) {
        if (number != 1) {
            return bad_pattern(print_pattern(pattern), {Text::numbering_needs_device, {argument("part", part)}});
        }
    }
    if (!says_period(pattern)) {
        return bad_pattern(print_pattern(pattern),
                           {Text::numbering_needs_date, {argument("reset", title_of(pattern.reset))}});
    }
    return {};
}

std::string period_of(const NumberPattern& pattern, Date date) {
    switch (pattern.reset) {
        case Reset::never:
            return "";
        case Reset::yearly:
            return date_text(part::DateForm::year, date);
        case Reset::monthly:
            return date_text(part::DateForm::month, date);
        case Reset::daily:
            return date_text(part::DateForm::day, date);
    }
    return "";
}

std::pair<std::string, NumberingState> next_number(const NumberPattern& pattern, Date date,
                                                   std::string_view device_code, NumberingState state) {
    const std::uint64_t count = ++state.counts[period_of(pattern, date)];
    return {number_text(pattern, date, device_code, count), std::move(state)};
}

std::string number_text(const NumberPattern& pattern, Date date, std::string_view device_code, std::uint64_t count) {
    std::string text;
    for (const NumberPart& each : pattern.parts) {
        std::visit(
            Overloaded{
                [&](const part::Literal& literal) { text += literal.text; },
                [&](const part::Date& part) { text += date_text(part.form, date); },
                [&](const part::Device&) { text += device_code; },
                [&](const part::Count& part) { text += padded(count, static_cast<std::size_t>(part.digits_min)); },
            },
            each);
    }
    return text;
}

std::optional<ParsedNumber> parse_number(const NumberPattern& pattern, std::string_view number) {
    ParsedNumber parsed;
    NumberReader reader(number);
    for (const NumberPart& each : pattern.parts) {
        if (!reader.take(each, parsed)) {
            return std::nullopt;
        }
    }
    return reader.is_at_end() ? std::optional(parsed) : std::nullopt;
}

std::string device_code(std::uint32_t index) {
    std::size_t size = 2;
    for (const std::uint32_t codes : codes_of_size) {
        if (index < codes) {
            std::string code(size, '0');
            for (std::size_t i = size; i > 0; --i, index /= 32) {
                code[i - 1] = digits32[index % 32];
            }
            return code;
        }
        index -= codes;
        ++size;
    }
    return "";
}

std::optional<std::uint32_t> index_of_device_code(std::string_view code) {
    if (code.size() < 2 || code.size() > 4) {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    for (char c : code) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        const std::size_t digit = digits32.find(c);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        value = value * 32 + static_cast<std::uint32_t>(digit);
    }
    for (std::size_t size = 2; size < code.size(); ++size) {
        value += codes_of_size[size - 2];
    }
    return value;
}

}  // namespace xingke::model
