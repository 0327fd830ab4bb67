// Several references between devices.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::client;

namespace {

constexpr model::FieldId shared_with = 0x60;

RecordId user_of(simulation::Device& device) {
    return device.link().session().actor.user;
}

model::Change element(RecordId record, model::Operation operation, RecordId user) {
    return {record, catalogue::type_id::customer, shared_with, operation, print(user)};
}

}  // namespace

TEST_CASE("two people who share a record with somebody at the same time both succeed, and the timeline names them") {
    Harness world;
    simulation::Device& sales = world.add_device("sales");
    simulation::Device& manager = world.add_device("manager");
    const Committed created = world.create(sales, "思优特");
    world.run();
    Harness::cut(sales);
    Harness::cut(manager);
    const RecordId zhang = user_of(sales), li = user_of(manager);
    REQUIRE(Harness::commit(sales, model::Intent::edit, {element(created.record, model::Operation::add, li)}).saved);
    REQUIRE(
        Harness::commit(manager, model::Intent::edit, {element(created.record, model::Operation::add, zhang)}).saved);
    world.mend(sales);
    world.mend(manager);
    world.run();
    model::Elements both = {print(zhang), print(li)};
    std::ranges::sort(both);
    CHECK((Harness::value(sales, created.record, shared_with) == model::Value(both)));
    CHECK((Harness::value(manager, created.record, shared_with) == model::Value(both)));

    REQUIRE(Harness::commit(sales, model::Intent::edit, {element(created.record, model::Operation::remove, li)}).saved);
    world.run();
    CHECK((Harness::value(manager, created.record, shared_with) == model::Value(model::Elements{print(zhang)})));
    const RecordAnswer answer = Harness::show(sales, created.record);
    REQUIRE_FALSE(answer.timeline.empty());
    const TimelineEntry::Line& line = answer.timeline.front().lines.front();
    CHECK(line.after_label == "张伟");
    CHECK(line.before_label.find("李娜") != std::string::npos);
}

TEST_CASE("a set may name only records that are there") {
    Harness world;
    simulation::Device& sales = world.add_device("sales");
    const Committed created = world.create(sales, "思优特");
    world.run();
    Harness::commit(sales, model::Intent::edit, {element(created.record, model::Operation::add, created.record)});
    world.run();
    CHECK(sales.link().sync().needs_you == 1);
    CHECK(model::is_empty(Harness::value(sales, created.record, shared_with)));
}
