// Many rows by few statements.
#include "app/store/many_rows.h"

#include <doctest/doctest.h>

using namespace xingke;

TEST_CASE("as many rows are inserted as there are, whatever their number, by few statements") {
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, store::rows_per_insert - 1, store::rows_per_insert,
                                    3 * store::rows_per_insert + 2}) {
        CAPTURE(count);
        Database database = Database::open(":memory:").value();
        REQUIRE(database.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)"));
        const std::uint64_t before = database.statement_count();
        REQUIRE(store::insert_rows(database, "INSERT INTO t(a, b) VALUES", "(?,?)", count,
                                   [](Statement& insert, int first, std::size_t row) {
                                       insert.bind(first, static_cast<std::uint64_t>(row));
                                       insert.bind(first + 1, "text of " + std::to_string(row));
                                   }));
        CHECK(database.statement_count() - before == count / store::rows_per_insert + count % store::rows_per_insert);
        CHECK(*database.integer("SELECT count(*) FROM t WHERE b = 'text of ' || a") ==
              static_cast<std::int64_t>(count));
    }
}

TEST_CASE("a row that is there already stops the insertion with its fault") {
    Database database = Database::open(":memory:").value();
    REQUIRE(database.execute("CREATE TABLE t(a INTEGER PRIMARY KEY); INSERT INTO t VALUES(70)"));
    const Result<void> inserted = store::insert_rows(
        database, "INSERT INTO t(a) VALUES", "(?)", 100,
        [](Statement& insert, int first, std::size_t row) { insert.bind(first, static_cast<std::uint64_t>(row)); });
    REQUIRE_FALSE(inserted);
    CHECK(inserted.error().fault == Fault::conflict);
}
