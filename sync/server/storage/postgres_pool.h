// Connections to one PostgreSQL, lent to one user at a time and kept for the next. Any thread may ask. A connection
// that the server has closed is noticed before it is lent, without a round trip; when the server cannot be reached,
// nobody waits for it: until the next attempt is due (after 50 ms, then twice as long each time, up to 5 s) every call
// fails at once. Also what is PostgreSQL's own in the shared statements.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "sync/server/storage/postgres_connection.h"
#include "sync/server/storage/sql_transaction.h"

namespace xingke::server {

class PostgresPool;

// Gives its connection back when it goes. The pool outlives it.
class PostgresLease {
public:
    PostgresLease(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    PostgresLease(PostgresLease&&) = default;
    PostgresLease& operator=(PostgresLease&&) = delete;
    ~PostgresLease();

    PostgresConnection& operator*() const { return *connection_; }
    PostgresConnection* operator->() const { return connection_.get(); }

private:
    PostgresPool* pool_;
    std::unique_ptr<PostgresConnection> connection_;
};

class PostgresPool {
public:
    using Lease = PostgresLease;
    PostgresPool(std::string address, const PostgresSettings& settings, Clock& clock)
        : address_(std::move(address)), settings_(settings), clock_(clock) {}

    // network: see above, or all connections are lent. Others: PostgresConnection::connect().
    Result<PostgresLease> lease();

private:
    friend class PostgresLease;
    void give_back(std::unique_ptr<PostgresConnection> connection);
    Result<std::unique_ptr<PostgresConnection>> connect();

    const std::string address_;
    const PostgresSettings settings_;
    Clock& clock_;
    std::mutex mutex_;  // for what follows; not held while connecting
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::size_t lent_count_ = 0;
    std::int64_t pause_ms_ = 0;       // 0: the last attempt to connect succeeded
    std::int64_t not_before_ms_ = 0;  // monotonic
};

inline Result<void> begin_transaction(PostgresConnection& connection, Access access) {
    return connection.execute(access == Access::write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                                      : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

inline Result<void> commit_transaction(PostgresConnection& connection) {
    return connection.commit();
}

// The head row stays locked until the transaction ends; whoever waits for it then sees what was committed.
inline std::string_view find_tenant(PostgresConnection&, Access access) {
    return access == Access::write ? "SELECT t, name, epoch, head, sight_rules FROM tenant WHERE id=? FOR UPDATE"
                                   : "SELECT t, name, epoch, head, sight_rules FROM tenant WHERE id=?";
}

// An answer comes whole, so that the server itself must end the page where its bytes are reached.
inline PostgresStatement prepare_page(PostgresConnection& connection, std::string_view select, const PageLimit& limit) {
    const std::string column(limit.column);
    const std::string order(limit.order);
    return connection.prepare("SELECT * FROM (SELECT page.*, sum(octet_length(" + column + ")) OVER (ORDER BY " +
                              order + ") - octet_length(" + column + ") AS bytes_before FROM (" + std::string(select) +
                              ") AS page) AS counted WHERE bytes_before < " + std::to_string(limit.bytes) +
                              " ORDER BY " + order);
}

}  // namespace xingke::server
