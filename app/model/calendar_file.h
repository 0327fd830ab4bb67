// Appointments as an iCalendar file (RFC 5545), for the calendar of the telephone or of the office: lines folded at 75
// octets and never inside a character, texts escaped, moments in UTC (which every program shows in its own zone), whole
// days as dates. Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/base/date.h"
#include "app/base/id.h"

namespace xingke::model {

struct CalendarEvent {
    RecordId id;  // the same appointment in a later file replaces the one of an earlier file
    std::string title, place, description;
    std::optional<Instant> start, end;  // without an end it takes no time
    std::optional<Date> day;            // instead of both: the whole day
    std::optional<Instant> remind_at;
    bool is_cancelled = false;
};

// `name` is the calendar's; `made_at` tells which of two files is newer.
std::string print_calendar(std::string_view name, std::span<const CalendarEvent> events, Instant made_at);

}  // namespace xingke::model
