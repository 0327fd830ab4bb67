// What is SQLite's own in the shared statements: how a transaction begins and ends. BEGIN IMMEDIATE stands for the lock
// on the head row.
#pragma once

#include "app/base/sqlite.h"
#include "sync/server/storage/sql_transaction.h"

namespace xingke::server {

// There is one database, and the storage's one thread uses it.
using SqliteLease = Database*;

class SqliteSource {
public:
    using Lease = SqliteLease;
    explicit SqliteSource(Database database) : database_(std::move(database)) {}
    Result<Database*> lease() { return &database_; }

private:
    Database database_;
};

inline Result<void> begin_transaction(Database& database, Access access) {
    return database.execute(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

inline Result<void> commit_transaction(Database& database) {
    return database.execute("COMMIT");
}

inline std::string_view find_tenant(Database&, Access) {
    return "SELECT t, name, epoch, head, sight_rules FROM tenant WHERE id=?";
}

// A page ends behind the row with which `bytes` are reached. Rows come one at a time here: who asks stops by itself.
inline Statement prepare_page(Database& database, std::string_view select, const PageLimit&) {
    return database.prepare(select);
}

}  // namespace xingke::server
