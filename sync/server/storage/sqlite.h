// Storage in one SQLite file: no set-up, for one server process. WAL with synchronous=FULL; not exclusive, so that
// admin commands work while the server runs. BEGIN IMMEDIATE stands for the lock on the head row.
#pragma once

#include <string>

#include "sync/server/storage/sql_storage.h"
#include "sync/server/storage/sqlite_lease.h"

namespace xingke::server {

class SqliteStorage : public SqlStorage<SqliteSource> {
public:
    // Opens or creates the file. storage: it cannot be used, or was written by a newer version.
    static Result<std::unique_ptr<SqliteStorage>> open(const std::string& file, const OpenOptions& options = {});

    Result<std::unique_ptr<WriteTransaction>> begin_write(TenantId company) override;
    Result<void> copy_into(const std::string& file) override;
    Result<void> fill_from(Database& source) override;
    Result<void> tidy() override;

private:
    explicit SqliteStorage(Database database) : SqlStorage(std::move(database)) {}
};

}  // namespace xingke::server
