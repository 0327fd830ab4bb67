// Devices and servers that are not what they were: a copy of an older disk, a server restored from its backup.
#include "tests/client/harness.h"
#include "tests/simulation/disk_image.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

// Whichever of its first messages arrives first.
void set_back_and_go_on(std::uint64_t seed) {
    CAPTURE(seed);
    Harness world;
    world.device_seed = seed;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    world.create(sales, "甲公司");
    world.run();
    sales.stop();
    const simulation::DiskImage copy = simulation::take_image(sales.disk(), "crm.db");
    sales.start();
    const Committed forgotten = world.create(sales, "乙公司");
    world.run();

    sales.stop();
    simulation::put_image(sales.disk(), copy);
    Harness::cut(sales);
    sales.start();
    const Committed again = world.create(sales, "丙公司");
    CHECK(again.counter == forgotten.counter);
    Harness::edit(sales, again.record, customer_field::address, std::string("海淀"));
    world.mend(sales);
    CHECK(sales.link().sync().phase == SyncPhase::sign_in_needed);
    CHECK(sales.link().sync().waiting == 2);
    sales.link().sign_in("sales", "password");
    sales.pump();
    world.run();
    CHECK(sales.link().sync().waiting == 0);
    CHECK(Harness::count(sales) == 3);
    CHECK(Harness::count(manager) == 3);
    CHECK(Harness::value(manager, again.record, customer_field::address) == model::Value(std::string("海淀")));
    CHECK(sales.link().inbox().items.empty());
    CHECK(Harness::show(sales, again.record).pending.empty());
    REQUIRE(Harness::edit(sales, again.record, customer_field::name, std::string("丁公司")).saved);
    world.run();
    CHECK(Harness::name(manager, again.record) == "丁公司");
}

TEST_CASE("a device set back to an older copy of its disk becomes another device, and nothing is lost") {
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        set_back_and_go_on(seed);
    }
}

TEST_CASE("of two devices that are copies of one another, each keeps what it saved") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Harness world;
        world.device_seed = seed;
        Device& first = world.add_device("sales");
        Device& manager = world.add_device("manager");
        world.create(first, "甲公司");
        world.run();
        first.stop();
        const simulation::DiskImage copy = simulation::take_image(first.disk(), "crm.db");
        Device& second = world.add_device();
        second.stop();
        simulation::put_image(second.disk(), copy);
        first.start();
        second.start();
        world.run();
        for (Device* device : {&first, &second}) {
            if (device->link().sync().phase == SyncPhase::sign_in_needed) {
                device->link().sign_in("sales", "password");
                device->pump();
            }
        }
        world.run();
        // The one is already known to the server as what it is when the other makes its next transaction.
        const Committed one = world.create(first, "乙公司");
        world.run(static_cast<std::int64_t>(seed * 5));
        const Committed other = world.create(second, "丙公司");
        for (int round = 0; round < 3; ++round) {
            world.run(60'000);
            for (Device* device : {&first, &second}) {
                if (device->link().sync().phase == SyncPhase::sign_in_needed) {
                    device->link().sign_in("sales", "password");
                    device->pump();
                }
            }
        }
        CHECK(Harness::name(manager, one.record) == "乙公司");
        CHECK(Harness::name(manager, other.record) == "丙公司");
        CHECK(first.link().sync().waiting + second.link().sync().waiting == 0);
    }
}

TEST_CASE("after a server was restored from a backup, devices go on with what it has and send what still waits") {
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    const Committed kept = world.create(sales, "甲公司");
    world.run();
    const simulation::DiskImage backup = world.server.backup();
    world.create(sales, "备份之后的公司");
    world.run();
    Harness::cut(sales);
    const Committed waiting = world.create(sales, "等待中的公司");
    world.server.restore(backup);
    world.mend(sales);
    if (sales.link().sync().phase == SyncPhase::sign_in_needed) {
        sales.link().sign_in("sales", "password");
        sales.pump();
    }
    world.run(60'000);
    CHECK(sales.link().sync().waiting == 0);
    CHECK(sales.link().sync().phase == SyncPhase::idle);
    for (Device* device : {&sales, &manager}) {
        CHECK(Harness::name(*device, kept.record) == "甲公司");
        CHECK(Harness::name(*device, waiting.record) == "等待中的公司");
        CHECK(Harness::count(*device) == 2);
    }
}

}  // namespace
}  // namespace xingke::client
