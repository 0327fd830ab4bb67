// What both SQL storages do alike outside of a company's transactions: companies, accounts by login, sessions. Each
// call takes a database from its Source for as long as it lasts, and is one statement: committed when it returns.
#pragma once

#include "sync/server/storage/storage.h"

namespace xingke::server {

// A Source gives databases, one user at a time: SqliteSource or PostgresPool.
template <class Source>
class SqlStorage : public Storage {
public:
    Result<std::unique_ptr<ReadTransaction>> begin_read(TenantId company) override;

    Result<void> add_company(const Company& company) override;
    Result<std::vector<Company>> companies() override;
    Result<std::vector<std::pair<TenantId, Seq>>> heads() override;
    Result<std::optional<Account>> find_login(std::string_view login) override;
    Result<std::vector<Account>> accounts() override;

    Result<void> add_session(const Session& session) override;
    Result<std::optional<Session>> find_session(SessionId id) override;
    Result<bool> change_session(const Session& session, const Digest& before) override;
    Result<void> revoke_session(SessionId id) override;
    Result<std::int64_t> revoke_sessions_of(TenantId company, RecordId user) override;
    Result<void> drop_sessions_expired_before(Instant instant) override;

protected:
    template <class... Arguments>
    explicit SqlStorage(Arguments&&... arguments) : source_(std::forward<Arguments>(arguments)...) {}
    Source source_;
};

}  // namespace xingke::server
