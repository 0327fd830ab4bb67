// Any bytes as a workbook, and as XML: archives rarely survive being changed, so the bytes are also packed as the parts
// of a workbook that is well.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "app/base/bytes.h"
#include "app/base/check.h"
#include "app/base/text.h"
#include "app/formats/limits.h"
#include "app/formats/xlsx.h"
#include "app/formats/zip_write.h"

using namespace xingke;

namespace {

void check_table(const formats::Table& table) {
    CHECK(!table.rows.empty(), "a table that was read has rows");
    std::uint32_t line = 0;
    for (const formats::TableRow& row : table.rows.all()) {
        CHECK(row.line > line, "rows come in the order of their lines");
        CHECK(row.cells.size() <= formats::import_columns_max, "the limit of columns holds");
        line = row.line;
        for (const std::string& cell : row.cells) {
            CHECK(is_valid_utf8(cell), "what was read is UTF-8");
        }
    }
}

Bytes workbook_of(std::string_view sheet) {
    formats::ZipWriter zip;
    zip.begin("_rels/.rels");
    zip.append("<Relationships><Relationship Id='a' Type='x/officeDocument' Target='/book.xml'/></Relationships>");
    zip.begin("_rels/book.xml.rels");
    zip.append(
        "<Relationships><Relationship Id='s' Type='x/worksheet' Target='sheet.xml'/>"
        "<Relationship Id='t' Type='x/styles' Target='sheet.xml'/>"
        "<Relationship Id='u' Type='x/sharedStrings' Target='sheet.xml'/></Relationships>");
    zip.begin("book.xml");
    zip.append("<workbook><sheets><sheet name='S' r:id='s'/></sheets></workbook>");
    zip.begin("sheet.xml");
    zip.append(sheet);
    return zip.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span bytes(data, size);
    if (const auto table = formats::read_xlsx(bytes)) {
        check_table(*table);
    }
    if (const auto table = formats::read_xlsx(workbook_of(as_text(bytes)))) {
        check_table(*table);
    }
    return 0;
}
