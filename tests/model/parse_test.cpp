#include <doctest/doctest.h>

#include "app/base/date.h"
#include "app/model/validate.h"

using namespace xingke;
using namespace xingke::model;

namespace {

Field field_of(Kind kind) {
    return {.id = 1, .name = "f", .title = {"字段", "Field"}, .kind = std::move(kind)};
}

}  // namespace

TEST_CASE("what people and files write becomes a value") {
    const std::vector<Option> stars = {{"one", {"一星", "One star"}}, {"two", {"二星", "Two stars"}}};
    struct Case {
        Kind kind;
        std::string_view text;
        Value expected;
    };
    const std::vector<Case> cases = {
        {kind::Text{}, "  思优特 ", std::string("思优特")},
        {kind::Text{}, " 　\t", Empty{}},
        {kind::Text{.is_credit_code = true}, "9135-0100 m000100y4３", std::string("91350100M000100Y43")},
        {kind::Text{.multiline = true}, "一\r\n二\r三", std::string("一\n二\n三")},
        {kind::Digits{6, 6}, "１０００８１", std::string("100081")},
        {kind::Phone{kind::PhoneKind::mobile}, "138-0013 8000", std::string("13800138000")},
        {kind::Phone{kind::PhoneKind::mobile}, "+86 138 0013 8000", std::string("13800138000")},
        {kind::Phone{kind::PhoneKind::mobile}, "没有", std::string("没有")},
        {kind::Choice{stars}, "二星", std::string("two")},
        {kind::Choice{stars}, "TWO STARS", std::string("two")},
        {kind::Choice{stars}, "two", std::string("two")},
        {kind::Choices{stars}, "二星、一星", Elements{"one", "two"}},
        {kind::Choices{stars}, "one;one", Elements{"one"}},
        {kind::Number{}, "1,234", std::int64_t{1234}},
        {kind::Number{}, "-5", std::int64_t{-5}},
        {kind::Money{}, "¥1,234.5", std::int64_t{123450}},
        {kind::Money{}, "0.05元", std::int64_t{5}},
        {kind::Percent{}, "12.5%", std::int64_t{1250}},
        {kind::Date{}, "2026年11月21日", days_since_epoch({2026, 11, 21})},
        {kind::Date{}, "2026/1/2", days_since_epoch({2026, 1, 2})},
        {kind::DateTime{}, "2026-11-21 08:00", std::int64_t{1795219200000}},
        {kind::YesNo{}, "是", true},
        {kind::YesNo{}, "No", false},
        {kind::Place{}, "39.9042, 116.4074", Position{399042000, 1164074000, 0}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Result<Value> value = parse_value(field_of(c.kind), c.text);
        REQUIRE(value.has_value());
        CHECK(*value == c.expected);
    }
}

TEST_CASE("what cannot be read says which field and which text") {
    struct Case {
        Kind kind;
        std::string_view text;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {kind::Choice{{{"one", {"一星", "One star"}}}}, "九星", "字段没有“九星”这个选项"},
        {kind::Number{}, "很多", "字段“很多”不是数字"},
        {kind::Number{}, "1.5", "字段“1.5”不是数字"},
        {kind::Number{}, "99999999999999999999", "字段“99999999999999999999”不是数字"},
        {kind::Money{}, "1.234", "字段“1.234”不是数字"},
        {kind::Date{}, "2026-02-30", "字段“2026-02-30”不是有效的日期，例如 2026-11-21"},
        {kind::YesNo{}, "也许", "字段“也许”请填“是”或“否”"},
        {kind::Region{}, "亚特兰蒂斯", "字段“亚特兰蒂斯”不是已知的省市"},
        {kind::Reference{"user"}, "张三", "字段“张三”找不到对应的记录"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Result<Value> value = parse_value(field_of(c.kind), c.text);
        REQUIRE_FALSE(value.has_value());
        CHECK(value.error().fault == Fault::invalid_input);
        CHECK(words(value.error().message, Language::chinese) == c.expected);
    }
}
