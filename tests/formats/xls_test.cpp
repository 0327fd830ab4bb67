// Workbooks of Excel 97 to 2003: those that LibreOffice wrote are read, and that it reads ours was seen with
// soffice --headless --convert-to csv.
#include "app/formats/xls.h"

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "app/formats/compound_file.h"

#include <doctest/doctest.h>

using namespace xingke;
using Cells = std::vector<std::string>;

namespace {

Bytes file(const std::string& name) {
    std::ifstream stream("tests/data/" + name, std::ios::binary);
    REQUIRE(stream.good());
    return Bytes(std::istreambuf_iterator<char>(stream), {});
}

formats::Sheet sheet_of(const Cells& titles) {
    formats::Sheet sheet{"客户[1]/2", {}, {}};
    for (const std::string& title : titles) {
        sheet.columns.push_back({.title = title, .form = {}, .is_required = false, .hint = {}, .choices = {}});
    }
    return sheet;
}

}  // namespace

TEST_CASE("an old workbook is read as a newer one with the same content [S06]") {
    const auto table = formats::read_table(file("workbook.xls"));
    REQUIRE(table.has_value());
    CHECK(table->encoding == "XLS");
    CHECK(table->columns == Cells{"客户名称", "电话", "邮编", "成立日期", "拜访时间", "金额", "占比", "重点", "备注"});
    REQUIRE(table->rows.size() == 3);
    CHECK(table->rows.all()[0].line == 3);
    CHECK(table->rows.all()[0].cells == Cells{"甲 <公司> & Söhne", "13800138000", "010010", "2026-11-21",
                                              "2026-11-21 09:05", "1234567.89", "12.5%", "TRUE", "第一行\n第二行"});
    CHECK(table->rows.all()[1].cells == Cells{"乙公司", "", "", "1900-02-28", "", "0.1", "", "FALSE"});
    CHECK(table->rows.all()[2].line == 9);
    CHECK(table->rows.all()[2].cells == Cells{"", "021-68900000"});
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
    const std::uint32_t seed = std::random_device()();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Bytes whole = file("workbook.xls");
    for (int round = 0; round < 2'000; ++round) {
        Bytes changed = whole;
        changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
        static_cast<void>(formats::read_table(changed));
    }
}
