// Which column of a file is which field: by the titles that the form shows, by field names, and by what people call
// these things elsewhere. Also: which fields a file can fill at all. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/catalogue.h"
#include "app/store/transfer/import.h"

namespace xingke::store {

struct ImportField {
    model::FieldId id = 0;  // with child_field_flag when it is the child's
    const model::Field* field = nullptr;
    const model::RecordType* type = nullptr;  // the type that has the field
};

// In form order, the child's after the type's own. Left out: what the app or the server sets, and the child's reference
// to its parent. The owner is in (by name of the user).
std::vector<ImportField> importable_fields(const model::Catalogue& catalogue, const model::RecordType& type);

// The type's own children made together with it; null when it has none.
const model::RecordType* child_type(const model::Catalogue& catalogue, const model::RecordType& type);

// What stands above the field's column in a template: its title, and for a child's field whose title the type uses too,
// the child's title before it (联系人电话, Contact telephone).
std::string column_title(const std::vector<ImportField>& fields, const ImportField& field, Language language);

}  // namespace xingke::store
