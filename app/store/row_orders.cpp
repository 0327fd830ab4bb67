#include "app/store/row_orders.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/base/sqlite_functions.h"
#include "app/store/query_sql.h"

namespace xingke::store {
namespace {

constexpr std::size_t order_count_max = 16;
constexpr std::size_t prepared_count_max = 12;
constexpr std::int64_t slice_row_count = 2'000;
// Beyond that, sorting anew costs less than finding each row's place.
constexpr std::size_t changed_count_max = 64;

// Of an order and its opposite the one that goes upwards: all of its keys change direction together.
bool is_reversed(const model::Query& query) {
    return query.sorts.size() == 1 && query.sorts.front().descending;
}

model::Query upwards(model::Query query) {
    query.fields.clear();
    query.first = 0;
    query.count = 0;
    if (is_reversed(query)) {
        query.sorts.front().descending = false;
    }
    return query;
}

using Keys = std::vector<SqlValue>;

Keys keys_of(const Statement& row, std::size_t count) {
    Keys keys;
    for (std::size_t i = 0; i < count; ++i) {
        const int column = static_cast<int>(i);
        if (row.is_null(column)) {
            keys.emplace_back();
        } else if (row.type(column) == 1) {
            keys.emplace_back(row.integer(column));
        } else if (row.type(column) == 3) {
            keys.emplace_back(std::string(row.text(column)));
        } else {
            const auto bytes = row.blob(column);
            keys.emplace_back(Bytes(bytes.begin(), bytes.end()));
        }
    }
    return keys;
}

// As SQLite sorts: the variant's alternatives stand in its order of types, and texts and bytes compare as unsigned.
bool is_before(const Keys& one, const Keys& other, const std::vector<bool>& descending) {
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (one[i] != other[i]) {
            return (one[i] < other[i]) != descending[i];
        }
    }
    return false;
}

Result<Keys> read_keys(Database& database, SqlText& sql, std::int64_t row_number, std::size_t count) {
    sql.parameters.back() = row_number;
    Statement row = sql.prepare(database);
    return TRY(row.step()) ? keys_of(row, count) : Keys();
}

}  // namespace

Result<RowOrders::Rows> RowOrders::rows(Database& database, const Tables& tables, const TypeTable& table,
                                        const model::Query& query) {
    CHECK(!database.in_transaction(), "an order holds only what is committed");
    const model::Query wanted = upwards(query);
    auto found = std::ranges::find(orders_, wanted, &Order::query);
    const bool is_searched = !query.search.empty();
    const std::size_t few = is_searched ? 0 : changed_count_max;
    if (found != orders_.end() && found->changed.size() <= few) {
        if (const Result<void> updated = update(database, tables, table, *found); !updated) {
            orders_.erase(found);
            return updated.error();
        }
    } else {
        if (found != orders_.end()) {
            orders_.erase(found);
        } else if (orders_.size() == order_count_max) {
            orders_.erase(std::ranges::min_element(orders_, {}, &Order::last_use));
        }
        Order order{.query = wanted};
        TRY(make(database, tables, table, order));
        orders_.push_back(std::move(order));
        found = orders_.end() - 1;
    }
    found->last_use = ++use_count_;
    return Rows{found->rows, is_reversed(query)};
}

bool RowOrders::is_ready(const model::Query& query) const {
    const auto found = std::ranges::find(orders_, upwards(query), &Order::query);
    return found != orders_.end() && found->changed.size() <= changed_count_max;
}

bool RowOrders::has_type(model::TypeId type) const {
    return std::ranges::any_of(orders_, [&](const Order& order) { return order.query.type == type; }) ||
           (preparation_ && preparation_->order.query.type == type);
}

Result<bool> RowOrders::prepare(Database& database, const Tables& tables, const TypeTable& table,
                                const model::Query& query) {
    CHECK(!database.in_transaction(), "an order holds only what is committed");
    if (is_ready(query)) {
        return false;
    }
    const model::Query wanted = upwards(query);
    const bool is_under_way =
        preparation_ && preparation_->order.query == wanted && preparation_->order.changed.size() <= changed_count_max;
    if (!is_under_way) {
        std::erase_if(orders_, [&](const Order& order) { return order.query == wanted; });
        preparation_.reset();
        if (orders_.size() >= prepared_count_max) {
            return false;
        }
        preparation_ = Preparation{.order = {.query = wanted}};
    }
    const bool has_more = TRY(read_slice(database, tables, table, *preparation_));
    if (!has_more) {
        finish(*std::exchange(preparation_, std::nullopt));
    }
    return true;
}

Result<bool> RowOrders::read_slice(Database& database, const Tables& tables, const TypeTable& table,
                                   Preparation& preparation) {
    RowsSql sql = TRY(rows_sql(tables, table, preparation.order.query));
    preparation.order.labels_of.insert(sql.labels_of.begin(), sql.labels_of.end());
    sql.slice.bind(preparation.last_row) += " ORDER BY t.rowid LIMIT " + std::to_string(slice_row_count);
    Statement row = sql.slice.prepare(database);
    const std::size_t key_count = sql.descending.size();
    std::int64_t row_count = 0;
    while (TRY(row.step())) {
        ++row_count;
        preparation.last_row = row.integer(static_cast<int>(key_count));
        preparation.found.emplace_back(keys_of(row, key_count), preparation.last_row);
    }
    return row_count == slice_row_count;
}

void RowOrders::finish(Preparation preparation) {
    std::ranges::sort(preparation.found, {}, &std::pair<Keys, std::int64_t>::first);
    for (const auto& [keys, row] : preparation.found) {
        preparation.order.rows.push_back(row);
    }
    preparation.order.last_use = ++use_count_;
    orders_.push_back(std::move(preparation.order));
}

void RowOrders::note_row(model::TypeId type, std::int64_t row) {
    for (Order& order : orders_) {
        if (order.query.type == type && order.changed.size() <= changed_count_max) {
            order.changed.insert(row);
        }
    }
    if (preparation_ && preparation_->order.query.type == type) {
        preparation_->order.changed.insert(row);
    }
}

void RowOrders::note_label(model::TypeId type) {
    std::erase_if(orders_, [&](const Order& order) { return order.labels_of.contains(type); });
    if (preparation_ && preparation_->order.labels_of.contains(type)) {
        preparation_.reset();
    }
}

Result<void> RowOrders::make(Database& database, const Tables& tables, const TypeTable& table, Order& order) {
    const RowsSql sql = TRY(rows_sql(tables, table, order.query));
    order.labels_of.insert(sql.labels_of.begin(), sql.labels_of.end());
    Statement row = sql.all.prepare(database);
    while (TRY(row.step())) {
        order.rows.push_back(row.integer(0));
    }
    return {};
}

Result<void> RowOrders::update(Database& database, const Tables& tables, const TypeTable& table, Order& order) {
    if (order.changed.empty()) {
        return {};
    }
    RowsSql sql = TRY(rows_sql(tables, table, order.query));
    for (const std::int64_t row : order.changed) {
        std::erase(order.rows, row);
    }
    for (const std::int64_t row : order.changed) {
        const Keys keys = TRY(read_keys(database, sql.keys_if_found, row, sql.descending.size()));
        if (keys.empty()) {
            continue;
        }
        std::size_t from = 0, to = order.rows.size();
        while (from < to) {
            const std::size_t middle = from + (to - from) / 2;
            const Keys other = TRY(read_keys(database, sql.keys, order.rows[middle], sql.descending.size()));
            if (is_before(other, keys, sql.descending)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        order.rows.insert(order.rows.begin() + static_cast<std::ptrdiff_t>(from), row);
    }
    order.changed.clear();
    return {};
}

}  // namespace xingke::store
