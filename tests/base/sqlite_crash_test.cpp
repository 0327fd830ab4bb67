// Promise 2 and 5 of the design, at the bottom: what the database reported as committed survives a loss of power at any
// moment, and nothing half done does. The disk (model_disk.h) loses and tears whatever was not synced.
#include "app/base/log.h"
#include "app/base/sqlite.h"
#include "app/base/sqlite_files.h"
#include "tests/simulation/model_disk.h"
#include "tests/simulation/seeded_random.h"

#include <string>

#include <doctest/doctest.h>

using namespace xingke;
using simulation::ManualClock;
using simulation::ModelDisk;
using simulation::SeededRandom;

namespace {

// Thousands of failures are planted here; their log lines would hide everything else.
struct Silence {
    Silence() {
        send_log_to([](LogLevel, std::string_view) {});
    }
    ~Silence() { send_log_to(nullptr); }
};

struct Machine {
    Silence silence;
    ManualClock clock;
    SeededRandom random;
    ModelDisk disk;
    SqliteFiles files{"crash_files", disk, clock, random};

    explicit Machine(std::uint64_t seed) : random(seed) {}

    Result<Database> open() { return Database::open("crm.db", {.vfs = "crash_files", .exclusive = true}); }
};

constexpr int account_count = 8;

Result<void> create_tables(Database& database) {
    Transaction transaction = TRY(Transaction::begin(database));
    TRY(
        database.execute("CREATE TABLE IF NOT EXISTS account(id INTEGER PRIMARY KEY, amount, padding);"
                         "CREATE TABLE IF NOT EXISTS done(n INTEGER PRIMARY KEY);"));
    for (int i = 0; i < account_count; ++i) {
        TRY(database.prepare("INSERT OR IGNORE INTO account VALUES(?1, 100, zeroblob(3000))").bind(1, i).run());
    }
    TRY(transaction.commit());
    return {};
}

// Moves an amount between two accounts and notes that it was done: half of it would change the sum.
Result<void> transfer(Database& database, int number, SeededRandom& random) {
    Transaction transaction = TRY(Transaction::begin(database));
    const auto amount = static_cast<std::int64_t>(random.below(50));
    const std::string sql = "UPDATE account SET amount = amount + ?1, padding = randomblob(?2) WHERE id = ?3";
    const auto from = static_cast<int>(random.below(account_count));
    const auto to = static_cast<int>(random.below(account_count));
    TRY(database.prepare(sql).bind(1, -amount).bind(2, random.below(9000)).bind(3, from).run());
    TRY(database.prepare(sql).bind(1, amount).bind(2, random.below(9000)).bind(3, to).run());
    TRY(database.prepare("INSERT INTO done VALUES(?1)").bind(1, number).run());
    TRY(transaction.commit());
    return {};
}

struct Outcome {
    bool has_tables = false;
    int committed = 0;  // transfers 1 … committed were reported durable
};

// Runs until the work is done or the first failure, as a program does that loses power.
Outcome work(Machine& machine, SeededRandom& random, int transfer_count) {
    Outcome outcome;
    auto database = machine.open();
    if (!database || !create_tables(*database)) {
        return outcome;
    }
    outcome.has_tables = true;
    for (int number = 1; number <= transfer_count; ++number) {
        if (!transfer(*database, number, random)) {
            return outcome;
        }
        outcome.committed = number;
        if (number % 7 == 0 && !database->checkpoint()) {
            return outcome;
        }
    }
    return outcome;
}

std::string integrity(Database& database) {
    Statement check = database.prepare("PRAGMA integrity_check");
    const auto row = check.step();
    return row && *row ? std::string(check.text(0)) : "not readable";
}

void check_what_survived(Machine& machine, const Outcome& outcome) {
    auto database = machine.open();
    REQUIRE_MESSAGE(database.has_value(), (database.has_value() ? "" : database.error().detail));
    CHECK(integrity(*database) == "ok");
    const auto tables = database->integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('account', 'done')");
    REQUIRE(tables);
    REQUIRE((*tables == 0 || *tables == 2));
    if (*tables == 0) {
        CHECK_FALSE(outcome.has_tables);
        return;
    }
    CHECK(*database->integer("SELECT sum(amount) FROM account") == 100 * account_count);
    const auto done = database->integer("SELECT count(*) FROM done");
    REQUIRE(done);
    CHECK(*database->integer("SELECT coalesce(max(n), 0) FROM done") == *done);
    // The one that was being committed when the power went may have made it.
    CHECK(**done >= outcome.committed);
    CHECK(**done <= outcome.committed + 1);
}

std::uint64_t operations_of(std::uint64_t seed, int transfer_count) {
    Machine machine(seed);
    SeededRandom random(seed);
    const Outcome outcome = work(machine, random, transfer_count);
    REQUIRE(outcome.committed == transfer_count);
    return machine.disk.operation_count();
}

}  // namespace

TEST_CASE("power lost at any operation costs nothing that was committed, and leaves nothing half done") {
    constexpr int transfer_count = 16;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const std::uint64_t operation_count = operations_of(seed, transfer_count);
        REQUIRE(operation_count > 100);
        for (std::uint64_t at = 0; at < operation_count; ++at) {
            CAPTURE(seed);
            CAPTURE(at);
            Machine machine(seed);
            SeededRandom random(seed);
            SeededRandom crash_random(seed * 1'000'003 + at);
            machine.disk.stop_at(at);
            const Outcome outcome = work(machine, random, transfer_count);
            machine.disk.crash(crash_random);
            check_what_survived(machine, outcome);
        }
    }
}

TEST_CASE("power lost again while recovering costs nothing either") {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        Machine machine(seed);
        SeededRandom random(seed);
        machine.disk.stop_at(60 + random.below(200));
        const Outcome outcome = work(machine, random, 16);
        machine.disk.crash(random);
        for (int round = 0; round < 3; ++round) {
            machine.disk.stop_at(machine.disk.operation_count() + random.below(12));
            static_cast<void>(machine.open());  // recovers, or loses power while at it
            machine.disk.crash(random);
        }
        check_what_survived(machine, outcome);
    }
}

TEST_CASE("a disk that is full at any write says so, changes nothing, and works again when there is space") {
    constexpr int transfer_count = 6;
    const std::uint64_t operation_count = operations_of(3, transfer_count);
    for (std::uint64_t at = 0; at < operation_count; ++at) {
        CAPTURE(at);
        Machine machine(3);
        SeededRandom random(3);
        machine.disk.set_faults({.fail_from = at, .fail_until = ModelDisk::never, .fault = Fault::storage_full});
        auto database = machine.open();
        if (!database) {
            CHECK(database.error().fault == Fault::storage_full);
            machine.disk.set_faults({});
            database = machine.open();
            REQUIRE(database);
        }
        const auto retry = [&](auto&& action) {
            Result<void> result = action();
            if (!result) {
                CHECK(result.error().fault == Fault::storage_full);
                CHECK_FALSE(database->in_transaction());
                machine.disk.set_faults({});
                result = action();
            }
            REQUIRE_MESSAGE(result.has_value(), (result.has_value() ? "" : result.error().detail));
        };
        retry([&] { return create_tables(*database); });
        for (int number = 1; number <= transfer_count; ++number) {
            retry([&] { return transfer(*database, number, random); });
        }
        CHECK(integrity(*database) == "ok");
        CHECK(*database->integer("SELECT sum(amount) FROM account") == 100 * account_count);
        CHECK(*database->integer("SELECT count(*) FROM done") == transfer_count);
    }
}

TEST_CASE("an operation that fails once is reported, and what was committed stays whole") {
    constexpr int transfer_count = 6;
    const std::uint64_t operation_count = operations_of(4, transfer_count);
    for (std::uint64_t at = 0; at < operation_count; ++at) {
        CAPTURE(at);
        Machine machine(4);
        SeededRandom random(4);
        machine.disk.set_faults({.fail_from = at, .fail_until = at + 1, .fault = Fault::storage});
        const Outcome outcome = work(machine, random, transfer_count);
        machine.disk.set_faults({});
        check_what_survived(machine, outcome);
    }
}
