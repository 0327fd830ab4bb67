// The data side on a disk that is full or whose files are damaged.
#include "app/base/log.h"
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using simulation::Device;
using simulation::ModelDisk;

constexpr const char* database_name = "crm.db";

// Hundreds of failures are planted here.
struct Silence {
    Silence() {
        send_log_to([](LogLevel, std::string_view) {});
    }
    ~Silence() { send_log_to(nullptr); }
};

void fill_disk(Device& device, std::uint64_t after) {
    device.disk().set_faults({.fail_from = device.disk().operation_count() + after, .fault = Fault::storage_full});
}

TEST_CASE("a disk that is full at any write of a saving is said, nothing is half saved, and the app goes on") {
    const Silence silence;
    bool was_saved = false;
    for (std::uint64_t after = 0; !was_saved; ++after) {
        CAPTURE(after);
        REQUIRE(after < 500);
        Harness world;
        Device& device = world.add_device("sales");
        Harness::cut(device);
        const RecordId first = world.create(device, "甲公司").record;
        const auto list = device.link().watch(model::Query{.type = catalogue::type_id::customer});
        fill_disk(device, after);
        const Committed committed = world.create(device, "乙公司");
        was_saved = committed.saved;
        CHECK(device.link().session().phase == Phase::signed_in);
        if (!was_saved) {
            CHECK(committed.error.key == Text::storage_full);
            CHECK(list->page().total == 1);
            CHECK(device.link().sync().waiting == 1);
            CHECK(Harness::name(device, first) == "甲公司");
        }
        device.disk().set_faults({});
        REQUIRE(world.create(device, "丙公司").saved);
        CHECK(list->page().total == (was_saved ? 3 : 2));
        device.crash();
        device.start();
        CHECK(Harness::count(device) == (was_saved ? 3 : 2));
        world.mend(device);
        CHECK(device.link().sync().waiting == 0);
    }
}

TEST_CASE("a disk that is full while others' changes arrive loses none of them") {
    const Silence silence;
    Harness world;
    Device& sales = world.add_device("sales");
    Device& manager = world.add_device("manager");
    for (std::uint64_t after = 0; after < 12; ++after) {
        CAPTURE(after);
        fill_disk(manager, after);
        REQUIRE(world.create(sales, "公司" + std::to_string(after)).saved);
        world.run();
        CHECK(manager.link().session().phase == Phase::signed_in);
        manager.disk().set_faults({});
        manager.link().sync_now();
        world.run(120'000);
        CHECK(Harness::count(manager) == static_cast<std::int64_t>(after) + 1);
    }
}

Bytes content_of(Device& device) {
    File* const file = device.disk().open(database_name);
    Bytes bytes(static_cast<std::size_t>(*file->size()));
    REQUIRE(file->read(0, bytes));
    return bytes;
}

void put(Device& device, const Bytes& bytes) {
    File* const file = device.disk().open(database_name);
    REQUIRE(file->truncate(0));
    REQUIRE(file->write(0, bytes));
    REQUIRE(file->sync());
}

// What the device says of itself after its file was changed: never that all is well without the unsent change.
void check_start(Device& device, RecordId unsent) {
    device.start();
    const SessionState& session = device.link().session();
    if (session.phase == Phase::signed_in) {
        CHECK(device.link().sync().waiting == 1);
        const RecordAnswer shown = Harness::show(device, unsent);
        if (device.link().session().phase == Phase::signed_in) {
            CHECK(shown.exists);
        }
    }
    if (session.phase == Phase::failed) {
        CHECK(session.error.key != Text::nothing);
    }
    CHECK(session.phase != Phase::starting);
    device.crash();
}

TEST_CASE("a damaged database file is said to be damaged, or holds the unsent change; it is never begun anew") {
    const Silence silence;
    const std::uint64_t seed = 2026;
    CAPTURE(seed);
    simulation::SeededRandom random(seed);
    Harness world;
    Device& device = world.add_device("sales");
    Harness::cut(device);
    const RecordId unsent = world.create(device, "甲公司").record;
    device.stop();
    const Bytes whole = content_of(device);
    for (int round = 0; round < 120; ++round) {
        CAPTURE(round);
        Bytes damaged = whole;
        if (round % 4 == 0) {
            damaged.resize(1 + random.below(whole.size() - 1));
        } else {
            // The header, the first page (the schema), or any place.
            const std::uint64_t bound = round % 4 == 1 ? 100 : round % 4 == 2 ? 4'096 : whole.size();
            for (int i = 0; i < 4; ++i) {
                damaged[random.below(bound)] ^= static_cast<std::uint8_t>(1 + random.below(255));
            }
        }
        put(device, damaged);
        check_start(device, unsent);
        // What the program wrote since would lie over the next damage.
        REQUIRE(device.disk().open("crm.db-wal")->truncate(0));
    }
    put(device, whole);
    device.start();
    CHECK(Harness::name(device, unsent) == "甲公司");
}

TEST_CASE("after an end without closing, damage in the outbox is found at the start") {
    const Silence silence;
    Harness world;
    Device& device = world.add_device("sales");
    Harness::cut(device);
    REQUIRE(world.create(device, "甲公司").saved);
    device.stop();
    device.start();
    // A change in the log, so that the end is unclean.
    REQUIRE(world.create(device, "乙公司").saved);
    device.crash();
    // All pages but the first are gone under the log.
    Bytes damaged = content_of(device);
    std::fill(damaged.begin() + 4'096, damaged.end(), std::uint8_t{0});
    put(device, damaged);
    device.start();
    CHECK(device.link().session().phase == Phase::failed);
    CHECK(device.link().session().error.key == Text::storage_damaged);
}

}  // namespace
}  // namespace xingke::client
