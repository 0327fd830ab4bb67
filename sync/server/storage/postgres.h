// Storage in a PostgreSQL database that any number of servers may share: the head row of a company, locked through
// commit, is what they agree by. Any thread may call it; a transaction belongs to one.
//
// A COMMIT whose connection breaks is not left open: the head row is locked anew, which waits for the end of the lost
// transaction, whatever it is, and then what it wrote is looked for. Only a transaction that wrote neither an outcome
// nor a log entry ends in network: its outcome is unknown, and doing it again does no harm.
#pragma once

#include <string>

#include "sync/server/storage/postgres_pool.h"
#include "sync/server/storage/sql_storage.h"

namespace xingke::server {

class PostgresStorage : public SqlStorage<PostgresPool> {
public:
    // `address` is a postgres:// URL as libpq reads it, with its files and environment for what is left out. The
    // database must be there and be encoded in UTF8; tables are made. storage: written by a newer version, or not UTF8.
    // Others: PostgresConnection::connect().
    static Result<std::unique_ptr<PostgresStorage>> open(const std::string& address, Clock& clock,
                                                         const PostgresSettings& settings = {});

    Result<std::unique_ptr<WriteTransaction>> begin_write(TenantId company) override;
    Result<void> copy_into(const std::string& file) override;
    Result<void> fill_from(Database& source) override;
    Result<void> tidy() override { return {}; }

private:
    PostgresStorage(const std::string& address, const PostgresSettings& settings, Clock& clock)
        : SqlStorage(address, settings, clock), address_(address) {}

    const std::string address_;
};

}  // namespace xingke::server
