// Deleting, restoring and purging, with what belongs to the record.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

Committed set_life(Device& device, RecordId id, std::int64_t life, model::TypeId type = catalogue::type_id::customer) {
    const model::Intent intent = life == 1 ? model::Intent::restore : model::Intent::remove;
    return Harness::commit(device, intent, {{id, type, model::life_field, model::Operation::set, life}});
}

model::Page bin_of(Device& device, model::TypeId type = catalogue::type_id::customer) {
    model::Query query{.type = type, .deleted = true};
    query.fields = {model::common_field::remover, model::common_field::removed};
    query.sorts = {{.field = model::common_field::removed, .descending = true}};
    return device.link().watch(std::move(query))->page();
}

struct Family {
    RecordId customer, contact, visit;
};

Family create_family(Harness& world, Device& device, const std::string& name) {
    const Family made{world.create(device, name).record, world.new_id(), world.new_id()};
    const auto set = [](RecordId id, model::FieldId field, model::Value value) {
        return model::Change{id, catalogue::type_id::contact, field, model::Operation::set, std::move(value)};
    };
    for (const RecordId& id : {made.contact, made.visit}) {
        const Committed contact = Harness::commit(
            device, model::Intent::create,
            {set(id, model::life_field, std::int64_t{1}), set(id, contact_field::customer, made.customer),
             set(id, contact_field::name, std::string("联系人"))});
        REQUIRE(contact.saved);
    }
    return made;
}

TEST_CASE("a customer's records go to the recycle bin with it and come back with it, others stay there") {
    Harness world;
    Device& manager = world.add_device("manager");
    Device& admin = world.add_device("admin");
    const Family family = create_family(world, manager, "甲公司");
    constexpr model::TypeId contacts = catalogue::type_id::contact;
    REQUIRE(set_life(manager, family.visit, 2, contacts).saved);
    world.run();
    REQUIRE(set_life(manager, family.customer, 2).saved);
    world.run();
    for (Device* device : {&manager, &admin}) {
        CHECK(Harness::count(*device) == 0);
        CHECK(Harness::count(*device, contacts) == 0);
        CHECK(bin_of(*device, contacts).total == 2);
        const model::Page bin = bin_of(*device);
        REQUIRE(bin.total == 1);
        CHECK(bin.rows.front().labels.front() == "李娜");
        CHECK(std::get<std::int64_t>(bin.rows.front().values[1]) > 0);
    }
    REQUIRE(set_life(admin, family.customer, 1).saved);
    world.run();
    for (Device* device : {&manager, &admin}) {
        CHECK(Harness::count(*device) == 1);
        CHECK(Harness::count(*device, contacts) == 1);
        CHECK(bin_of(*device).total == 0);
        CHECK(bin_of(*device, contacts).total == 1);
        CHECK(model::is_empty(Harness::value(*device, family.customer, model::common_field::remover)));
        CHECK(model::is_empty(Harness::value(*device, family.customer, model::common_field::removed)));
    }
}

TEST_CASE("undo of a deletion brings everything back, on every device") {
    Harness world;
    Device& manager = world.add_device("manager");
    Device& sales = world.add_device("sales");
    const Family family = create_family(world, sales, "甲公司");
    world.run();
    const Committed deleted = set_life(manager, family.customer, 2);
    world.run();
    CHECK(Harness::count(sales, catalogue::type_id::contact) == 0);
    REQUIRE(Harness::undo(manager, deleted.counter).saved);
    world.run();
    for (Device* device : {&manager, &sales}) {
        CHECK(Harness::count(*device) == 1);
        CHECK(Harness::count(*device, catalogue::type_id::contact) == 2);
        CHECK(bin_of(*device).total == 0);
    }
}

TEST_CASE("two people who delete the same customer agree, and the first one stands in the bin") {
    Harness world;
    Device& manager = world.add_device("manager");
    Device& admin = world.add_device("admin");
    const Committed created = world.create(manager, "甲公司");
    world.run();
    Harness::cut(admin);
    REQUIRE(set_life(admin, created.record, 2).saved);
    REQUIRE(set_life(manager, created.record, 2).saved);
    world.run();
    world.mend(admin);
    for (Device* device : {&manager, &admin}) {
        CHECK(device->link().inbox().items.empty());
        const model::Page bin = bin_of(*device);
        REQUIRE(bin.total == 1);
        CHECK(bin.rows.front().labels.front() == "李娜");
    }
}

TEST_CASE("purging takes values and history from every device, and nothing brings them back") {
    Harness world;
    Device& admin = world.add_device("admin");
    Device& manager = world.add_device("manager");
    const Family family = create_family(world, manager, "甲公司");
    Harness::edit(manager, family.customer, customer_field::address, std::string("上海"));
    world.run();
    REQUIRE(set_life(manager, family.customer, 2).saved);
    world.run();

    CHECK(set_life(manager, family.customer, model::purged_life).issues.front().message.key == Text::may_not_purge);
    const Committed purged = set_life(admin, family.customer, model::purged_life);
    REQUIRE(purged.saved);
    CHECK_FALSE(Harness::show(admin, family.customer).exists);
    world.run();
    CHECK(Harness::undo(admin, purged.counter).error.key == Text::nothing_to_undo);
    Device& late = world.add_device("sales");
    for (Device* device : {&admin, &manager, &late}) {
        CHECK(bin_of(*device).total == 0);
        CHECK(bin_of(*device, catalogue::type_id::contact).total == 0);
        CHECK_FALSE(Harness::show(*device, family.customer).exists);
        CHECK(device->link().inbox().items.empty());
    }
    CHECK(set_life(manager, family.customer, 1).issues.front().message.key == Text::record_purged);
    CHECK(Harness::edit(manager, family.customer, customer_field::name, std::string("又来了"))
              .issues.front()
              .message.key == Text::record_purged);
}

TEST_CASE("what somebody without a line does to a purged customer is refused and shown, and all devices agree") {
    Harness world;
    Device& admin = world.add_device("admin");
    Device& manager = world.add_device("manager");
    const Committed edited = world.create(manager, "甲公司");
    const Committed restored = world.create(manager, "乙公司");
    world.run();
    REQUIRE(set_life(manager, restored.record, 2).saved);
    world.run();
    Harness::cut(manager);
    REQUIRE(set_life(manager, restored.record, 1).saved);
    REQUIRE(Harness::edit(manager, edited.record, customer_field::address, std::string("上海")).saved);
    for (const RecordId& id : {edited.record, restored.record}) {
        set_life(admin, id, 2);
        REQUIRE(set_life(admin, id, model::purged_life).saved);
    }
    world.run();
    world.mend(manager);
    CHECK(manager.link().inbox().items.size() == 2);
    for (Device* device : {&admin, &manager}) {
        CHECK(Harness::count(*device) == 0);
        CHECK(bin_of(*device).total == 0);
        for (const RecordId& id : {edited.record, restored.record}) {
            CHECK_FALSE(Harness::show(*device, id).exists);
        }
    }
}

TEST_CASE("only what is in the recycle bin can be purged") {
    Harness world;
    Device& admin = world.add_device("admin");
    const Committed created = world.create(admin, "甲公司");
    const Committed refused = set_life(admin, created.record, model::purged_life);
    CHECK_FALSE(refused.saved);
    CHECK(refused.issues.front().message.key == Text::purge_needs_deleted);
}

}  // namespace
}  // namespace xingke::client
