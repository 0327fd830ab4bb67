// Any bytes as a workbook, and as XML: archives rarely survive being changed, so the bytes are also packed as the parts
// of a workbook that is well.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "app/base/bytes.h"
#include "app/formats/xlsx.h"
#include "app/formats/zip_write.h"
#include "tests/fuzz/check_table.h"

using namespace xingke;

namespace {

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
        fuzz::check_table(*table);
    }
    if (const auto table = formats::read_xlsx(workbook_of(as_text(bytes)))) {
        fuzz::check_table(*table);
    }
    return 0;
}
