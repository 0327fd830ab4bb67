// Finding one record of the type that a field refers to: the search dialog behind reference fields.
#pragma once

#include <optional>
#include <string>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui::views {

struct RecordPick {
    struct Picked {
        RecordId id;
        std::string name;
    };
    std::optional<Picked> picked;
    bool cleared = false;
};
RecordPick pick_record(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit,
                       kit::PickerOptions picker);

}  // namespace xingke::ui::views
