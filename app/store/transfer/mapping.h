// Which column of a file is which field: by the titles that the form shows, by field names, and by what people call
// these things elsewhere. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/formats/table.h"
#include "app/model/importable.h"

namespace xingke::store {

// Per column a field id (child_field_flag for the child's) or 0, by title in either language, by name and by common
// synonyms ("电话" …). Never the same field twice.
std::vector<model::FieldId> propose_mapping(const model::Catalogue& catalogue, const model::RecordType& type,
                                            const std::vector<std::string>& columns);

// The columns of the empty table to fill in, in form order, the child's after the type's own.
std::vector<formats::SheetColumn> template_columns(const model::Catalogue& catalogue, const model::RecordType& type,
                                                   Language language);

}  // namespace xingke::store
