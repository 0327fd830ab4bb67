// The tokens of a session are renewed without anybody noticing, whatever becomes of requests and answers.
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;

constexpr std::int64_t minute_ms = 60'000, day_ms = 24 * 60 * minute_ms;

// So short that many are renewed in a test.
constexpr server::SessionSettings short_lived{.access_lifetime_ms = 20'000, .renewal_grace_ms = 180'000};

bool is_asked_to_sign_in(Device& device) {
    return device.link().session().phase != Phase::signed_in || device.link().sync().phase == SyncPhase::sign_in_needed;
}

}  // namespace

TEST_CASE("access tokens end and are renewed while somebody works") {
    Harness world;
    world.server.use_sessions(short_lived);
    Device& device = world.add_device("sales");
    for (int i = 0; i < 10; ++i) {
        REQUIRE(world.create(device, "客户" + std::to_string(i)).saved);
        world.run(minute_ms);
        CHECK(device.link().sync().waiting == 0);
        CHECK_FALSE(is_asked_to_sign_in(device));
    }
    CHECK(world.server.renewal_count() > 5);
    CHECK(world.server.lost_session_count() == 0);
}

TEST_CASE("lost, repeated and late renewals sign nobody out") {
    Harness world;
    world.server.use_sessions(short_lived);
    Device& device = world.add_device("sales");
    world.faults.request_loss_percent = 20;
    world.faults.response_loss_percent = 50;
    world.faults.repeat_percent = 50;
    world.faults.slow_percent = 10;
    world.faults.delay_ms_max = 5'000;
    for (int i = 0; i < 60; ++i) {
        world.run(minute_ms);
        CHECK_FALSE(is_asked_to_sign_in(device));
    }
    CHECK(world.server.renewal_count() > 30);
    world.faults = {};
    REQUIRE(world.create(device, "客户").saved);
    world.run(5 * minute_ms);
    CHECK(device.link().sync().waiting == 0);
    CHECK(world.server.lost_session_count() == 0);
}

TEST_CASE("an app that was closed, or killed in mid-renewal, goes on with the token that it kept") {
    Harness world;
    world.server.use_sessions(short_lived);
    Device& device = world.add_device("sales");
    for (int i = 0; i < 20; ++i) {
        world.faults.response_loss_percent = i % 2 == 0 ? 100 : 0;
        if (i % 3 == 0) {
            device.crash();
            device.start();
        } else {
            world.restart(device);
        }
        world.run(i % 4 == 0 ? 40 : 30'000);
        CHECK_FALSE(is_asked_to_sign_in(device));
    }
    world.faults = {};
    world.run(5 * minute_ms);
    CHECK(device.link().sync().phase == SyncPhase::idle);
    CHECK(world.server.lost_session_count() == 0);
}

TEST_CASE("a device that was off for weeks comes back by itself, with what it had not sent") {
    Harness world;
    world.server.use_sessions(short_lived);
    Device& device = world.add_device("sales");
    // The answer to its last renewal never came.
    world.faults.response_loss_percent = 100;
    world.restart(device);
    world.run(minute_ms);
    Harness::cut(device);
    REQUIRE(world.create(device, "离线客户").saved);
    device.stop();
    world.faults = {};
    world.run(50 * day_ms);
    device.start();
    world.mend(device);
    world.run(5 * minute_ms);
    CHECK_FALSE(is_asked_to_sign_in(device));
    CHECK(device.link().sync().waiting == 0);
}

TEST_CASE("a device that was away for longer than its session asks for the password, and keeps its work") {
    Harness world;
    world.server.use_sessions(short_lived);
    Device& device = world.add_device("sales");
    Harness::cut(device);
    REQUIRE(world.create(device, "离线客户").saved);
    device.stop();
    world.run(61 * day_ms);
    device.start();
    world.mend(device);
    CHECK(device.link().session().phase == Phase::signed_in);
    CHECK(device.link().sync().phase == SyncPhase::sign_in_needed);
    CHECK(device.link().sync().waiting == 1);
    device.link().sign_in("sales", "password");
    device.pump();
    world.run();
    CHECK(device.link().sync().waiting == 0);
}

}  // namespace xingke::client
