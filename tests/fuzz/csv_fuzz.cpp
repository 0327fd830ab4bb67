// Any bytes as a file to import: encoding, delimiter, rows. What is read is written and must come back the same.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/check.h"
#include "app/base/text.h"
#include "app/store/transfer/import.h"
#include "app/store/transfer/limits.h"

using namespace xingke;

namespace {

void check_table(const store::Table& table) {
    CHECK(!table.rows.empty(), "a table that was read has rows");
    CHECK(table.columns.size() <= store::import_columns_max, "the limit of columns holds");
    std::uint32_t line = 0;
    for (const store::TableRow& row : table.rows) {
        CHECK(row.line > line, "rows come in the order of their lines");
        line = row.line;
        for (const std::string& cell : row.cells) {
            CHECK(is_valid_utf8(cell), "what was decoded is UTF-8");
        }
    }
}

// Written and read again, a table's cells are the same, but for the apostrophe before a formula.
void check_round_trip(const store::Table& table) {
    std::vector<std::vector<std::string>> rows;
    for (const store::TableRow& row : table.rows) {
        rows.push_back(row.cells);
    }
    const std::string text = store::write_csv(table.columns, rows);
    store::CsvReader reader(std::string_view(text).substr(3), ',');
    store::TableRow row;
    CHECK(reader.next(row), "the header is written");
    for (const std::vector<std::string>& expected : rows) {
        for (const std::string& cell : expected) {
            if (cell.size() >= store::import_cell_bytes_max) {
                return;  // Written in quotes, it may be longer than a quotation may be.
            }
        }
        CHECK(reader.next(row), "every row is written");
        CHECK(row.problem == Text::nothing, "what we write is well-formed");
        CHECK(row.cells.size() == expected.size(), "every cell is written");
        for (std::size_t i = 0; i < expected.size(); ++i) {
            CHECK(row.cells[i] == expected[i] || row.cells[i] == "'" + expected[i], "a cell comes back as it was");
        }
    }
    CHECK(!reader.next(row), "nothing else is written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto table = store::read_table("fuzz.csv", std::span(data, size));
    if (table) {
        check_table(*table);
        check_round_trip(*table);
    }
    return 0;
}
