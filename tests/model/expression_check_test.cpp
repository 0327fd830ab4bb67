#include "app/model/expression_check.h"

#include "app/model/expression_parse.h"
#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

std::string complaint(const Expression& expression) {
    const Catalogue catalogue = examples::catalogue();
    const Result<ExpressionType> type = check(expression, *catalogue.find("customer"), catalogue);
    return type ? "" : words(type.error().message, Language::chinese);
}

Expression path(std::vector<FieldId> steps, ExpressionKind kind) {
    return {FieldPath{std::move(steps), kind}};
}

}  // namespace

TEST_CASE("every random well-typed expression passes, with the kind that it was made for") {
    constexpr std::uint64_t seed = 5;
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    for (std::uint64_t i = 0; i < 2000; ++i) {
        CAPTURE(seed + i);
        examples::RandomWorld world(seed + i);
        const auto kind = static_cast<ExpressionKind>(1 + world.below(8));
        const Expression expression = world.expression(kind, customer, world.below(5));
        const Result<ExpressionType> type = check(expression, customer, catalogue);
        REQUIRE(type);
        CHECK(type->kind == kind);
    }
}

TEST_CASE("trees from elsewhere are refused when they do not fit this catalogue") {
    const Expression name = path({1}, ExpressionKind::text);
    const Expression yes{Literal{ExpressionKind::yes_no, true}};
    struct Case {
        Expression expression;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {path({99}, ExpressionKind::text), "客户没有“99”这个字段"},
        {path({0}, ExpressionKind::integer), "客户没有“0”这个字段"},
        {path({1}, ExpressionKind::integer), "规则的数据已损坏"},
        {path({1, 1}, ExpressionKind::text), "“客户名称”不是关联字段，后面不能再跟字段"},
        {path({}, ExpressionKind::text), "最多经过4个字段"},
        {{Literal{ExpressionKind::text, std::int64_t{1}}}, "规则的数据已损坏"},
        {{Literal{ExpressionKind::text, std::string("\xff")}}, "规则的数据已损坏"},
        {{Call{Function::logical_not, {yes, yes}}}, "“!”的参数个数不对"},
        {{Call{static_cast<Function>(77), {}}}, "“?”的参数个数不对"},
        {{Call{Function::lower, {yes}}}, "“lower”不能用于是/否"},
        {{Rollup{.child = 99, .via = 1}}, "没有“99”这种记录"},
        {{Rollup{.child = 11, .via = 2}}, "投诉的“程度”不是指向客户的关联字段"},
        {{Rollup{.child = 11, .via = 99}}, "投诉的“99”不是指向客户的关联字段"},
        {{Rollup{.child = 11, .via = 1, .where = {{Rollup{.child = 11, .via = 1}}}}}, "汇总里面不能再有汇总"},
        {{Rollup{.child = 11, .via = 1, .where = {yes, yes}}}, "“count”的参数个数不对"},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        CHECK(complaint(c.expression) == c.expected);
    }
}

TEST_CASE("what a field may be set to") {
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    struct Case {
        std::string_view field, text, expected;
    };
    const std::vector<Case> cases = {
        {"stage", R"("won")", ""},
        {"stage", R"("later")", "阶段没有“later”这个选项"},
        {"stage", "head_office.stage", ""},
        {"stage", "empty", ""},
        {"amount", "visits", "这里需要金额，而规则给出整数"},
        {"amount", "amount * visits", ""},
        {"founded", "today()", ""},
        {"head_office", "owner", "“==”两边指向不同的记录：customer和user"},
        {"owner", "me()", ""},
        {"tags", "head_office.tags", ""},
        {"is_key", "visits > 3", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.field);
        CAPTURE(c.text);
        const Result<Expression> expression = parse_expression(c.text, customer, catalogue);
        REQUIRE(expression);
        const Result<void> fits = check_fits(*find_field(customer, c.field), *expression, customer, catalogue);
        CHECK((fits ? "" : words(fits.error().message, Language::chinese)) == c.expected);
    }
}
