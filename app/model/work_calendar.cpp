#include "app/model/work_calendar.h"

#include <algorithm>

namespace xingke::model {
namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int64_t first_day = -719'162;  // 0001-01-01
constexpr std::int64_t last_day = 2'932'896;  // 9999-12-31
constexpr std::int64_t days_scanned_max = 20'000;

const std::vector<WorkInterval> no_hours;

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

std::int64_t clamped_day(std::int64_t day) {
    return std::clamp(day, first_day, last_day);
}

// 0 Monday … 6 Sunday; 1970-01-01 was a Thursday.
std::size_t weekday_index(std::int64_t day) {
    return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7);
}

// A moment as a local day and the milliseconds since its midnight.
struct LocalMoment {
    std::int64_t day;
    std::int64_t ms;
};

LocalMoment local_moment(Instant at, int utc_offset_minutes) {
    const std::int64_t clamped = std::clamp(at.ms, first_day * ms_per_day, last_day * ms_per_day);
    const std::int64_t local = clamped + utc_offset_minutes * ms_per_minute;
    const std::int64_t day = floor_divide(local, ms_per_day);
    return {day, local - day * ms_per_day};
}

Instant instant_of(const LocalMoment& moment, int utc_offset_minutes) {
    return {moment.day * ms_per_day + moment.ms - utc_offset_minutes * ms_per_minute};
}

// Working time of a day within [from_ms, to_ms) since its midnight.
std::int64_t worked_ms(const std::vector<WorkInterval>& hours, std::int64_t from_ms, std::int64_t to_ms) {
    std::int64_t worked = 0;
    for (const WorkInterval& interval : hours) {
        const std::int64_t start = std::max(interval.start_minute * ms_per_minute, from_ms);
        const std::int64_t end = std::min(interval.end_minute * ms_per_minute, to_ms);
        worked += std::max<std::int64_t>(end - start, 0);
    }
    return worked;
}

std::int64_t pattern_ms(const WorkCalendar& calendar, std::int64_t day) {
    return worked_ms(calendar.hours[weekday_index(day)], 0, ms_per_day);
}

// Sums `of_pattern` over the days of [from, to) by whole weeks, and corrects the exceptions: cost by exceptions, not
// days.
template <class OfPattern, class OfDay>
std::int64_t sum_over_days(const WorkCalendar& calendar, std::int64_t from, std::int64_t to, OfPattern of_pattern,
                           OfDay of_day) {
    if (to <= from) {
        return 0;
    }
    std::int64_t week = 0;
    for (std::int64_t day = 0; day < 7; ++day) {
        week += of_pattern(day);
    }
    std::int64_t sum = (to - from) / 7 * week;
    for (std::int64_t day = to - (to - from) % 7; day < to; ++day) {
        sum += of_pattern(day);
    }
    for (auto at = calendar.exceptions.lower_bound(from); at != calendar.exceptions.end() && at->first < to; ++at) {
        sum += of_day(at->first) - of_pattern(at->first);
    }
    return sum;
}

std::int64_t forward_ms(const WorkCalendar& calendar, LocalMoment from, LocalMoment to) {
    if (from.day == to.day) {
        return worked_ms(hours_of(calendar, from.day), from.ms, to.ms);
    }
    const auto of_pattern = [&](std::int64_t day) { return pattern_ms(calendar, day); };
    const auto of_day = [&](std::int64_t day) { return worked_ms(hours_of(calendar, day), 0, ms_per_day); };
    return worked_ms(hours_of(calendar, from.day), from.ms, ms_per_day) +
           sum_over_days(calendar, from.day + 1, to.day, of_pattern, of_day) +
           worked_ms(hours_of(calendar, to.day), 0, to.ms);
}

// The moment of the day at which `ms` of working time have passed since `from_ms`; the day has that much left.
std::int64_t moment_after(const std::vector<WorkInterval>& hours, std::int64_t from_ms, std::int64_t ms) {
    for (const WorkInterval& interval : hours) {
        const std::int64_t start = std::max(interval.start_minute * ms_per_minute, from_ms);
        const std::int64_t length = std::max<std::int64_t>(interval.end_minute * ms_per_minute - start, 0);
        if (ms <= length) {
            return start + ms;
        }
        ms -= length;
    }
    return from_ms;
}

std::int64_t moment_before(const std::vector<WorkInterval>& hours, std::int64_t to_ms, std::int64_t ms) {
    for (auto interval = hours.rbegin(); interval != hours.rend(); ++interval) {
        const std::int64_t end = std::min(interval->end_minute * ms_per_minute, to_ms);
        const std::int64_t length = std::max<std::int64_t>(end - interval->start_minute * ms_per_minute, 0);
        if (ms <= length) {
            return end - ms;
        }
        ms -= length;
    }
    return to_ms;
}

bool is_in_order(const std::vector<WorkInterval>& hours) {
    int last = 0;
    for (const WorkInterval& interval : hours) {
        if (interval.start_minute < last || interval.end_minute <= interval.start_minute ||
            interval.end_minute > 1440) {
            return false;
        }
        last = interval.end_minute;
    }
    return true;
}

}  // namespace

bool is_valid(const WorkCalendar& calendar) {
    return std::ranges::all_of(calendar.hours, is_in_order) && is_in_order(calendar.make_up_hours);
}

const std::vector<WorkInterval>& hours_of(const WorkCalendar& calendar, std::int64_t day) {
    const std::vector<WorkInterval>& pattern = calendar.hours[weekday_index(day)];
    const auto exception = calendar.exceptions.find(day);
    if (exception == calendar.exceptions.end()) {
        return pattern;
    }
    if (exception->second == DayKind::holiday) {
        return no_hours;
    }
    return pattern.empty() ? calendar.make_up_hours : pattern;
}

bool is_working_day(const WorkCalendar& calendar, std::int64_t day) {
    return !hours_of(calendar, clamped_day(day)).empty();
}

std::optional<std::int64_t> add_working_days(const WorkCalendar& calendar, std::int64_t day, std::int64_t count) {
    day = clamped_day(day);
    const std::int64_t step = count < 0 ? -1 : 1;
    if (count > days_scanned_max || count < -days_scanned_max) {
        return std::nullopt;
    }
    std::int64_t left = count * step;
    for (std::int64_t scanned = 0; left > 0; ++scanned) {
        if (scanned == days_scanned_max) {
            return std::nullopt;
        }
        day += step;
        left -= is_working_day(calendar, day) ? 1 : 0;
    }
    return day;
}

std::int64_t working_days_between(const WorkCalendar& calendar, std::int64_t from, std::int64_t to) {
    from = clamped_day(from);
    to = clamped_day(to);
    if (to < from) {
        return -working_days_between(calendar, to, from);
    }
    const auto of_pattern = [&](std::int64_t day) { return calendar.hours[weekday_index(day)].empty() ? 0 : 1; };
    const auto of_day = [&](std::int64_t day) { return hours_of(calendar, day).empty() ? 0 : 1; };
    return sum_over_days(calendar, from + 1, to + 1, of_pattern, of_day);
}

std::optional<Instant> add_working_ms(const WorkCalendar& calendar, Instant start, std::int64_t ms,
                                      int utc_offset_minutes) {
    LocalMoment moment = local_moment(start, utc_offset_minutes);
    if (ms == 0) {
        return start;
    }
    for (std::int64_t scanned = 0; scanned < days_scanned_max; ++scanned) {
        const std::vector<WorkInterval>& hours = hours_of(calendar, moment.day);
        if (ms > 0) {
            const std::int64_t here = worked_ms(hours, moment.ms, ms_per_day);
            if (here >= ms) {
                return instant_of({moment.day, moment_after(hours, moment.ms, ms)}, utc_offset_minutes);
            }
            ms -= here;
            moment = {moment.day + 1, 0};
        } else {
            const std::int64_t here = worked_ms(hours, 0, moment.ms);
            // −ms is at most here, so that nothing overflows.
            if (-here <= ms) {
                return instant_of({moment.day, moment_before(hours, moment.ms, -ms)}, utc_offset_minutes);
            }
            ms += here;
            moment = {moment.day - 1, ms_per_day};
        }
    }
    return std::nullopt;
}

std::optional<Instant> add_working_minutes(const WorkCalendar& calendar, Instant start, std::int64_t minutes,
                                           int utc_offset_minutes) {
    constexpr std::int64_t minutes_max = days_scanned_max * 1440;
    if (minutes > minutes_max || minutes < -minutes_max) {
        return std::nullopt;
    }
    return add_working_ms(calendar, start, minutes * ms_per_minute, utc_offset_minutes);
}

std::int64_t working_ms_between(const WorkCalendar& calendar, Instant from, Instant to, int utc_offset_minutes) {
    if (to < from) {
        return -working_ms_between(calendar, to, from, utc_offset_minutes);
    }
    return forward_ms(calendar, local_moment(from, utc_offset_minutes), local_moment(to, utc_offset_minutes));
}

std::int64_t working_minutes_between(const WorkCalendar& calendar, Instant from, Instant to, int utc_offset_minutes) {
    return working_ms_between(calendar, from, to, utc_offset_minutes) / ms_per_minute;
}

std::int64_t local_day(Instant at, int utc_offset_minutes) {
    return local_moment(at, utc_offset_minutes).day;
}

Instant instant_of_minute(std::int64_t day, int minute, int utc_offset_minutes) {
    return instant_of({clamped_day(day), minute * ms_per_minute}, utc_offset_minutes);
}

}  // namespace xingke::model
