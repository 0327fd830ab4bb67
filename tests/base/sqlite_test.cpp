#include "app/base/sqlite.h"

#include <string>

#include <doctest/doctest.h>

using namespace xingke;

namespace {

Database open_memory() {
    auto database = Database::open(":memory:");
    REQUIRE(database);
    return std::move(*database);
}

std::int64_t count_rows(Database& database) {
    const auto count = database.integer("SELECT count(*) FROM t");
    REQUIRE(count);
    return count->value_or(-1);
}

}  // namespace

TEST_CASE("values go in and come out as they were") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t(a, b, c, d, e)"));
    const RecordId id{{1, 2, 3}};
    const std::string with_nul("x\0y", 3);
    REQUIRE(database.prepare("INSERT INTO t VALUES(?1, ?2, ?3, ?4, ?5)")
                .bind(1, INT64_MIN)
                .bind(2, with_nul)
                .bind(3, id)
                .bind(4, std::string_view())
                .bind_null(5)
                .run());
    CHECK(database.changed_row_count() == 1);
    Statement row = database.prepare("SELECT a, b, c, d, e FROM t");
    REQUIRE(row.step());
    CHECK(row.column_count() == 5);
    CHECK(row.integer(0) == INT64_MIN);
    CHECK(row.text(1) == with_nul);
    CHECK(row.id<RecordTag>(2) == id);
    CHECK(row.type(3) == 3);
    CHECK(row.text(3).empty());
    CHECK(row.is_null(4));
    CHECK(*row.step() == false);
}

TEST_CASE("a bound blob without bytes is an empty blob, not NULL") {
    Database database = open_memory();
    Statement row = database.prepare("SELECT ?1");
    row.bind_blob(1, {});
    REQUIRE(row.step());
    CHECK(row.type(0) == 4);
}

TEST_CASE("one text in use twice at once gives two statements") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t(a); INSERT INTO t VALUES(1), (2)"));
    Statement outer = database.prepare("SELECT a FROM t ORDER BY a");
    REQUIRE(*outer.step());
    {
        Statement inner = database.prepare("SELECT a FROM t ORDER BY a");
        REQUIRE(*inner.step());
        CHECK(inner.integer(0) == 1);
    }
    REQUIRE(*outer.step());
    CHECK(outer.integer(0) == 2);
}

TEST_CASE("a statement from the cache remembers nothing of its last use") {
    Database database = open_memory();
    {
        Statement first = database.prepare("SELECT ?1");
        first.bind(1, 7);
        REQUIRE(*first.step());
    }
    Statement second = database.prepare("SELECT ?1");
    REQUIRE(*second.step());
    CHECK(second.is_null(0));
}

TEST_CASE("more texts than the cache holds all work") {
    Database database = open_memory();
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 600; ++i) {
            const auto value = database.integer("SELECT " + std::to_string(i));
            REQUIRE(value);
            CHECK(*value == i);
        }
    }
    CHECK(database.statement_count() >= 1'200);
}

TEST_CASE("a mistake surfaces when the statement runs, with its fault") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t(a INTEGER UNIQUE)"));
    const auto broken = database.prepare("SELEC 1").bind(1, 2).run();
    REQUIRE_FALSE(broken);
    CHECK(broken.error().fault == Fault::storage);
    const auto unbound = database.prepare("INSERT INTO t VALUES(?1)").bind(2, 1).run();
    REQUIRE_FALSE(unbound);
    CHECK(unbound.error().fault == Fault::storage);
    CHECK_FALSE(database.prepare("-- nothing").run());
    REQUIRE(database.prepare("INSERT INTO t VALUES(1)").run());
    const auto doubled = database.prepare("INSERT INTO t VALUES(1)").run();
    REQUIRE_FALSE(doubled);
    CHECK(doubled.error().fault == Fault::conflict);
    CHECK(count_rows(database) == 1);
    CHECK_FALSE(Database::open("no/such/folder/x.db"));
}

TEST_CASE("a transaction that is not committed never was") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t(a)"));
    {
        auto transaction = Transaction::begin(database);
        REQUIRE(transaction);
        CHECK(database.in_transaction());
        REQUIRE(database.execute("INSERT INTO t VALUES(1)"));
        CHECK_FALSE(Transaction::begin(database));
    }
    CHECK_FALSE(database.in_transaction());
    CHECK(count_rows(database) == 0);
    {
        auto transaction = Transaction::begin(database);
        REQUIRE(transaction);
        REQUIRE(database.execute("INSERT INTO t VALUES(1)"));
        REQUIRE(transaction->commit());
    }
    CHECK(count_rows(database) == 1);
}

TEST_CASE("a savepoint undoes only its own part") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t(a)"));
    auto transaction = Transaction::begin(database);
    REQUIRE(transaction);
    REQUIRE(database.execute("INSERT INTO t VALUES(1)"));
    {
        auto undone = Savepoint::begin(database);
        REQUIRE(undone);
        REQUIRE(database.execute("INSERT INTO t VALUES(2)"));
    }
    {
        auto kept = Savepoint::begin(database);
        REQUIRE(kept);
        REQUIRE(database.execute("INSERT INTO t VALUES(3)"));
        auto inner = Savepoint::begin(database);
        REQUIRE(inner);
        REQUIRE(inner->release());
        REQUIRE(kept->release());
    }
    REQUIRE(transaction->commit());
    CHECK(*database.integer("SELECT sum(a) FROM t") == 4);
}

TEST_CASE("names are quoted") {
    CHECK(quoted_name("name") == "\"name\"");
    CHECK(quoted_name("a\"b") == "\"a\"\"b\"");
}
