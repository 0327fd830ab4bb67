#include "app/model/expression.h"

#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

Bytes encoded(const Expression& expression) {
    Writer writer;
    encode(writer, expression);
    return writer.take();
}

// not(not(… true …)), so many calls deep.
Expression nested(std::size_t depth) {
    Expression expression{Literal{ExpressionKind::yes_no, true}};
    for (std::size_t i = 1; i < depth; ++i) {
        expression = {Call{Function::logical_not, {std::move(expression)}}};
    }
    return expression;
}

}  // namespace

TEST_CASE("an expression is the same after it was stored") {
    constexpr std::uint64_t seed = 1;
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    for (std::uint64_t i = 0; i < 3000; ++i) {
        CAPTURE(seed + i);
        examples::RandomWorld world(seed + i);
        const auto kind = static_cast<ExpressionKind>(1 + world.below(8));
        const Expression expression = world.expression(kind, customer, world.below(5));
        const Bytes bytes = encoded(expression);
        const Result<Expression> decoded = decode_expression(bytes);
        REQUIRE(decoded);
        CHECK(*decoded == expression);
    }
}

TEST_CASE("damaged bytes are refused, or are another expression within the limits") {
    constexpr std::uint64_t seed = 2;
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    int refused = 0;
    for (std::uint64_t i = 0; i < 4000; ++i) {
        CAPTURE(seed + i);
        examples::RandomWorld world(seed + i);
        Bytes bytes = encoded(world.expression(ExpressionKind::yes_no, customer, 3));
        if (world.one_in(3)) {
            bytes.resize(world.below(bytes.size()));
        }
        for (std::size_t flips = world.below(4); flips > 0 && !bytes.empty(); --flips) {
            bytes[world.below(bytes.size())] = static_cast<std::uint8_t>(world.below(256));
        }
        const Result<Expression> decoded = decode_expression(bytes);
        if (!decoded) {
            ++refused;
            CHECK(decoded.error().fault == Fault::invalid_input);
            continue;
        }
        CHECK(size_of(*decoded).node_count <= expression_node_count_max);
        CHECK(size_of(*decoded).depth <= expression_depth_max);
        CHECK(*decode_expression(encoded(*decoded)) == *decoded);
    }
    CHECK(refused > 1000);
}

TEST_CASE("trees beyond the limits are refused") {
    CHECK(decode_expression(encoded(nested(expression_depth_max))));
    CHECK_FALSE(decode_expression(encoded(nested(expression_depth_max + 1))));
    Call wide{Function::logical_and, {}};
    wide.arguments.assign(expression_node_count_max - 1, nested(1));
    CHECK(decode_expression(encoded({wide})));
    wide.arguments.push_back(nested(1));
    CHECK_FALSE(decode_expression(encoded({wide})));
}

TEST_CASE("functions and counts that this version does not know are refused") {
    const Expression yes{Literal{ExpressionKind::yes_no, true}};
    const std::vector<Expression> wrong = {
        {Call{static_cast<Function>(0), {yes}}},
        {Call{static_cast<Function>(99), {yes}}},
        {Call{Function::logical_not, {yes, yes}}},
        {Call{Function::logical_and, {yes}}},
        {FieldPath{}},
        {FieldPath{{1, 1, 1, 1, 1}, ExpressionKind::text}},
        {Literal{ExpressionKind::text, std::string()}},
        {Literal{ExpressionKind::text, std::int64_t{1}}},
        {Literal{ExpressionKind::nothing, true}},
        {Literal{ExpressionKind::elements, Elements{"a"}}},
        {Literal{static_cast<ExpressionKind>(11), Empty{}}},
        {Rollup{.of = static_cast<Rollup::Of>(9), .child = 1, .via = 1}},
        {Rollup{.of = Rollup::Of::sum, .child = 1, .via = 1}},
        {Rollup{.of = Rollup::Of::count, .child = 1, .via = 1, .value = {yes}}},
        {Rollup{.of = Rollup::Of::count, .child = 1, .via = 1, .where = {yes, yes}}},
    };
    for (const Expression& expression : wrong) {
        CAPTURE(&expression - wrong.data());
        CHECK_FALSE(decode_expression(encoded(expression)));
    }
    CHECK_FALSE(decode_expression({}));
    Bytes longer = encoded(yes);
    longer.push_back(0);
    CHECK_FALSE(decode_expression(longer));
}

TEST_CASE("the table of functions is in the order of their numbers, with names of their own") {
    for (std::size_t i = 0; i < function_entries().size(); ++i) {
        const FunctionEntry& entry = function_entries()[i];
        CAPTURE(entry.name);
        CHECK(static_cast<std::size_t>(entry.function) == i + 1);
        CHECK(find_function(entry.function) == &entry);
        CHECK(find_function(entry.name) == &entry);
    }
    CHECK(find_function(static_cast<Function>(0)) == nullptr);
    CHECK(find_function(static_cast<Function>(255)) == nullptr);
}
