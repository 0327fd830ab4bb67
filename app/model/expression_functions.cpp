#include "app/model/expression_functions.h"

#include <algorithm>

#include "app/base/date.h"
#include "app/base/text.h"

namespace xingke::model {
namespace {

// Products of two 64-bit numbers, exactly.
__extension__ typedef __int128 Wide;

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t ms_per_hour = 3'600'000;
constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int64_t percent_unit = 10'000;  // Percent is stored in hundredths of a percent.
constexpr std::int64_t first_day = -719'162;   // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;   // 9999-12-31

Value narrow(Wide value) {
    if (value < INT64_MIN || value > INT64_MAX) {
        return Empty{};
    }
    return static_cast<std::int64_t>(value);
}

// Half away from zero; the divisor is not 0.
Wide rounded_quotient(Wide dividend, Wide divisor) {
    const Wide magnitude = dividend < 0 ? -dividend : dividend;
    const Wide unit = divisor < 0 ? -divisor : divisor;
    const Wide quotient = (magnitude + unit / 2) / unit;
    return (dividend < 0) == (divisor < 0) ? quotient : -quotient;
}

Value of_integers(Function function, std::int64_t a, std::int64_t b) {
    switch (function) {
        case Function::add:
            return narrow(Wide{a} + b);
        case Function::subtract:
            return narrow(Wide{a} - b);
        case Function::multiply:
            return narrow(Wide{a} * b);
        case Function::days_between:
            return narrow(Wide{b} - a);
        case Function::hours_between: {
            const Value difference = narrow(Wide{b} - a);
            const auto* ms = std::get_if<std::int64_t>(&difference);
            return ms == nullptr ? Value(Empty{}) : Value(*ms / ms_per_hour);
        }
        case Function::date_of: {
            const Wide local = Wide{a} + Wide{b} * ms_per_minute;
            return narrow(local / ms_per_day - (local % ms_per_day < 0 ? 1 : 0));
        }
        case Function::percent_of:
            return narrow(rounded_quotient(Wide{a} * b, percent_unit));
        case Function::ratio:
            return b == 0 ? Value(Empty{}) : narrow(rounded_quotient(Wide{a} * percent_unit, b));
        default:
            return Empty{};
    }
}

Value of_day(Function function, std::int64_t days) {
    if (days < first_day || days > last_day) {
        return Empty{};
    }
    const Date date = date_of_days(days);
    switch (function) {
        case Function::year:
            return std::int64_t{date.year};
        case Function::month:
            return std::int64_t{date.month};
        default:
            return std::int64_t{date.day};
    }
}

Value length_of(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return static_cast<std::int64_t>(count_characters(*text));
    }
    if (const auto* elements = std::get_if<Elements>(&value)) {
        return static_cast<std::int64_t>(elements->size());
    }
    return std::int64_t{0};
}

bool finds(Function function, const Value& where, const Value& what) {
    const auto* text = std::get_if<std::string>(&where);
    const auto* part = std::get_if<std::string>(&what);
    if (text == nullptr || part == nullptr || text->empty() || part->empty()) {
        return false;
    }
    const std::string folded = fold(*text);
    const std::string folded_part = fold(*part);
    return function == Function::contains ? folded.find(folded_part) != std::string::npos
                                          : folded.starts_with(folded_part);
}

bool has_element(const Value& where, const Value& what) {
    const auto* elements = std::get_if<Elements>(&where);
    const auto* record = std::get_if<RecordId>(&what);
    const auto* text = std::get_if<std::string>(&what);
    const std::string key = record != nullptr ? print(*record) : text != nullptr ? *text : "";
    return elements != nullptr && !key.empty() && std::ranges::find(*elements, key) != elements->end();
}

Value joined(std::span<const Value> arguments) {
    std::string text;
    for (const Value& argument : arguments) {
        if (const auto* part = std::get_if<std::string>(&argument)) {
            text += *part;
        }
    }
    return text.empty() ? Value(Empty{}) : Value(std::move(text));
}

}  // namespace

Value compute(Function function, std::span<const Value> arguments) {
    const auto at = [&](std::size_t index) -> Value { return index < arguments.size() ? arguments[index] : Empty{}; };
    const auto integer_at = [&](std::size_t index) {
        return index < arguments.size() ? std::get_if<std::int64_t>(&arguments[index]) : nullptr;
    };
    switch (function) {
        case Function::contains:
        case Function::starts_with:
            return finds(function, at(0), at(1));
        case Function::has:
            return has_element(at(0), at(1));
        case Function::length:
            return length_of(at(0));
        case Function::concat:
            return joined(arguments);
        case Function::lower: {
            const Value text = at(0);
            return is_empty(text) || !std::holds_alternative<std::string>(text)
                       ? Value(Empty{})
                       : Value(fold(std::get<std::string>(text)));
        }
        case Function::negate:
            return integer_at(0) == nullptr ? Value(Empty{}) : narrow(-Wide{*integer_at(0)});
        case Function::year:
        case Function::month:
        case Function::day:
            return integer_at(0) == nullptr ? Value(Empty{}) : of_day(function, *integer_at(0));
        default:
            break;
    }
    const std::int64_t* a = integer_at(0);
    const std::int64_t* b = integer_at(1);
    return a == nullptr || b == nullptr ? Value(Empty{}) : of_integers(function, *a, *b);
}

bool is_applicable(Function function) {
    switch (function) {
        case Function::add:
        case Function::subtract:
        case Function::multiply:
        case Function::negate:
        case Function::contains:
        case Function::starts_with:
        case Function::length:
        case Function::lower:
        case Function::concat:
        case Function::has:
        case Function::days_between:
        case Function::hours_between:
        case Function::date_of:
        case Function::year:
        case Function::month:
        case Function::day:
        case Function::percent_of:
        case Function::ratio:
            return true;
        default:
            return false;
    }
}

void ExactSum::add(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    const std::uint64_t low = low_ + bits;
    high_ += (value < 0 ? -1 : 0) + (low < bits ? 1 : 0);
    low_ = low;
}

std::optional<std::int64_t> ExactSum::total() const {
    const auto value = static_cast<std::int64_t>(low_);
    if (high_ != (value < 0 ? -1 : 0)) {
        return std::nullopt;
    }
    return value;
}

}  // namespace xingke::model
