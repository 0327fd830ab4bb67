#include "app/ui/screens/form_base.h"

#include <string>
#include <vector>

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using model::Change;
using model::Operation;

namespace {

constexpr model::FieldId name_field = 1, tel_field = 11, partner_field = 19;

RecordId some_id() {
    RecordId id;
    id.bytes[15] = 7;
    return id;
}

model::Record customer(std::string name, std::string tel = "") {
    model::Record record{.id = some_id(), .type = catalogue::type_id::customer, .fields = {}};
    record.fields[model::life_field] = {.value = std::int64_t{1}};
    record.fields[name_field] = {.value = std::move(name)};
    if (!tel.empty()) {
        record.fields[tel_field] = {.value = std::move(tel)};
    }
    return record;
}

Change set(model::FieldId field, model::Value value) {
    return {.record = some_id(), .type = catalogue::type_id::customer, .field = field, .value = std::move(value)};
}

}  // namespace

TEST_CASE("what nobody typed follows the record silently, and the base moves on") {
    const model::RecordType type = catalogue::customer();
    FormBase base(type, customer("甲"), 10);
    const auto takeovers = base.follow(customer("乙"), 12, {});
    REQUIRE(takeovers.size() == 1);
    CHECK(takeovers[0].field == name_field);
    CHECK(takeovers[0].start == model::Value(std::string("乙")));
    CHECK(takeovers[0].typed == model::Value(std::string("乙")));
    CHECK(base.clashes().empty());
    CHECK(base.base() == 12);
}

TEST_CASE("what was typed and changed by someone else is a clash, and holds the base back") {
    const model::RecordType type = catalogue::customer();
    FormBase base(type, customer("甲"), 10);
    CHECK(base.follow(customer("乙"), 12, {set(name_field, std::string("丙"))}).empty());
    REQUIRE(base.clashes().size() == 1);
    CHECK(base.clashes()[0].mine == model::Value(std::string("丙")));
    CHECK(base.clashes()[0].theirs == model::Value(std::string("乙")));
    CHECK(base.base() == 10);

    SUBCASE("keeping mine means to have seen theirs") {
        const Takeover takeover = base.keep_mine(name_field);
        CHECK(takeover.start == model::Value(std::string("乙")));
        CHECK_FALSE(takeover.typed.has_value());
        CHECK(base.base() == 12);
        CHECK(base.follow(customer("乙"), 12, {set(name_field, std::string("丙"))}).empty());
        CHECK(base.clashes().empty());
    }
    SUBCASE("taking theirs replaces what was typed") {
        const Takeover takeover = base.take_theirs(name_field);
        CHECK(takeover.typed == model::Value(std::string("乙")));
        CHECK(base.base() == 12);
    }
    SUBCASE("the other one changing it back ends the clash") {
        base.follow(customer("甲"), 13, {set(name_field, std::string("丙"))});
        CHECK(base.clashes().empty());
        CHECK(base.base() == 13);
    }
}

TEST_CASE("two who typed the same agree") {
    const model::RecordType type = catalogue::customer();
    FormBase base(type, customer("甲"), 10);
    const auto takeovers = base.follow(customer("乙"), 12, {set(name_field, std::string("乙"))});
    REQUIRE(takeovers.size() == 1);
    CHECK(base.clashes().empty());
    CHECK(base.base() == 12);
}

TEST_CASE("a change of another field does not touch what is typed") {
    const model::RecordType type = catalogue::customer();
    FormBase base(type, customer("甲", "01012345678"), 10);
    const auto takeovers = base.follow(customer("甲", "01087654321"), 11, {set(name_field, std::string("丙"))});
    REQUIRE(takeovers.size() == 1);
    CHECK(takeovers[0].field == tel_field);
    CHECK(base.base() == 11);
}

TEST_CASE("a field that someone emptied is empty here too") {
    const model::RecordType type = catalogue::customer();
    FormBase base(type, customer("甲", "01012345678"), 10);
    const auto takeovers = base.follow(customer("甲"), 11, {});
    REQUIRE(takeovers.size() == 1);
    CHECK(model::is_empty(takeovers[0].start));
}

TEST_CASE("sets meet without anyone choosing: what was added and taken away is done to theirs") {
    const model::RecordType type = catalogue::customer();
    model::Record before = customer("甲");
    before.fields[partner_field] = {.value = model::Elements{"dealer", "hospital"}};
    FormBase base(type, before, 10);
    Change add = set(partner_field, std::string("retailer"));
    add.operation = Operation::add;
    Change remove = set(partner_field, std::string("dealer"));
    remove.operation = Operation::remove;

    model::Record after = before;
    after.fields[partner_field].value = model::Elements{"dealer", "hospital", "pharmacy"};
    const auto takeovers = base.follow(after, 12, {add, remove});
    REQUIRE(takeovers.size() == 1);
    CHECK(takeovers[0].start == model::Value(model::Elements{"dealer", "hospital", "pharmacy"}));
    CHECK(takeovers[0].typed == model::Value(model::Elements{"hospital", "pharmacy", "retailer"}));
    CHECK(base.clashes().empty());
}
