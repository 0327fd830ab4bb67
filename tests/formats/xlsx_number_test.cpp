#include "app/formats/xlsx_number.h"

#include "app/base/date.h"

#include <doctest/doctest.h>

using namespace xingke;
using formats::DateSystem;
using formats::number_form_of;
using formats::number_text;
using Kind = formats::NumberForm::Kind;

TEST_CASE("a number comes as it was typed, not as a binary fraction or with an exponent") {
    struct Case {
        const char* written;
        const char* text;
    };
    const Case cases[] = {
        {"13800138000", "13800138000"},
        {"1.3800138E10", "13800138000"},
        {"1.1000000000000001", "1.1"},
        {"0.1", "0.1"},
        {"-5", "-5"},
        {"1E-3", "0.001"},
        {"1.25E-7", "0.000000125"},
        {"9.1310000775785552E17", "913100007757855488"},
        {"1e400", "1e400"},
        {"nan", "nan"},
        {"0x10", "0x10"},
        {"abc", "abc"},
        {"", ""},
    };
    for (const Case& one : cases) {
        CAPTURE(one.written);
        CHECK(number_text(one.written, {}, DateSystem::from_1900) == one.text);
    }
}

TEST_CASE("a number's format says what it is") {
    struct Case {
        const char* code;
        Kind kind;
        int digits_min = 0;
    };
    const Case cases[] = {
        {"General", Kind::plain},
        {"0", Kind::plain, 1},
        {"000000", Kind::plain, 6},
        {"#,##0.00", Kind::plain},
        {"0.00%", Kind::percent},
        {"\"%\"0", Kind::plain, 1},
        {"yyyy\\-mm\\-dd", Kind::date},
        {"yyyy\"年\"m\"月\"d\"日\";@", Kind::date},
        {"[$-804]yyyy/m/d h:mm", Kind::date_time},
        {"h:mm:ss", Kind::time},
        {"[h]:mm", Kind::time},
        {"\"day\"0", Kind::plain, 1},
        {"0;[Red]-0", Kind::plain, 1},
        {"@", Kind::plain},
        {"[", Kind::plain},
        {"\"", Kind::plain},
        {"\\", Kind::plain},
    };
    for (const Case& one : cases) {
        CAPTURE(one.code);
        CHECK(number_form_of(one.code).kind == one.kind);
        CHECK(number_form_of(one.code).digits_min == one.digits_min);
    }
}

TEST_CASE("serial numbers are dates in either system, around the day that never was too") {
    const auto text = [](const char* serial, Kind kind, DateSystem dates = DateSystem::from_1900) {
        return number_text(serial, {kind}, dates);
    };
    CHECK(text("1", Kind::date) == "1900-01-01");
    CHECK(text("59", Kind::date) == "1900-02-28");
    CHECK(text("61", Kind::date) == "1900-03-01");
    CHECK(text("46347", Kind::date) == "2026-11-21");
    CHECK(text("44885", Kind::date, DateSystem::from_1904) == "2026-11-21");
    CHECK(text("46347.378472222219", Kind::date_time) == "2026-11-21 09:05");
    CHECK(text("46347.5000115741", Kind::date_time) == "2026-11-21 12:00:01");
    CHECK(text("46347.99999999", Kind::date_time) == "2026-11-22");
    CHECK(text("0.75", Kind::time) == "18:00");
    CHECK(text("-1", Kind::date) == "-1");
    CHECK(text("1e300", Kind::date).size() > 0);
    CHECK(formats::serial_of_days(days_since_epoch({2026, 11, 21})) == "46347");
}
