// The rows of a sheet, and the limits that they meet in both kinds of workbook.
#include "app/formats/sheet_rows.h"

#include "app/formats/limits.h"
#include "tests/formats/workbooks.h"

#include <doctest/doctest.h>

using namespace xingke;
using workbooks::Cells;

namespace {

Text why_not(const Result<void>& result) {
    return result ? Text::nothing : result.error().message.key;
}

void put_header(formats::SheetRows& rows) {
    REQUIRE(rows.begin_row(1).has_value());
    REQUIRE(rows.put(0, " h ").has_value());
}

}  // namespace

TEST_CASE("the first row with a cell is the header, empty rows are left out") {
    formats::Table table;
    formats::SheetRows rows(table);
    REQUIRE(rows.begin_row(2).has_value());
    REQUIRE(rows.put(0, " \t").has_value());
    REQUIRE(rows.begin_row(3).has_value());
    REQUIRE(rows.put(1, " h ").has_value());
    REQUIRE(rows.begin_row(4).has_value());
    REQUIRE(rows.begin_row(7).has_value());
    REQUIRE(rows.put(2, "x").has_value());
    rows.set_problem(Text::formula_error);
    REQUIRE(rows.end_row().has_value());
    REQUIRE(rows.end_row().has_value());
    CHECK(table.columns == Cells{"", "h"});
    REQUIRE(table.rows.size() == 1);
    const formats::TableRow row = table.rows.all().front();
    CHECK(row.line == 7);
    CHECK(row.cells == Cells{"", "", "x"});
    CHECK(row.problem == Text::formula_error);
}

TEST_CASE("a row above the one before is damage") {
    formats::Table table;
    formats::SheetRows rows(table);
    put_header(rows);
    CHECK(why_not(rows.begin_row(1)) == Text::file_damaged);
}

TEST_CASE("a sheet with too many rows, columns or characters of a cell is refused with the limit") {
    formats::Table table;
    formats::SheetRows rows(table);
    put_header(rows);
    CHECK(why_not(rows.put(formats::import_columns_max - 1, "x")) == Text::nothing);
    CHECK(why_not(rows.put(formats::import_columns_max, " ")) == Text::nothing);
    CHECK(why_not(rows.put(formats::import_columns_max, "x")) == Text::too_many_columns);
    CHECK(why_not(rows.put(0, std::string(formats::import_cell_bytes_max, 'x'))) == Text::nothing);
    CHECK(why_not(rows.put(0, std::string(formats::import_cell_bytes_max + 1, 'x'))) == Text::cell_too_long);
    for (std::uint32_t i = 0; i < formats::import_rows_max; ++i) {
        REQUIRE(rows.begin_row(i + 2).has_value());
        REQUIRE(rows.put(0, "x").has_value());
    }
    REQUIRE(rows.begin_row(300'000).has_value());
    REQUIRE(rows.put(0, "x").has_value());
    const Result<void> refused = rows.end_row();
    CHECK(why_not(refused) == Text::too_many_rows);
    CHECK(words(refused.error().message, Language::english) == "The file has more than 200000 rows; please split it");
    CHECK(table.rows.size() == formats::import_rows_max);
}

TEST_CASE("shared texts are bounded together") {
    formats::SharedTexts texts;
    const std::string large(1 << 20, 'x');
    Text why = Text::nothing;
    std::size_t count = 0;
    for (; count < 200 && why == Text::nothing; ++count) {
        why = why_not(texts.add(large));
    }
    CHECK(why == Text::file_too_large);
    CHECK(count == formats::shared_texts_bytes_max / (large.size() + sizeof(std::string)) + 1);
    CHECK(texts.at(0) == large);
    CHECK(texts.at(count).empty());
}
