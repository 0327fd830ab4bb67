// What holds of every table that was read from a file, whatever the file was.
#pragma once

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/formats/limits.h"
#include "app/formats/table.h"

namespace xingke::fuzz {

inline void check_table(const formats::Table& table) {
    CHECK(!table.rows.empty(), "a table that was read has rows");
    CHECK(table.columns.size() <= formats::import_columns_max, "the limit of columns holds");
    CHECK(table.rows.size() <= formats::import_rows_max, "the limit of rows holds");
    std::uint32_t line = 0;
    for (const formats::TableRow& row : table.rows.all()) {
        CHECK(row.line > line, "rows come in the order of their lines");
        line = row.line;
        for (const std::string& cell : row.cells) {
            CHECK(is_valid_utf8(cell), "what was read is UTF-8");
        }
    }
}

}  // namespace xingke::fuzz
