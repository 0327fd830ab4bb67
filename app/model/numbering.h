// Numbers for people, such as HT-20261121-7K-0003, given on devices that do not see each other and yet never twice: the
// device's code stands in the number, and each device counts for itself. Pure; the caller keeps the counts (per pattern
// and period) in its database, in the transaction that makes the record. Any thread. Sources: requirements 5.7 ("prefix
// + yyyyMMdd + 4 digits, device code in the number"), issue 3.
//
// A pattern is text: letters and marks for themselves, and parts in braces.
//   {yyyy} {yyyymm} {yyyymmdd} {yymm}   the date, as far as that
//   {device}                            the device's code, 2–4 characters of Crockford's base 32
//   {count:4}                           the running count, with zeros to at least 4 digits; beyond 9999 it grows
// Invariants that check() enforces, from which follows that two devices, or two periods, never give the same number:
//   (1) {device} and {count} stand in it exactly once.
//   (2) Next to {device}, on either side, is a mark (- / . _) or the number's end: codes of different length stay
//   apart.
//       Next to {count}, likewise, so that a growing count never runs into what follows.
//   (3) A count that starts anew every year, month or day stands in a number that says which one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/base/date.h"
#include "app/base/result.h"

namespace xingke::model {

enum class Reset : std::uint8_t { never, yearly, monthly, daily };

// As a field declares it.
struct Numbering {
    std::string pattern;
    Reset reset = Reset::daily;
    bool may_be_missing = false;  // records of before have none, and a device that has no code yet makes some without

    bool is_given() const { return !pattern.empty(); }
};

namespace part {
struct Literal {
    std::string text;
    bool operator==(const Literal&) const = default;
};
enum class DateForm : std::uint8_t { year, month, day, short_month };  // yyyy, yyyymm, yyyymmdd, yymm
struct Date {
    DateForm form = DateForm::day;
    bool operator==(const Date&) const = default;
};
struct Device {
    bool operator==(const Device&) const = default;
};
struct Count {
    int digits_min = 4;  // 1–9
    bool operator==(const Count&) const = default;
};
}  // namespace part
using NumberPart = std::variant<part::Literal, part::Date, part::Device, part::Count>;

struct NumberPattern {
    std::vector<NumberPart> parts;
    Reset reset = Reset::daily;
    bool operator==(const NumberPattern&) const = default;
};

// Reads "HT-{yyyymmdd}-{device}-{count:4}" and checks it. Fault invalid_input with what is wrong.
Result<NumberPattern> parse_pattern(std::string_view text, Reset reset);
std::string print_pattern(const NumberPattern& pattern);
// The invariants above, for a pattern made in code.
Result<void> check(const NumberPattern& pattern);

// The period whose numbers a day's numbers are counted with: "", "2026", "202611" or "20261121".
std::string period_of(const NumberPattern& pattern, Date date);

// What one device remembers for one pattern: the last count of each period. Periods are never forgotten, so that a
// clock that is set back continues where that day had stopped instead of counting from 1 again.
struct NumberingState {
    std::map<std::string, std::uint64_t> counts;
};
// The next number and the state that goes with it. `pattern` has passed check(), the code is one of device_code().
std::pair<std::string, NumberingState> next_number(const NumberPattern& pattern, Date date,
                                                   std::string_view device_code, NumberingState state);
// The same from the last count of the period alone (0: none yet), for a caller that keeps them in rows.
std::string number_text(const NumberPattern& pattern, Date date, std::string_view device_code, std::uint64_t count);

// What a number says; nullopt if it is none of this pattern. A device code is read in either case and with O for 0, I
// and L for 1, as Crockford has it; the date is of the parts that the pattern has (the first day of the month or year).
struct ParsedNumber {
    std::optional<Date> date;
    std::string device_code;
    std::uint64_t count = 0;
};
std::optional<ParsedNumber> parse_number(const NumberPattern& pattern, std::string_view number);

// The code of the n-th device of a company, given by the server at sign-in and never again: two characters for the
// first 1,024, three for the next 32,768, four for the next 1,048,576; empty beyond.
std::string device_code(std::uint32_t index);
std::optional<std::uint32_t> index_of_device_code(std::string_view code);

}  // namespace xingke::model
