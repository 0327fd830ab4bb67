#include "app/model/expression_functions.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

Value n(std::int64_t number) {
    return number;
}
Value t(const char* text) {
    return std::string(text);
}
const Value none = Empty{};

struct Case {
    Function function;
    std::vector<Value> arguments;
    Value expected;
};

void check_all(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        CHECK(compute(c.function, c.arguments) == c.expected);
    }
}

}  // namespace

TEST_CASE("what functions of numbers, texts and sets give, and when they give empty") {
    check_all({
        {Function::add, {n(2), n(3)}, n(5)},
        {Function::add, {n(INT64_MAX), n(1)}, none},
        {Function::add, {n(2), none}, none},
        {Function::subtract, {n(INT64_MIN), n(1)}, none},
        {Function::subtract, {n(2), n(3)}, n(-1)},
        {Function::multiply, {n(3'037'000'500), n(3'037'000'500)}, none},
        {Function::multiply, {n(-1), n(INT64_MIN)}, none},
        {Function::multiply, {n(-4), n(5)}, n(-20)},
        {Function::negate, {n(INT64_MIN)}, none},
        {Function::negate, {n(7)}, n(-7)},
        {Function::negate, {none}, none},
        {Function::contains, {t("思优特科技"), t("优特")}, true},
        {Function::contains, {t("Siyoute"), t("ＳＩＹＯ")}, true},
        {Function::contains, {t("x"), none}, false},
        {Function::contains, {none, t("x")}, false},
        {Function::starts_with, {t("Siyoute"), t("siy")}, true},
        {Function::starts_with, {t("Siyoute"), t("you")}, false},
        {Function::length, {t("𬍛👨‍👩‍👧行")}, n(3)},
        {Function::length, {none}, n(0)},
        {Function::length, {Elements{"a", "b"}}, n(2)},
        {Function::lower, {t("ＡbÉ")}, t("abé")},
        {Function::lower, {none}, none},
        {Function::concat, {t("a"), none, t("b")}, t("ab")},
        {Function::concat, {none, none}, none},
        {Function::has, {Elements{"a", "b"}, t("b")}, true},
        {Function::has, {Elements{"a", "b"}, t("c")}, false},
        {Function::has, {none, t("c")}, false},
    });
}

TEST_CASE("what functions of dates and amounts give, and when they give empty") {
    check_all({
        {Function::days_between, {n(10), n(13)}, n(3)},
        {Function::days_between, {n(INT64_MIN), n(1)}, none},
        {Function::hours_between, {n(0), n(3'599'999)}, n(0)},
        {Function::hours_between, {n(7'200'000), n(0)}, n(-2)},
        // 2026-11-21 00:00 in China is 16:00 of the day before in UTC.
        {Function::date_of, {n(1'795'190'400'000), n(480)}, n(20'778)},
        {Function::date_of, {n(1'795'190'399'999), n(480)}, n(20'777)},
        {Function::date_of, {n(-1), n(0)}, n(-1)},
        {Function::date_of, {n(INT64_MAX), n(480)}, n(106'751'991'167)},
        {Function::year, {n(20'778)}, n(2026)},
        {Function::month, {n(20'778)}, n(11)},
        {Function::day, {n(20'778)}, n(21)},
        {Function::year, {n(-719'162)}, n(1)},
        {Function::year, {n(-719'163)}, none},
        {Function::year, {n(2'932'896)}, n(9999)},
        {Function::year, {n(2'932'897)}, none},
        // 12.5 % of 1.00 yuan is 12.5 fen: half away from zero.
        {Function::percent_of, {n(100), n(1250)}, n(13)},
        {Function::percent_of, {n(-100), n(1250)}, n(-13)},
        {Function::percent_of, {n(INT64_MAX), n(20'000)}, none},
        {Function::ratio, {n(1), n(3)}, n(3333)},
        {Function::ratio, {n(2), n(-3)}, n(-6667)},
        {Function::ratio, {n(1), n(0)}, none},
        {Function::ratio, {n(INT64_MIN), n(INT64_MIN)}, n(10'000)},
        // Values of another kind count as empty.
        {Function::add, {t("2"), n(3)}, none},
        {Function::lower, {n(3)}, none},
        {Function::add, {}, none},
    });
}

TEST_CASE("a sum is exact, whatever the order and however large it was on the way") {
    ExactSum sum;
    CHECK(sum.total() == 0);
    for (int i = 0; i < 5; ++i) {
        sum.add(INT64_MAX);
    }
    CHECK(sum.total() == std::nullopt);
    for (int i = 0; i < 5; ++i) {
        sum.add(INT64_MIN);
    }
    CHECK(sum.total() == -5);
    sum.add(INT64_MIN + 5);
    CHECK(sum.total() == INT64_MIN);
    sum.add(-1);
    CHECK(sum.total() == std::nullopt);
}
