#include "app/client/numbers.h"

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

struct Contracts : Harness {
    const model::RecordType& type = *catalogue.find("contract");
    RecordId customer;

    model::Change set_of(RecordId id, std::string_view field, model::Value value) const {
        return {id, type.id, model::find_field(type, field)->id, model::Operation::set, std::move(value)};
    }
    Committed make(simulation::Device& device, const std::string& name = "供货合同") {
        const RecordId id = new_id();
        return commit(device, model::Intent::create,
                      {{id, type.id, model::life_field, model::Operation::set, std::int64_t{1}},
                       set_of(id, "name", name),
                       set_of(id, "customer", customer),
                       set_of(id, "class", std::string("regular")),
                       set_of(id, "stock", std::string("in_stock")),
                       set_of(id, "amount", std::int64_t{100})});
    }
    std::string number(simulation::Device& device, RecordId id) const {
        const auto live = device.link().watch(id, type.id);
        const model::Value value = model::value_of(live->answer().record, model::find_field(type, "no")->id);
        return std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : "";
    }
    // Without the day, which is the simulation's.
    std::string tail(simulation::Device& device, RecordId id) const {
        const std::string whole = number(device, id);
        return whole.size() > 12 ? whole.substr(12) : whole;
    }
};

}  // namespace

TEST_CASE("two devices that do not see each other give different numbers, each counting on [S68]") {
    Contracts office;
    simulation::Device& one = office.add_device("sales");
    simulation::Device& two = office.add_device("manager");
    office.customer = office.create(one, "海信").record;
    office.run();
    Harness::cut(one);
    Harness::cut(two);
    const std::vector<RecordId> made = {office.make(one).record, office.make(two).record, office.make(one).record};
    CHECK(office.tail(one, made[0]) == "00-0001");
    CHECK(office.tail(two, made[1]) == "01-0001");
    CHECK(office.tail(one, made[2]) == "00-0002");
    office.mend(one);
    office.mend(two);
    office.run();
    for (std::size_t i = 0; i < made.size(); ++i) {
        CHECK(office.number(one, made[i]) == office.number(two, made[i]));
    }
    CHECK(one.link().sync().needs_you + two.link().sync().needs_you == 0);
}

TEST_CASE("a record that was not saved uses no number, and counting goes on after a restart") {
    Contracts office;
    simulation::Device& device = office.add_device("sales");
    office.customer = office.create(device, "海信").record;
    CHECK_FALSE(office.make(device, std::string(200, 'x')).saved);
    CHECK(office.tail(device, office.make(device).record) == "00-0001");
    office.restart(device);
    CHECK(office.tail(device, office.make(device).record) == "00-0002");
}

TEST_CASE("nobody types a number") {
    Contracts office;
    simulation::Device& device = office.add_device("sales");
    office.customer = office.create(device, "海信").record;
    const RecordId made = office.make(device).record;
    const Committed refused =
        Harness::commit(device, model::Intent::edit, {office.set_of(made, "no", std::string("HT-20261121-00-0009"))});
    CHECK_FALSE(refused.saved);
    REQUIRE(refused.issues.size() == 1);
    CHECK(refused.issues[0].message.key == Text::may_not_write_field);
}

}  // namespace xingke::client
