// A company on a server, without a network: a real database of its own, a clock that stands still
// until moved, randomness from a fixed seed, and shorthand for what devices send.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/catalogue/all.h"
#include "sync/protocol/frame.h"
#include "sync/server/admin.h"
#include "sync/server/service.h"
#include "tests/sync/server/must.h"
#include "tests/sync/server/ports.h"
#include "tests/sync/server/storage/test_database.h"

#include <doctest/doctest.h>

namespace xingke::server {

// What a refusal says; the test ends here when there was none.
template <class T>
Text text_of_error(const Result<T>& result) {
    REQUIRE_FALSE(result.has_value());
    return result.error().message.key;
}

struct World {
    TestDatabase database;
    StandingClock clock;
    FixedRandom random{7};
    model::Catalogue catalogue = catalogue::core();
    Rules rules{catalogue, clock, random};
    std::unique_ptr<Storage> storage = database.open(clock);
    Company company = must(add_company(*storage, rules, "行客演示公司"));
    RecordId seller = add("wang", "王销售", model::Role::salesperson);
    RecordId manager = add("li", "李经理", model::Role::manager);

    World() = default;
    explicit World(StorageKind kind) : database(kind) {}

    // An account without the cost of a password.
    RecordId add(const std::string& login, const std::string& name, model::Role role,
                 const std::string& department = "") {
        const auto user = make_id<RecordTag>(clock.now(), random);
        const model::RecordType& type = *catalogue.find("user");
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(
            *writing, rules, user,
            {begin_life(user, type), set_field(user, type, "name", name), set_field(user, type, "login", login),
             set_field(user, type, "role", std::string(model::key_of(role))),
             set_field(user, type, "unit", department)}));
        must(writing->add_account({login, company.id, user, role, "", false}));
        must(writing->commit());
        return user;
    }

    Seq head() { return must(storage->begin_read(company.id))->company().head; }
    model::Record record(RecordId id) {
        const auto found = must(must(storage->begin_read(company.id))->find_record(id));
        REQUIRE(found.has_value());
        return *found;
    }
    bool has_record(RecordId id) { return must(must(storage->begin_read(company.id))->find_record(id)).has_value(); }
    RecordId new_id() { return make_id<RecordTag>(clock.now(), random); }
};

// One device of one person: numbers its transactions and pushes them.
struct TestDevice {
    World& world;
    Caller caller;
    std::uint64_t counter = 0;

    TestDevice(World& in, RecordId user, model::Role role)
        : world(in), caller{in.company.id, user, make_id<DeviceTag>(in.clock.now(), in.random), role} {}

    model::Transaction transaction(std::vector<model::Change> changes, Seq base) {
        model::Transaction made;
        made.device = caller.device;
        made.counter = ++counter;
        made.author = caller.user;
        made.schema = catalogue::version;
        made.authored = world.clock.now();
        made.base = base;
        made.changes = std::move(changes);
        return made;
    }
    protocol::PushResponse push(std::vector<model::Transaction> transactions) {
        return must(server::push(*world.storage, world.rules, caller, {std::move(transactions)}));
    }
    protocol::Outcome push_one(model::Transaction one) {
        const auto response = push({std::move(one)});
        REQUIRE(response.outcomes.size() == 1);
        return response.outcomes.front();
    }
    // Changes authored upon all that the server has now.
    protocol::Outcome commit(std::vector<model::Change> changes) {
        return push_one(transaction(std::move(changes), world.head()));
    }
    // With the sight that the server gives at the beginning, as a device that has pulled before has it.
    protocol::PullResponse pull(protocol::PullRequest request) {
        if (request.after.seq != 0) {
            request.sight = sight();
        }
        return must(server::pull(*world.storage, world.rules, caller, request));
    }
    protocol::Sight sight() {
        protocol::PullRequest beginning;
        beginning.after.record.bytes.fill(0xFF);
        beginning.record_count_max = 1;
        return must(server::pull(*world.storage, world.rules, caller, beginning)).sight;
    }
};

inline std::vector<model::Change> new_customer(World& world, RecordId id, const std::string& name) {
    const model::RecordType& type = *world.catalogue.find("customer");
    return {begin_life(id, type), set_field(id, type, "name", name)};
}

// … of somebody's, so that he may add to it.
inline std::vector<model::Change> new_customer_of(World& world, RecordId owner, RecordId id, const std::string& name) {
    std::vector<model::Change> changes = new_customer(world, id, name);
    changes.push_back(set_field(id, *world.catalogue.find("customer"), "owner", owner));
    return changes;
}

inline model::Change customer_field(World& world, RecordId id, std::string_view field, model::Value value) {
    return set_field(id, *world.catalogue.find("customer"), field, std::move(value));
}

inline model::Change life(World& world, RecordId id, std::int64_t value) {
    return {id, world.catalogue.find("customer")->id, model::life_field, model::Operation::set, value};
}

// The keys of the reasons, for one look.
inline std::vector<std::string> reasons_of(const protocol::Outcome& outcome) {
    std::vector<std::string> keys;
    for (const protocol::Reason& reason : outcome.reasons) {
        keys.emplace_back(name_of(reason.message.key));
    }
    return keys;
}

inline protocol::PullRequest pull_from(Seq cursor, std::uint32_t count = 1000) {
    protocol::PullRequest request;
    request.cursor = cursor;
    request.after.seq = cursor;
    request.after.record.bytes.fill(0xFF);
    request.record_count_max = count;
    return request;
}

}  // namespace xingke::server
