#include "sync/server/access.h"

#include "app/model/attachment.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a record is seen while it is alive; a file's record with the record that it belongs to") {
    World world;
    TestDevice device(world, world.manager, model::Role::manager);
    const RecordId customer = world.new_id(), file = world.new_id(), loop = world.new_id();
    const model::RecordType& type = *world.catalogue.find("attachment");
    device.commit(new_customer(world, customer, "客户"));
    const auto make = [&](RecordId id, RecordId subject) {
        device.commit({begin_life(id, type), set_field(id, type, "name", std::string("a.jpg")),
                       set_field(id, type, "size", std::int64_t{1}), set_field(id, type, "hash", std::string(64, 'a')),
                       set_field(id, type, "subject", print(subject))});
    };
    make(file, customer);
    make(loop, loop);
    const auto sees_as = [&](RecordId user, model::Role role, RecordId id) {
        const auto reading = must(world.storage->begin_read(world.company.id));
        const Sight sight = must(world.rules.sights->of(*reading, world.catalogue, {user, role}));
        return must(may_read(*reading, world.catalogue, sight, id));
    };
    const auto sees = [&](RecordId id) { return sees_as(world.manager, model::Role::manager, id); };
    CHECK(sees(customer));
    CHECK(sees(file));
    CHECK_FALSE(sees(loop));
    CHECK_FALSE(sees(world.new_id()));
    // Nobody's customer is everybody's, but not its files; its owner has both.
    CHECK(sees_as(world.seller, model::Role::salesperson, customer));
    CHECK_FALSE(sees_as(world.seller, model::Role::salesperson, file));
    device.commit({customer_field(world, customer, "owner", world.seller)});
    CHECK(sees_as(world.seller, model::Role::salesperson, file));
    device.commit({life(world, customer, 2)});
    CHECK_FALSE(sees(customer));
    CHECK_FALSE(sees(file));
}

}  // namespace xingke::server
