// What can be taken back, for everybody, and what no longer can.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

TEST_CASE("undo takes back an edit, a creation, and says so when it cannot") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const Committed created = world.create(sales, "甲公司");
    world.run();
    const Committed edited = Harness::edit(sales, created.record, customer_field::name, std::string("乙公司"));
    REQUIRE(Harness::undo(sales, edited.counter).saved);
    CHECK(Harness::name(sales, created.record) == "甲公司");
    CHECK(Harness::undo(sales, edited.counter).error.key == Text::nothing_to_undo);
    world.run();
    CHECK(Harness::name(manager, created.record) == "甲公司");

    const Committed again = Harness::edit(sales, created.record, customer_field::name, std::string("丙公司"));
    world.run();
    Harness::edit(manager, created.record, customer_field::name, std::string("丁公司"));
    world.run();
    CHECK(Harness::undo(sales, again.counter).error.key == Text::nothing_to_undo);

    REQUIRE(Harness::undo(sales, created.counter).saved);
    world.run();
    CHECK(Harness::count(sales) == 0);
    CHECK(Harness::count(manager) == 0);
    CHECK(sales.link().inbox().items.empty());
}

}  // namespace
}  // namespace xingke::client
