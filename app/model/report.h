// A report as data: which records, of which period, by what they are grouped and what is summed. The same declaration
// gives the chart, its table, its file, its print and the list behind each of its figures.
#pragma once

#include <string_view>

#include "app/base/message.h"

namespace xingke::model {

struct ReportDeclaration {
    enum class Chart : std::uint8_t { figure, bars, line, funnel, ring, days };
    std::string_view key;  // stable; stands in addresses
    Title title;
    Chart chart = Chart::bars;  // figure: one number, with the sum of `amount` below it
    std::string_view type;      // a report of a type that the catalogue has not is left out
    std::string_view period;    // the date or time that decides; empty: as things are now
    std::string_view by;        // the field of its parts (of `line` and `days`: a date or time); none for a figure
    std::string_view split;     // a choice that divides each part; empty: none
    std::string_view amount;    // what is summed beside the count; empty: nothing
    // Only records that have this option of that choice; empty: all.
    std::string_view only_field, only_option;
    // Beside each part: how much of what has one of two options has the first ("won" of "won" and "lost"), from
    // `split`.
    Title rate;
    std::string_view rate_of, rate_against;
    std::string_view source;
};

}  // namespace xingke::model
