#include "sync/server/storage/sqlite.h"

#include <algorithm>

#include "sync/server/storage/sqlite_transaction.h"

namespace xingke::server {
namespace {

// `t` is the company's number within this file; every key of a company's data starts with it.
constexpr std::string_view schema = R"sql(
CREATE TABLE tenant(
    t INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT NOT NULL, epoch BLOB NOT NULL, head INTEGER NOT NULL);
CREATE TABLE record(
    t INTEGER NOT NULL, rid BLOB NOT NULL, type INTEGER NOT NULL, life INTEGER NOT NULL, row_seq INTEGER NOT NULL,
    body BLOB NOT NULL, PRIMARY KEY(t, rid));
CREATE INDEX record_by_seq ON record(t, row_seq, rid);
CREATE TABLE txn(
    t INTEGER NOT NULL, seq INTEGER NOT NULL, device BLOB NOT NULL, counter INTEGER NOT NULL, author BLOB NOT NULL,
    authored INTEGER NOT NULL, received INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(t, seq));
CREATE TABLE outcome(
    t INTEGER NOT NULL, device BLOB NOT NULL, counter INTEGER NOT NULL, user BLOB NOT NULL, status INTEGER NOT NULL,
    seq INTEGER NOT NULL, detail BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY(t, device, counter)) WITHOUT ROWID;
CREATE TABLE device(
    t INTEGER NOT NULL, id BLOB NOT NULL, user BLOB NOT NULL, last_counter INTEGER NOT NULL, waiting INTEGER NOT NULL,
    last_seen INTEGER NOT NULL, revoked INTEGER NOT NULL, PRIMARY KEY(t, id)) WITHOUT ROWID;
CREATE TABLE account(
    login TEXT PRIMARY KEY, t INTEGER NOT NULL, user_rid BLOB NOT NULL, role TEXT NOT NULL,
    password_hash TEXT NOT NULL, disabled INTEGER NOT NULL, UNIQUE(t, user_rid)) WITHOUT ROWID;
CREATE TABLE session(
    token_hash BLOB PRIMARY KEY, t INTEGER NOT NULL, user BLOB NOT NULL, device BLOB NOT NULL,
    created INTEGER NOT NULL, last_used INTEGER NOT NULL, expires INTEGER NOT NULL, revoked INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE INDEX session_by_user ON session(t, user);
)sql";

// What version 2 adds: each device's place, from which its code follows, and the numbers that records have been given.
constexpr std::string_view schema_of_numbers = R"sql(
CREATE TABLE device_code(
    t INTEGER NOT NULL, idx INTEGER NOT NULL, device BLOB NOT NULL, PRIMARY KEY(t, idx), UNIQUE(t, device))
    WITHOUT ROWID;
CREATE TABLE number(
    t INTEGER NOT NULL, type INTEGER NOT NULL, field INTEGER NOT NULL, number TEXT NOT NULL, rid BLOB NOT NULL,
    PRIMARY KEY(t, type, field, number)) WITHOUT ROWID;
)sql";

// What version 4 adds: who sees which record. An older file has had an index for one type alone since version 3.
constexpr std::string_view schema_of_sight = R"sql(
DROP INDEX IF EXISTS declaration_by_seq;
CREATE INDEX record_by_type ON record(t, type, row_seq, rid);
ALTER TABLE tenant ADD COLUMN sight_rules BLOB;
CREATE TABLE posting(
    t INTEGER NOT NULL, rid BLOB NOT NULL, person BLOB NOT NULL, type INTEGER NOT NULL, since INTEGER NOT NULL,
    seq INTEGER NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY(t, rid, person)) WITHOUT ROWID;
CREATE INDEX posting_by_seq ON posting(t, person, seq, rid);
CREATE TABLE parent(
    t INTEGER NOT NULL, child BLOB NOT NULL, parent BLOB NOT NULL, PRIMARY KEY(t, child)) WITHOUT ROWID;
CREATE INDEX child_by_parent ON parent(t, parent, child);
)sql";

constexpr std::int64_t schema_version = 4;

Result<void> create_or_check(Database& database) {
    // Two processes may open a new file at once; the lock lets one create and the other find it done.
    Transaction transaction = TRY(Transaction::begin(database));
    const std::int64_t version = TRY(database.integer("PRAGMA user_version")).value_or(0);
    if (version > schema_version) {
        return Error{Fault::storage, {Text::database_too_new, {}}, "schema version " + std::to_string(version)};
    }
    if (version == 0) {
        TRY(database.execute(schema));
    }
    if (version < 2) {
        TRY(database.execute(schema_of_numbers));
    }
    if (version < 4) {
        TRY(database.execute(schema_of_sight));
        TRY(database.execute("PRAGMA user_version=" + std::to_string(schema_version)));
    }
    return transaction.commit();
}

Digest digest_column(const Statement& statement, int column) {
    Digest digest{};
    const auto bytes = statement.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
    return digest;
}

constexpr std::string_view account_columns =
    "account.login, tenant.id, account.user_rid, account.role, account.password_hash, account.disabled"
    " FROM account JOIN tenant USING(t)";

}  // namespace

Result<std::unique_ptr<SqliteStorage>> SqliteStorage::open(const std::string& file, const OpenOptions& options) {
    Database database = TRY(Database::open(file, options));
    TRY(create_or_check(database));
    return std::unique_ptr<SqliteStorage>(new SqliteStorage(std::move(database)));
}

Result<std::unique_ptr<ReadTransaction>> SqliteStorage::begin_read(TenantId company) {
    auto transaction = TRY(SqliteTransaction::begin(database_, company, Access::read));
    return std::unique_ptr<ReadTransaction>(std::move(transaction));
}

Result<std::unique_ptr<WriteTransaction>> SqliteStorage::begin_write(TenantId company) {
    auto transaction = TRY(SqliteTransaction::begin(database_, company, Access::write));
    return std::unique_ptr<WriteTransaction>(std::move(transaction));
}

Result<void> SqliteStorage::add_company(const Company& company) {
    auto statement = database_.prepare("INSERT INTO tenant(id, name, epoch, head) VALUES(?, ?, ?, ?)");
    return statement.bind(1, company.id).bind(2, company.name).bind_blob(3, company.epoch).bind(4, company.head).run();
}

Result<std::vector<Company>> SqliteStorage::companies() {
    std::vector<Company> companies;
    auto statement = database_.prepare("SELECT id, name, epoch, head FROM tenant ORDER BY t");
    while (TRY(statement.step())) {
        companies.push_back({statement.id<TenantTag>(0), std::string(statement.text(1)),
                             statement.id<RecordTag>(2).bytes, static_cast<Seq>(statement.integer(3))});
    }
    return companies;
}

Result<std::optional<Account>> SqliteStorage::find_login(std::string_view login) {
    static const std::string sql = "SELECT " + std::string(account_columns) + " WHERE login=?";
    auto statement = database_.prepare(sql);
    statement.bind(1, login);
    if (!TRY(statement.step())) {
        return std::optional<Account>();
    }
    return std::optional(account_of_row(statement));
}

Result<std::vector<Account>> SqliteStorage::accounts() {
    static const std::string sql = "SELECT " + std::string(account_columns) + " ORDER BY t, login";
    std::vector<Account> accounts;
    auto statement = database_.prepare(sql);
    while (TRY(statement.step())) {
        accounts.push_back(account_of_row(statement));
    }
    return accounts;
}

Result<void> SqliteStorage::add_session(const Session& session) {
    auto statement = database_.prepare(
        "INSERT INTO session(token_hash, t, user, device, created, last_used, expires, revoked)"
        " SELECT ?, t, ?, ?, ?, ?, ?, ? FROM tenant WHERE id=?");
    return statement.bind_blob(1, session.token_hash)
        .bind(2, session.user)
        .bind(3, session.device)
        .bind(4, session.created.ms)
        .bind(5, session.last_used.ms)
        .bind(6, session.expires.ms)
        .bind(7, session.is_revoked ? 1 : 0)
        .bind(8, session.company)
        .run();
}

Result<std::optional<Session>> SqliteStorage::find_session(const Digest& token_hash) {
    auto statement = database_.prepare(
        "SELECT token_hash, id, user, device, created, last_used, expires, revoked"
        " FROM session JOIN tenant USING(t) WHERE token_hash=?");
    statement.bind_blob(1, token_hash);
    if (!TRY(statement.step())) {
        return std::optional<Session>();
    }
    return std::optional(Session{digest_column(statement, 0),
                                 statement.id<TenantTag>(1),
                                 statement.id<RecordTag>(2),
                                 statement.id<DeviceTag>(3),
                                 {statement.integer(4)},
                                 {statement.integer(5)},
                                 {statement.integer(6)},
                                 statement.integer(7) != 0});
}

Result<void> SqliteStorage::extend_session(const Digest& token_hash, Instant last_used, Instant expires) {
    auto statement = database_.prepare("UPDATE session SET last_used=?, expires=? WHERE token_hash=?");
    return statement.bind(1, last_used.ms).bind(2, expires.ms).bind_blob(3, token_hash).run();
}

Result<void> SqliteStorage::revoke_session(const Digest& token_hash) {
    return database_.prepare("UPDATE session SET revoked=1 WHERE token_hash=?").bind_blob(1, token_hash).run();
}

Result<std::int64_t> SqliteStorage::revoke_sessions_of(TenantId company, RecordId user) {
    auto statement = database_.prepare(
        "UPDATE session SET revoked=1 WHERE t=(SELECT t FROM tenant WHERE id=?) AND user=? AND revoked=0");
    TRY(statement.bind(1, company).bind(2, user).run());
    return database_.changed_row_count();
}

Result<void> SqliteStorage::drop_sessions_expired_before(Instant instant) {
    return database_.prepare("DELETE FROM session WHERE expires<?").bind(1, instant.ms).run();
}

Result<void> SqliteStorage::tidy() {
    return database_.checkpoint();
}

}  // namespace xingke::server
