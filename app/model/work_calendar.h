// A company's working time: which days are worked, and from when to when. Weekday pattern plus exceptions (public
// holidays and the weekend days worked instead, app/catalogue/holidays.h; a company adds its own). Pure and total: a
// date without exceptions follows the weekday pattern, dates outside the years 1 to 9999 count as their nearest. Any
// thread. Sources: requirements 5.1 ("working calendar switch"); GB/T 7408 for the weekdays.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "app/base/clock.h"
#include "app/base/date.h"

namespace xingke::model {

// Minutes of the local day, the end not included: 09:00–12:00 is 540–720. 0 ≤ start < end ≤ 1440.
struct WorkInterval {
    int start_minute = 0;
    int end_minute = 0;
    bool operator==(const WorkInterval&) const = default;
};

enum class DayKind : std::uint8_t {
    holiday,  // nobody works, whatever the weekday
    worked,   // a weekend day that is worked instead of another: by the weekday's hours, or by make_up_hours
};

struct WorkCalendar {
    // Monday first. In order and apart from each other; an empty day is not worked.
    std::array<std::vector<WorkInterval>, 7> hours = {{{{540, 720}, {780, 1080}},
                                                       {{540, 720}, {780, 1080}},
                                                       {{540, 720}, {780, 1080}},
                                                       {{540, 720}, {780, 1080}},
                                                       {{540, 720}, {780, 1080}},
                                                       {},
                                                       {}}};
    std::vector<WorkInterval> make_up_hours = {{540, 720}, {780, 1080}};
    std::map<std::int64_t, DayKind> exceptions;  // by day since 1970-01-01
};

// Whether the intervals are as they must be; the functions below answer something in any case.
bool is_valid(const WorkCalendar& calendar);

// The intervals of a day since 1970-01-01; none: not a working day.
const std::vector<WorkInterval>& hours_of(const WorkCalendar& calendar, std::int64_t day);
bool is_working_day(const WorkCalendar& calendar, std::int64_t day);

// The working day that is `count` working days after `day`, which is not counted itself (Civil Code art. 201); before
// it when negative; `day` itself when 0. Empty: none within 20,000 days.
std::optional<std::int64_t> add_working_days(const WorkCalendar& calendar, std::int64_t day, std::int64_t count);
// Working days behind `from` up to and with `to`; negative when `to` is earlier.
std::int64_t working_days_between(const WorkCalendar& calendar, std::int64_t from, std::int64_t to);

// The first moment at which `minutes` of working time have passed since `start` (the end of a working interval rather
// than the beginning of the next); with negative ones the last moment before `start` from which as many lead to it.
// Empty: none within 20,000 days.
std::optional<Instant> add_working_minutes(const WorkCalendar& calendar, Instant start, std::int64_t minutes,
                                           int utc_offset_minutes);
std::optional<Instant> add_working_ms(const WorkCalendar& calendar, Instant start, std::int64_t ms,
                                      int utc_offset_minutes);
// Working time between two moments, whole minutes towards zero; negative when `to` is earlier.
std::int64_t working_minutes_between(const WorkCalendar& calendar, Instant from, Instant to, int utc_offset_minutes);
std::int64_t working_ms_between(const WorkCalendar& calendar, Instant from, Instant to, int utc_offset_minutes);

// The local day of a moment, and the moment of a local day's minute (1440: its end).
std::int64_t local_day(Instant at, int utc_offset_minutes);
Instant instant_of_minute(std::int64_t day, int minute, int utc_offset_minutes);

}  // namespace xingke::model
