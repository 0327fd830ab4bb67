// The editor of a set of records: who or what is in it, each to be taken out, and a picker for one more.
#pragma once

#include <optional>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

model::Elements elements_in(const model::Value& value);
// The record behind an element; null until the data side has answered, and while it does not exist.
const model::Record* referred_record(EditContext& context, FieldEdit& edit, const model::RecordType& type,
                                     const std::string& element);
// True: the set changed.
bool edit_references(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit,
                     const kit::ChoiceFieldOptions& options);

}  // namespace xingke::ui::views
