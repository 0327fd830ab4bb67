#include "app/model/expression_print.h"

#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

const Catalogue& catalogue() {
    static const Catalogue made = examples::catalogue();
    return made;
}
const RecordType& customer() {
    return *catalogue().find("customer");
}

}  // namespace

TEST_CASE("fields and types that are gone print as marks that nothing reads back") {
    struct Case {
        Expression expression;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {{FieldPath{{99}, ExpressionKind::text}}, "?99"},
        {{FieldPath{{10, 99, 1}, ExpressionKind::text}}, "head_office.?99.?1"},
        {{Rollup{.child = 99, .via = 1}}, "count(?99)"},
        {{Rollup{.child = examples::complaint_id, .via = 99}}, "count(complaint.?99)"},
        {{Call{static_cast<Function>(200), {}}}, "?200()"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.expected);
        CHECK(print_expression(c.expression, customer(), catalogue()) == c.expected);
        CHECK_FALSE(parse_expression(c.expected, customer(), catalogue()));
    }
}

TEST_CASE("every expression is read back from its text as the same tree") {
    constexpr std::uint64_t seed = 3;
    for (std::uint64_t i = 0; i < 4000; ++i) {
        CAPTURE(seed + i);
        examples::RandomWorld world(seed + i);
        const auto kind = static_cast<ExpressionKind>(1 + world.below(8));
        const Expression expression = world.expression(kind, customer(), world.below(5));
        const ExpressionOptions options{.utc_offset_minutes = world.one_in(2) ? 480 : -210};
        const std::string text = print_expression(expression, customer(), catalogue(), options);
        CAPTURE(text);
        const Result<Expression> parsed = parse_expression(text, customer(), catalogue(), options);
        if (!parsed) {
            FAIL(words(parsed.error().message, Language::english));
        }
        CHECK(*parsed == expression);
    }
}

TEST_CASE("what is nested as deeply as a tree may be is read back, on whichever side it is nested") {
    const Expression leaf{FieldPath{{5}, ExpressionKind::integer}};
    for (const bool is_right : {false, true}) {
        for (const Function function : {Function::add, Function::coalesce}) {
            Expression expression = leaf;
            for (std::size_t depth = 1; depth < expression_depth_max; ++depth) {
                expression = is_right ? Expression{Call{function, {leaf, expression}}}
                                      : Expression{Call{function, {expression, leaf}}};
            }
            const Result<Expression> parsed =
                parse_expression(print_expression(expression, customer(), catalogue()), customer(), catalogue());
            REQUIRE(parsed);
            CHECK(*parsed == expression);
        }
    }
}
