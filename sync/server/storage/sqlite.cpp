#include "sync/server/storage/sqlite.h"

#include "sync/server/storage/backup.h"
#include "sync/server/storage/sql_schema.h"

namespace xingke::server {
namespace {

Result<void> create_or_check(Database& database) {
    // Two processes may open a new file at once; the lock lets one create and the other find it done.
    Transaction transaction = TRY(Transaction::begin(database));
    const std::int64_t version = TRY(database.integer("PRAGMA user_version")).value_or(0);
    if (version > schema_version()) {
        return Error{Fault::storage, {Text::database_newer, {}}, "schema version " + std::to_string(version)};
    }
    for (const SchemaStep& step : schema_steps()) {
        if (step.version > version) {
            TRY(database.execute(step.sql));
            TRY(database.execute("PRAGMA user_version=" + std::to_string(step.version)));
        }
    }
    return transaction.commit();
}

}  // namespace

Result<std::unique_ptr<SqliteStorage>> SqliteStorage::open(const std::string& file, const OpenOptions& options) {
    Database database = TRY(Database::open(file, options));
    TRY(create_or_check(database));
    return std::unique_ptr<SqliteStorage>(new SqliteStorage(std::move(database)));
}

Result<std::unique_ptr<WriteTransaction>> SqliteStorage::begin_write(TenantId company) {
    auto transaction = std::make_unique<SqlTransaction<SqliteLease>>(TRY(source_.lease()));
    TRY(transaction->begin(company, Access::write));
    return std::unique_ptr<WriteTransaction>(std::move(transaction));
}

Result<void> SqliteStorage::copy_into(const std::string& file) {
    return TRY(source_.lease())->prepare("VACUUM INTO ?").bind(1, file).run();
}

Result<void> SqliteStorage::fill_from(Database& source) {
    Database& database = *TRY(source_.lease());
    Transaction transaction = TRY(Transaction::begin(database));
    for (const Table& table : TRY(tables_of(source))) {
        auto row = source.prepare("SELECT " + table.column_list() + " FROM " + table.name);
        auto inserting = database.prepare(table.insert_statement());
        while (TRY(row.step())) {
            bind_row(table, row, inserting);
            TRY(inserting.run());
        }
    }
    return transaction.commit();
}

Result<void> SqliteStorage::tidy() {
    return TRY(source_.lease())->checkpoint();
}

}  // namespace xingke::server
