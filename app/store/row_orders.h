// The row numbers of a query's answer, in its order, kept in memory: a window anywhere in 100,000 rows is then a look
// into an array and 100 reads by row number. An order and its opposite are one array, read from either end. Making one
// costs a whole sort, or is prepared a slice of rows at a time while nothing else is to do; after an edit only the
// edited rows are looked for and put where they now belong. A few orders are kept, the least recently used gives way.
//
// The owner says what was written (rows by their number, other types by whether a label changed), and asks only
// outside of a transaction: an order never holds what may yet be rolled back.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/base/sqlite_functions.h"
#include "app/model/query.h"
#include "app/store/schema.h"

namespace xingke::store {

class RowOrders {
public:
    // All rows of the query; `first` and `count` do not matter. Good until the next call.
    struct Rows {
        std::span<const std::int64_t> numbers;
        bool is_reversed = false;  // the first row of the answer stands at the end
        std::int64_t at(std::int64_t index) const {
            const auto place = static_cast<std::size_t>(index);
            return is_reversed ? numbers[numbers.size() - 1 - place] : numbers[place];
        }
    };
    // Faults: as rows_sql().
    Result<Rows> rows(Database& database, const Tables& tables, const TypeTable& table, const model::Query& query);
    // Whether rows() would answer without sorting all.
    bool is_ready(const model::Query& query) const;

    // A slice of the work after which is_ready(). True: there is more to do; false also when there is no room for
    // another order.
    Result<bool> prepare(Database& database, const Tables& tables, const TypeTable& table, const model::Query& query);

    // A row of that type was made, changed or removed.
    void note_row(model::TypeId type, std::int64_t row);
    // Labels of that type changed: orders by them are worth nothing any more.
    void note_label(model::TypeId type);
    bool has_type(model::TypeId type) const;

private:
    struct Order {
        model::Query query;  // without window and fields, upwards
        std::vector<std::int64_t> rows;
        std::set<std::int64_t> changed;
        std::set<model::TypeId> labels_of;  // types whose labels it is sorted by
        std::uint64_t last_use = 0;
    };
    // An order on its way: what was read of it, up to a row number.
    struct Preparation {
        Order order;
        std::vector<std::pair<std::vector<SqlValue>, std::int64_t>> found;
        std::int64_t last_row = INT64_MIN;
    };
    Result<bool> read_slice(Database& database, const Tables& tables, const TypeTable& table, Preparation& preparation);
    void finish(Preparation preparation);
    Result<void> make(Database& database, const Tables& tables, const TypeTable& table, Order& order);
    Result<void> update(Database& database, const Tables& tables, const TypeTable& table, Order& order);

    std::vector<Order> orders_;
    std::optional<Preparation> preparation_;
    std::uint64_t use_count_ = 0;
};

}  // namespace xingke::store
