#include "app/base/commit_mark.h"

#include "app/base/sqlite.h"
#include "app/base/sqlite_files.h"
#include "tests/simulation/model_disk.h"
#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;

namespace {

struct Machine {
    simulation::ManualClock clock;
    simulation::SeededRandom random{1};
    simulation::ModelDisk disk;
    SqliteFiles files{"marked_files", disk, clock, random};

    Database open() {
        auto database = Database::open("crm.db", {.vfs = "marked_files", .exclusive = true});
        REQUIRE(database);
        return std::move(*database);
    }
    File& log() { return *disk.open("crm.db-wal"); }
    File& mark() { return *disk.open("crm.db-mark"); }
    bool is_whole() {
        const auto whole = is_log_whole(log(), mark());
        REQUIRE(whole);
        return *whole;
    }
    Bytes log_content() {
        Bytes bytes(static_cast<std::size_t>(*log().size()));
        REQUIRE(log().read(0, bytes));
        return bytes;
    }
    void put_log(const Bytes& bytes) {
        REQUIRE(log().truncate(0));
        REQUIRE(log().write(0, bytes));
    }
};

}  // namespace

TEST_CASE("a log is whole after every commit, checkpoint and end") {
    Machine machine;
    CHECK(machine.is_whole());
    {
        Database database = machine.open();
        REQUIRE(database.execute("CREATE TABLE t(a)"));
        for (int i = 0; i < 30; ++i) {
            REQUIRE(database.execute("INSERT INTO t VALUES(zeroblob(3000))"));
            CHECK(machine.is_whole());
            CHECK(*machine.mark().size() > 0);
            if (i % 7 == 6) {
                REQUIRE(database.checkpoint());
                CHECK(machine.is_whole());
                CHECK(*machine.mark().size() == 0);
            }
        }
    }
    CHECK(machine.is_whole());
}

TEST_CASE("a log that lost any committed byte is not whole") {
    Machine machine;
    Database database = machine.open();
    REQUIRE(database.execute("CREATE TABLE t(a)"));
    for (int i = 0; i < 5; ++i) {
        REQUIRE(database.execute("INSERT INTO t VALUES(zeroblob(3000))"));
    }
    const Bytes log = machine.log_content();
    // SQLite fills the last sector with a copy of the last frame, part of which nobody needs.
    const std::size_t needed = 32 + (log.size() - 32) / 4120 * 4120 - 2 * 4120;
    for (std::size_t at = 0; at < needed; at += 97) {
        CAPTURE(at);
        Bytes damaged = log;
        damaged[at] ^= 1;
        machine.put_log(damaged);
        CHECK_FALSE(machine.is_whole());
        damaged = log;
        damaged.resize(at);
        machine.put_log(damaged);
        CHECK_FALSE(machine.is_whole());
    }
    machine.put_log(log);
    CHECK(machine.is_whole());
}

TEST_CASE("a mark that the power cut short says nothing") {
    Machine machine;
    Database database = machine.open();
    REQUIRE(database.execute("CREATE TABLE t(a)"));
    Bytes log = machine.log_content();
    log.resize(100);
    machine.put_log(log);
    CHECK_FALSE(machine.is_whole());
    const std::array<std::uint8_t, 1> other = {9};
    REQUIRE(machine.mark().write(14, other));
    CHECK(machine.is_whole());
    REQUIRE(machine.mark().truncate(7));
    CHECK(machine.is_whole());
    REQUIRE(clear_mark(machine.mark()));
    CHECK(machine.is_whole());
}
