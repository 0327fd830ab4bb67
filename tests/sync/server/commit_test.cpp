#include "sync/server/commit.h"

#include "app/base/random.h"
#include "sync/server/conflict.h"
#include "sync/server/limits.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Keys = std::vector<std::string>;
using protocol::Status;

struct Two : World {
    TestDevice a{*this, seller, model::Role::salesperson};
    TestDevice b{*this, manager, model::Role::manager};
    // A customer that both have seen.
    RecordId customer() {
        const RecordId id = new_id();
        CHECK(a.commit(new_customer(*this, id, "北京思优特科技发展有限公司")).status == Status::accepted);
        return id;
    }
    model::Value field(RecordId id, std::string_view name) {
        return model::value_of(record(id), model::find_field(*catalogue.find("customer"), name)->id);
    }
    std::vector<model::Record> conflicts() {
        std::vector<model::Record> found;
        for (const StoredRecord& stored :
             must(must(storage->begin_read(company.id))->records_after({}, {}, 1000, 1 << 20))) {
            if (stored.record.type == catalogue.find("conflict")->id) {
                found.push_back(stored.record);
            }
        }
        return found;
    }
};

}  // namespace

TEST_CASE("each accepted transaction takes the next seq, without gaps, rejected ones take none") {
    Two world;
    const Seq before = world.head();
    for (int i = 0; i < 3; ++i) {
        const auto made = world.a.commit(new_customer(world, world.new_id(), "客户" + std::to_string(i)));
        CHECK(made.seq == world.head());
        CHECK(world.a.commit({}).status == Status::rejected);
    }
    CHECK(world.head() == before + 3);
    CHECK(world.b.commit(new_customer(world, world.new_id(), "另一个")).seq == before + 4);
}

TEST_CASE("a transaction that comes again is applied once and gets its outcome again") {
    Two world;
    const RecordId id = world.new_id();
    const auto first = world.a.transaction(new_customer(world, id, "客户"), 0);
    auto bad = world.a.transaction({customer_field(world, world.new_id(), "name", std::string("无"))}, 0);
    const auto once = world.a.push({first, bad});
    const Seq head = world.head();
    const auto again = world.a.push({first, bad});
    CHECK((again == once));
    CHECK(again.expected_counter == 3);
    CHECK(world.head() == head);
    REQUIRE(again.outcomes.size() == 2);
    CHECK(reasons_of(again.outcomes[1]) == Keys{"record_missing"});
}

TEST_CASE("a gap in the counters is answered with the one expected, and nothing behind it is looked at") {
    Two world;
    const auto one = world.a.transaction(new_customer(world, world.new_id(), "一"), 0);
    const auto two = world.a.transaction(new_customer(world, world.new_id(), "二"), 0);
    const auto three = world.a.transaction(new_customer(world, world.new_id(), "三"), 0);
    const Seq head = world.head();
    const auto answer = world.a.push({two, three});
    CHECK(answer.outcomes.empty());
    CHECK(answer.expected_counter == 1);
    CHECK_FALSE(answer.forked);
    CHECK(world.head() == head);
    CHECK(world.a.push({one, two, three}).expected_counter == 4);
    CHECK(world.head() == head + 3);
}

TEST_CASE("a known counter with other content is a fork: nothing is applied, what matched keeps its outcome") {
    Two world;
    const auto one = world.a.transaction(new_customer(world, world.new_id(), "一"), 0);
    const auto two = world.a.transaction(new_customer(world, world.new_id(), "二"), 0);
    world.a.push({one, two});
    world.a.counter = 1;
    const auto other = world.a.transaction(new_customer(world, world.new_id(), "回滚之后"), 0);
    const Seq head = world.head();
    const auto answer = world.a.push({one, other});
    CHECK(answer.forked);
    CHECK(answer.outcomes.size() == 1);
    CHECK(world.head() == head);
}

TEST_CASE("nobody gets another person's outcomes by naming their device") {
    Two world;
    const auto one = world.a.transaction(new_customer(world, world.new_id(), "一"), 0);
    world.a.push({one});
    Caller thief = world.b.caller;
    thief.device = world.a.caller.device;
    const auto answer = must(push(*world.storage, world.rules, thief, {{one}}));
    CHECK(answer.forked);
    CHECK(answer.outcomes.empty());
}

TEST_CASE("a transaction of another device refuses the whole request, one of another author only itself") {
    Two world;
    auto foreign = world.a.transaction(new_customer(world, world.new_id(), "一"), 0);
    const auto refused = push(*world.storage, world.rules, world.b.caller, {{foreign}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().fault == Fault::invalid_input);
    foreign.author = world.manager;
    CHECK(reasons_of(world.a.push_one(foreign)) == Keys{"not_author"});
}

TEST_CASE("what is wrong with a transaction is told, and nothing of it is written") {
    Two world;
    const RecordId known = world.customer();
    const RecordId fresh = world.new_id();
    const model::RecordType& customer = *world.catalogue.find("customer");
    const model::RecordType& contact = *world.catalogue.find("contact");
    const model::RecordType& user = *world.catalogue.find("user");
    const model::RecordType& conflict = *world.catalogue.find("conflict");
    const auto text = [](const char* value) { return model::Value(std::string(value)); };
    struct Case {
        std::string what;
        std::vector<model::Change> changes;
        Keys reasons;
    };
    const Case cases[] = {
        {"nothing at all", {}, {"empty_transaction"}},
        {"an unknown type", {{fresh, 900, 0, model::Operation::set, std::int64_t{1}}}, {"unknown_type"}},
        {"an unknown field", {{known, customer.id, 900, model::Operation::set, text("x")}}, {"unknown_field"}},
        {"an edit is never a creation", {customer_field(world, fresh, "name", text("x"))}, {"record_missing"}},
        {"nor is a life beyond the first", {life(world, fresh, 3)}, {"record_missing"}},
        {"a life that skips", {life(world, known, 4)}, {"guard_failed"}},
        {"a life that is no number", {{known, customer.id, 0, model::Operation::set, text("1")}}, {"guard_failed"}},
        {"a required field", {begin_life(fresh, customer)}, {"declared"}},
        {"an invalid value", {customer_field(world, known, "postcode", text("12"))}, {"digits_exactly"}},
        {"a value of the wrong kind", {customer_field(world, known, "name", std::int64_t{5})}, {"wrong_kind"}},
        {"broken UTF-8", {customer_field(world, known, "name", text("\xFF\xFE"))}, {"wrong_kind"}},
        {"an element of what is no set", {{known, customer.id, 1, model::Operation::add, text("x")}}, {"wrong_kind"}},
        {"a parent that is not there",
         {begin_life(fresh, contact), set_field(fresh, contact, "customer", world.new_id()),
          set_field(fresh, contact, "name", text("张三"))},
         {"parent_missing"}},
        {"a parent of another type",
         {begin_life(fresh, contact), set_field(fresh, contact, "customer", world.seller),
          set_field(fresh, contact, "name", text("张三"))},
         {"parent_missing"}},
        {"a record under another type", {{known, contact.id, 2, model::Operation::set, text("x")}}, {"record_missing"}},
        {"making a user", {begin_life(fresh, user)}, {"may_not_create"}},
        {"changing a user", {set_field(world.seller, user, "role", text("administrator"))}, {"may_not_edit"}},
        {"making a conflict", {begin_life(fresh, conflict)}, {"may_not_create"}},
        {"deleting without the right", {life(world, known, 2)}, {"may_not_remove"}},
        {"creating in another's name",
         {begin_life(fresh, customer), set_field(fresh, customer, "name", text("x")),
          set_field(fresh, customer, "creator", world.manager)},
         {"may_not_write_field"}},
    };
    const Seq head = world.head();
    const model::Record before = world.record(known);
    for (const Case& one : cases) {
        INFO(one.what);
        const auto outcome = world.a.commit(one.changes);
        CHECK(outcome.status == Status::rejected);
        CHECK(outcome.seq == 0);
        CHECK(reasons_of(outcome) == one.reasons);
    }
    CHECK(world.head() == head);
    CHECK((world.record(known) == before));
    CHECK_FALSE(world.has_record(fresh));
}

TEST_CASE("the role is read from the storage at the moment of the commit, not from the session") {
    Two world;
    auto account = must(must(world.storage->begin_read(world.company.id))->find_account(world.seller));
    account->role = model::Role::read_only;
    {
        const auto writing = must(world.storage->begin_write(world.company.id));
        must(writing->change_account(*account));
        must(writing->commit());
    }
    CHECK(reasons_of(world.a.commit(new_customer(world, world.new_id(), "一"))) == Keys{"may_not_create"});
    account->is_disabled = true;
    {
        const auto writing = must(world.storage->begin_write(world.company.id));
        must(writing->change_account(*account));
        must(writing->commit());
    }
    const auto refused = push(*world.storage, world.rules, world.a.caller, {});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().fault == Fault::unauthorized);
}

TEST_CASE("a transaction is whole: one bad record of many keeps all of them out") {
    Two world;
    const RecordId good = world.new_id();
    const RecordId bad = world.new_id();
    auto changes = new_customer(world, good, "好");
    const auto more = new_customer(world, bad, "");
    changes.insert(changes.end(), more.begin(), more.end());
    const auto outcome = world.a.commit(changes);
    CHECK(reasons_of(outcome) == Keys{"declared"});
    CHECK(outcome.reasons.front().record == bad);
    CHECK(outcome.reasons.front().field == "name");
    CHECK_FALSE(world.has_record(good));
}

TEST_CASE("a record and its child may begin in one transaction, in any order") {
    Two world;
    const RecordId customer = world.new_id();
    const RecordId contact = world.new_id();
    const model::RecordType& type = *world.catalogue.find("contact");
    std::vector<model::Change> changes = {set_field(contact, type, "customer", customer),
                                          set_field(contact, type, "name", std::string("张三")),
                                          begin_life(contact, type)};
    const auto parent = new_customer(world, customer, "客户");
    changes.insert(changes.end(), parent.begin(), parent.end());
    CHECK(world.a.commit(changes).status == Status::accepted);
    CHECK(model::is_alive(world.record(contact)));
}

TEST_CASE("a rejected transaction does not stop those behind it; what needed it is told so") {
    Two world;
    const RecordId customer = world.new_id();
    const RecordId contact = world.new_id();
    const model::RecordType& type = *world.catalogue.find("contact");
    const auto bad = world.a.transaction(new_customer(world, customer, ""), 0);
    const auto child = world.a.transaction({begin_life(contact, type), set_field(contact, type, "customer", customer),
                                            set_field(contact, type, "name", std::string("张三"))},
                                           0);
    const auto good = world.a.transaction(new_customer(world, world.new_id(), "客户"), 0);
    const auto answer = world.a.push({bad, child, good});
    REQUIRE(answer.outcomes.size() == 3);
    CHECK(reasons_of(answer.outcomes[0]) == Keys{"declared"});
    CHECK(reasons_of(answer.outcomes[1]) == Keys{"parent_missing"});
    CHECK(answer.outcomes[2].status == Status::accepted);
}

TEST_CASE("two who change one field: the first stays, the other is kept for its author") {
    Two world;
    const RecordId id = world.customer();
    const Seq seen = world.head();
    const auto first =
        world.b.push_one(world.b.transaction({customer_field(world, id, "address", std::string("中关村"))}, seen));
    CHECK(first.status == Status::accepted);
    const auto second =
        world.a.push_one(world.a.transaction({customer_field(world, id, "address", std::string("望京")),
                                              customer_field(world, id, "tel", std::string("01088886666"))},
                                             seen));
    CHECK(second.status == Status::merged);
    CHECK((world.field(id, "address") == model::Value(std::string("中关村"))));
    CHECK((world.field(id, "tel") == model::Value(std::string("01088886666"))));

    const auto conflicts = world.conflicts();
    REQUIRE(conflicts.size() == 1);
    const model::RecordType& type = *world.catalogue.find("conflict");
    const auto held = [&](std::string_view name) {
        return model::value_of(conflicts[0], model::find_field(type, name)->id);
    };
    CHECK((held("subject") == model::Value(print(id))));
    CHECK((held("value") == model::Value(hexadecimal(std::string("望京")))));
    CHECK((held("author") == model::Value(world.seller)));
    CHECK((held("device") == model::Value(print(world.a.caller.device))));
    CHECK((held("current_seq") == model::Value(static_cast<std::int64_t>(first.seq))));
    CHECK((held("state") == model::Value(std::string("open"))));
    CHECK(model::newest_seq(conflicts[0]) == second.seq);

    // Its author takes it after all: the state is the one thing of a conflict that a device may write.
    CHECK(world.a
              .commit({customer_field(world, id, "address", std::string("望京")),
                       set_field(conflicts[0].id, type, "state", std::string("taken"))})
              .status == Status::accepted);
    CHECK((world.field(id, "address") == model::Value(std::string("望京"))));
    CHECK(reasons_of(world.a.commit({set_field(conflicts[0].id, type, "value", std::string("00"))})) ==
          Keys{"may_not_write_field"});
}

TEST_CASE("one's own unseen change, an equal value and another field are no conflict") {
    Two world;
    const RecordId id = world.customer();
    const Seq seen = world.head();
    world.a.push_one(world.a.transaction({customer_field(world, id, "address", std::string("一"))}, seen));
    CHECK(
        world.a.push_one(world.a.transaction({customer_field(world, id, "address", std::string("二"))}, seen)).status ==
        Status::accepted);
    CHECK((world.field(id, "address") == model::Value(std::string("二"))));
    CHECK(
        world.b.push_one(world.b.transaction({customer_field(world, id, "address", std::string("二"))}, seen)).status ==
        Status::accepted);
    CHECK(world.b.push_one(world.b.transaction({customer_field(world, id, "tel", std::string("01088886666"))}, seen))
              .status == Status::accepted);
    CHECK(world.conflicts().empty());
}

TEST_CASE("when a record was last changed is nobody's typing: two at once make no conflict, the later time stays") {
    Two world;
    const RecordId id = world.customer();
    const Seq seen = world.head();
    const model::RecordType& type = *world.catalogue.find("customer");
    world.b.push_one(world.b.transaction({set_field(id, type, "updated", std::int64_t{2000})}, seen));
    CHECK(world.a.push_one(world.a.transaction({set_field(id, type, "updated", std::int64_t{1000})}, seen)).status ==
          Status::accepted);
    CHECK((world.field(id, "updated") == model::Value(std::int64_t{2000})));
    CHECK(world.conflicts().empty());
}

TEST_CASE("elements of a set merge one by one, without conflicts") {
    Two world;
    const RecordId id = world.customer();
    const Seq seen = world.head();
    const model::RecordType& type = *world.catalogue.find("customer");
    const model::FieldId field = model::find_field(type, "partner_kind")->id;
    const auto add = [&](const char* key) {
        return model::Change{id, type.id, field, model::Operation::add, std::string(key)};
    };
    world.a.push_one(world.a.transaction({add("hospital")}, seen));
    CHECK(world.b.push_one(world.b.transaction({add("dealer")}, seen)).status == Status::accepted);
    CHECK((world.field(id, "partner_kind") == model::Value(model::Elements{"dealer", "hospital"})));
}

TEST_CASE("a base that this server never gave out counts as having seen nothing") {
    Two world;
    const RecordId id = world.customer();
    world.b.commit({customer_field(world, id, "address", std::string("一"))});
    const auto outcome = world.a.push_one(
        world.a.transaction({customer_field(world, id, "address", std::string("二"))}, world.head() + 100));
    CHECK(outcome.status == Status::merged);
    CHECK(world.conflicts().size() == 1);
}

TEST_CASE("guards are checked at the server's state") {
    Two world;
    const RecordId id = world.customer();
    const model::FieldId status = model::find_field(*world.catalogue.find("customer"), "status")->id;
    auto claim = world.a.transaction({customer_field(world, id, "status", std::string("following"))}, world.head());
    claim.guards = {{id, status, model::Empty{}}};
    auto late = world.b.transaction({customer_field(world, id, "status", std::string("won"))}, world.head());
    late.guards = claim.guards;
    CHECK(world.a.push_one(claim).status == Status::accepted);
    const auto refused = world.b.push_one(late);
    CHECK(reasons_of(refused) == Keys{"guard_failed"});
    CHECK(refused.reasons.front().field == "status");
    auto missing = world.b.transaction({customer_field(world, id, "status", std::string("won"))}, world.head());
    missing.guards = {{world.new_id(), 1, std::string("x")}};
    CHECK(reasons_of(world.b.push_one(missing)) == Keys{"guard_failed"});
}

TEST_CASE("a deleted record takes no edit, comes back whole, and never by an edit") {
    Two world;
    const RecordId id = world.customer();
    CHECK(world.b.commit({life(world, id, 2)}).status == Status::accepted);
    CHECK_FALSE(model::is_alive(world.record(id)));
    CHECK(reasons_of(world.a.commit({customer_field(world, id, "address", std::string("一"))})) ==
          Keys{"record_deleted"});
    CHECK(world.b.commit({life(world, id, 2)}).status == Status::accepted);  // Somebody else deleted it as well.
    CHECK(reasons_of(world.b.commit({life(world, id, 1)})) == Keys{"guard_failed"});
    CHECK(world.b.commit({life(world, id, 3)}).status == Status::accepted);
    CHECK(model::is_alive(world.record(id)));
    CHECK((world.field(id, "name") == model::Value(std::string("北京思优特科技发展有限公司"))));
    CHECK(reasons_of(world.b.commit({life(world, id, 2)})) == Keys{"guard_failed"});
    // What was wanted is so already.
    CHECK(world.b.commit({life(world, id, 1)}).status == Status::accepted);
}

TEST_CASE("only an administrator purges, only what is deleted, and then the server keeps no value of it") {
    Two world;
    const RecordId id = world.customer();
    const RecordId boss = world.add("wang2", "王总", model::Role::administrator);
    TestDevice admin(world, boss, model::Role::administrator);
    CHECK(reasons_of(admin.commit({life(world, id, model::purged_life)})) == Keys{"purge_needs_deleted"});
    CHECK(world.b
              .commit({life(world, id, 2), customer_field(world, id, "remover", world.manager),
                       customer_field(world, id, "removed", std::int64_t{5})})
              .status == Status::accepted);
    CHECK(reasons_of(world.b.commit({life(world, id, model::purged_life)})) == Keys{"may_not_purge"});
    const protocol::Outcome purged = admin.commit({life(world, id, model::purged_life)});
    REQUIRE(purged.status == Status::accepted);
    for (const auto& [field, state] : world.record(id).fields) {
        CAPTURE(field);
        if (field == model::life_field) {
            CHECK((state.value == model::Value(model::purged_life)));
        } else {
            CHECK(model::is_empty(state.value));
        }
        if (field == model::life_field || field == model::common_field::remover) {
            CHECK(state.seq == purged.seq);
        }
    }
    CHECK(admin.commit({life(world, id, model::purged_life)}).status == Status::accepted);  // It is so already.
    CHECK(reasons_of(world.b.commit({life(world, id, 3)})) == Keys{"record_purged"});
    CHECK(reasons_of(admin.commit({customer_field(world, id, "name", std::string("又来了"))})) ==
          Keys{"record_purged"});
    CHECK(reasons_of(admin.commit({life(world, world.new_id(), model::purged_life)})) == Keys{"record_missing"});
}

TEST_CASE("who deleted a record is whoever deleted it, and the first of two who did") {
    Two world;
    const RecordId id = world.customer();
    const auto remover = [&](RecordId person) { return customer_field(world, id, "remover", person); };
    CHECK(reasons_of(world.b.commit({life(world, id, 2), remover(world.seller)})) == Keys{"guard_failed"});
    CHECK(world.b.commit({remover(world.manager)}).status == Status::accepted);
    CHECK((world.field(id, "remover") == model::Value()));  // Nobody has deleted it.
    CHECK(world.b.commit({life(world, id, 2), remover(world.manager)}).status == Status::accepted);
    const RecordId boss = world.add("wang2", "王总", model::Role::administrator);
    TestDevice admin(world, boss, model::Role::administrator);
    CHECK(admin.commit({life(world, id, 2), remover(boss), customer_field(world, id, "updated", std::int64_t{9})})
              .status == Status::accepted);
    CHECK((world.field(id, "remover") == model::Value(world.manager)));
}

TEST_CASE("one's own creation may be undone without the right to delete, another's may not") {
    Two world;
    const RecordId id = world.new_id();
    auto changes = new_customer(world, id, "写错了");
    changes.push_back(customer_field(world, id, "creator", world.seller));
    CHECK(world.a.commit(changes).status == Status::accepted);
    auto undo = world.a.transaction({life(world, id, 2)}, world.head());
    undo.intent = model::Intent::undo;
    CHECK(world.a.push_one(undo).status == Status::accepted);

    const RecordId others = world.new_id();
    changes = new_customer(world, others, "经理的客户");
    changes.push_back(customer_field(world, others, "creator", world.manager));
    CHECK(world.b.commit(changes).status == Status::accepted);
    undo = world.a.transaction({life(world, others, 2)}, world.head());
    undo.intent = model::Intent::undo;
    CHECK(reasons_of(world.a.push_one(undo)) == Keys{"may_not_remove"});
}

TEST_CASE("a sibling too large to be kept beside the other refuses the transaction instead of losing it") {
    Two world;
    const RecordId id = world.customer();
    const Seq seen = world.head();
    world.b.push_one(world.b.transaction({customer_field(world, id, "remark", std::string("短"))}, seen));
    // One character as people count them: a letter under very many accents.
    std::string large = "e";
    while (large.size() < sibling_bytes_max) {
        large += "\u0301";
    }
    const auto outcome = world.a.push_one(world.a.transaction({customer_field(world, id, "remark", large)}, seen));
    CHECK(outcome.status == Status::rejected);
    CHECK(reasons_of(outcome) == Keys{"guard_failed"});
}

TEST_CASE("fields that this version does not know stay with their record") {
    Two world;
    const RecordId id = world.customer();
    {
        const auto writing = must(world.storage->begin_write(world.company.id));
        auto record = must(writing->find_record(id));
        record->fields[900] = {std::string("来自更新的版本"), 1};
        must(writing->put_record(*record, writing->company().head));
        must(writing->commit());
    }
    CHECK(world.a.commit({customer_field(world, id, "address", std::string("一"))}).status == Status::accepted);
    CHECK((model::value_of(world.record(id), 900) == model::Value(std::string("来自更新的版本"))));
}

}  // namespace xingke::server
