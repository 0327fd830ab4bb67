// The row numbers of a query's answer, in its order, kept in memory: a window anywhere in 100,000 rows is then a look
// into an array and 100 reads by row number. Making an order costs one sort; after an edit only the edited rows are
// looked for and put where they now belong. A few orders are kept, the least recently used gives way.
//
// The owner says what was written (rows by their number, other types by whether a label changed), and asks only
// outside of a transaction: an order never holds what may yet be rolled back.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/model/query.h"
#include "app/store/schema.h"

namespace xingke::store {

class RowOrders {
public:
    // All rows of the query, in order; `first` and `count` do not matter. Good until the next call.
    // Faults: as rows_sql().
    Result<std::span<const std::int64_t>> rows(Database& database, const Tables& tables, const TypeTable& table,
                                               const model::Query& query);
    // Whether rows() would answer without sorting all.
    bool has(const model::Query& query) const;

    // A row of that type was made, changed or removed.
    void note_row(model::TypeId type, std::int64_t row);
    // Labels of that type changed: orders by them are worth nothing any more.
    void note_label(model::TypeId type);
    bool has_type(model::TypeId type) const;

private:
    struct Order {
        model::Query query;  // without window and fields
        std::vector<std::int64_t> rows;
        std::set<std::int64_t> changed;
        std::set<model::TypeId> labels_of;  // types whose labels it is sorted by
        std::uint64_t last_use = 0;
    };
    Result<void> make(Database& database, const Tables& tables, const TypeTable& table, Order& order);
    Result<void> update(Database& database, const Tables& tables, const TypeTable& table, Order& order);

    std::vector<Order> orders_;
    std::uint64_t use_count_ = 0;
};

}  // namespace xingke::store
