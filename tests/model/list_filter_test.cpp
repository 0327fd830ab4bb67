#include "app/model/list_filter.h"

#include "app/catalogue/all.h"
#include "app/model/expression_print.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;
using Test = Condition::Test;

namespace {

const Catalogue& core() {
    static const Catalogue catalogue = catalogue::core();
    return catalogue;
}

const RecordType& customer() {
    return *core().find("customer");
}

FieldId field(std::string_view name) {
    return find_field(customer(), name)->id;
}

// Saturday.
FilterMoment moment() {
    FilterMoment moment{.today = {2026, 11, 21}, .utc_offset_minutes = 480, .me = {}};
    moment.me.bytes[15] = 9;
    return moment;
}

std::string words(const ListFilter& filter) {
    const auto expression = expression_of(filter, customer(), core(), moment());
    REQUIRE(expression.has_value());
    return *expression ? print_expression(**expression, customer(), core()) : "";
}

std::string span_words(std::string_view word) {
    const auto span = span_of(word, moment().today);
    REQUIRE(span.has_value());
    return print(date_of_days(span->first)) + " " + print(date_of_days(span->last));
}

}  // namespace

TEST_CASE("each test of a filter is a condition on the record alone [S06]") {
    struct Case {
        const char* field;
        Test test;
        std::vector<std::string> values;
        const char* means;
    };
    const Case cases[] = {
        {"industry", Test::any_of, {"education"}, "industry == \"education\""},
        {"industry", Test::any_of, {"education", "other"}, "industry == \"education\" || industry == \"other\""},
        {"industry", Test::none_of, {"other"}, "!(industry == \"other\")"},
        {"name", Test::contains, {"优特"}, "contains(name, \"优特\")"},
        {"name", Test::lacks, {"优特"}, "!contains(name, \"优特\")"},
        {"region", Test::any_of, {"110000"}, "starts_with(region, \"110000\")"},
        {"partner_kind", Test::any_of, {"dealer"}, "has(partner_kind, \"dealer\")"},
        {"reg_capital", Test::between, {"100", "250"}, "reg_capital >= ¥1 && reg_capital <= ¥2.5"},
        {"reg_capital", Test::between, {"", "250"}, "reg_capital <= ¥2.5"},
        {"founded", Test::within, {"today"}, "founded >= date(\"2026-11-21\") && founded <= date(\"2026-11-21\")"},
        {"created",
         Test::within,
         {"today"},
         "created >= time(\"2026-11-21 00:00:00\") && created < time(\"2026-11-22 00:00:00\")"},
        {"is_key", Test::any_of, {"yes"}, "is_key"},
        {"is_key", Test::any_of, {"no"}, "!is_key"},
        {"owner", Test::any_of, {"me"}, "owner == ref(\"00000000-0000-0000-0000-000000000009\")"},
        {"tel", Test::is_empty, {}, "!is_set(tel)"},
        {"tel", Test::is_set, {}, "is_set(tel)"},
    };
    for (const Case& each : cases) {
        CAPTURE(each.field);
        const Condition condition{field(each.field), each.test, each.values};
        CHECK(words({.conditions = {condition}}) == each.means);
        const ListFilter filter{.conditions = {condition}, .joins_by_any = true};
        CHECK(parse_filter(print_filter(filter)) == filter);
        const auto expression = expression_of(filter, customer(), core(), moment());
        CHECK(reads_own_fields_only(**expression));
    }
}

TEST_CASE("conditions are joined by all or by any, and one that is not finished says nothing") {
    ListFilter filter{
        .conditions = {{field("rating"), Test::any_of, {"three"}}, {field("is_key"), Test::any_of, {"yes"}}}};
    CHECK(words(filter) == "rating == \"three\" && is_key");
    filter.joins_by_any = true;
    CHECK(words(filter) == "rating == \"three\" || is_key");
    filter.conditions.push_back({field("name"), Test::contains, {"  "}});
    CHECK(words(filter) == "rating == \"three\" || is_key");
    CHECK(words({.conditions = {{field("name"), Test::contains, {}}}}).empty());
}

TEST_CASE("a condition on an option or a field that is gone is said, and filters nothing else instead") {
    CHECK_FALSE(
        expression_of({.conditions = {{field("rating"), Test::any_of, {"nine"}}}}, customer(), core(), moment()));
    CHECK_FALSE(expression_of({.conditions = {{999, Test::is_set, {}}}}, customer(), core(), moment()));
    CHECK_FALSE(
        expression_of({.conditions = {{field("name"), Test::within, {"today"}}}}, customer(), core(), moment()));
}

TEST_CASE("the words for days cover whole days, and weeks begin on Monday") {
    CHECK(span_words("today") == "2026-11-21 2026-11-21");
    CHECK(span_words("yesterday") == "2026-11-20 2026-11-20");
    CHECK(span_words("this_week") == "2026-11-16 2026-11-22");
    CHECK(span_words("last_week") == "2026-11-09 2026-11-15");
    CHECK(span_words("this_month") == "2026-11-01 2026-11-30");
    CHECK(span_words("last_month") == "2026-10-01 2026-10-31");
    CHECK(span_words("this_year") == "2026-01-01 2026-12-31");
    CHECK(span_words("last_7") == "2026-11-15 2026-11-21");
    CHECK(span_words("last_30") == "2026-10-23 2026-11-21");
    CHECK(span_words("next_7") == "2026-11-21 2026-11-27");
    CHECK(span_words("next_30") == "2026-11-21 2026-12-20");
    for (const std::string_view word : day_spans) {
        CHECK(span_of(word, moment().today).has_value());
    }
    CHECK_FALSE(span_of("someday", moment().today).has_value());
}

TEST_CASE("what stands in a saved view's filter is read as far as it can be") {
    CHECK(parse_filter("").conditions.empty());
    CHECK(parse_filter("any\nnonsense\n7\n7\t99\tx\n7\t0").conditions.empty());
    CHECK(parse_filter("all\n5\t0\twon\tloyal").conditions ==
          std::vector<Condition>{{5, Test::any_of, {"won", "loyal"}}});
}
