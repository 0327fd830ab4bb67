#include "app/model/work_calendar.h"

#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

constexpr int offset = 480;

// National Day 2026: 1 to 7 October off, Saturday the 10th worked.
WorkCalendar calendar() {
    WorkCalendar made;
    for (int day = 1; day <= 7; ++day) {
        made.exceptions[days_since_epoch({2026, 10, day})] = DayKind::holiday;
    }
    made.exceptions[days_since_epoch({2026, 10, 10})] = DayKind::worked;
    return made;
}

Instant at(std::string_view text) {
    return instant_of(*parse_date_time(text), offset);
}
std::string shown(std::optional<Instant> instant) {
    return instant ? print(local_time(*instant, offset)) : "never";
}
std::int64_t day(int month, int day_of_month) {
    return days_since_epoch({2026, month, day_of_month});
}

}  // namespace

TEST_CASE("working days are counted over weekends, holidays and days worked instead") {
    const WorkCalendar made = calendar();
    struct Case {
        std::int64_t from;
        std::int64_t count;
        std::int64_t expected;
    };
    const std::vector<Case> cases = {
        {day(9, 29), 1, day(9, 30)},  {day(9, 30), 1, day(10, 8)}, {day(9, 30), 3, day(10, 10)},
        {day(9, 30), 4, day(10, 12)}, {day(10, 3), 1, day(10, 8)}, {day(10, 12), -1, day(10, 10)},
        {day(10, 8), -1, day(9, 30)}, {day(10, 3), 0, day(10, 3)},
    };
    for (const Case& c : cases) {
        CAPTURE(print(date_of_days(c.from)));
        CAPTURE(c.count);
        const auto found = add_working_days(made, c.from, c.count);
        REQUIRE(found);
        CHECK(print(date_of_days(*found)) == print(date_of_days(c.expected)));
        if (c.count > 0) {
            CHECK(working_days_between(made, c.from, *found) == c.count);
        }
    }
}

TEST_CASE("working minutes pass only while people work") {
    const WorkCalendar made = calendar();
    struct Case {
        const char* from;
        std::int64_t minutes;
        const char* expected;
    };
    const std::vector<Case> cases = {
        {"2026-09-30 09:00", 60, "2026-09-30 10:00"},  {"2026-09-30 09:00", 180, "2026-09-30 12:00"},
        {"2026-09-30 09:00", 181, "2026-09-30 13:01"}, {"2026-09-30 12:30", 1, "2026-09-30 13:01"},
        {"2026-09-30 09:00", 480, "2026-09-30 18:00"}, {"2026-09-30 09:00", 481, "2026-10-08 09:01"},
        {"2026-09-30 17:00", 480, "2026-10-08 17:00"}, {"2026-10-03 03:00", 30, "2026-10-08 09:30"},
        {"2026-10-09 17:59", 2, "2026-10-10 09:01"},   {"2026-10-10 18:00", 1, "2026-10-12 09:01"},
        {"2026-10-08 09:30", -60, "2026-09-30 17:30"}, {"2026-10-08 09:30", -30, "2026-10-08 09:00"},
        {"2026-09-30 13:30", -60, "2026-09-30 11:30"}, {"2026-10-04 12:00", 0, "2026-10-04 12:00"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.from);
        CAPTURE(c.minutes);
        const auto found = add_working_minutes(made, at(c.from), c.minutes, offset);
        CHECK(shown(found) == c.expected);
        CHECK(working_minutes_between(made, at(c.from), *found, offset) == c.minutes);
    }
}

TEST_CASE("adding and measuring agree, and measuring by weeks agrees with measuring day by day") {
    constexpr std::uint64_t seed = 8;
    for (std::uint64_t i = 0; i < 400; ++i) {
        CAPTURE(seed + i);
        simulation::SeededRandom random(seed + i);
        WorkCalendar made;
        for (std::vector<WorkInterval>& hours : made.hours) {
            hours.clear();
            int minute = 0;
            while (random.below(3) != 0) {
                minute += static_cast<int>(random.below(400));
                const int end = minute + 1 + static_cast<int>(random.below(300));
                if (end > 1440) {
                    break;
                }
                hours.push_back({minute, end});
                minute = end;
            }
        }
        const std::int64_t start_day = days_since_epoch({2026, 1, 1});
        for (std::uint64_t count = random.below(30); count > 0; --count) {
            made.exceptions[start_day + static_cast<std::int64_t>(random.below(120))] =
                random.below(2) == 0 ? DayKind::holiday : DayKind::worked;
        }
        REQUIRE(is_valid(made));
        const int utc_offset = static_cast<int>(random.below(1'560)) - 720;
        const auto moment = [&] {
            return Instant{start_day * 86'400'000 + static_cast<std::int64_t>(random.below(120ULL * 86'400'000))};
        };
        const Instant from = moment(), to = moment();
        const std::int64_t worked = working_ms_between(made, from, to, utc_offset);
        CHECK(worked == -working_ms_between(made, to, from, utc_offset));
        const Instant middle = moment();
        CHECK(worked ==
              working_ms_between(made, from, middle, utc_offset) + working_ms_between(made, middle, to, utc_offset));
        CHECK(std::abs(worked) <= std::abs(to.ms - from.ms));
        if (const auto found = add_working_ms(made, from, worked, utc_offset)) {
            CHECK(working_ms_between(made, from, *found, utc_offset) == worked);
            // The first such moment on the way there: nothing is worked between it and `to`.
            CHECK((worked == 0 || (worked > 0 ? *found <= to : *found >= to)));
        }
        const std::int64_t first = local_day(from, utc_offset), last = local_day(to, utc_offset);
        std::int64_t counted = 0;
        for (std::int64_t day_number = std::min(first, last) + 1; day_number <= std::max(first, last); ++day_number) {
            counted += is_working_day(made, day_number) ? 1 : 0;
        }
        CHECK(working_days_between(made, first, last) == (last < first ? -counted : counted));
    }
}

TEST_CASE("every date has an answer, and a calendar without working time says never") {
    const WorkCalendar made = calendar();
    for (const std::int64_t extreme : {INT64_MIN, INT64_MIN + 1, INT64_MAX}) {
        (void)is_working_day(made, extreme);
        (void)add_working_days(made, extreme, 5);
        (void)add_working_minutes(made, {extreme}, 5, offset);
        CHECK_FALSE(add_working_days(made, 0, extreme));
        CHECK_FALSE(add_working_minutes(made, {0}, extreme, offset));
        CHECK_FALSE(add_working_ms(made, {0}, extreme, offset));
    }
    CHECK(working_ms_between(made, {INT64_MIN}, {INT64_MAX}, offset) > 0);
    WorkCalendar idle;
    idle.hours = {};
    CHECK_FALSE(add_working_days(idle, 0, 1));
    CHECK_FALSE(add_working_minutes(idle, {0}, -1, offset));
    CHECK(working_ms_between(idle, {0}, {86'400'000'000}, offset) == 0);
}

TEST_CASE("intervals that overlap, end before they begin or leave the day are not valid") {
    WorkCalendar made;
    CHECK(is_valid(made));
    for (const std::vector<WorkInterval>& wrong : std::vector<std::vector<WorkInterval>>{
             {{600, 540}}, {{540, 540}}, {{0, 1441}}, {{540, 700}, {690, 800}}, {{-1, 5}}}) {
        made.hours[0] = wrong;
        CHECK_FALSE(is_valid(made));
    }
}
