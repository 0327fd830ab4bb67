#include "app/model/expression_evaluate.h"

#include "app/base/date.h"
#include "app/model/expression_parse.h"
#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

RecordId id_of(std::uint8_t number) {
    RecordId id;
    id.bytes[15] = number;
    return id;
}

Record record_of(TypeId type, std::uint8_t number, std::vector<std::pair<FieldId, Value>> values) {
    Record record{.id = id_of(number), .type = type, .fields = {}};
    record.fields[life_field].value = std::int64_t{1};
    for (auto& [field, value] : values) {
        record.fields[field].value = std::move(value);
    }
    return record;
}

// Customer 1 with head office 2, and complaints 11–14 of which 14 is deleted; customer 3 with head office 4, which is
// deleted, and customer 5 with a head office that is not here. Person 9 looks.
class World {
public:
    World() {
        add(record_of(10, 1,
                      {{1, std::string("思优特")},
                       {2, std::string("won")},
                       {3, std::int64_t{1'000'050}},
                       {4, std::int64_t{1250}},
                       {5, std::int64_t{3}},
                       {6, days({2026, 11, 20})},
                       {8, true},
                       {9, Elements{"export", "vip"}},
                       {10, id_of(2)},
                       {1001, id_of(9)}}));
        add(record_of(10, 2, {{1, std::string("总部")}, {2, std::string("new")}, {8, true}}));
        add(record_of(10, 3, {{1, std::string("")}, {9, Elements{}}, {10, id_of(4)}, {5, std::string("three")}}));
        add(record_of(10, 4, {{1, std::string("已删")}, {8, true}}));
        records.records[id_of(4)].fields[life_field].value = std::int64_t{2};
        add(record_of(10, 5, {{10, id_of(77)}, {5, INT64_MAX}}));
        add(record_of(1, 9, {{1, std::string("李")}}));
        const auto complaint = [&](std::uint8_t number, Value cost, Value closed) {
            add(record_of(11, number, {{1, id_of(1)}, {3, std::move(cost)}, {5, std::move(closed)}}));
        };
        complaint(11, std::int64_t{500}, true);
        complaint(12, std::int64_t{-200}, false);
        complaint(13, Empty{}, Empty{});
        complaint(14, std::int64_t{9'999}, true);
        records.records[id_of(14)].fields[life_field].value = std::int64_t{2};
    }

    Value value(std::string_view text, std::uint8_t number) const {
        const Result<Expression> parsed = parse_expression(text, *catalogue.find("customer"), catalogue);
        if (!parsed) {
            FAIL(words(parsed.error().message, Language::english));
        }
        return evaluate(*parsed, records.records.at(id_of(number)), context);
    }

    static Value days(Date date) { return days_since_epoch(date); }

    Catalogue catalogue = examples::catalogue();
    examples::Records records;
    // 2026-11-21 07:00 in China is the evening before in UTC.
    ExpressionContext context{instant_of({{2026, 11, 21}, 7, 0, 0}, 480), 480, id_of(9), &records};

private:
    void add(Record record) { records.records[record.id] = std::move(record); }
};

}  // namespace

TEST_CASE("what rules say of records, with empty fields, deleted and missing records") {
    const World world;
    const auto n = [](std::int64_t number) { return Value(number); };
    struct Case {
        std::string_view text;
        std::uint8_t record;
        Value expected;
    };
    const std::vector<Case> cases = {
        {R"(stage == "won" && amount > 10000 && is_set(head_office))", 1, true},
        {R"(stage == "won")", 2, false},
        {R"(stage == "won")", 3, false},
        {R"(stage != "won")", 3, true},
        {"stage == empty", 3, true},
        {"stage == empty", 1, false},
        {"stage == head_office.stage", 3, true},
        // (1) texts and sets without content, and values of another kind
        {"is_set(name)", 3, false},
        {"name == empty", 3, true},
        {"is_set(tags)", 3, false},
        {"length(tags)", 1, n(2)},
        {"length(tags)", 3, n(0)},
        {"is_set(visits)", 3, false},
        // (2) a question that nobody answered
        {"is_key", 3, false},
        {"is_key == false", 3, true},
        {"is_set(is_key)", 3, false},
        {"is_set(is_key)", 1, true},
        {"is_set(is_key || is_key)", 3, true},
        // (4) nothing is not less than anything
        {"amount < 5", 3, false},
        {"amount >= 5", 3, false},
        {"!(amount < 5)", 3, true},
        {"one_of(stage, \"won\")", 3, false},
        {"one_of(visits, 1, 2, 3)", 1, true},
        {"contains(name, \"优\")", 1, true},
        {"contains(name, \"优\")", 3, false},
        {"has(tags, \"vip\") && !has(tags, \"debt\")", 1, true},
        {"has(tags, \"vip\")", 3, false},
        // (5) empty in, empty out; too large, empty
        {"amount + 1", 3, Empty{}},
        {"coalesce(amount, 0) + 1", 3, n(100)},
        {"visits + 1", 5, Empty{}},
        {"visits * 2 > 0", 5, false},
        {"percent_of(amount, growth)", 1, n(125'006)},
        {"length(name)", 3, n(0)},
        {"concat(name, \" \", head_office.name)", 1, std::string("思优特 总部")},
        {"concat(name, head_office.name)", 3, Empty{}},
        {"if(is_key, name, head_office.name)", 1, std::string("思优特")},
        {"if(is_key, name, \"none\")", 3, std::string("none")},
        // (6) over references
        {"head_office.name", 1, std::string("总部")},
        {"head_office.is_key", 1, true},
        {"head_office.name", 3, Empty{}},
        {"head_office.is_key", 3, false},
        {"is_set(head_office.is_key)", 3, false},
        {"is_set(head_office)", 5, true},
        {"head_office.name", 5, Empty{}},
        {"head_office.head_office.name", 1, Empty{}},
        // (7) over children
        {"count(complaint.customer)", 1, n(3)},
        {"count(complaint.customer, !closed)", 1, n(2)},
        {"count(complaint.customer) >= 3", 1, true},
        {"sum(complaint.customer, cost)", 1, n(300)},
        {"sum(complaint.customer, cost, cost > 0)", 1, n(500)},
        {"sum(complaint.customer, cost)", 2, n(0)},
        {"least(complaint.customer, cost)", 1, n(-200)},
        {"most(complaint.customer, cost)", 1, n(500)},
        {"most(complaint.customer, cost)", 2, Empty{}},
        // time and person
        {"founded == today() - 1", 1, true},
        {"days_between(founded, today())", 1, n(1)},
        {"date_of(now())", 1, World::days({2026, 11, 21})},
        {"year(today()) * 100 + month(today())", 1, n(202'611)},
        {"owner == me()", 1, true},
        {"owner == me()", 2, false},
        {"me.name", 2, std::string("李")},
        {"me.name == owner.name", 1, true},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CAPTURE(static_cast<int>(c.record));
        CHECK(world.value(c.text, c.record) == c.expected);
    }
}

TEST_CASE("without a person and without other records, what depends on them is empty") {
    World world;
    world.context.me = {};
    world.context.records = nullptr;
    CHECK(world.value("is_set(me())", 1) == Value(false));
    CHECK(world.value("me.name", 1) == Value(Empty{}));
    CHECK(world.value("head_office.name", 1) == Value(Empty{}));
    CHECK(world.value("count(complaint.customer)", 1) == Value(std::int64_t{0}));
}

TEST_CASE("an expression that was never checked has a value all the same") {
    const World world;
    const Record& record = world.records.records.at(id_of(1));
    const Expression text{FieldPath{{1}, ExpressionKind::text}};
    const std::vector<Expression> wrong = {
        {Call{Function::add, {text, text}}},
        {Call{Function::add, {}}},
        {Call{static_cast<Function>(200), {text}}},
        {Call{Function::less, {text, {Literal{ExpressionKind::integer, std::int64_t{1}}}}}},
        {Call{Function::if_else, {text, text, text}}},
        {FieldPath{}},
        {FieldPath{{99}, ExpressionKind::text}},
        {FieldPath{{1, 1}, ExpressionKind::text}},
        {Rollup{.of = Rollup::Of::sum, .child = 11, .via = 1, .value = {text}}},
    };
    for (const Expression& expression : wrong) {
        CAPTURE(&expression - wrong.data());
        const Value value = evaluate(expression, record, world.context);
        CHECK((is_empty(value) || value == Value(false) || value == Value(std::int64_t{0}) ||
               value == Value(std::string("思优特"))));
    }
}
