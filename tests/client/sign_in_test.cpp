// Who may work on a device, and what becomes of the work when that changes.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

TEST_CASE("signing in shows who one is and brings what the server has") {
    Harness world;
    Device& device = world.add_device();
    CHECK(device.link().session().phase == Phase::signed_out);
    device.link().sign_in("sales", "password");
    device.pump();
    CHECK(device.link().session().signing_in);
    world.run();
    CHECK(device.link().session().phase == Phase::signed_in);
    CHECK(device.link().session().user_name == "张伟");
    CHECK(device.link().session().actor.role == model::Role::salesperson);
    CHECK(device.link().sync().first_sync_done);
    CHECK(device.link().sync().phase == SyncPhase::idle);
    CHECK(Harness::count(device, catalogue::type_id::user) == 3);
}

TEST_CASE("a wrong password is said and nobody is signed in") {
    Harness world;
    Device& device = world.add_device();
    device.link().sign_in("sales", "wrong");
    device.pump();
    world.run();
    CHECK(device.link().session().phase == Phase::signed_out);
    CHECK(device.link().session().error.key == Text::wrong_password);
    CHECK_FALSE(device.link().session().signing_in);
}

TEST_CASE("an ended session keeps the work and goes on after signing in again") {
    Harness world;
    Device& device = world.add_device("sales");
    world.server.revoke("sales");
    const Committed created = world.create(device, "甲公司");
    world.run();
    CHECK(device.link().session().phase == Phase::signed_in);
    CHECK(device.link().sync().phase == SyncPhase::sign_in_needed);
    CHECK(device.link().sync().waiting == 1);
    REQUIRE(world.create(device, "乙公司").saved);
    device.link().sign_in("sales", "password");
    device.pump();
    world.run();
    CHECK(device.link().sync().waiting == 0);
    CHECK(device.link().sync().phase == SyncPhase::idle);
    CHECK(Harness::name(device, created.record) == "甲公司");
}

TEST_CASE("another person may not take over unsynced work, but an empty hand") {
    Harness world;
    Device& device = world.add_device("sales");
    device.network().set_partitioned(true);
    world.create(device, "甲公司");
    device.link().sign_out(false);
    device.pump();
    CHECK(device.link().session().phase == Phase::signed_out);
    device.network().set_partitioned(false);
    device.link().sign_in("manager", "password");
    device.pump();
    world.run();
    CHECK(device.link().session().phase == Phase::signed_out);
    CHECK(device.link().session().error.key == Text::other_person);

    device.link().sign_in("sales", "password");
    device.pump();
    world.run();
    CHECK(device.link().session().phase == Phase::signed_in);
    CHECK(device.link().sync().waiting == 0);
    device.link().sign_out(false);
    device.link().sign_in("manager", "password");
    device.pump();
    world.run();
    CHECK(device.link().session().user_name == "李娜");
    CHECK(Harness::count(device) == 1);
    CHECK(world.create(device, "乙公司").saved);
    world.run();
    CHECK(device.link().sync().waiting == 0);
    CHECK(device.link().sync().phase == SyncPhase::idle);
}

TEST_CASE("signing out with erasing leaves nothing behind") {
    Harness world;
    Device& device = world.add_device("sales");
    world.create(device, "甲公司");
    world.run();
    device.link().sign_out(true);
    device.pump();
    CHECK(device.link().session().phase == Phase::signed_out);
    world.restart(device);
    CHECK(device.link().session().phase == Phase::signed_out);
    CHECK(device.link().session().login.empty());
    device.link().sign_in("sales", "password");
    device.pump();
    world.run();
    CHECK(Harness::count(device) == 1);
}

}  // namespace
}  // namespace xingke::client
