// PostgreSQL, as much of it as we use, with the surface of app/base/sqlite.h, so that the statements of the storage are
// written once: `?` stands for a parameter. The only header through which our code meets libpq.
//
// Statements are prepared once for each connection, keyed by their text; parameters and results travel in binary. All
// integers are BIGINT, all bytes BYTEA. Translated are: `?`, the name `user`, which PostgreSQL reserves, and in a
// schema INTEGER, BLOB, TEXT (compared byte by byte, as SQLite does) and WITHOUT ROWID.
//
// Faults: network (the connection is lost: of a COMMIT the outcome is unknown), conflict (a constraint), storage_full,
// storage. Neither messages nor details hold a password or a value that was sent. Belongs to one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/id.h"
#include "app/base/result.h"

struct pg_conn;
struct pg_result;

namespace xingke::server {

class PostgresConnection;

struct PostgresSettings {
    // Longer than any statement of a push takes, waiting for the head row included; 0: without limit.
    int statement_timeout_ms = 30'000;
    // A server that hangs with the head row locked loses it after this.
    int idle_in_transaction_timeout_ms = 30'000;
    int connect_timeout_s = 5;
};

struct ResultDeleter {
    void operator()(pg_result* result) const;
};
using PostgresResult = std::unique_ptr<pg_result, ResultDeleter>;

// Used like xingke::Statement. The whole answer is fetched with the first step.
class PostgresStatement {
public:
    PostgresStatement& bind(int index, std::int64_t value);
    PostgresStatement& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    PostgresStatement& bind(int index, std::uint64_t value) { return bind(index, static_cast<std::int64_t>(value)); }
    PostgresStatement& bind(int index, std::string_view text);
    PostgresStatement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    PostgresStatement& bind_blob(int index, std::span<const std::uint8_t> bytes);
    PostgresStatement& bind_null(int index);
    template <class Tag>
    PostgresStatement& bind(int index, const Id<Tag>& id) {
        return bind_blob(index, id.bytes);
    }

    Result<bool> step();
    Result<void> run();
    void reset();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;
    std::span<const std::uint8_t> blob(int column) const;
    template <class Tag>
    Id<Tag> id(int column) const {
        return id_from_bytes<Tag>(blob(column)).value_or(Id<Tag>{});
    }

private:
    friend class PostgresConnection;
    PostgresStatement(PostgresConnection& connection, std::string_view sql) : connection_(&connection), sql_(sql) {}

    struct Parameter {
        std::uint32_t type = 0;
        std::string bytes;
        bool is_null = true;
    };
    Parameter& parameter(int index);

    PostgresConnection* connection_;
    std::string sql_;
    std::vector<Parameter> parameters_;
    PostgresResult result_;
    int row_ = -1;
};

class PostgresConnection {
public:
    // invalid_input: not an address of a database. network: nobody answers there, or it will not have us.
    static Result<std::unique_ptr<PostgresConnection>> connect(const std::string& address,
                                                               const PostgresSettings& settings = {});
    // What a mistake in an address is, without quoting it; empty: none.
    static std::string mistake_in(const std::string& address);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    PostgresStatement prepare(std::string_view sql) { return {*this, sql}; }
    // Several statements without parameters, as they are.
    Result<void> execute(const std::string& sql);
    Result<void> create(std::string_view schema);
    Result<std::string> text(const std::string& sql);

    Result<void> commit();
    bool in_transaction() const;
    std::int64_t changed_row_count() const { return changed_row_count_; }
    std::uint64_t statement_count() const { return statement_count_; }
    // Whether it may be used again; asks nobody, but notices when the server has hung up.
    bool is_usable();
    pg_conn* handle() const { return handle_; }  // for copying tables only
    Error failure(const pg_result* result) const;

private:
    friend class PostgresStatement;
    explicit PostgresConnection(pg_conn* handle) : handle_(handle) {}
    Result<PostgresResult> run(const std::string& sql, std::span<const PostgresStatement::Parameter> parameters);

    pg_conn* handle_;
    std::unordered_map<std::string, std::string> prepared_;  // by text: the name that the server knows
    std::int64_t changed_row_count_ = 0;
    std::uint64_t statement_count_ = 0;
};

}  // namespace xingke::server
