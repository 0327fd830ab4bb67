// One record being typed in a form: what it started from, what stands now, and what is wrong with it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/model/change.h"
#include "app/model/record_type.h"
#include "app/model/validate.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

struct FormPart {
    const model::RecordType* type = nullptr;
    model::Record start;  // as it was loaded; without life: a new one
    std::map<model::FieldId, FieldEdit> edits;
    std::map<model::FieldId, std::string> errors;  // in the reader's language
    bool is_optional = false;                      // left out while nothing is typed
};

FormPart begin_part(const kit::Ui& ui, const model::RecordType& type, const model::Record& initial,
                    const std::vector<std::pair<model::FieldId, std::string>>& labels);
bool is_editable(const model::Field& field);
bool is_new(const FormPart& part);
bool is_touched(const FormPart& part);
// The record as it would be saved.
model::Record typed_record(const FormPart& part);
// What differs from the start, and for a new record its life.
void append_changes(const FormPart& part, std::vector<model::Change>& changes);
// By the model's rules, with what cannot even be read as a value.
std::vector<model::Issue> issues_of(const FormPart& part);

}  // namespace xingke::ui::views
