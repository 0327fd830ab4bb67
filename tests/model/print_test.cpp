#include <doctest/doctest.h>

#include "app/base/date.h"
#include "app/model/validate.h"

using namespace xingke;
using namespace xingke::model;

TEST_CASE("values as people read them, in both languages") {
    struct Case {
        Kind kind;
        Value value;
        std::string_view chinese, english;
    };
    const std::vector<Option> stars = {{"one", {"一星", "One star"}}, {"two", {"二星", "Two stars"}}};
    const std::vector<Case> cases = {
        {kind::Text{}, std::string("甲"), "甲", "甲"},
        {kind::Text{}, Empty{}, "", ""},
        {kind::Phone{kind::PhoneKind::mobile}, std::string("13800138000"), "138 0013 8000", "138 0013 8000"},
        {kind::Phone{}, std::string("010-62345678"), "010-62345678", "010-62345678"},
        {kind::Choice{stars}, std::string("two"), "二星", "Two stars"},
        {kind::Choice{stars}, std::string("newer"), "newer", "newer"},
        {kind::Choices{stars}, Elements{"one", "two"}, "一星、二星", "One star, Two stars"},
        {kind::Number{}, std::int64_t{1234567}, "1,234,567", "1,234,567"},
        {kind::Money{}, std::int64_t{123405}, "¥1,234.05", "¥1,234.05"},
        {kind::Money{}, std::int64_t{-5}, "¥-0.05", "¥-0.05"},
        {kind::Percent{}, std::int64_t{1250}, "12.50%", "12.50%"},
        {kind::Date{}, days_since_epoch({2026, 11, 21}), "2026-11-21", "2026-11-21"},
        {kind::DateTime{}, std::int64_t{1795219200000}, "2026-11-21 08:00", "2026-11-21 08:00"},
        {kind::YesNo{}, true, "是", "Yes"},
        {kind::YesNo{}, false, "否", "No"},
        {kind::Place{}, Position{399042000, -1164074000, 5}, "39.90420, -116.40740", "39.90420, -116.40740"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.chinese);
        const Field field = {.id = 1, .name = "f", .title = {"字段", "Field"}, .kind = c.kind};
        CHECK(print_value(field, c.value, Language::chinese, 480) == c.chinese);
        CHECK(print_value(field, c.value, Language::english, 480) == c.english);
    }
}
