#include "app/base/date.h"

#include <doctest/doctest.h>

using namespace xingke;

TEST_CASE("every day of four centuries converts there and back, in order") {
    Date expected{1900, 1, 1};
    int expected_weekday = 1;  // a Monday
    const std::int64_t first = days_since_epoch(expected);
    CHECK(first == -25'567);
    for (std::int64_t days = first; days < first + 146'097; ++days) {
        const Date date = date_of_days(days);
        if (date != expected || days_since_epoch(date) != days || weekday(date) != expected_weekday) {
            FAIL("day " << days << " is " << print(date) << ", not " << print(expected));
        }
        expected_weekday = expected_weekday % 7 + 1;
        ++expected.day;
        if (!exists(expected)) {
            expected = {expected.year, expected.month + 1, 1};
        }
        if (!exists(expected)) {
            expected = {expected.year + 1, 1, 1};
        }
    }
    CHECK(days_since_epoch({1970, 1, 1}) == 0);
    CHECK(date_of_days(-719'468) == Date{0, 3, 1});
}

TEST_CASE("only real days exist") {
    CHECK(exists({2024, 2, 29}));
    CHECK(exists({2000, 2, 29}));
    for (const Date& date : {Date{2025, 2, 29}, Date{1900, 2, 29}, Date{2026, 4, 31}, Date{2026, 13, 1},
                             Date{2026, 0, 1}, Date{2026, 1, 0}, Date{0, 1, 1}, Date{10000, 1, 1}}) {
        CAPTURE(print(date));
        CHECK_FALSE(exists(date));
    }
}

TEST_CASE("a moment is shown in local time and read back") {
    const Instant noon{1'795'233'600'000 + 4 * 3'600'000};
    CHECK(print(local_time({0}, 480)) == "1970-01-01 08:00");
    CHECK(print(local_time({-1}, 0)) == "1969-12-31 23:59");
    CHECK(print(local_time({0}, -90)) == "1969-12-31 22:30");
    for (const int offset : {0, 480, -570, 845}) {
        CHECK(instant_of(local_time(noon, offset), offset) == noon);
    }
}

TEST_CASE("dates are read in the forms that people write") {
    const Date expected{2026, 11, 2};
    for (const char* text : {"2026-11-02", "2026-11-2", "2026/11/2", "2026.11.02", "2026年11月2日", "20261102",
                             " 2026-11-02 ", "２０２６－１１－０２", "　2026/11/02"}) {
        CAPTURE(text);
        CHECK(parse_date(text) == expected);
    }
    for (const char* text :
         {"", "2026", "2026-11", "2026-11-31", "2026-02-30", "26-11-02", "2026-11/02", "2026年11月2", "2026-11-02x",
          "2026-11-002", "202611021", "2026110", "0000-01-01", "2026-1a-1", "-2026-11-02", "2026 11 02"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
}

TEST_CASE("a moment is a date and, if given, a time of day") {
    const Date date{2026, 11, 2};
    CHECK(parse_date_time("2026-11-02") == DateTime{date, 0, 0, 0});
    CHECK(parse_date_time("2026-11-02 9:05") == DateTime{date, 9, 5, 0});
    CHECK(parse_date_time("2026-11-02T09:05:59") == DateTime{date, 9, 5, 59});
    CHECK(parse_date_time("2026年11月2日 23:59") == DateTime{date, 23, 59, 0});
    CHECK(parse_date_time("2026年11月2日　９：０５") == DateTime{date, 9, 5, 0});
    for (const char* text :
         {"", "9:05", "2026-11-02 24:00", "2026-11-02 9:60", "2026-11-02 9", "2026-11-02 9:5", "2026-11-029:05",
          "2026-11-02 9:05:60", "2026-11-02 9:05:5", "2026-11-02 9:05 pm", "2026-11-02 ："}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date_time(text).has_value());
    }
}
