#include "sync/server/storage/postgres_pool.h"

#include <algorithm>

#include "app/base/log.h"

namespace xingke::server {
namespace {

constexpr std::size_t idle_connections_max = 8;
constexpr std::size_t lent_connections_max = 64;
constexpr std::int64_t pause_ms_min = 50;
constexpr std::int64_t pause_ms_max = 5'000;

}  // namespace

PostgresLease::~PostgresLease() {
    if (connection_ != nullptr) {
        pool_->give_back(std::move(connection_));
    }
}

Result<PostgresLease> PostgresPool::lease() {
    std::unique_ptr<PostgresConnection> connection;
    {
        const std::lock_guard lock(mutex_);
        while (!idle_.empty() && connection == nullptr) {
            connection = std::move(idle_.back());
            idle_.pop_back();
            if (!connection->is_usable()) {
                connection.reset();
            }
        }
        if (connection == nullptr && clock_.monotonic_ms() < not_before_ms_) {
            return Error{Fault::network, {Text::database_unreachable, {}}, "postgres waits before it connects again"};
        }
        if (lent_count_ >= lent_connections_max) {
            return Error{Fault::network, {Text::database_unreachable, {}}, "postgres connections are all in use"};
        }
        ++lent_count_;
    }
    if (connection == nullptr) {
        auto made = connect();
        if (!made) {
            return made.error();
        }
        connection = std::move(made).value();
    }
    return PostgresLease(*this, std::move(connection));
}

Result<std::unique_ptr<PostgresConnection>> PostgresPool::connect() {
    auto made = PostgresConnection::connect(address_, settings_);
    const std::lock_guard lock(mutex_);
    if (!made) {
        --lent_count_;
        pause_ms_ = std::clamp(pause_ms_ * 2, pause_ms_min, pause_ms_max);
        not_before_ms_ = clock_.monotonic_ms() + pause_ms_;
        log(LogLevel::warning, "database_unreachable", {{"pause_ms", pause_ms_}, {"detail", made.error().detail}});
        return made;
    }
    if (pause_ms_ != 0) {
        log(LogLevel::info, "database_reached");
    }
    pause_ms_ = 0;
    not_before_ms_ = 0;
    return made;
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) {
    const std::lock_guard lock(mutex_);
    --lent_count_;
    if (connection->is_usable() && idle_.size() < idle_connections_max) {
        idle_.push_back(std::move(connection));
    }
}

}  // namespace xingke::server
