// Any bytes as a file to import: encoding, delimiter, rows. What is read is written and must come back the same.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/check.h"
#include "app/formats/csv.h"
#include "app/formats/csv_write.h"
#include "app/formats/limits.h"
#include "app/formats/table.h"
#include "tests/fuzz/check_table.h"

using namespace xingke;

namespace {

// Written and read again, a table's cells are the same, but for the apostrophe before a formula.
void check_round_trip(const formats::Table& table) {
    const std::string text = formats::write_csv(table.columns, table.rows);
    formats::CsvReader reader(std::string_view(text).substr(3), ',');
    formats::TableRow row;
    CHECK(reader.next(row), "the header is written");
    for (const formats::TableRow& written : table.rows.all()) {
        const std::vector<std::string>& expected = written.cells;
        for (const std::string& cell : expected) {
            if (cell.size() >= formats::import_cell_bytes_max) {
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
    const auto table = formats::read_table(std::span(data, size));
    if (table && table->delimiter != 0) {
        fuzz::check_table(*table);
        check_round_trip(*table);
    }
    return 0;
}
