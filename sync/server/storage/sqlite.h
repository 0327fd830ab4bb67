// Storage in one SQLite file: no set-up, for one server process. WAL with synchronous=FULL; not exclusive, so that
// admin commands work while the server runs. BEGIN IMMEDIATE stands for the lock on the head row.
#pragma once

#include <string>

#include "app/base/sqlite.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

class SqliteStorage : public Storage {
public:
    // Opens or creates the file. storage: it cannot be used, or was written by a newer version.
    static Result<std::unique_ptr<SqliteStorage>> open(const std::string& file, const OpenOptions& options = {});

    Result<std::unique_ptr<ReadTransaction>> begin_read(TenantId company) override;
    Result<std::unique_ptr<WriteTransaction>> begin_write(TenantId company) override;

    Result<void> add_company(const Company& company) override;
    Result<std::vector<Company>> companies() override;
    Result<std::optional<Account>> find_login(std::string_view login) override;
    Result<std::vector<Account>> accounts() override;

    Result<void> add_session(const Session& session) override;
    Result<std::optional<Session>> find_session(const Digest& token_hash) override;
    Result<void> extend_session(const Digest& token_hash, Instant last_used, Instant expires) override;
    Result<void> revoke_session(const Digest& token_hash) override;
    Result<std::int64_t> revoke_sessions_of(TenantId company, RecordId user) override;
    Result<void> drop_sessions_expired_before(Instant instant) override;
    Result<void> tidy() override;

private:
    explicit SqliteStorage(Database database) : database_(std::move(database)) {}
    Database database_;
};

}  // namespace xingke::server
