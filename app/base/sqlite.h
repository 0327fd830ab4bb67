// SQLite, as much of it as we use: a database, statements, transactions. The only header through which our code meets
// SQLite. Single-threaded: a Database and all its statements belong to the thread that opened it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/base/bytes.h"
#include "app/base/id.h"
#include "app/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace xingke {

struct DatabaseState;
struct CachedStatement;

// A prepared statement, borrowed from its database's cache (`Database::prepare`). Parameters are numbered from 1,
// columns from 0. Binding or stepping errors surface in step() and run(). Bound text and bytes are copied. It must be
// gone before its database closes.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();  // resets it and gives it back to the cache

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement& bind(int index, std::uint64_t value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    Statement& bind_blob(int index, std::span<const std::uint8_t> bytes);
    Statement& bind_null(int index);
    template <class Tag>
    Statement& bind(int index, const Id<Tag>& id) {
        return bind_blob(index, id.bytes);
    }

    // True: a row is there. False: done. Faults: storage_full, storage, conflict (a UNIQUE or CHECK constraint).
    Result<bool> step();
    // Runs to the end, for statements that give no rows.
    Result<void> run();
    void reset();

    int column_count() const;
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    // Valid until the next step.
    std::string_view text(int column) const;
    std::span<const std::uint8_t> blob(int column) const;
    // SQLITE_INTEGER 1, FLOAT 2, TEXT 3, BLOB 4, NULL 5
    int type(int column) const;
    template <class Tag>
    Id<Tag> id(int column) const {
        return id_from_bytes<Tag>(blob(column)).value_or(Id<Tag>{});
    }

private:
    friend class Database;
    Statement(DatabaseState& database, CachedStatement* cached, sqlite3_stmt* statement);
    void note(int code);

    DatabaseState* database_;
    CachedStatement* cached_;  // null: not from the cache (its text was in use already), finalized at the end
    sqlite3_stmt* statement_;  // null: it could not be prepared
    bool is_running_ = false;
    std::optional<Error> error_;  // of prepare or bind, reported by step()
};

struct OpenOptions {
    std::string vfs;         // empty: the platform's own (native server)
    bool exclusive = false;  // locking_mode=EXCLUSIVE before the first access: WAL without shared memory
    bool read_only = false;
    std::int64_t cache_bytes = 16 << 20;
    bool seals_pages = false;  // of a new database over SqliteFiles: see page_seal.h
};

class Database {
public:
    // Opens or creates `name` with WAL, synchronous=FULL, foreign_keys=ON, trusted_schema=OFF. ":memory:" works too.
    // SQL gets the function xingke_fold(text): text.h's fold.
    static Result<Database> open(const std::string& name, const OpenOptions& options = {});
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // From a cache keyed by the text, so that asking again costs no parsing. A broken statement reports from step().
    Statement prepare(std::string_view sql);
    // Several statements without parameters.
    Result<void> execute(std::string_view sql);
    // The one integer that `sql` gives (0 rows: nullopt).
    Result<std::optional<std::int64_t>> integer(std::string_view sql);

    bool in_transaction() const;
    std::int64_t changed_row_count() const;  // by the last statement
    std::int64_t last_row_id() const;
    // Statements run since opening: a budget that tests assert.
    std::uint64_t statement_count() const;
    Result<void> keep_pages(std::int64_t cache_bytes);  // instead of OpenOptions::cache_bytes
    Result<void> checkpoint();                          // moves the WAL into the database and truncates it
    sqlite3* handle() const;                            // for the VFS tests, backup and FTS helpers only

private:
    explicit Database(std::unique_ptr<DatabaseState> state);
    std::unique_ptr<DatabaseState> state_;
};

// BEGIN IMMEDIATE … commit(), or rolled back when it goes out of scope.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    // Durable when it returns without error. On error everything is rolled back.
    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

// SAVEPOINT … release(), or rolled back to when it goes out of scope. Inside a Transaction.
class Savepoint {
public:
    static Result<Savepoint> begin(Database& database);
    Savepoint(Savepoint&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();
    Result<void> release();

private:
    explicit Savepoint(Database& database) : database_(&database) {}
    Database* database_;
};

// "name" with inner quotes doubled.
std::string quoted_name(std::string_view name);

}  // namespace xingke
