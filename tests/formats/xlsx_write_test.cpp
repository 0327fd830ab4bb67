// What is written is read back; that other programs read it too was seen with openpyxl (tests/data/make_workbooks.py).
#include <array>
#include <string>
#include <vector>

#include "app/formats/xlsx.h"
#include "app/formats/zip_read.h"

#include <doctest/doctest.h>

using namespace xingke;
using Cells = std::vector<std::string>;
using formats::ColumnForm;

namespace {

formats::Sheet sheet_of(std::string title, std::vector<formats::SheetColumn> columns, const std::vector<Cells>& rows) {
    formats::Sheet sheet{std::move(title), std::move(columns), {}};
    for (const Cells& cells : rows) {
        sheet.rows.add({0, cells});
    }
    return sheet;
}

std::string part_of(const Bytes& workbook, std::string_view path) {
    auto zip = formats::ZipReader::open(workbook);
    REQUIRE(zip.has_value());
    REQUIRE(zip->begin(path).has_value());
    std::string part;
    std::array<char, 4096> piece;
    while (const std::size_t size = zip->read(piece)) {
        part.append(piece.data(), size);
    }
    REQUIRE(zip->end().has_value());
    return part;
}

}  // namespace

TEST_CASE("a written workbook is read back as it was") {
    const Bytes bytes =
        formats::write_xlsx(sheet_of("客户[1]/2",
                                     {{.title = "名称", .is_required = true},
                                      {.title = "电话"},
                                      {.title = "数量", .form = ColumnForm::integer},
                                      {.title = "金额", .form = ColumnForm::decimal},
                                      {.title = "日期", .form = ColumnForm::date}},
                                     {{"a & <b> \"c\"", "013800138000", "42", "1234567.89", "2026-11-21"},
                                      {"=1+1", "", "-5", "0.10", ""},
                                      {"one\ntwo _x000D_ \x01", "+86 21", "", "", "1899-01-01"}}));
    const auto read = formats::read_table(bytes);
    REQUIRE(read.has_value());
    CHECK(read->sheets == Cells{"客户 1  2"});
    CHECK(read->columns == Cells{"名称*", "电话", "数量", "金额", "日期"});
    REQUIRE(read->rows.size() == 3);
    CHECK(read->rows.all()[0].cells == Cells{"a & <b> \"c\"", "013800138000", "42", "1234567.89", "2026-11-21"});
    CHECK(read->rows.all()[1].cells == Cells{"=1+1", "", "-5", "0.1"});
    CHECK(read->rows.all()[2].cells == Cells{"one\ntwo _x000D_ ", "+86 21", "", "", "1899-01-01"});
}

TEST_CASE("numbers and dates are written as such, and everything else as text, formulas too") {
    const Bytes bytes = formats::write_xlsx(sheet_of(
        "S", {{.title = "a"}, {.title = "b", .form = ColumnForm::integer}, {.title = "c", .form = ColumnForm::date}},
        {{"=cmd|x", "12", "2026-11-21"}}));
    const std::string sheet = part_of(bytes, "xl/worksheets/sheet1.xml");
    CHECK(sheet.find(
              "<c s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=cmd|x</t></is></c><c s=\"0\"><v>12</v></c>"
              "<c s=\"3\"><v>46347</v></c>") != std::string::npos);
    CHECK(sheet.find("<f>") == std::string::npos);
}

TEST_CASE("a template has its hints and its choices beside the cells, and no rows for the import") {
    const Bytes bytes = formats::write_xlsx(sheet_of("客户",
                                                     {{.title = "名称", .is_required = true, .hint = "必填。"},
                                                      {.title = "状态", .choices = {"潜在", "有 \"意\" 向"}}},
                                                     {}));
    CHECK(formats::read_table(bytes).error().message.key == Text::file_empty);
    const std::string sheet = part_of(bytes, "xl/worksheets/sheet1.xml");
    CHECK(sheet.find("promptTitle=\"名称\" prompt=\"必填。\"") != std::string::npos);
    CHECK(sheet.find("<dataValidation type=\"list\" allowBlank=\"1\" sqref=\"B2:B1048576\">"
                     "<formula1>choices!$B$1:$B$2</formula1>") != std::string::npos);
    CHECK(part_of(bytes, "xl/worksheets/sheet2.xml").find("有 &quot;意&quot; 向") != std::string::npos);
}
