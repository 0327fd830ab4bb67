// The data side as the screen meets it, with the real server behind a perfect network: saving, syncing,
// restarting. Each device is a client::DataHost driven by encoded frames.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

TEST_CASE("what is created offline survives a restart and a crash, and reaches the other device afterwards") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    Harness::cut(sales);
    const Committed created = world.create(sales, "北京思优特科技发展有限公司");
    REQUIRE(created.saved);
    CHECK(sales.link().sync().waiting == 1);
    CHECK(sales.link().sync().phase == SyncPhase::offline);

    world.restart(sales);
    CHECK(sales.link().session().phase == Phase::signed_in);
    CHECK(Harness::name(sales, created.record) == "北京思优特科技发展有限公司");
    sales.crash();
    sales.start();
    CHECK(Harness::name(sales, created.record) == "北京思优特科技发展有限公司");
    CHECK(sales.link().sync().waiting == 1);
    world.run();
    CHECK(Harness::count(manager) == 0);

    sales.network().set_partitioned(false);
    sales.set_online(true);
    world.run(2'000);
    CHECK(sales.link().sync().waiting == 0);
    CHECK(Harness::name(manager, created.record) == "北京思优特科技发展有限公司");

    REQUIRE(Harness::edit(manager, created.record, customer_field::address, std::string("海淀区学院路1号")).saved);
    world.run(2'000);
    CHECK(Harness::value(sales, created.record, customer_field::address) ==
          model::Value(std::string("海淀区学院路1号")));
}

TEST_CASE("groups are live: what is created, edited and received changes their figures") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const auto live = manager.link().watch(model::GroupQuery{
        .query = {.type = catalogue::type_id::customer}, .by = {{customer_field::status}}, .measures = {}});
    manager.pump();
    CHECK(live->answer().groups.groups.empty());
    const RecordId first = world.create(sales, "甲公司").record;
    world.create(sales, "乙公司");
    world.run(2'000);
    REQUIRE(live->answer().groups.groups.size() == 1);
    CHECK(live->answer().groups.groups[0].count == 2);
    REQUIRE(Harness::edit(sales, first, customer_field::status, std::string("won")).saved);
    world.run(2'000);
    REQUIRE(live->answer().groups.groups.size() == 2);
    CHECK(live->answer().groups.groups[1].keys[0] == model::Value(std::string("won")));
    CHECK(live->answer().groups.groups[1].count == 1);
}

TEST_CASE("a view that asks for a field that is gone says so, and the app goes on") {
    Harness world;
    Device& device = world.add_device("sales");
    model::Query query{.type = catalogue::type_id::customer};
    query.filters = {{999, model::Filter::Test::is_set, {}}};
    const auto live = device.link().watch(query);
    device.pump();
    CHECK(live->error().key != Text::nothing);
    CHECK(device.link().session().phase == Phase::signed_in);
    CHECK(world.create(device, "甲公司").saved);
}

TEST_CASE("a creation is completed with creator, times and owner") {
    Harness world;
    Device& device = world.add_device("sales");
    const Committed created = world.create(device, "甲公司");
    const RecordAnswer shown = Harness::show(device, created.record);
    const model::Value user = device.link().session().actor.user;
    CHECK(model::value_of(shown.record, model::common_field::owner) == user);
    CHECK(model::value_of(shown.record, model::common_field::creator) == user);
    CHECK(std::holds_alternative<std::int64_t>(model::value_of(shown.record, model::common_field::created)));
    REQUIRE(shown.timeline.size() == 1);
    CHECK(shown.timeline.front().intent == model::Intent::create);
    CHECK(shown.timeline.front().is_pending);
    CHECK(shown.timeline.front().author_name == "张伟");
    world.run();
    CHECK_FALSE(Harness::show(device, created.record).timeline.front().is_pending);
}

TEST_CASE("what is invalid is refused with the field and nothing is written") {
    Harness world;
    Device& device = world.add_device("sales");
    const Committed created = world.create(device, "甲公司");
    const Committed edited = Harness::edit(device, created.record, customer_field::postcode, std::string("12345"));
    CHECK_FALSE(edited.saved);
    REQUIRE(edited.issues.size() == 1);
    CHECK(edited.issues.front().field == "postcode");
    CHECK(Harness::value(device, created.record, customer_field::postcode) == model::Value{});
    const Committed removed = Harness::commit(device, model::Intent::remove,
                                              {Harness::set(created.record, model::life_field, std::int64_t{2})});
    CHECK_FALSE(removed.saved);
    REQUIRE(removed.issues.size() == 1);
    CHECK(removed.issues.front().message.key == Text::may_not_remove);
}

TEST_CASE("an edit that changes nothing is not saved") {
    Harness world;
    Device& device = world.add_device("sales");
    const Committed created = world.create(device, "甲公司");
    const Committed edited = Harness::edit(device, created.record, customer_field::name, std::string("甲公司"));
    CHECK_FALSE(edited.saved);
    CHECK(edited.error.key == Text::empty_transaction);
}

TEST_CASE("several choices merge element by element") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const Committed created = world.create(sales, "甲公司");
    world.run();
    Harness::cut(sales);
    Harness::edit(sales, created.record, customer_field::partner_kind, model::Elements{"dealer", "hospital"});
    Harness::edit(manager, created.record, customer_field::partner_kind, model::Elements{"retailer"});
    world.run();
    world.mend(sales);
    const model::Value all = model::Elements{"dealer", "hospital", "retailer"};
    CHECK(Harness::value(sales, created.record, customer_field::partner_kind) == all);
    CHECK(Harness::value(manager, created.record, customer_field::partner_kind) == all);
    CHECK(sales.link().inbox().items.empty());
}

TEST_CASE("search finds by word, and a device tells about itself") {
    Harness world;
    Device& device = world.add_device("sales");
    const Committed created = world.create(device, "北京思优特科技发展有限公司");
    SearchAnswer found;
    device.link().search("思优特", [&](const SearchAnswer& answer) { found = answer; });
    REQUIRE(found.hits.size() == 1);
    CHECK(found.hits.front().record == created.record);
    DeviceReport report;
    device.link().device_report([&](const DeviceReport& answer) { report = answer; });
    CHECK(report.device.size() == 36);
    CHECK(report.database_bytes > 0);
    CHECK_FALSE(report.sqlite_version.empty());
}

TEST_CASE("idle costs nothing: a hidden page is never woken, and a poll without news writes nothing") {
    Harness world;
    Device& device = world.add_device("sales");
    world.run(60'000);
    const std::uint64_t written = device.disk().operation_count();
    const std::uint64_t asked = world.server.request_count();
    world.run(300'000);
    CHECK(device.disk().operation_count() == written);
    CHECK(world.server.request_count() - asked <= 11);
    device.link().host_state(true, false);
    device.pump();
    world.run(60'000);
    const std::uint64_t hidden = world.server.request_count();
    world.run(600'000);
    CHECK(world.server.request_count() == hidden);
}

TEST_CASE("the first answer after an outage that nobody announced brings the live connection back at once") {
    for (int outage = 0; outage < 3; ++outage) {
        CAPTURE(outage);
        Harness world;
        Device& sales = world.add_device("sales");
        Device& manager = world.add_device("manager");
        sales.network().set_partitioned(true);
        const Committed created = world.create(sales, "北京思优特科技发展有限公司");
        world.run(600'000 + 7'000 * outage);
        sales.network().set_partitioned(false);
        for (int i = 0; i < 200 && sales.link().sync().waiting > 0; ++i) {
            world.run(1'000);
        }
        REQUIRE(sales.link().sync().waiting == 0);
        Harness::edit(manager, created.record, customer_field::address, std::string("中关村大街1号"));
        world.run(1'000);
        CHECK(Harness::value(sales, created.record, customer_field::address) ==
              model::Value(std::string("中关村大街1号")));
    }
}

}  // namespace
}  // namespace xingke::client
