#include "app/store/store.h"

#include <algorithm>

#include "app/catalogue/all.h"
#include "tests/store/small_catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;
using namespace xingke::store::small;
using model::Value;

namespace {

std::vector<FieldWrite> all_kinds() {
    return {
        {model::life_field, {std::int64_t{1}, 7}},
        {customer_field::name, {std::string("思优特"), 7}},
        {customer_field::phone, {std::string(""), 8}},
        {customer_field::stage, {std::string("won"), 7}},
        {customer_field::tags, {model::Elements{"a", "c"}, 9}},
        {customer_field::amount, {std::int64_t{-123'456}, 7}},
        {customer_field::since, {std::int64_t{20'000}, 0}},
        {customer_field::key_account, {true, 7}},
        {customer_field::note, {std::string("第一行\n第二行"), 7}},
        {customer_field::place, {model::Position{399'042'000, 1'164'074'000, 20}, 7}},
        {customer_field::group, {id(9), 7}},
        {model::common_field::created, {model::Empty{}, 7}},
    };
}

model::Record record_of(model::TypeId type, RecordId record, const std::vector<FieldWrite>& fields) {
    model::Record out{.id = record, .type = type};
    for (const auto& [field, state] : fields) {
        out.fields[field] = state;
    }
    return out;
}

}  // namespace

TEST_CASE("a record reads back as it was written, field by field, with its versions") {
    Fixture fixture;
    REQUIRE(fixture.store);
    Store& store = *fixture.store;
    REQUIRE(store.write(customer, id(1), all_kinds()));
    const auto read = store.read(customer, id(1));
    REQUIRE(read);
    REQUIRE(read->has_value());
    CHECK(**read == record_of(customer, id(1), all_kinds()));
    CHECK(model::newest_seq(**read) == 9);
    CHECK(*store.database().integer("SELECT _seq FROM customer") == 9);
    CHECK_FALSE(store.read(customer, id(2))->has_value());
}

TEST_CASE("writing some fields leaves the others, and the last write of a field counts") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(store.write(customer, id(1), all_kinds()));
    REQUIRE(store.write(customer, id(1),
                        std::vector<FieldWrite>{{customer_field::name, {std::string("甲"), 10}},
                                                {customer_field::name, {std::string("乙"), 11}},
                                                {customer_field::note, {model::Empty{}, 12}}}));
    auto expected = all_kinds();
    expected[1].second = {std::string("乙"), 11};
    expected[8].second = {model::Empty{}, 12};
    CHECK(**store.read(customer, id(1)) == record_of(customer, id(1), expected));
}

TEST_CASE("a field that is empty and that the server never set is as if it was not there") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(store.write(customer, id(1),
                        std::vector<FieldWrite>{{model::life_field, {std::int64_t{1}, 0}},
                                                {customer_field::amount, {std::int64_t{5}, 0}}}));
    REQUIRE(store.write(customer, id(1), std::vector<FieldWrite>{{customer_field::amount, {model::Empty{}, 0}}}));
    CHECK((*store.read(customer, id(1)))->fields.size() == 1);
}

TEST_CASE("values of an unknown field or of another kind are kept and return") {
    Fixture fixture;
    Store& store = *fixture.store;
    const std::vector<FieldWrite> fields = {
        {model::life_field, {std::int64_t{1}, 1}},          {customer_field::name, {std::int64_t{42}, 2}},
        {customer_field::amount, {std::string("many"), 3}}, {customer_field::tags, {model::Elements{"line\nbreak"}, 4}},
        {777, {std::string("from the future"), 5}},
    };
    REQUIRE(store.write(customer, id(1), fields));
    CHECK(**store.read(customer, id(1)) == record_of(customer, id(1), fields));
    CHECK(store.label(customer, id(1))->empty());
    // A value that fits takes the place of the one that did not, and the other way round.
    REQUIRE(store.write(customer, id(1), std::vector<FieldWrite>{{customer_field::amount, {std::int64_t{1}, 6}}}));
    CHECK((*store.read(customer, id(1)))->fields.at(customer_field::amount) == model::FieldState{std::int64_t{1}, 6});
    REQUIRE(store.write(customer, id(1), std::vector<FieldWrite>{{customer_field::amount, {false, 7}}}));
    CHECK((*store.read(customer, id(1)))->fields.at(customer_field::amount) == model::FieldState{false, 7});
    CHECK(*store.database().integer("SELECT amount IS NULL FROM customer") == 1);
}

TEST_CASE("records of an unknown type are kept whole") {
    Fixture fixture;
    Store& store = *fixture.store;
    const std::vector<FieldWrite> fields = {{model::life_field, {std::int64_t{1}, 1}}, {5, {std::string("x"), 2}}};
    REQUIRE(store.write(99, id(1), fields));
    REQUIRE(store.write(99, id(1), std::vector<FieldWrite>{{6, {true, 3}}}));
    REQUIRE(store.add_pending(99, id(1), 1));
    REQUIRE(store.set_new(99, id(1), 4));
    auto expected = fields;
    expected.push_back({6, {true, 3}});
    CHECK(**store.read(99, id(1)) == record_of(99, id(1), expected));
    CHECK(store.label(99, id(1))->empty());
    REQUIRE(store.erase(99, id(1)));
    CHECK_FALSE(store.read(99, id(1))->has_value());
}

TEST_CASE("an erased record is gone from its table and from the search") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(fixture.put(customer, id(1), {{customer_field::name, {std::string("思优特科技"), 1}}}));
    CHECK(store.search("优特科", 10)->size() == 1);
    REQUIRE(store.erase(customer, id(1)));
    CHECK(store.search("优特科", 10)->empty());
    CHECK(store.search("优", 10)->empty());
    CHECK_FALSE(store.read(customer, id(1))->has_value());
    CHECK(*store.database().integer("SELECT count(*) FROM search_row") == 0);
}

TEST_CASE("pending changes and new records are marked until they are settled") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(fixture.put(customer, id(1), {{customer_field::name, {std::string("甲"), 1}}}));
    const auto is_pending = [&] { return store.page({.type = customer})->rows.at(0).is_pending; };
    CHECK_FALSE(is_pending());
    REQUIRE(store.add_pending(customer, id(1), 2));
    CHECK(is_pending());
    REQUIRE(store.add_pending(customer, id(1), -2));
    CHECK_FALSE(is_pending());
    REQUIRE(store.set_new(customer, id(1), 5));
    CHECK(is_pending());
    REQUIRE(store.set_new(customer, id(1), 0));
    CHECK_FALSE(is_pending());
    REQUIRE(store.add_pending(customer, id(2), 1));  // not here: nothing to mark
}

TEST_CASE("labels are found by type and by the type's name") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(fixture.put(customer, id(1), {{customer_field::name, {std::string("甲"), 1}}}));
    CHECK(*store.label(customer, id(1)) == "甲");
    CHECK(*store.label("customer", id(1)) == "甲");
    CHECK(store.label("customer", id(2))->empty());
    CHECK(store.label("nonsense", id(1))->empty());
}

TEST_CASE("meta values are set, replaced and removed") {
    Fixture fixture;
    Store& store = *fixture.store;
    CHECK_FALSE(store.meta("cursor")->has_value());
    REQUIRE(store.set_meta("cursor", "1"));
    REQUIRE(store.set_meta("cursor", std::string_view("2\0x", 3)));
    CHECK(**store.meta("cursor") == std::string("2\0x", 3));
    REQUIRE(store.remove_meta("cursor"));
    CHECK_FALSE(store.meta("cursor")->has_value());
}

TEST_CASE("the types that were written are told once") {
    Fixture fixture;
    Store& store = *fixture.store;
    CHECK(store.take_changed_types().empty());
    REQUIRE(fixture.put(customer, id(1), {}));
    REQUIRE(store.erase(contact, id(1)));
    REQUIRE(fixture.put(customer, id(2), {}));
    auto changed = store.take_changed_types();
    std::ranges::sort(changed);
    CHECK(changed == std::vector<model::TypeId>{customer, contact});
    CHECK(store.take_changed_types().empty());
}

TEST_CASE("equal values are found after folding, among the living, through an index") {
    Fixture fixture;
    Store& store = *fixture.store;
    REQUIRE(fixture.put(customer, id(1), {{customer_field::name, {std::string("ＡＢＣ公司"), 1}}}));
    REQUIRE(fixture.put(customer, id(2), {{customer_field::name, {std::string("abc公司"), 1}}}));
    REQUIRE(store.write(customer, id(2), std::vector<FieldWrite>{{model::life_field, {std::int64_t{2}, 2}}}));
    CHECK(*store.find_equal(customer, customer_field::name, "Abc公司") == std::vector{id(1)});
    CHECK(store.find_equal(customer, customer_field::amount, "1")->empty());
    CHECK(store.find_equal(99, 1, "1")->empty());
    Statement plan = store.database().prepare(
        "EXPLAIN QUERY PLAN SELECT _id FROM \"customer\" WHERE xingke_fold(\"name\") = ?1 AND _life % 2 = 1 ORDER BY "
        "_id");
    REQUIRE(*plan.step());
    CHECK(plan.text(3).find("USING INDEX ix_1_1_fold") != std::string_view::npos);
}

TEST_CASE("a write costs few statements") {
    Fixture fixture;
    Store& store = *fixture.store;
    const std::uint64_t before = store.database().statement_count();
    REQUIRE(fixture.put(customer, id(1), {{customer_field::name, {std::string("甲"), 1}}}));
    CHECK(store.database().statement_count() - before <= 7);  // one asks how far the search index reaches
    const std::uint64_t between = store.database().statement_count();
    REQUIRE(store.write(customer, id(1), std::vector<FieldWrite>{{customer_field::amount, {std::int64_t{5}, 2}}}));
    CHECK(store.database().statement_count() - between <= 2);
}

TEST_CASE("the catalogue of the product makes a database, and each of its types takes and gives a record") {
    const model::Catalogue catalogue = catalogue::core();
    auto opened = Store::open(":memory:", {}, catalogue);
    REQUIRE(opened);
    Store& store = **opened;
    for (const model::RecordType& type : catalogue.types()) {
        CAPTURE(type.name);
        const std::vector<FieldWrite> fields = {{model::life_field, {std::int64_t{1}, 1}},
                                                {model::common_field::updated, {std::int64_t{5}, 1}}};
        REQUIRE(store.write(type.id, id(type.id), fields));
        CHECK(**store.read(type.id, id(type.id)) == record_of(type.id, id(type.id), fields));
        const auto page = store.page({.type = type.id, .sorts = {{model::common_field::updated, true}}});
        REQUIRE(page);
        CHECK(page->total == 1);
    }
}
