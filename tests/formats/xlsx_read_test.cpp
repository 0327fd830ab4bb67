// Workbooks that openpyxl (tests/data/make_workbooks.py) and LibreOffice wrote, and wrong ones.
#include <string>

#include "app/formats/limits.h"
#include "app/formats/xlsx.h"
#include "app/formats/zip_write.h"
#include "tests/formats/workbooks.h"

#include <doctest/doctest.h>

using namespace xingke;
using workbooks::Cells;
using workbooks::file;

namespace {

// A workbook with that sheet, and no more than it needs.
Bytes workbook(std::string_view rows, std::string_view book = "<workbookPr/>") {
    formats::ZipWriter zip;
    zip.begin("_rels/.rels");
    zip.append("<Relationships><Relationship Id='a' Type='x/officeDocument' Target='/book.xml'/></Relationships>");
    zip.begin("_rels/book.xml.rels");
    zip.append("<Relationships><Relationship Id='s' Type='x/worksheet' Target='sheet.xml'/></Relationships>");
    zip.begin("book.xml");
    zip.append("<x:workbook>" + std::string(book) + "<sheets><sheet name='S' r:id='s'/></sheets></x:workbook>");
    zip.begin("sheet.xml");
    zip.append("<x:worksheet xmlns:x='y'><x:sheetData>" + std::string(rows) + "</x:sheetData></x:worksheet>");
    return zip.finish();
}

Text why_not(std::string_view rows) {
    const auto table = formats::read_table(workbook(rows));
    return table ? Text::nothing : table.error().message.key;
}

constexpr std::string_view header = "<row><c t='inlineStr'><is><t>h</t></is></c></row>";

}  // namespace

TEST_CASE("a workbook of another program is read as that program shows it") {
    const char* name = "workbook.xlsx";
    SUBCASE("of openpyxl") {}
    SUBCASE("of LibreOffice, which opened that one and saved it") {
        name = "workbook_libreoffice.xlsx";
    }
    workbooks::check_example(name, "XLSX");
}

TEST_CASE("dates of the 1904 system are dates too") {
    const auto table = formats::read_table(file("workbook_1904.xlsx"));
    REQUIRE(table.has_value());
    REQUIRE(table->rows.size() == 1);
    CHECK(table->rows.all()[0].cells == Cells{"2026-11-21"});
}

TEST_CASE("cells without references follow each other, those with one leave gaps") {
    const auto table = formats::read_xlsx(workbook(
        "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c><c r='E1' t='str'><v>e</v></c></row>"
        "<row r='7'><c r='B7'><v>1.38E10</v></c><c t='inlineStr'><is><r><t>x</t></r><r><t>_x0041_</t></r>"
        "<rPh><t>no</t></rPh></is></c><c t='d'><v>2026-11-21T09:05:00Z</v></c><c t='e'><v>#N/A</v></c></row>"));
    REQUIRE(table.has_value());
    CHECK(table->columns == Cells{"a", "b", "", "", "e"});
    REQUIRE(table->rows.size() == 1);
    CHECK(table->rows.all()[0].line == 7);
    CHECK(table->rows.all()[0].problem == Text::formula_error);
    CHECK(table->rows.all()[0].cells == Cells{"", "13800000000", "xA", "2026-11-21 09:05:00", "#N/A"});
}

TEST_CASE("a workbook that is wrong or too large is refused with its reason") {
    CHECK(why_not("") == Text::file_empty);
    CHECK(why_not(header) == Text::file_empty);
    CHECK(why_not(std::string(header) + "<row r='1'><c><v>1</v></c></row>") == Text::file_damaged);
    CHECK(why_not(std::string(header) + "<row><c><v>1</v></c>") == Text::file_damaged);
    CHECK(why_not(std::string(header) + "<c><v>1</v></c>") == Text::file_empty);
    CHECK(why_not(std::string(header) + "<row><c") == Text::file_damaged);
    CHECK(why_not(std::string(header) + "<row><c r='XFD2'><v>1</v></c></row>") == Text::too_many_columns);
    CHECK(why_not(std::string(header) + "<row><c r='XFD2'/><c t='s'><v>99</v></c></row>") == Text::file_empty);
    const std::string long_text(formats::import_cell_bytes_max + 1, 'x');
    CHECK(why_not(std::string(header) + "<row><c t='str'><v>" + long_text + "</v></c></row>") == Text::cell_too_long);
    std::string rows(header);
    for (std::size_t i = 0; i <= formats::import_rows_max; ++i) {
        rows += "<row><c><v>1</v></c></row>";
    }
    CHECK(why_not(rows) == Text::too_many_rows);
    formats::ZipWriter no_workbook;
    no_workbook.begin("word/document.xml");
    CHECK(formats::read_table(no_workbook.finish()).error().message.key == Text::file_damaged);
}

TEST_CASE("a workbook with any byte changed is read or refused") {
    workbooks::read_with_changed_bytes("workbook.xlsx");
}
