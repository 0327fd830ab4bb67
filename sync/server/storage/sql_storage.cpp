#include "sync/server/storage/sql_storage.h"

#include <algorithm>

#include "app/base/text.h"
#include "sync/server/storage/postgres_pool.h"
#include "sync/server/storage/sql_transaction.h"
#include "sync/server/storage/sqlite_lease.h"

namespace xingke::server {
namespace {

template <class Row>
Digest digest_column(const Row& statement, int column) {
    Digest digest{};
    const auto bytes = statement.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
    return digest;
}

constexpr int add_company_attempts_max = 5;

constexpr std::string_view account_columns =
    "account.login, tenant.id, account.user_rid, account.role, account.password_hash, account.disabled"
    " FROM account JOIN tenant USING(t)";

}  // namespace

template <class Source>
Result<std::unique_ptr<ReadTransaction>> SqlStorage<Source>::begin_read(TenantId company) {
    auto transaction = std::make_unique<SqlTransaction<typename Source::Lease>>(TRY(source_.lease()));
    TRY(transaction->begin(company, Access::read));
    return std::unique_ptr<ReadTransaction>(std::move(transaction));
}

template <class Source>
Result<void> SqlStorage<Source>::add_company(const Company& company) {
    const auto lease = TRY(source_.lease());
    // Two administrators may take the same number at once on PostgreSQL; the second then takes the next one.
    for (int attempt = 0; attempt < add_company_attempts_max; ++attempt) {
        auto statement = lease->prepare(
            "INSERT INTO tenant(t, id, name, epoch, head) SELECT coalesce(max(t), 0) + 1, ?, ?, ?, ? FROM tenant"
            " WHERE true ON CONFLICT DO NOTHING");
        TRY(statement.bind(1, company.id)
                .bind(2, company.name)
                .bind_blob(3, company.epoch)
                .bind(4, company.head)
                .run());
        if (lease->changed_row_count() != 0) {
            return {};
        }
    }
    return Error{Fault::conflict, {Text::storage_failed, {}}, "company " + print(company.id)};
}

template <class Source>
Result<std::vector<Company>> SqlStorage<Source>::companies() {
    const auto lease = TRY(source_.lease());
    std::vector<Company> companies;
    auto statement = lease->prepare("SELECT id, name, epoch, head FROM tenant ORDER BY t");
    while (TRY(statement.step())) {
        companies.push_back({statement.template id<TenantTag>(0), std::string(statement.text(1)),
                             statement.template id<RecordTag>(2).bytes, static_cast<Seq>(statement.integer(3))});
    }
    return companies;
}

template <class Source>
Result<std::vector<std::pair<TenantId, Seq>>> SqlStorage<Source>::heads() {
    const auto lease = TRY(source_.lease());
    std::vector<std::pair<TenantId, Seq>> heads;
    auto statement = lease->prepare("SELECT id, head FROM tenant");
    while (TRY(statement.step())) {
        heads.emplace_back(statement.template id<TenantTag>(0), static_cast<Seq>(statement.integer(1)));
    }
    return heads;
}

template <class Source>
Result<std::optional<Account>> SqlStorage<Source>::find_login(std::string_view login) {
    if (!is_valid_utf8(login) || login.find('\0') != std::string_view::npos) {
        return std::optional<Account>();  // PostgreSQL holds no such text and would not even compare with one.
    }
    const auto lease = TRY(source_.lease());
    static const std::string sql = "SELECT " + std::string(account_columns) + " WHERE login=?";
    auto statement = lease->prepare(sql);
    statement.bind(1, login);
    if (!TRY(statement.step())) {
        return std::optional<Account>();
    }
    return std::optional(account_of_row(statement));
}

template <class Source>
Result<std::vector<Account>> SqlStorage<Source>::accounts() {
    const auto lease = TRY(source_.lease());
    static const std::string sql = "SELECT " + std::string(account_columns) + " ORDER BY t, login";
    std::vector<Account> accounts;
    auto statement = lease->prepare(sql);
    while (TRY(statement.step())) {
        accounts.push_back(account_of_row(statement));
    }
    return accounts;
}

template <class Source>
Result<void> SqlStorage<Source>::add_session(const Session& session) {
    const auto lease = TRY(source_.lease());
    auto statement = lease->prepare(
        "INSERT INTO session(id, user, device, created, last_used, expires, revoked, renewal_hash, previous_hash,"
        " access_hash, access_expires, renewed, salt, t) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, t"
        " FROM tenant WHERE tenant.id=?");
    return statement.bind(1, session.id)
        .bind(2, session.user)
        .bind(3, session.device)
        .bind(4, session.created.ms)
        .bind(5, session.last_used.ms)
        .bind(6, session.expires.ms)
        .bind(7, session.is_revoked ? 1 : 0)
        .bind_blob(8, session.renewal_hash)
        .bind_blob(9, session.previous_hash)
        .bind_blob(10, session.access_hash)
        .bind(11, session.access_expires.ms)
        .bind(12, session.renewed.ms)
        .bind_blob(13, session.salt)
        .bind(14, session.company)
        .run();
}

template <class Source>
Result<std::optional<Session>> SqlStorage<Source>::find_session(SessionId id) {
    const auto lease = TRY(source_.lease());
    auto statement = lease->prepare(
        "SELECT session.id, tenant.id, user, device, created, last_used, expires, revoked, renewal_hash,"
        " previous_hash, access_hash, access_expires, renewed, salt FROM session JOIN tenant USING(t)"
        " WHERE session.id=?");
    statement.bind(1, id);
    if (!TRY(statement.step())) {
        return std::optional<Session>();
    }
    return std::optional(Session{statement.template id<SessionTag>(0),
                                 statement.template id<TenantTag>(1),
                                 statement.template id<RecordTag>(2),
                                 statement.template id<DeviceTag>(3),
                                 {statement.integer(4)},
                                 {statement.integer(5)},
                                 {statement.integer(6)},
                                 statement.integer(7) != 0,
                                 digest_column(statement, 8),
                                 digest_column(statement, 9),
                                 digest_column(statement, 10),
                                 {statement.integer(11)},
                                 {statement.integer(12)},
                                 statement.template id<SessionTag>(13).bytes});
}

template <class Source>
Result<bool> SqlStorage<Source>::change_session(const Session& session, const Digest& before) {
    const auto lease = TRY(source_.lease());
    auto statement = lease->prepare(
        "UPDATE session SET last_used=?, expires=?, renewal_hash=?, previous_hash=?, access_hash=?, access_expires=?,"
        " renewed=?, salt=? WHERE id=? AND renewal_hash=? AND revoked=0");
    TRY(statement.bind(1, session.last_used.ms)
            .bind(2, session.expires.ms)
            .bind_blob(3, session.renewal_hash)
            .bind_blob(4, session.previous_hash)
            .bind_blob(5, session.access_hash)
            .bind(6, session.access_expires.ms)
            .bind(7, session.renewed.ms)
            .bind_blob(8, session.salt)
            .bind(9, session.id)
            .bind_blob(10, before)
            .run());
    return lease->changed_row_count() != 0;
}

template <class Source>
Result<void> SqlStorage<Source>::revoke_session(SessionId id) {
    const auto lease = TRY(source_.lease());
    return lease->prepare("UPDATE session SET revoked=1 WHERE id=?").bind(1, id).run();
}

template <class Source>
Result<std::int64_t> SqlStorage<Source>::revoke_sessions_of(TenantId company, RecordId user) {
    const auto lease = TRY(source_.lease());
    auto statement = lease->prepare(
        "UPDATE session SET revoked=1 WHERE t=(SELECT t FROM tenant WHERE id=?) AND user=? AND revoked=0");
    TRY(statement.bind(1, company).bind(2, user).run());
    return lease->changed_row_count();
}

template <class Source>
Result<void> SqlStorage<Source>::drop_sessions_expired_before(Instant instant) {
    const auto lease = TRY(source_.lease());
    return lease->prepare("DELETE FROM session WHERE expires<?").bind(1, instant.ms).run();
}

template class SqlStorage<SqliteSource>;
template class SqlStorage<PostgresPool>;

}  // namespace xingke::server
