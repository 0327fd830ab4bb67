// Civil dates and instants as people write them. A day is stored as days since 1970-01-01 (no time zone); a moment as
// UTC milliseconds (clock.h).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/base/clock.h"

namespace xingke {

struct Date {
    int year = 1970;
    int month = 1;  // 1–12
    int day = 1;    // 1–31
    auto operator<=>(const Date&) const = default;
};

struct DateTime {
    Date date;
    int hour = 0, minute = 0, second = 0;
    auto operator<=>(const DateTime&) const = default;
};

std::int64_t days_since_epoch(Date date);
Date date_of_days(std::int64_t days);
bool exists(Date date);
int weekday(Date date);  // 1 Monday … 7 Sunday (GB/T 7408)

DateTime local_time(Instant at, int utc_offset_minutes);
Instant instant_of(const DateTime& local, int utc_offset_minutes);

// 2026-11-21, 2026-11-21 09:05
std::string print(Date date);
std::string print(const DateTime& time);
// Accepts 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日, 20261121; one-digit months and days with separators.
std::optional<Date> parse_date(std::string_view text);
// A date, then optionally a space or T and hh:mm or hh:mm:ss.
std::optional<DateTime> parse_date_time(std::string_view text);

}  // namespace xingke
