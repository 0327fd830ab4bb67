// Small tables handed out by the screen as CSV: the import template and the rows that could not be imported. UTF-8 with
// BOM and CRLF, as spreadsheets expect it. (Reading files and exporting data is the store's.)
#pragma once

#include <string>
#include <vector>

#include "app/base/message.h"
#include "app/model/catalogue.h"

namespace xingke::ui {

std::string csv_text(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows);

// A field that a column can fill: of the type itself, or (with child_field_flag in `id`) of the first record of its
// create_with type.
struct ImportField {
    model::FieldId id = 0;
    std::string title;
    bool is_required = false;
};
// The same number as in store/transfer/import.h, which the screen may not see.
constexpr model::FieldId child_field_flag = 0x4000;
// In form order, the child's after the type's own; without what the app or the server fills, and without references.
std::vector<ImportField> import_fields(const model::Catalogue& catalogue, const model::RecordType& type,
                                       Language language);

}  // namespace xingke::ui
