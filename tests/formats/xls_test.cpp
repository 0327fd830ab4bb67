// Workbooks of Excel 97 to 2003: those that LibreOffice wrote are read, and that it reads ours was seen with
// soffice --headless --convert-to csv.
#include "app/formats/xls.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/formats/compound_file.h"
#include "app/formats/limits.h"
#include "tests/formats/workbooks.h"

#include <doctest/doctest.h>

using namespace xingke;
using workbooks::Cells;
using workbooks::file;

namespace {

formats::Sheet sheet_of(const Cells& titles) {
    formats::Sheet sheet{"客户[1]/2", {}, {}};
    for (const std::string& title : titles) {
        sheet.columns.push_back({.title = title, .form = {}, .is_required = false, .hint = {}, .choices = {}});
    }
    return sheet;
}

struct Cell {
    std::size_t line, column;
};

void put(Bytes& out, std::size_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
    }
}

// A workbook with these cells, each 1, and no more than it needs.
Bytes workbook(const std::vector<Cell>& cells) {
    const auto begin_part = [](Bytes& out, std::size_t kind) {
        put(out, 0x0809, 2);
        put(out, 4, 2);
        put(out, 0x0600, 2);
        put(out, kind, 2);
    };
    constexpr std::size_t sheet_begin = 8 + 4 + 9 + 4, part_end = 0x000A;
    Bytes stream;
    begin_part(stream, 0x0005);
    put(stream, 0x0085, 2);
    put(stream, 9, 2);
    put(stream, sheet_begin, 4);
    put(stream, 0, 2);
    put(stream, 1, 1);  // The name has one character of one byte.
    put(stream, 0, 1);
    put(stream, 'S', 1);
    put(stream, part_end, 4);
    REQUIRE(stream.size() == sheet_begin);
    begin_part(stream, 0x0010);
    for (const Cell& cell : cells) {
        put(stream, 0x027E, 2);
        put(stream, 10, 2);
        put(stream, cell.line - 1, 2);
        put(stream, cell.column, 2);
        put(stream, 0, 2);
        put(stream, 1 << 2 | 2, 4);
    }
    put(stream, part_end, 4);
    stream.resize(std::max<std::size_t>(stream.size(), 4096));
    return formats::file_of_stream("Workbook", std::move(stream));
}

Text why_not(const std::vector<Cell>& cells) {
    const auto table = formats::read_table(workbook(cells));
    return table ? Text::nothing : table.error().message.key;
}

}  // namespace

TEST_CASE("an old workbook is read as a newer one with the same content [S06]") {
    workbooks::check_example("workbook.xls", "XLS");
}

TEST_CASE("an old workbook is read to the last of its 65,536 rows") {
    std::vector<Cell> cells;
    for (std::size_t line = 1; line <= 65'536; ++line) {
        cells.push_back({line, 0});
    }
    const auto table = formats::read_table(workbook(cells));
    REQUIRE(table.has_value());
    CHECK(table->rows.size() == 65'535);
    CHECK(table->rows.all().back().line == 65'536);
    // More rows than an import may have do not fit into such a file: a line that comes again is damage.
    static_assert(formats::import_rows_max > 65'536);
    cells.push_back({1, 0});
    CHECK(why_not(cells) == Text::file_damaged);
}

TEST_CASE("an old workbook that is wrong or too large is refused as a newer one is") {
    CHECK(why_not({}) == Text::file_empty);
    CHECK(why_not({{1, 0}}) == Text::file_empty);
    CHECK(why_not({{1, 0}, {3, 0}, {2, 0}}) == Text::file_damaged);
    CHECK(why_not({{1, 0}, {2, formats::import_columns_max - 1}}) == Text::nothing);
    CHECK(why_not({{1, 0}, {2, formats::import_columns_max}}) == Text::too_many_columns);
}

TEST_CASE("each sheet of an old workbook can be chosen") {
    const auto newer = formats::read_table(file("two_sheets.xlsx"), 1),
               older = formats::read_table(file("two_sheets.xls"), 1);
    REQUIRE(newer.has_value());
    REQUIRE(older.has_value());
    CHECK(older->sheets == newer->sheets);
    CHECK(older->columns == newer->columns);
    CHECK(older->rows.all()[0].cells == newer->rows.all()[0].cells);
}

TEST_CASE("a template has its titles and nothing below them") {
    const Bytes bytes = formats::write_xls(sheet_of({"客户名称", "手机", "𠮷"}));
    CHECK(formats::is_compound_file(bytes));
    CHECK(bytes.size() % 512 == 0);
    const auto empty = formats::read_table(bytes);
    REQUIRE_FALSE(empty.has_value());
    CHECK(empty.error().message.key == Text::file_empty);
    const auto stream = formats::read_stream(bytes, "Workbook");
    REQUIRE(stream.has_value());
    CHECK(stream->size() >= 4096);
    CHECK(formats::read_stream(bytes, "Book").value().empty());
}

TEST_CASE("a compound file without a workbook of these years is refused with what to do") {
    const auto older = formats::read_table(formats::file_of_stream("Book", Bytes(5000)));
    REQUIRE_FALSE(older.has_value());
    CHECK(older.error().fault == Fault::unsupported);
    CHECK(older.error().message.key == Text::file_old_workbook);
    CHECK(formats::read_table(formats::file_of_stream("Workbook", Bytes(5000))).error().message.key ==
          Text::file_damaged);
}

TEST_CASE("an old workbook with any byte changed is read or refused") {
    workbooks::read_with_changed_bytes("workbook.xls");
}
