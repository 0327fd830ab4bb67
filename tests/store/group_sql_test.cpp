// Groups against plain code over the same records; conditions of queries against the evaluator.
#include "app/store/group_sql.h"

#include <algorithm>
#include <cstdlib>

#include "app/base/date.h"
#include "app/model/expression_parse.h"
#include "tests/simulation/seeded_random.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;
using namespace xingke::store::small;
using model::GroupBy;
using model::Measure;
using model::Value;

namespace {

struct Plain {
    std::string stage;
    Value amount, since, updated, group;
};

Value number_or_nothing(simulation::SeededRandom& random, std::int64_t least, std::uint64_t count) {
    return random.below(5) == 0 ? Value(model::Empty{}) : Value(least + static_cast<std::int64_t>(random.below(count)));
}

std::vector<Plain> put_random(Fixture& fixture, simulation::SeededRandom& random) {
    static constexpr std::string_view stages[] = {"new", "talking", "won", "lost", "gone", ""};
    std::vector<Plain> rows;
    for (std::uint32_t i = 1; i <= 600; ++i) {
        Plain row;
        row.stage = stages[random.below(std::size(stages))];
        row.amount = number_or_nothing(random, -500, 1'000);
        row.since = number_or_nothing(random, -400, 1'200);
        row.updated = number_or_nothing(random, -90'000'000'000, 180'000'000'000);
        row.group =
            random.below(3) == 0 ? Value(model::Empty{}) : Value(id(1 + static_cast<std::uint32_t>(random.below(4))));
        REQUIRE(fixture.put(customer, id(i),
                            {{customer_field::name, {std::string(1, static_cast<char>('z' - i % 26)), 1}},
                             {customer_field::stage, {row.stage, 1}},
                             {customer_field::amount, {row.amount, 1}},
                             {customer_field::since, {row.since, 1}},
                             {customer_field::group, {row.group, 1}},
                             {model::common_field::updated, {row.updated, 1}}}));
        rows.push_back(std::move(row));
    }
    return rows;
}

// The first day of the period of a day.
Value period(std::int64_t days, GroupBy::Step step) {
    Date date = date_of_days(days);
    date.day = 1;
    if (step == GroupBy::Step::year) {
        date.month = 1;
    } else if (step == GroupBy::Step::quarter) {
        date.month = 1 + 3 * ((date.month - 1) / 3);
    }
    return days_since_epoch(date);
}

struct Figures {
    std::int64_t count = 0, sum = 0, set_count = 0, least = INT64_MAX, most = INT64_MIN;
};

Figures figures_of(const std::vector<Plain>& rows, const auto& key_of, const Value& key) {
    Figures figures;
    for (const Plain& row : rows) {
        if (key_of(row) != key) {
            continue;
        }
        ++figures.count;
        if (const auto* amount = std::get_if<std::int64_t>(&row.amount)) {
            ++figures.set_count;
            figures.sum += *amount;
            figures.least = std::min(figures.least, *amount);
            figures.most = std::max(figures.most, *amount);
        }
    }
    return figures;
}

void compare(Store& store, const std::vector<Plain>& rows, GroupBy by, const auto& key_of) {
    const model::ExpressionContext context{.utc_offset_minutes = 480};
    const auto groups = store.groups({.query = {.type = customer},
                                      .by = {by},
                                      .measures = {{Measure::Of::sum, customer_field::amount},
                                                   {Measure::Of::least, customer_field::amount},
                                                   {Measure::Of::most, customer_field::amount},
                                                   {Measure::Of::average, customer_field::amount}}},
                                     context);
    REQUIRE(groups);
    CHECK_FALSE(groups->more);
    std::int64_t count = 0;
    for (const model::Group& group : groups->groups) {
        const Figures expected = figures_of(rows, key_of, group.keys[0]);
        REQUIRE(expected.count > 0);
        CHECK(group.count == expected.count);
        count += group.count;
        if (expected.set_count == 0) {
            CHECK(group.figures == std::vector<Value>{std::int64_t{0}, Value(), Value(), Value()});
            continue;
        }
        const std::int64_t average = (2 * std::abs(expected.sum) + expected.set_count) / (2 * expected.set_count);
        CHECK(group.figures ==
              std::vector<Value>{expected.sum, expected.least, expected.most, expected.sum < 0 ? -average : average});
    }
    CHECK(count == static_cast<std::int64_t>(rows.size()));
}

}  // namespace

TEST_CASE("groups and their figures are those of plain code") {
    const std::uint64_t seed = 99;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    Fixture fixture;
    const std::vector<Plain> rows = put_random(fixture, random);
    Store& store = *fixture.store;
    compare(store, rows, {customer_field::stage},
            [](const Plain& row) { return row.stage.empty() ? Value(model::Empty{}) : Value(row.stage); });
    compare(store, rows, {customer_field::group}, [](const Plain& row) { return row.group; });
    for (const GroupBy::Step step : {GroupBy::Step::month, GroupBy::Step::quarter, GroupBy::Step::year}) {
        compare(store, rows, {customer_field::since, step}, [step](const Plain& row) {
            const auto* days = std::get_if<std::int64_t>(&row.since);
            return days == nullptr ? Value(model::Empty{}) : period(*days, step);
        });
        compare(store, rows, {model::common_field::updated, step}, [step](const Plain& row) {
            const auto* time = std::get_if<std::int64_t>(&row.updated);
            return time == nullptr ? Value(model::Empty{})
                                   : period(days_since_epoch(local_time({*time}, 480).date), step);
        });
    }
}

TEST_CASE("groups stand in the order of the options, of the labels, of the days; empty first") {
    Fixture fixture;
    const auto put = [&](std::uint32_t number, const char* name, Value stage, Value group) {
        REQUIRE(fixture.put(customer, id(number),
                            {{customer_field::name, {std::string(name), 1}},
                             {customer_field::stage, {std::move(stage), 1}},
                             {customer_field::group, {std::move(group), 1}}}));
    };
    put(1, "重庆", std::string("won"), id(2));
    put(2, "安徽", std::string("new"), id(1));
    put(3, "北京", std::string("odd"), {});
    put(4, "上海", std::string("talking"), id(2));
    put(5, "天津", {}, id(9));
    const auto by_stage = fixture.store->groups({.query = {.type = customer}, .by = {{customer_field::stage}}});
    REQUIRE(by_stage);
    std::vector<Value> stages;
    for (const model::Group& group : by_stage->groups) {
        stages.push_back(group.keys[0]);
    }
    CHECK(stages == std::vector<Value>{model::Empty{}, std::string("new"), std::string("talking"), std::string("won"),
                                       std::string("odd")});
    const auto by_group =
        fixture.store->groups({.query = {.type = customer}, .by = {{customer_field::group}, {customer_field::stage}}});
    REQUIRE(by_group);
    std::vector<std::string> labels;
    for (const model::Group& group : by_group->groups) {
        labels.push_back(group.labels[0]);
    }
    CHECK(labels == std::vector<std::string>{"", "", "安徽", "安徽", "重庆"});
}

TEST_CASE("everything together is one group, and nothing has no figures") {
    Fixture fixture;
    const model::GroupQuery query{.query = {.type = customer},
                                  .measures = {{Measure::Of::sum, customer_field::amount},
                                               {Measure::Of::average, customer_field::amount},
                                               {Measure::Of::most, customer_field::since}}};
    const auto nothing = fixture.store->groups(query);
    REQUIRE(nothing);
    REQUIRE(nothing->groups.size() == 1);
    CHECK(nothing->groups[0].count == 0);
    CHECK(nothing->groups[0].figures[1] == Value());
    CHECK(nothing->groups[0].figures[2] == Value());
    REQUIRE(fixture.put(customer, id(1), {{customer_field::amount, {INT64_MAX, 1}}}));
    REQUIRE(fixture.put(customer, id(2), {{customer_field::amount, {std::int64_t{1}, 1}}}));
    // A sum that does not fit is no number.
    CHECK(fixture.store->groups(query)->groups[0].figures[0] == Value());
}

TEST_CASE("what cannot be grouped or measured is refused") {
    Fixture fixture;
    const auto fault_of = [&](model::GroupQuery query) {
        query.query.type = customer;
        const auto groups = fixture.store->groups(query);
        REQUIRE_FALSE(groups);
        return groups.error().fault;
    };
    CHECK(fault_of({.by = {{customer_field::tags}}}) == Fault::invalid_input);
    CHECK(fault_of({.by = {{customer_field::name, GroupBy::Step::month}}}) == Fault::invalid_input);
    CHECK(fault_of({.by = {{999}}}) == Fault::invalid_input);
    CHECK(fault_of({.measures = {{Measure::Of::sum, customer_field::since}}}) == Fault::invalid_input);
    CHECK(fault_of({.measures = {{Measure::Of::least, customer_field::name}}}) == Fault::invalid_input);
}

TEST_CASE("a condition filters pages, counts and groups as the evaluator would") {
    const std::uint64_t seed = 5;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    Fixture fixture;
    const std::vector<Plain> rows = put_random(fixture, random);
    Store& store = *fixture.store;
    const model::RecordType& type = *fixture.catalogue.find(customer);
    const model::ExpressionContext context{.now = {50'000'000'000}, .me = id(1)};
    for (const char* text :
         {"stage == \"won\" && amount > 1", "(stage == \"new\" || stage == \"lost\") && !(amount < 0)",
          "since <= today() + 7", "contains(name, \"a\") || amount == 3", "one_of(stage, \"won\", \"new\")"}) {
        CAPTURE(text);
        const auto condition = model::parse_condition(text, type, fixture.catalogue);
        REQUIRE_MESSAGE(condition, (condition ? "" : condition.error().detail));
        std::int64_t expected = 0;
        for (std::uint32_t i = 1; i <= rows.size(); ++i) {
            expected += model::holds(*condition, **store.read(customer, id(i)), context) ? 1 : 0;
        }
        CHECK(expected > 0);
        // Among other parts of the question that have values of their own.
        const model::Query query{
            .type = customer,
            .filters = {{customer_field::amount, model::Filter::Test::not_equals, std::int64_t{7'777}}},
            .conditions = {*condition},
            .sorts = {{customer_field::stage, true}},
            .count = 500};
        const auto page = store.page(query, context);
        REQUIRE(page);
        CHECK(page->total == expected);
        CHECK(page->rows.size() == std::min<std::size_t>(500, static_cast<std::size_t>(expected)));
        CHECK(*store.count(query, context) == expected);
        CHECK(store.groups({.query = query}, context)->groups[0].count == expected);
    }
}

TEST_CASE("a condition that does not fit the type is refused") {
    Fixture fixture;
    const model::Expression number{model::Literal{model::ExpressionKind::integer, std::int64_t{1}}};
    const model::Expression unknown{model::FieldPath{{999}, model::ExpressionKind::yes_no}};
    for (const model::Expression& condition : {number, unknown}) {
        const auto page = fixture.store->page({.type = customer, .conditions = {condition}});
        REQUIRE_FALSE(page);
        CHECK(page.error().fault == Fault::invalid_input);
    }
}
