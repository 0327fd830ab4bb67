#include "app/base/sqlite_files.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/base/sqlite.h"
#include "app/platform/headless/posix_files.h"
#include "tests/simulation/model_disk.h"
#include "tests/simulation/seeded_random.h"

#include <doctest/doctest.h>

using namespace xingke;
using simulation::ManualClock;
using simulation::ModelDisk;
using simulation::SeededRandom;

namespace {

// A folder that is gone when the test ends.
struct ScratchFolder {
    std::filesystem::path path;
    ScratchFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "xingke_files_XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~ScratchFolder() { std::filesystem::remove_all(path); }
};

// One computer with a disk: what the store stands on.
struct Machine {
    ManualClock clock;
    SeededRandom random{1};
    ModelDisk disk;
    SqliteFiles files{"test_files", disk, clock, random};

    Database open() {
        auto database = Database::open("crm.db", {.vfs = "test_files", .exclusive = true});
        REQUIRE_MESSAGE(database.has_value(), (database.has_value() ? "" : database.error().detail));
        return std::move(*database);
    }
    std::int64_t size(const char* name) {
        const auto size = disk.open(name)->size();
        return size.has_value() ? *size : -1;
    }
};

}  // namespace

TEST_CASE("what was committed is there when the database is opened again") {
    Machine machine;
    {
        Database database = machine.open();
        REQUIRE(database.execute("CREATE TABLE t(a); INSERT INTO t VALUES('思优特')"));
        CHECK(machine.size("crm.db-wal") > 0);
    }
    Database database = machine.open();
    Statement row = database.prepare("SELECT a FROM t");
    REQUIRE(*row.step());
    CHECK(row.text(0) == "思优特");
}

TEST_CASE("closing and checkpointing leave one plain database file") {
    Machine machine;
    {
        Database database = machine.open();
        REQUIRE(database.execute("CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
        REQUIRE(database.checkpoint());
        CHECK(machine.size("crm.db-wal") == 0);
        REQUIRE(database.execute("INSERT INTO t VALUES(2)"));
    }
    CHECK(machine.size("crm.db-wal") == 0);
    CHECK(machine.size("crm.db-journal") == 0);
    CHECK(machine.size("crm.db") % 4096 == 0);
}

TEST_CASE("a sort and a statement journal too large for their caches need no temporary file") {
    Machine machine;
    Database database = machine.open();
    REQUIRE(database.execute("CREATE TABLE t(a UNIQUE, b)"));
    REQUIRE(
        database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) "
                         "INSERT INTO t SELECT i, hex(randomblob(100)) FROM n"));
    CHECK(*database.integer("SELECT a FROM (SELECT a, b FROM t ORDER BY b) LIMIT 1"));
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    CHECK_FALSE(database.execute("UPDATE t SET a = max(a + 100000, 149999)"));  // fails half way, and is undone
    REQUIRE(transaction->commit());
    CHECK(*database.integer("SELECT count(*) FROM t WHERE a <= 50000") == 50'000);
}

TEST_CASE("SQLite's time is the clock's") {
    Machine machine;
    Database database = machine.open();
    CHECK(*database.integer("SELECT CAST(strftime('%s', 'now') AS INTEGER)") == machine.clock.time.ms / 1000);
}

TEST_CASE("a name that the host did not prepare cannot be opened") {
    struct NoFiles : Files {
        File* open(std::string_view) override { return nullptr; }
        bool is_durable() const override { return false; }
    } none;
    ManualClock clock;
    SeededRandom random{1};
    SqliteFiles files("no_files", none, clock, random);
    const auto database = Database::open("crm.db", {.vfs = "no_files", .exclusive = true});
    REQUIRE_FALSE(database);
    CHECK(database.error().fault == Fault::storage);
}

TEST_CASE("two devices in one process do not see each other") {
    ManualClock clock;
    SeededRandom random{1};
    ModelDisk disk_a, disk_b;
    SqliteFiles files_a("device_a", disk_a, clock, random);
    SqliteFiles files_b("device_b", disk_b, clock, random);
    auto a = Database::open("crm.db", {.vfs = "device_a", .exclusive = true});
    auto b = Database::open("crm.db", {.vfs = "device_b", .exclusive = true});
    REQUIRE(a);
    REQUIRE(b);
    REQUIRE(a->execute("CREATE TABLE t(a)"));
    CHECK(b->execute("CREATE TABLE t(a)"));
}

TEST_CASE("the same file system over POSIX files, and the file is what SQLite itself reads") {
    ScratchFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    for (const int expected : {1, 2}) {
        platform::PosixFiles posix(folder.path.string());
        SqliteFiles files("posix_files", posix, clock, random);
        auto database = Database::open("crm.db", {.vfs = "posix_files", .exclusive = true});
        REQUIRE(database);
        REQUIRE(database->execute("CREATE TABLE IF NOT EXISTS t(a); INSERT INTO t VALUES(1)"));
        CHECK(*database->integer("SELECT count(*) FROM t") == expected);
    }
    auto plain = Database::open((folder.path / "crm.db").string());
    REQUIRE(plain);
    CHECK(*plain->integer("SELECT count(*) FROM t") == 2);
}

TEST_CASE("POSIX files read short at their end, keep what is written, and refuse names with folders") {
    ScratchFolder folder;
    platform::PosixFiles files(folder.path.string());
    File* const file = files.open("a");
    REQUIRE(file != nullptr);
    CHECK(files.open("a") == file);
    for (const char* name : {"", ".", "..", "../a", "a/b"}) {
        CHECK(files.open(name) == nullptr);
    }
    const std::uint8_t bytes[] = {1, 2, 3};
    REQUIRE(file->write(2, bytes));
    REQUIRE(file->sync());
    std::uint8_t read[10] = {};
    CHECK(*file->read(0, read) == 5);
    CHECK(read[4] == 3);
    CHECK(*file->read(5, read) == 0);
    REQUIRE(file->truncate(1));
    CHECK(*file->size() == 1);
}
