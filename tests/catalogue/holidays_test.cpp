#include "app/catalogue/holidays.h"

#include <set>

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::catalogue;

TEST_CASE("each year has its statutory holidays, and only weekend days are worked instead") {
    struct Case {
        int year;
        std::size_t days_off;  // within the holidays, weekends included
        std::size_t days_worked;
    };
    // Days off per notice: 2024 1+8+3+5+1+3+7, 2025 1+8+3+5+3+8, 2026 3+9+3+5+3+3+7.
    const std::vector<Case> cases = {{2024, 28, 8}, {2025, 28, 5}, {2026, 33, 6}};
    REQUIRE(holiday_years().size() == cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const HolidayYear& year = holiday_years()[i];
        CAPTURE(year.year);
        CHECK(year.year == cases[i].year);
        CHECK_FALSE(year.notice.empty());
        std::size_t off = 0, worked = 0;
        std::set<std::int64_t> seen;
        for (const Holiday& holiday : year.holidays) {
            CAPTURE(holiday.title.chinese);
            CHECK_FALSE(holiday.title.english.empty());
            CHECK(exists(holiday.first));
            CHECK(exists(holiday.last));
            CHECK(holiday.first <= holiday.last);
            CHECK(holiday.first.year == year.year);
            for (std::int64_t day = days_since_epoch(holiday.first); day <= days_since_epoch(holiday.last); ++day) {
                CHECK(seen.insert(day).second);
                ++off;
            }
            for (const Date& day : holiday.worked_instead) {
                CHECK(weekday(day) >= 6);
                CHECK(seen.insert(days_since_epoch(day)).second);
                ++worked;
            }
        }
        CHECK(off == cases[i].days_off);
        CHECK(worked == cases[i].days_worked);
    }
}

TEST_CASE("days as people know them") {
    const model::WorkCalendar calendar = work_calendar();
    CHECK(is_valid(calendar));
    struct Case {
        Date date;
        bool is_working;
    };
    for (const Case& c : {Case{{2026, 1, 1}, false},
                          {{2026, 1, 4}, true},
                          {{2026, 2, 14}, true},
                          {{2026, 2, 23}, false},
                          {{2026, 2, 24}, true},
                          {{2026, 2, 28}, true},
                          {{2026, 9, 20}, true},
                          {{2026, 10, 8}, true},
                          {{2026, 11, 20}, true},
                          {{2026, 11, 21}, false},
                          {{2025, 10, 8}, false},
                          {{2025, 10, 9}, true},
                          {{2024, 2, 9}, true},
                          {{2024, 2, 18}, true},
                          {{2027, 1, 1}, true},
                          {{2027, 1, 2}, false}}) {
        CAPTURE(print(c.date));
        CHECK(is_working_day(calendar, days_since_epoch(c.date)) == c.is_working);
    }
}

TEST_CASE("the working days of a year") {
    const model::WorkCalendar calendar = work_calendar();
    const auto count = [&](int year) {
        return working_days_between(calendar, days_since_epoch({year - 1, 12, 31}), days_since_epoch({year, 12, 31}));
    };
    CHECK(count(2024) == 251);
    CHECK(count(2025) == 248);
    CHECK(count(2026) == 248);
}
