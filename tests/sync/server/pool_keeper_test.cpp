// The customer pool at the server: claims in order of arrival, limits, the ledger, and what time brings.
#include "app/model/pool.h"

#include <algorithm>

#include "sync/server/pool_keeper.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using model::Role;
using protocol::Status;
using Keys = std::vector<std::string>;

constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms;

struct Office : World {
    RecordId rival = add("zhao", "赵敏", Role::salesperson);
    TestDevice mine{*this, seller, Role::salesperson};
    TestDevice hers{*this, rival, Role::salesperson};
    TestDevice boss{*this, manager, Role::manager};

    Office() = default;

    model::Change set(RecordId id, std::string_view type, std::string_view field, model::Value value) {
        return set_field(id, *catalogue.find(type), field, std::move(value));
    }
    void rule(std::string_view field, model::Value value) {
        std::vector<model::Change> changes;
        if (!has_record(model::pool_rule_id)) {
            changes.push_back(begin_life(model::pool_rule_id, *catalogue.find("pool_rule")));
        }
        changes.push_back(set(model::pool_rule_id, "pool_rule", field, std::move(value)));
        REQUIRE(reasons_of(boss.commit(std::move(changes))) == Keys{});
    }
    RecordId customer(TestDevice& author, RecordId owner, const std::string& name = "甲公司") {
        const RecordId id = new_id();
        auto changes = new_customer(*this, id, name);
        if (!owner.is_nil()) {
            changes.push_back(set(id, "customer", "owner", owner));
        }
        REQUIRE(reasons_of(author.commit(std::move(changes))) == Keys{});
        return id;
    }
    RecordId pooled(const std::string& name = "甲公司") { return customer(boss, {}, name); }

    model::Transaction claim_of(TestDevice& who, const std::vector<RecordId>& ids, Seq base) {
        std::vector<model::Change> changes;
        for (const RecordId& id : ids) {
            changes.push_back(set(id, "customer", "owner", who.caller.user));
        }
        model::Transaction claim = who.transaction(std::move(changes), base);
        for (const RecordId& id : ids) {
            claim.guards.push_back({id, model::common_field::owner, model::Empty{}});
        }
        return claim;
    }
    Keys claim(TestDevice& who, RecordId id) { return reasons_of(who.push_one(claim_of(who, {id}, head()))); }
    Keys hand(TestDevice& who, RecordId id, model::Value owner) {
        return reasons_of(who.commit({set(id, "customer", "owner", std::move(owner))}));
    }
    model::Value value(RecordId id, model::FieldId field) { return model::value_of(record(id), field); }
    model::Value owner(RecordId id) { return value(id, model::common_field::owner); }

    std::vector<model::Record> all(std::string_view type) {
        return must(must(storage->begin_read(company.id))->records_of(catalogue.find(type)->id));
    }
    model::Value of(const model::Record& one, std::string_view type, std::string_view field) {
        return model::value_of(one, model::find_field(*catalogue.find(type), field)->id);
    }
    // "领取 nobody → 王销售"
    Keys ledger() {
        Keys lines;
        const auto name = [&](const model::Value& value) {
            const auto* id = std::get_if<RecordId>(&value);
            return id == nullptr ? std::string("–") : *id == seller ? "王" : *id == rival ? "赵" : "李";
        };
        for (const model::Record& event : all("pool_event")) {
            lines.push_back(std::get<std::string>(of(event, "pool_event", "reason")) + " " +
                            name(of(event, "pool_event", "from_owner")) + ">" +
                            name(of(event, "pool_event", "to_owner")));
        }
        return lines;
    }
    Keys told(RecordId person) {
        Keys texts;
        for (const model::Record& one : all("notification")) {
            if (of(one, "notification", "recipient") == model::Value(person)) {
                texts.push_back(std::get<std::string>(of(one, "notification", "text")));
            }
        }
        return texts;
    }
    void pass(std::int64_t ms) { clock.now_ms += ms; }
    // Until there is nothing more to do, as the program does.
    void keep(PoolKeeper& keeper) {
        while (must(keeper.run({}))) {
        }
    }
};

}  // namespace

TEST_CASE("of two who claim one customer the first to arrive has it, and the other is told who [S06]") {
    Office office;
    const RecordId id = office.pooled();
    const Seq seen = office.head();
    const model::Transaction first = office.claim_of(office.hers, {id}, seen);
    const model::Transaction second = office.claim_of(office.mine, {id}, seen);
    CHECK(office.hers.push_one(first).status == Status::accepted);
    const protocol::Outcome late = office.mine.push_one(second);
    REQUIRE(late.status == Status::rejected);
    CHECK(words(late.reasons.front().message, Language::chinese) == "已被赵敏领取");
    CHECK(office.owner(id) == model::Value(office.rival));
    // A device without the guard of an honest one gains nothing either.
    office.mine.push_one(office.mine.transaction({office.set(id, "customer", "owner", office.seller)}, seen));
    CHECK(office.owner(id) == model::Value(office.rival));
    CHECK(office.ledger() == Keys{"created –>–", "claimed –>赵"});
}

TEST_CASE("a claim that waited without a network is confirmed, one made at the desk is not") {
    Office office;
    const RecordId id = office.pooled("甲公司"), other = office.pooled("乙公司");
    const model::Transaction offline = office.claim_of(office.mine, {id}, office.head());
    office.pass(2 * hour_ms);
    REQUIRE(office.mine.push_one(offline).status == Status::accepted);
    CHECK(office.claim(office.mine, other) == Keys{});
    CHECK(office.told(office.seller) == Keys{"已领取"});
}

TEST_CASE("claims are limited by the day, in the order of arrival, and what was made oneself does not count") {
    Office office;
    office.rule("claims_per_day", std::int64_t{2});
    office.customer(office.mine, office.seller, "自己的");
    std::vector<RecordId> ids;
    for (const char* name : {"甲", "乙", "丙", "丁"}) {
        ids.push_back(office.pooled(name));
    }
    // One transaction of three is whole or not at all.
    CHECK(reasons_of(office.mine.push_one(office.claim_of(office.mine, {ids[0], ids[1], ids[2]}, office.head()))) ==
          Keys{"pool_over_daily"});
    CHECK(office.claim(office.mine, ids[0]) == Keys{});
    // Giving it back does not give back the claim.
    CHECK(office.hand(office.mine, ids[0], model::Empty{}) == Keys{});
    CHECK(office.claim(office.mine, ids[1]) == Keys{});
    CHECK(office.claim(office.mine, ids[2]) == Keys{"pool_over_daily"});
    CHECK(office.claim(office.hers, ids[2]) == Keys{});
    office.pass(day_ms);
    CHECK(office.claim(office.mine, ids[3]) == Keys{});
}

TEST_CASE("nobody holds more than the limit by claiming, and a former owner waits") {
    Office office;
    office.rule("holding_most", std::int64_t{2});
    office.rule("lockout_days", std::int64_t{3});
    office.customer(office.mine, office.seller, "自己的");
    const RecordId id = office.pooled("甲"), other = office.pooled("乙");
    CHECK(office.claim(office.mine, id) == Keys{});
    CHECK(office.claim(office.mine, other) == Keys{"pool_over_holding"});
    CHECK(office.hand(office.mine, id, model::Empty{}) == Keys{});
    CHECK(office.claim(office.mine, id) == Keys{"pool_locked_out"});
    CHECK(office.claim(office.mine, other) == Keys{});
    office.pass(4 * day_ms);
    office.rule("holding_most", std::int64_t{9});
    CHECK(office.claim(office.mine, id) == Keys{});
}

TEST_CASE("one claims for oneself, a manager assigns and the person is told") {
    Office office;
    const RecordId id = office.pooled();
    CHECK(office.hand(office.mine, id, office.rival) == Keys{"pool_may_not_assign"});
    CHECK(office.hand(office.boss, id, office.rival) == Keys{});
    CHECK(office.told(office.rival) == Keys{"客户已分配给你"});
    CHECK(office.ledger() == Keys{"created –>–", "assigned –>赵"});
}

TEST_CASE("undo of a return is no claim, and gains not a day") {
    Office office;
    office.rule("is_on", true);
    office.rule("lockout_days", std::int64_t{3});
    const RecordId id = office.customer(office.mine, office.seller);
    const model::Value since = office.value(id, model::pool_field::owned_since);
    office.pass(5 * day_ms);
    CHECK(office.hand(office.mine, id, model::Empty{}) == Keys{});
    CHECK(office.value(id, model::pool_field::reason) == model::Value(std::string("transferred")));
    model::Transaction undo =
        office.mine.transaction({office.set(id, "customer", "owner", office.seller)}, office.head());
    undo.intent = model::Intent::undo;
    CHECK(reasons_of(office.mine.push_one(undo)) == Keys{});
    CHECK(office.value(id, model::pool_field::owned_since) == since);
    // What another put there cannot be taken by calling it undo.
    CHECK(office.hand(office.boss, id, model::Empty{}) == Keys{});
    undo = office.mine.transaction({office.set(id, "customer", "owner", office.seller)}, office.head());
    undo.intent = model::Intent::undo;
    CHECK(reasons_of(office.mine.push_one(undo)) == Keys{"pool_locked_out"});
}

TEST_CASE("a contact of a pooled customer is refused until the customer is claimed") {
    Office office;
    const RecordId id = office.pooled(), contact = office.new_id();
    const auto add = [&](TestDevice& who, RecordId made) {
        return reasons_of(who.commit({begin_life(made, *office.catalogue.find("contact")),
                                      office.set(made, "contact", "customer", id),
                                      office.set(made, "contact", "name", std::string("王芳"))}));
    };
    CHECK(add(office.mine, contact) == Keys{"pool_claim_first"});
    CHECK(add(office.boss, office.new_id()) == Keys{});
    CHECK(office.claim(office.mine, id) == Keys{});
    CHECK(add(office.mine, contact) == Keys{});
}

TEST_CASE("a visit puts off the day on which the customer goes, whatever the device says of it") {
    Office office;
    office.rule("is_on", true);
    const RecordId id = office.customer(office.mine, office.seller), visit = office.new_id();
    const auto due = [&] { return std::get<std::int64_t>(office.value(id, model::pool_field::due_at)); };
    const std::int64_t before = due();
    office.pass(10 * day_ms);
    CHECK(reasons_of(office.mine.commit({begin_life(visit, *office.catalogue.find("visit")),
                                         office.set(visit, "visit", "customer", id),
                                         office.set(visit, "visit", "subject", std::string("回访")),
                                         office.set(visit, "visit", "owner", office.seller),
                                         office.set(visit, "visit", "state", std::string("planned"))})) == Keys{});
    CHECK(due() == before);
    CHECK(reasons_of(office.mine.commit({office.set(visit, "visit", "state", std::string("done"))})) == Keys{});
    CHECK(due() == before + 10 * day_ms);
    CHECK(reasons_of(office.mine.commit({office.set(id, "customer", "days_to_expiry", std::int64_t{1})})) == Keys{});
    CHECK(due() == before + 10 * day_ms);
    CHECK(reasons_of(office.mine.commit({office.set(id, "customer", "status", std::string("won"))})) == Keys{});
    CHECK(due() == model::never_due_ms);
}

TEST_CASE("a customer that is due goes to the pool once, its owner is warned before and told why after [A3]") {
    Office office;
    office.rule("is_on", true);
    office.rule("lockout_days", std::int64_t{7});
    const RecordId id = office.customer(office.mine, office.seller);
    const RecordId second = office.customer(office.mine, office.seller, "另一家");
    PoolKeeper keeper(*office.storage, office.rules);
    office.keep(keeper);
    const Seq quiet = office.head();
    office.keep(keeper);
    CHECK(office.head() == quiet);
    office.pass(28 * day_ms);
    office.mine.pull(pull_from(0));
    office.keep(keeper);
    REQUIRE(office.told(office.seller).size() == 2);
    CHECK(office.told(office.seller).front().starts_with("客户即将进入公海。自"));
    office.keep(keeper);
    CHECK(office.told(office.seller).size() == 2);
    // A follow-up at the last moment keeps the other one.
    const RecordId visit = office.new_id();
    CHECK(reasons_of(office.mine.commit({begin_life(visit, *office.catalogue.find("visit")),
                                         office.set(visit, "visit", "customer", second),
                                         office.set(visit, "visit", "subject", std::string("回访")),
                                         office.set(visit, "visit", "owner", office.seller),
                                         office.set(visit, "visit", "state", std::string("planned"))})) == Keys{});
    CHECK(reasons_of(office.mine.commit({office.set(visit, "visit", "state", std::string("done"))})) == Keys{});
    office.pass(4 * day_ms);
    office.mine.pull(pull_from(0));
    office.keep(keeper);
    const auto pooled_count = std::ranges::count_if(office.all("customer"), [&](const model::Record& one) {
        return model::is_empty(model::value_of(one, model::common_field::owner));
    });
    CHECK(pooled_count == 1);
    CHECK(model::is_empty(office.owner(id)));
    CHECK(office.ledger() == Keys{"expired 王>–"});
    CHECK(office.told(office.seller).size() == 3);
    CHECK(office.told(office.seller).back().find("可再领取") != std::string::npos);
    const Seq done = office.head();
    // Another server, which knows nothing yet, finds nothing to do either.
    PoolKeeper other(*office.storage, office.rules);
    office.keep(other);
    office.keep(keeper);
    CHECK(office.head() == done);
}

TEST_CASE("whoever's device has not been heard since has some hours more, and what it brings still counts") {
    Office office;
    office.rule("is_on", true);
    const RecordId id = office.customer(office.mine, office.seller), visit = office.new_id();
    PoolKeeper keeper(*office.storage, office.rules);
    office.pass(30 * day_ms);
    // Done in a tunnel, before the term ended.
    const model::Transaction in_tunnel = office.mine.transaction(
        {begin_life(visit, *office.catalogue.find("visit")), office.set(visit, "visit", "customer", id),
         office.set(visit, "visit", "subject", std::string("回访")), office.set(visit, "visit", "owner", office.seller),
         office.set(visit, "visit", "state", std::string("planned"))},
        office.head());
    const model::Transaction finished =
        office.mine.transaction({office.set(visit, "visit", "state", std::string("done"))}, office.head());
    office.pass(day_ms);
    office.keep(keeper);
    CHECK(office.owner(id) == model::Value(office.seller));
    CHECK(office.mine.push_one(in_tunnel).status == Status::accepted);
    CHECK(office.mine.push_one(finished).status == Status::accepted);
    office.keep(keeper);
    CHECK(office.owner(id) == model::Value(office.seller));
    // Nobody waits for ever.
    office.pass(32 * day_ms);
    office.keep(keeper);
    CHECK(model::is_empty(office.owner(id)));
}

TEST_CASE("a company that never switched its pool on is left alone, and a rule that changes moves every term") {
    Office office;
    const RecordId id = office.customer(office.mine, office.seller);
    PoolKeeper keeper(*office.storage, office.rules);
    const Seq before = office.head();
    office.pass(400 * day_ms);
    office.keep(keeper);
    CHECK(office.head() == before);
    CHECK(model::is_empty(office.value(id, model::pool_field::due_at)));
    office.rule("is_on", true);
    office.rule("follow_up_days", std::int64_t{500});
    office.keep(keeper);
    CHECK(office.owner(id) == model::Value(office.seller));
    const auto due = office.value(id, model::pool_field::due_at);
    CHECK_FALSE(model::is_empty(due));
    office.rule("follow_up_days", std::int64_t{600});
    office.keep(keeper);
    CHECK(std::get<std::int64_t>(office.value(id, model::pool_field::due_at)) ==
          std::get<std::int64_t>(due) + 100 * day_ms);
    office.rule("is_on", false);
    office.keep(keeper);
    CHECK(model::is_empty(office.value(id, model::pool_field::due_at)));
    CHECK(office.value(id, model::pool_field::exempt) == model::Value(std::string("off")));
}

TEST_CASE("two servers on one database release many customers once each") {
    Office office;
    office.rule("is_on", true);
    constexpr int count = 450;
    std::vector<model::Change> changes;
    for (int i = 0; i < count; ++i) {
        const RecordId id = office.new_id();
        for (model::Change& change : new_customer(office, id, "客户" + std::to_string(i))) {
            changes.push_back(std::move(change));
        }
        changes.push_back(office.set(id, "customer", "owner", office.seller));
    }
    REQUIRE(reasons_of(office.mine.commit(std::move(changes))) == Keys{});
    office.pass(40 * day_ms);
    PoolKeeper one(*office.storage, office.rules), two(*office.storage, office.rules);
    bool has_more = true;
    while (has_more) {
        has_more = must(one.run({}));
        has_more = must(two.run({})) || has_more;
    }
    CHECK(office.ledger().size() == count);
    CHECK(office.told(office.seller).size() == count);
}

}  // namespace xingke::server
