#include "app/formats/xlsx_number.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "app/base/date.h"
#include "app/base/text.h"

namespace xingke::formats {
namespace {

using Kind = NumberForm::Kind;

constexpr double seconds_per_day = 86'400;
// What a spreadsheet keeps of a number; more digits are traces of binary fractions (1.1000000000000001).
constexpr int digits_kept = 15;
constexpr std::int64_t epoch_in_1900 = 25'569, epoch_in_1904 = 24'107;
constexpr double serial_max = 2'958'466;  // 9999-12-31 and a day

std::string two_digits(int value) {
    std::string text = std::to_string(value);
    return text.size() < 2 ? "0" + text : text;
}

// The letters of a format that stand for something: without "quoted", \escaped, _space, *fill, [condition] parts and
// what follows the first semicolon.
std::string meaning_of(std::string_view code) {
    std::string meaning;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size() - 1);
        } else if (code[i] == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size() - 1);
            // [h]:mm counts hours beyond a day.
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            meaning += !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos ? "h" : "";
            i = end;
        } else {
            meaning += code[i];
        }
    }
    return fold(meaning);
}

std::string plain_number(double value) {
    std::array<char, 64> text{};
    if (std::fabs(value) < 1e15 && value == std::floor(value)) {
        const int size = std::snprintf(text.data(), text.size(), "%.0f", value);
        return {text.data(), static_cast<std::size_t>(size)};
    }
    int size = std::snprintf(text.data(), text.size(), "%.*g", digits_kept, value);
    std::string printed(text.data(), static_cast<std::size_t>(size));
    const std::size_t exponent = printed.find('e');
    if (exponent == std::string::npos) {
        return printed;
    }
    // Decimals that the exponent calls for, and those of the digits before it.
    const int power = std::atoi(printed.c_str() + exponent + 1);
    if (power < -20 || power > 30) {
        return printed;
    }
    const int decimals = std::max(0, static_cast<int>(exponent) - 2 - power);
    size = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    printed.assign(text.data(), static_cast<std::size_t>(size));
    if (printed.find('.') != std::string::npos) {
        printed.erase(printed.find_last_not_of('0') + 1);
        printed.erase(printed.find_last_not_of('.') + 1);
    }
    return printed;
}

std::string padded(std::string text, int digits_min) {
    const auto wanted = static_cast<std::size_t>(digits_min);
    if (text.size() < wanted && text.find_first_not_of("0123456789") == std::string::npos) {
        text.insert(0, wanted - text.size(), '0');
    }
    return text;
}

std::string moment_text(double serial, Kind kind, DateSystem dates) {
    auto days = static_cast<std::int64_t>(std::floor(serial));
    auto seconds = static_cast<std::int64_t>(std::llround((serial - std::floor(serial)) * seconds_per_day));
    if (seconds == static_cast<std::int64_t>(seconds_per_day)) {
        ++days;
        seconds = 0;
    }
    const auto part = [seconds](std::int64_t size, std::int64_t count) {
        return two_digits(static_cast<int>(seconds / size % count));
    };
    std::string time = part(3600, 24) + ":" + part(60, 60);
    time += seconds % 60 == 0 ? "" : ":" + part(1, 60);
    if (kind == Kind::time) {
        return time;
    }
    constexpr std::int64_t day_that_never_was = 60;
    const bool is_before = dates == DateSystem::from_1900 && days < day_that_never_was;
    const std::int64_t epoch = dates == DateSystem::from_1900 ? epoch_in_1900 : epoch_in_1904;
    const std::string date = print(date_of_days(days - epoch + (is_before ? 1 : 0)));
    return kind == Kind::date || seconds == 0 ? date : date + " " + time;
}

}  // namespace

NumberForm builtin_number_form(int number) {
    if (number == 9 || number == 10) {
        return {Kind::percent};
    }
    // 27–36 and 50–58 are dates of the East Asian versions.
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) || number == 36 ||
        (number >= 50 && number <= 54) || number == 57 || number == 58) {
        return {Kind::date};
    }
    if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35) || (number >= 45 && number <= 47) ||
        number == 55 || number == 56) {
        return {Kind::time};
    }
    return number == 22 ? NumberForm{Kind::date_time} : NumberForm{};
}

NumberForm number_form_of(std::string_view code) {
    const std::string meaning = meaning_of(code);
    if (meaning.starts_with("general") || meaning == "@") {
        return {};
    }
    const bool has_digits = meaning.find_first_of("0#?") != std::string::npos;
    const bool has_date = meaning.find_first_of("yd") != std::string::npos;
    const bool has_time = meaning.find_first_of("hs") != std::string::npos;
    if (has_date || (has_time && !has_digits) || (!has_digits && meaning.find('m') != std::string::npos)) {
        return {has_time && !has_date ? Kind::time : has_time ? Kind::date_time : Kind::date};
    }
    if (meaning.find('%') != std::string::npos) {
        return {Kind::percent};
    }
    const bool is_zeros = !meaning.empty() && meaning.find_first_not_of('0') == std::string::npos;
    constexpr std::size_t zeros_max = 30;
    return {Kind::plain, is_zeros ? static_cast<int>(std::min(meaning.size(), zeros_max)) : 0};
}

std::string number_text(std::string_view written, NumberForm form, DateSystem dates) {
    const std::string text(trim(written));
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    const bool is_decimal = text.find_first_not_of("0123456789+-.eE") == std::string::npos;
    if (text.empty() || !is_decimal || end != text.c_str() + text.size() || !std::isfinite(value)) {
        return text;
    }
    switch (form.kind) {
        case Kind::plain:
            return padded(plain_number(value), form.digits_min);
        case Kind::percent:
            return plain_number(value * 100) + "%";
        case Kind::date:
        case Kind::time:
        case Kind::date_time:
            return value < 0 || value >= serial_max ? plain_number(value) : moment_text(value, form.kind, dates);
    }
    return text;
}

std::string serial_of_days(std::int64_t days_since_epoch) {
    return std::to_string(days_since_epoch + epoch_in_1900);
}

}  // namespace xingke::formats
