#include "app/base/sqlite_functions.h"

#include <string>

#include <doctest/doctest.h>

using namespace xingke;

namespace {

SqlValue echo(int tag, std::span<const SqlValue> arguments) {
    if (tag >= static_cast<int>(arguments.size())) {
        return std::monostate{};
    }
    return arguments[static_cast<std::size_t>(tag)];
}

int joined_count = 0;  // of aggregates alive

class Joined : public SqlAggregate {
public:
    Joined() { ++joined_count; }
    ~Joined() override { --joined_count; }
    void step(std::span<const SqlValue> arguments) override {
        const auto* text = std::get_if<std::string>(&arguments[0]);
        text_ += text == nullptr ? "?" : *text;
    }
    SqlValue finish() override { return text_; }

private:
    std::string text_;
};

std::unique_ptr<SqlAggregate> make_joined() {
    return std::make_unique<Joined>();
}

Database open_memory() {
    Result<Database> database = Database::open(":memory:");
    REQUIRE(database);
    REQUIRE(add_function(*database, "first", -1, echo, 0));
    REQUIRE(add_function(*database, "second", 2, echo, 1));
    REQUIRE(add_aggregate(*database, "joined", 1, make_joined));
    return std::move(database).value();
}

}  // namespace

TEST_CASE("values reach our functions and come back as they were") {
    Database database = open_memory();
    Statement row =
        database.prepare("SELECT first(?1, 2), first(?2), second(0, ?3), first(NULL), first(1.5), first(), first('')");
    const std::string with_nul("a\0b", 3);
    const Bytes bytes = {0, 255};
    row.bind(1, INT64_MIN).bind(2, with_nul).bind_blob(3, bytes);
    const Result<bool> found = row.step();
    REQUIRE(found);
    CHECK(row.integer(0) == INT64_MIN);
    CHECK(row.text(1) == with_nul);
    CHECK(Bytes(row.blob(2).begin(), row.blob(2).end()) == bytes);
    CHECK(row.is_null(3));
    CHECK(row.is_null(4));
    CHECK(row.is_null(5));
    CHECK(row.type(6) == 3);
}

TEST_CASE("an aggregate begins anew for every group, and gives its result for no rows, too") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t (g, v); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (1, 'c'), (2, NULL)"));
    Statement rows = database.prepare("SELECT g, joined(v) FROM t GROUP BY g ORDER BY g");
    REQUIRE(rows.step());
    CHECK(rows.text(1) == "ac");
    REQUIRE(rows.step());
    CHECK(rows.text(1) == "b?");
    Statement none = database.prepare("SELECT joined(v) FROM t WHERE g = 3");
    REQUIRE(none.step());
    CHECK(none.type(0) == 3);
    CHECK(none.text(0).empty());
}

TEST_CASE("an aggregate is deleted also when its statement is broken off") {
    Database database = open_memory();
    REQUIRE(database.execute("CREATE TABLE t (g, v); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')"));
    {
        Statement rows = database.prepare("SELECT g, joined(v) FROM t GROUP BY g");
        REQUIRE(rows.step());
    }
    CHECK(joined_count == 0);
}

TEST_CASE("functions may stand in an index, since they are deterministic and harmless") {
    Database database = open_memory();
    REQUIRE(
        database.execute("CREATE TABLE t (v); CREATE INDEX i ON t (second(0, v)); INSERT INTO t VALUES ('a'), ('b')"));
    Statement plan = database.prepare("EXPLAIN QUERY PLAN SELECT 1 FROM t WHERE second(0, v) = 'b'");
    REQUIRE(plan.step());
    CHECK(std::string(plan.text(3)).find("INDEX i") != std::string::npos);
}

TEST_CASE("a name that SQLite refuses is a fault") {
    Database database = open_memory();
    const Result<void> added = add_function(database, std::string(300, 'x'), 1, echo, 0);
    REQUIRE_FALSE(added);
    CHECK(added.error().fault == Fault::storage);
}
