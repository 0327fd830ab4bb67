// What becomes of work that meets somebody else's: conflicts that ask their author, rejections that keep what was
// typed, and answers that were lost on the way.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

// Both change the name without knowing of each other; the manager's arrives first.
struct Conflict {
    Conflict() {
        created = world.create(sales, "甲公司");
        world.run();
        Harness::cut(sales);
        Harness::edit(sales, created.record, customer_field::name, std::string("销售写的"));
        Harness::edit(manager, created.record, customer_field::name, std::string("经理写的"));
        world.run();
        world.mend(sales);
    }

    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Committed created;

    model::Change decide(const InboxItem& item, const char* state) const {
        return {item.conflict, catalogue::type_id::conflict, 8, model::Operation::set, std::string(state)};
    }
};

TEST_CASE("a value that gave way waits in its author's inbox, with both values") {
    Conflict conflict;
    CHECK(Harness::name(conflict.sales, conflict.created.record) == "经理写的");
    const auto& items = conflict.sales.link().inbox().items;
    REQUIRE(items.size() == 1);
    CHECK(items.front().what == InboxItem::What::conflict);
    CHECK(items.front().record == conflict.created.record);
    CHECK(items.front().field == customer_field::name);
    CHECK(items.front().mine == model::Value(std::string("销售写的")));
    CHECK(items.front().theirs == model::Value(std::string("经理写的")));
    CHECK(conflict.sales.link().sync().needs_you == 1);
    CHECK(conflict.manager.link().inbox().items.empty());
    CHECK(conflict.manager.link().sync().needs_you == 0);
}

TEST_CASE("taking one's own value of a conflict makes it the value everywhere") {
    Conflict conflict;
    const InboxItem item = conflict.sales.link().inbox().items.at(0);
    const Committed decided =
        Harness::commit(conflict.sales, model::Intent::resolve,
                        {conflict.decide(item, "taken"), Harness::set(item.record, item.field, item.mine)});
    REQUIRE(decided.saved);
    CHECK(conflict.sales.link().inbox().items.empty());
    conflict.world.run();
    CHECK(Harness::name(conflict.sales, item.record) == "销售写的");
    CHECK(Harness::name(conflict.manager, item.record) == "销售写的");
    CHECK(conflict.sales.link().sync().needs_you == 0);
    CHECK(conflict.manager.link().inbox().items.empty());
}

TEST_CASE("keeping the present value of a conflict ends it") {
    Conflict conflict;
    const InboxItem item = conflict.sales.link().inbox().items.at(0);
    REQUIRE(Harness::commit(conflict.sales, model::Intent::resolve, {conflict.decide(item, "kept")}).saved);
    conflict.world.run();
    CHECK(conflict.sales.link().inbox().items.empty());
    CHECK(Harness::name(conflict.sales, item.record) == "经理写的");
}

TEST_CASE("a form that was loaded before somebody else's edit arrived overwrites nothing") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const Committed created = world.create(sales, "甲公司");
    world.run();
    const model::Seq loaded = Harness::show(sales, created.record).cursor;
    Harness::edit(manager, created.record, customer_field::address, std::string("经理的地址"));
    world.run();
    CHECK(Harness::value(sales, created.record, customer_field::address) == model::Value(std::string("经理的地址")));
    Harness::commit(sales, model::Intent::edit,
                    {Harness::set(created.record, customer_field::address, std::string("旧表单的地址"))}, loaded);
    world.run();
    CHECK(Harness::value(manager, created.record, customer_field::address) == model::Value(std::string("经理的地址")));
    CHECK(sales.link().inbox().items.size() == 1);
}

TEST_CASE("a pending value that is shown does not hide that somebody else's arrived underneath") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const Committed created = world.create(sales, "甲公司");
    world.run();
    // The push does not get through while the pull does: the session of the other direction is as good as any fault.
    Harness::cut(sales);
    Harness::edit(sales, created.record, customer_field::name, std::string("第一稿"));
    Harness::edit(manager, created.record, customer_field::name, std::string("经理写的"));
    world.run();
    Harness::edit(sales, created.record, customer_field::name, std::string("第二稿"));
    world.mend(sales);
    CHECK(Harness::name(manager, created.record) == "经理写的");
    CHECK(Harness::name(sales, created.record) == "经理写的");
    CHECK(sales.link().inbox().items.size() == 2);
}

// The manager deletes the customer while the salesperson writes to it.
struct Rejection {
    Rejection() {
        created = world.create(sales, "甲公司");
        world.run();
        Harness::cut(sales);
        edited = Harness::edit(sales, created.record, customer_field::remark, std::string("很重要的备注"));
        Harness::commit(manager, model::Intent::remove,
                        {Harness::set(created.record, model::life_field, std::int64_t{2})});
        world.run();
        world.mend(sales);
    }

    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Committed created, edited;
};

TEST_CASE("a rejected change is taken back, and what was typed is kept with the reason") {
    Rejection rejection;
    CHECK(rejection.sales.link().sync().waiting == 0);
    const auto& items = rejection.sales.link().inbox().items;
    REQUIRE(items.size() == 1);
    CHECK(items.front().what == InboxItem::What::rejected);
    CHECK(items.front().counter == rejection.edited.counter);
    CHECK(items.front().field == customer_field::remark);
    CHECK(items.front().mine == model::Value(std::string("很重要的备注")));
    REQUIRE_FALSE(items.front().reasons.empty());
    CHECK(items.front().reasons.front().message.key == Text::record_deleted);
    CHECK(Harness::value(rejection.sales, rejection.created.record, customer_field::remark) == model::Value{});
    rejection.world.restart(rejection.sales);
    CHECK(rejection.sales.link().inbox().items.size() == 1);
}

TEST_CASE("a rejected change can be tried again once the cause is gone") {
    Rejection rejection;
    REQUIRE(Harness::commit(rejection.manager, model::Intent::restore,
                            {Harness::set(rejection.created.record, model::life_field, std::int64_t{3})})
                .saved);
    rejection.world.run();
    rejection.sales.link().inbox();
    rejection.sales.link().resolve_rejected(rejection.edited.counter, true);
    rejection.sales.pump();
    rejection.world.run();
    CHECK(rejection.sales.link().inbox().items.empty());
    CHECK(Harness::value(rejection.manager, rejection.created.record, customer_field::remark) ==
          model::Value(std::string("很重要的备注")));
}

TEST_CASE("a rejected change stays when it still cannot be, and goes when it is let go") {
    Rejection rejection;
    rejection.sales.link().inbox();
    rejection.sales.link().resolve_rejected(rejection.edited.counter, true);
    rejection.sales.pump();
    rejection.world.run();
    CHECK(rejection.sales.link().inbox().items.size() == 1);
    rejection.sales.link().resolve_rejected(rejection.edited.counter, false);
    rejection.sales.pump();
    rejection.world.run();
    CHECK(rejection.sales.link().inbox().items.empty());
    CHECK(rejection.sales.link().sync().needs_you == 0);
}

TEST_CASE("a rejection does not hold up what comes after it") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const Committed first = world.create(sales, "甲公司");
    world.run();
    Harness::cut(sales);
    Harness::edit(sales, first.record, customer_field::remark, std::string("写给已删除的"));
    const Committed second = world.create(sales, "乙公司");
    Harness::commit(manager, model::Intent::remove, {Harness::set(first.record, model::life_field, std::int64_t{2})});
    world.run();
    world.mend(sales);
    CHECK(Harness::name(manager, second.record) == "乙公司");
    CHECK(sales.link().inbox().items.size() == 1);
}

TEST_CASE("lost answers are harmless: each transaction is applied once") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    world.faults.response_loss_percent = 100;
    for (int i = 0; i < 5; ++i) {
        world.create(sales, "公司" + std::to_string(i));
        world.run(90'000);
    }
    CHECK(sales.link().sync().waiting == 5);
    world.faults = {};
    world.run(130'000);
    CHECK(sales.link().sync().waiting == 0);
    CHECK(Harness::count(manager) == 5);
    CHECK(Harness::count(sales) == 5);
}

}  // namespace
}  // namespace xingke::client
