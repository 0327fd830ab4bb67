// The customer pool from the devices: claims without a network, their outcome for both, and what a device shows of the
// days that are left.
#include "app/model/pool.h"

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

struct PoolHouse : Harness {
    RecordId colleague_id = server.add_person("colleague", "王芳", model::Role::salesperson).user;
    Device& manager = add_device("manager");
    Device& sales = add_device("sales");
    Device& colleague = add_device("colleague");

    static RecordId user(Device& device) { return device.link().session().actor.user; }
    RecordId pooled(const std::string& name) {
        const RecordId id = new_id();
        const Committed made =
            commit(manager, model::Intent::create,
                   {set(id, customer_field::name, name), set(id, model::common_field::owner, model::Empty{})});
        REQUIRE(made.saved);
        run();
        return id;
    }
    static Committed claim(Device& device, RecordId id) {
        return edit(device, id, model::common_field::owner, user(device));
    }
    // Nobody works meanwhile, so that nobody asks the server every half minute.
    void pass_days(std::int64_t days) {
        for (Device* device : {&manager, &sales, &colleague}) {
            device->stop();
        }
        run(days * 86'400'000);
        for (Device* device : {&manager, &sales, &colleague}) {
            device->start();
        }
        run();
    }
    static std::vector<std::string> issues(const Committed& committed) {
        std::vector<std::string> keys;
        for (const model::Issue& issue : committed.issues) {
            keys.emplace_back(name_of(issue.message.key));
        }
        return keys;
    }
    void rule(std::string_view name, model::Value value) {
        const model::RecordType& type = *catalogue.find("pool_rule");
        REQUIRE(commit(manager, model::Intent::create,
                       {{model::pool_rule_id, type.id, model::find_field(type, name)->id, model::Operation::set,
                         std::move(value)}})
                    .saved);
        run();
    }
    static std::string reason(Device& device) {
        device.link().inbox();
        device.pump();
        const auto& items = device.link().inbox().items;
        return items.empty() || items.front().reasons.empty()
                   ? std::string()
                   : words(items.front().reasons.front().message, Language::chinese);
    }
};

}  // namespace

TEST_CASE("a customer made for the pool has no owner, and whoever claims it has it [S06]") {
    PoolHouse house;
    const RecordId id = house.pooled("甲公司");
    CHECK(model::is_empty(Harness::value(house.sales, id, model::common_field::owner)));
    CHECK(Harness::value(house.sales, id, model::pool_field::reason) == model::Value(std::string("created")));
    REQUIRE(PoolHouse::claim(house.sales, id).saved);
    house.run();
    CHECK(Harness::value(house.sales, id, model::common_field::owner) == model::Value(PoolHouse::user(house.sales)));
    CHECK_FALSE(Harness::show(house.colleague, id).exists);
    CHECK(Harness::value(house.manager, id, model::pool_field::reason) == model::Value(std::string("claimed")));
}

TEST_CASE("two claim one customer without a network: one has it, the other is told who was faster") {
    PoolHouse house;
    const RecordId id = house.pooled("甲公司");
    Harness::cut(house.sales);
    Harness::cut(house.colleague);
    REQUIRE(PoolHouse::claim(house.sales, id).saved);
    REQUIRE(PoolHouse::claim(house.colleague, id).saved);
    // Until then it is a request, and shown as one.
    CHECK(std::ranges::count(Harness::show(house.sales, id).pending, model::common_field::owner) == 1);
    house.run(120'000);
    house.mend(house.colleague);
    house.mend(house.sales);
    house.run(10'000);
    CHECK(Harness::value(house.colleague, id, model::common_field::owner) == model::Value(house.colleague_id));
    CHECK(Harness::show(house.colleague, id).pending.empty());
    CHECK(Harness::count(house.colleague, catalogue::type_id::notification) == 1);
    CHECK_FALSE(Harness::show(house.sales, id).exists);
    CHECK(house.sales.link().sync().needs_you == 1);
    CHECK(PoolHouse::reason(house.sales) == "已被王芳领取");
}

TEST_CASE("a claim that waits takes its place of the day's limit, and the server has the last word") {
    PoolHouse house;
    house.rule("claims_per_day", std::int64_t{2});
    std::vector<RecordId> ids;
    for (const char* name : {"甲公司", "乙公司", "丙公司"}) {
        ids.push_back(house.pooled(name));
    }
    Harness::cut(house.sales);
    CHECK(PoolHouse::claim(house.sales, ids[0]).saved);
    CHECK(PoolHouse::claim(house.sales, ids[1]).saved);
    CHECK(PoolHouse::issues(PoolHouse::claim(house.sales, ids[2])) == std::vector<std::string>{"pool_over_daily"});
    // A second device of the same person knows nothing of it.
    Device& phone = house.add_device("sales");
    REQUIRE(PoolHouse::claim(phone, ids[2]).saved);
    house.run();
    house.mend(house.sales);
    house.run(10'000);
    CHECK(house.sales.link().sync().needs_you == 1);
    CHECK(PoolHouse::reason(house.sales).starts_with("超出今日上限"));
}

TEST_CASE("a contact for a customer of the pool is refused at once, and is welcome after the claim") {
    PoolHouse house;
    const RecordId id = house.pooled("甲公司");
    const auto add = [&](Device& device) {
        const RecordId contact = house.new_id();
        const auto of = [&](model::FieldId field, model::Value value) {
            return model::Change{contact, catalogue::type_id::contact, field, model::Operation::set, std::move(value)};
        };
        return Harness::commit(device, model::Intent::create,
                               {of(contact_field::customer, id), of(contact_field::name, std::string("陈静"))});
    };
    CHECK(PoolHouse::issues(add(house.sales)) == std::vector<std::string>{"pool_claim_first"});
    CHECK(add(house.manager).saved);
    REQUIRE(PoolHouse::claim(house.sales, id).saved);
    CHECK(add(house.sales).saved);
    house.run(10'000);
    CHECK(house.sales.link().sync().needs_you == 0);
    CHECK(Harness::count(house.sales, catalogue::type_id::contact) == 2);
}

TEST_CASE("a visit without a network puts the day off on the device as it will at the server") {
    PoolHouse house;
    house.rule("is_on", true);
    const RecordId id = house.create(house.sales, "甲公司").record;
    house.run();
    const auto due = [&](Device& device) { return Harness::value(device, id, model::pool_field::due_at); };
    const model::Value before = due(house.sales);
    REQUIRE_FALSE(model::is_empty(before));
    CHECK(due(house.manager) == before);
    house.pass_days(3);
    Harness::cut(house.sales);
    const model::RecordType& visit = *house.catalogue.find("visit");
    const RecordId made = house.new_id();
    const auto of = [&](std::string_view field, model::Value value) {
        return model::Change{made, visit.id, model::find_field(visit, field)->id, model::Operation::set,
                             std::move(value)};
    };
    REQUIRE(
        Harness::commit(house.sales, model::Intent::create, {of("customer", id), of("subject", std::string("回访"))})
            .saved);
    CHECK(due(house.sales) == before);
    REQUIRE(house.step(house.sales, visit.id, made, "finish").saved);
    const model::Value after = due(house.sales);
    CHECK(std::get<std::int64_t>(after) == std::get<std::int64_t>(before) + 3 * 86'400'000LL);
    house.mend(house.sales);
    house.run(10'000);
    CHECK(due(house.sales) == after);
    CHECK(due(house.manager) == after);
    CHECK(house.sales.link().sync().needs_you == 0);
}

TEST_CASE("a customer that is due leaves its owner's device, who is told why, and is there again as everybody's") {
    PoolHouse house;
    house.rule("is_on", true);
    const RecordId id = house.create(house.sales, "甲公司").record;
    house.pass_days(32);
    house.server.keep_pools();
    house.run(60'000);
    CHECK(model::is_empty(Harness::value(house.sales, id, model::common_field::owner)));
    CHECK(Harness::value(house.colleague, id, model::pool_field::former_owner) ==
          model::Value(PoolHouse::user(house.sales)));
    CHECK(Harness::count(house.sales, catalogue::type_id::notification) >= 1);
    // The line of the ledger is its former owner's, too.
    CHECK(Harness::count(house.sales, catalogue::type_id::pool_event) == 1);
    CHECK(Harness::count(house.colleague, catalogue::type_id::pool_event) == 0);
}

TEST_CASE("undo of a return takes the customer back with the days that were left") {
    PoolHouse house;
    house.rule("is_on", true);
    house.rule("lockout_days", std::int64_t{5});
    const RecordId id = house.create(house.sales, "甲公司").record;
    house.pass_days(2);
    const model::Value due = Harness::value(house.sales, id, model::pool_field::due_at);
    const Committed returned = Harness::edit(house.sales, id, model::common_field::owner, model::Empty{});
    REQUIRE(returned.saved);
    house.run();
    CHECK(PoolHouse::issues(PoolHouse::claim(house.sales, id)) == std::vector<std::string>{"pool_locked_out"});
    REQUIRE(Harness::undo(house.sales, returned.counter).saved);
    house.run();
    CHECK(house.sales.link().sync().needs_you == 0);
    CHECK(Harness::value(house.manager, id, model::common_field::owner) == model::Value(PoolHouse::user(house.sales)));
    CHECK(Harness::value(house.manager, id, model::pool_field::due_at) == due);
}

}  // namespace xingke::client
