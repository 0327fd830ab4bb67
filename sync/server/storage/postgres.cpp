#include "sync/server/storage/postgres.h"

#include "sync/server/storage/backup.h"
#include "sync/server/storage/sql_schema.h"
#include "sync/server/storage/sqlite.h"

namespace xingke::server {
namespace {

constexpr int schema_attempts_max = 5;
constexpr int rows_at_once = 500;
constexpr PostgresSettings without_timeouts{.statement_timeout_ms = 0, .idle_in_transaction_timeout_ms = 0};

Result<void> bring_up_to_date(PostgresConnection& connection) {
    TRY(connection.execute("BEGIN"));
    TRY(connection.create(
        "CREATE TABLE IF NOT EXISTS schema_version(id INTEGER PRIMARY KEY, version INTEGER NOT NULL)"));
    TRY(connection.execute("INSERT INTO schema_version(id, version) VALUES(1, 0) ON CONFLICT DO NOTHING"));
    // The locked row lets one server create and the others find it done.
    const std::string text = TRY(connection.text("SELECT version FROM schema_version WHERE id=1 FOR UPDATE"));
    const std::int64_t version = std::stoll(text);
    if (version > schema_version()) {
        return Error{Fault::storage, {Text::database_newer, {}}, "schema version " + text};
    }
    for (const SchemaStep& step : schema_steps()) {
        if (step.version > version) {
            TRY(connection.create(step.sql));
        }
    }
    TRY(connection.execute("UPDATE schema_version SET version=" + std::to_string(schema_version()) + " WHERE id=1"));
    return connection.commit();
}

Result<void> create_or_check(PostgresConnection& connection) {
    const std::string encoding = TRY(connection.text("SHOW server_encoding"));
    if (encoding != "UTF8") {
        return Error{Fault::storage, {Text::database_not_utf8, {argument("encoding", encoding)}}, ""};
    }
    for (int attempt = 1;; ++attempt) {
        const auto done = bring_up_to_date(connection);
        if (done) {
            return {};
        }
        TRY(connection.execute("ROLLBACK"));
        // Of two that make the first table at once, one waits for the other and then is told that it is there.
        const bool may_be_race = done.error().fault == Fault::conflict;
        if (!may_be_race || attempt == schema_attempts_max) {
            return done.error();
        }
    }
}

class PostgresTransaction : public SqlTransaction<PostgresLease> {
public:
    PostgresTransaction(PostgresLease lease, PostgresStorage& storage)
        : SqlTransaction(std::move(lease)), storage_(storage) {}

    Result<void> add_outcome(DeviceId device, const StoredOutcome& outcome) override {
        device_ = device;
        outcome_ = outcome;
        return SqlTransaction::add_outcome(device, outcome);
    }
    Result<void> append(const LogEntry& entry) override {
        entry_ = entry;
        return SqlTransaction::append(entry);
    }
    Result<void> commit() override {
        auto done = SqlTransaction::commit();
        if (!done && done.error().fault == Fault::network) {
            const auto found = was_committed();
            if (found && *found) {
                return {};
            }
        }
        return done;
    }

private:
    // A transaction is there whole or not at all, so that one row of it tells.
    Result<bool> was_committed() {
        if (!entry_ && !outcome_) {
            return false;
        }
        const auto again = TRY(storage_.begin_write(company().id));
        if (entry_) {
            const auto body = TRY(again->find_body(entry_->seq));
            const auto device = TRY(again->device_of(entry_->seq));
            return body && device && *body == entry_->body && *device == entry_->device;
        }
        const auto stored = TRY(again->find_outcome(device_, outcome_->outcome.counter));
        return stored && stored->digest == outcome_->digest;
    }

    PostgresStorage& storage_;
    DeviceId device_;
    std::optional<StoredOutcome> outcome_;  // the last one
    std::optional<LogEntry> entry_;         // the last one
};

}  // namespace

Result<std::unique_ptr<PostgresStorage>> PostgresStorage::open(const std::string& address, Clock& clock,
                                                               const PostgresSettings& settings) {
    std::unique_ptr<PostgresStorage> storage(new PostgresStorage(address, settings, clock));
    const auto lease = TRY(storage->source_.lease());
    TRY(create_or_check(*lease));
    return storage;
}

// Both are on connections of their own: copying everything may take longer than any statement of a push.
Result<void> PostgresStorage::copy_into(const std::string& file) {
    TRY(SqliteStorage::open(file));  // makes the tables
    Database target = TRY(Database::open(file));
    const auto source = TRY(PostgresConnection::connect(address_, without_timeouts));
    TRY(source->execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    {
        Transaction transaction = TRY(Transaction::begin(target));
        for (const Table& table : TRY(tables_of(target))) {
            auto opening = source->prepare("DECLARE rows NO SCROLL CURSOR FOR SELECT " + table.column_list() +
                                           " FROM " + table.name);
            TRY(opening.run());
            auto inserting = target.prepare(table.insert_statement());
            auto row = source->prepare("FETCH " + std::to_string(rows_at_once) + " FROM rows /* " + table.name + " */");
            for (bool is_more = true; is_more; row.reset()) {
                is_more = false;
                while (TRY(row.step())) {
                    is_more = true;
                    bind_row(table, row, inserting);
                    TRY(inserting.run());
                }
            }
            TRY(source->execute("CLOSE rows"));
        }
        TRY(transaction.commit());
    }
    return target.execute("PRAGMA journal_mode=DELETE");  // one file, with nothing beside it
}

Result<void> PostgresStorage::fill_from(Database& source) {
    const auto target = TRY(PostgresConnection::connect(address_, without_timeouts));
    TRY(target->execute("BEGIN"));
    for (const Table& table : TRY(tables_of(source))) {
        auto row = source.prepare("SELECT " + table.column_list() + " FROM " + table.name);
        auto inserting = target->prepare(table.insert_statement());
        while (TRY(row.step())) {
            bind_row(table, row, inserting);
            TRY(inserting.run());
        }
    }
    return target->commit();
}

Result<std::unique_ptr<WriteTransaction>> PostgresStorage::begin_write(TenantId company) {
    auto transaction = std::make_unique<PostgresTransaction>(TRY(source_.lease()), *this);
    TRY(transaction->begin(company, Access::write));
    return std::unique_ptr<WriteTransaction>(std::move(transaction));
}

}  // namespace xingke::server
