// What a person filters a list by, as the filter panel builds it and a saved view keeps it: conditions over the fields
// of one record, joined by all or any. Days are kept as words (本周) where a person chose them so, and become dates
// when the list is asked. Pure; any thread. Sources: issue 5 point 2, S06 (查询条件).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/date.h"
#include "app/model/catalogue.h"
#include "app/model/expression.h"

namespace xingke::model {

struct Condition {
    // Numbers are stored; never change one.
    enum class Test : std::uint8_t {
        any_of = 0,
        none_of = 1,
        contains = 2,
        lacks = 3,
        between = 4,
        within = 5,
        is_empty = 6,
        is_set = 7,
    };
    FieldId field = 0;
    Test test = Test::any_of;
    // any_of, none_of: keys of options, region codes, "yes" or "no", "me" or "<record id> <label>".
    // contains, lacks: the words. between: two numbers as they are stored (of times: days), either may be missing.
    // within: a word of day_spans.
    std::vector<std::string> values;
    bool operator==(const Condition&) const = default;
};

struct ListFilter {
    std::vector<Condition> conditions;
    bool joins_by_any = false;
    bool operator==(const ListFilter&) const = default;
};

constexpr std::size_t condition_count_max = 20;

// The tests that make sense of a kind, the usual one first.
std::vector<Condition::Test> tests_of(const Kind& kind);
// Says something already: it has the values that its test needs.
bool is_complete(const Condition& condition);

// The spans of days that have a word: "today", "this_week" …, in the order in which they are offered.
constexpr std::string_view day_spans[] = {"today",      "yesterday",  "this_week", "last_week",
                                          "this_month", "last_month", "this_year", "last_7",
                                          "last_30",    "next_7",     "next_30"};
struct DaySpan {
    std::int64_t first = 0, last = 0;  // days since 1970-01-01, both included
};
// Weeks begin on Monday; the last and next days count today. Empty: no such word.
std::optional<DaySpan> span_of(std::string_view word, Date today);

struct FilterMoment {
    Date today;
    int utc_offset_minutes = 0;
    RecordId me;
};
// Checked, over fields of the record alone; incomplete conditions say nothing, and a filter that says nothing is
// empty. Fault invalid_input: a condition fits its field no more (an option or a field is gone).
Result<std::optional<Expression>> expression_of(const ListFilter& filter, const RecordType& type,
                                                const Catalogue& catalogue, const FilterMoment& moment);

// Stored form: a line "any" or "all", then a line for each condition: field id, test and values, separated by tabs.
std::string print_filter(const ListFilter& filter);
// What cannot be read is left out.
ListFilter parse_filter(std::string_view text);

}  // namespace xingke::model
