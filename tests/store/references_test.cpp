// Fields that refer to several records: what lists show, what filters and expressions find, and how files name them.
#include <algorithm>

#include "app/formats/packed_rows.h"
#include "app/model/expression_parse.h"
#include "app/store/transfer/cell_reader.h"
#include "app/store/transfer/export.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
namespace small = store::small;

namespace {

constexpr model::FieldId people = 20;

std::vector<model::RecordType> types_with_people() {
    std::vector<model::RecordType> types = small::types();
    model::Field field;
    field.id = people;
    field.name = "people";
    field.title = {"参与人", "Participants"};
    field.kind = model::kind::References{.type = "user"};
    types[0].fields.push_back(std::move(field));
    return types;
}

struct World {
    model::Catalogue catalogue{1, types_with_people()};
    std::unique_ptr<store::Store> store;

    World() {
        auto opened = store::Store::open(":memory:", {}, catalogue);
        REQUIRE(opened.has_value());
        store = std::move(*opened);
        put(small::user, 1, {{1, {std::string("张三"), 1}}});
        put(small::user, 2, {{1, {std::string("李四"), 1}}});
        put(small::customer, 3, {{1, {std::string("甲"), 1}}, {people, {set({1, 2}), 1}}});
        put(small::customer, 4, {{1, {std::string("乙"), 1}}, {people, {set({2}), 1}}});
        put(small::customer, 5, {{1, {std::string("丙"), 1}}});
    }
    void put(model::TypeId type, std::uint32_t number, std::vector<store::FieldWrite> fields) {
        fields.emplace_back(model::life_field, model::FieldState{std::int64_t{1}, 1});
        REQUIRE(store->write(type, small::id(number), fields).has_value());
    }
    static model::Value set(std::vector<std::uint32_t> numbers) {
        model::Elements elements;
        for (const std::uint32_t number : numbers) {
            elements.push_back(print(small::id(number)));
        }
        return elements;
    }
    std::int64_t count(model::Query query, RecordId me = {}) {
        query.type = small::customer;
        const auto page = store->page(query, {.me = me});
        REQUIRE(page.has_value());
        return page->total;
    }
    model::Query condition(const char* text) {
        const auto parsed = model::parse_expression(text, *catalogue.find("customer"), catalogue);
        REQUIRE(parsed.has_value());
        return {.conditions = {*parsed}};
    }
};

}  // namespace

TEST_CASE("a list shows the names of a set, each looked up") {
    World world;
    model::Query query{.type = small::customer, .sorts = {{1, true}}, .fields = {people}};
    const auto page = world.store->page(query);
    REQUIRE(page.has_value());
    std::vector<std::string> labels;
    for (const model::Row& row : page->rows) {
        labels.push_back(row.labels.at(0));
    }
    std::ranges::sort(labels);
    CHECK((labels == std::vector<std::string>{"", "张三\n李四", "李四"}));
    CHECK(std::ranges::count(world.store->reads(query), small::user) == 1);
}

TEST_CASE("one finds the records that somebody is in, by filter and by expression") {
    World world;
    model::Query filter;
    filter.filters = {{people, model::Filter::Test::contains, print(small::id(2))}};
    CHECK(world.count(filter) == 2);
    filter.filters = {{people, model::Filter::Test::is_empty, {}}};
    CHECK(world.count(filter) == 1);
    CHECK(world.count(world.condition("has(people, me())"), small::id(1)) == 1);
    CHECK(world.count(world.condition("has(people, me())"), small::id(2)) == 2);
    CHECK(world.count(world.condition("length(people) == 2")) == 1);
    CHECK_FALSE(
        model::parse_expression("has(people, \"x\")", *world.catalogue.find("customer"), world.catalogue).has_value());
}

TEST_CASE("a file names them, and reading it finds them again") {
    World world;
    model::Query query{.type = small::customer, .sorts = {{1, false}}, .fields = {1, people}};
    const auto sheet = store::export_table(*world.store, query, {});
    REQUIRE(sheet.has_value());
    const auto cell = store::exported_text(*model::find_field(*world.catalogue.find("customer"), people),
                                           World::set({1, 2}), "张三\n李四", {.language = Language::english});
    CHECK(cell == "张三、李四");
    const model::RecordType& type = *world.catalogue.find("customer");
    store::CellReader reader(*world.store, {people, model::find_field(type, people), &type});
    const auto both = reader.read("李四; 张三");
    REQUIRE(both.has_value());
    CHECK(both->value == World::set({1, 2}));
    const auto unknown = reader.read("张三、王五");
    REQUIRE(unknown.has_value());
    REQUIRE(unknown->issue.has_value());
    CHECK(words(unknown->issue->message, Language::chinese) == "参与人“王五”找不到对应的记录");
}
