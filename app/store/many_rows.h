// Many rows of a table by few statements: each INSERT goes down its trees from the root, and 64 rows with rising keys
// need that once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/base/sqlite.h"

namespace xingke::store {

constexpr std::size_t rows_per_insert = 64;

// `head` is "INSERT INTO t(a, b) VALUES", `places` "(?,?)"; `bind(statement, first, row)` binds the parameters of a
// row, of which the first has that number.
template <class Bind>
Result<void> insert_rows(Database& database, std::string_view head, std::string_view places, std::size_t row_count,
                         const Bind& bind) {
    const int parameter_count = static_cast<int>(std::ranges::count(places, '?'));
    for (std::size_t row = 0; row < row_count;) {
        // One by one at the end: a statement for each number of rows would be prepared once and never again.
        const std::size_t count = row_count - row >= rows_per_insert ? rows_per_insert : 1;
        std::string sql(head);
        for (std::size_t i = 0; i < count; ++i) {
            sql += i == 0 ? "" : ",";
            sql += places;
        }
        Statement insert = database.prepare(sql);
        for (std::size_t i = 0; i < count; ++i, ++row) {
            bind(insert, static_cast<int>(i) * parameter_count + 1, row);
        }
        TRY(insert.run());
    }
    return {};
}

}  // namespace xingke::store
