// Which fields of a record type a file can fill, and what stands above their columns. A file for a type that makes a
// first child with each record (RecordType::create_with) can fill the child's fields, too. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/model/catalogue.h"

namespace xingke::model {

// The id of a child's field plus this.
constexpr FieldId child_field_flag = 0x4000;

struct ImportField {
    FieldId id = 0;  // with child_field_flag when it is the child's
    const Field* field = nullptr;
    const RecordType* type = nullptr;  // the type that has the field

    bool is_childs() const { return (id & child_field_flag) != 0; }
    // Without it no row can be imported.
    bool is_required() const { return field->required && !is_childs(); }
};

// In form order, the child's after the type's own. Left out: what the app or the server sets, and the child's reference
// to its parent. References are filled by the label of what they lead to, the owner by the name of the user.
std::vector<ImportField> importable_fields(const Catalogue& catalogue, const RecordType& type);

// The type's own children made together with it; null when it has none.
const RecordType* child_type(const Catalogue& catalogue, const RecordType& type);

// What stands above the field's column in a template: its title, and for a child's field whose title the type uses too,
// the child's title before it (联系人电话, Contact telephone).
std::string column_title(const std::vector<ImportField>& fields, const ImportField& field, Language language);

// A yes-or-no field of the child is no column of a template: 首要联系人 above names means a name.
bool is_in_template(const ImportField& field);

// What belongs into the column, in a sentence or two: required, form, length, options; empty when anything goes.
std::string column_hint(const ImportField& field, Language language);
// What may be written into its cells, when that is a list.
std::vector<std::string> column_choices(const ImportField& field, Language language);

}  // namespace xingke::model
