// Fields and record types 字段与类型: what administrators add to the core's declarations and how they narrow them, for
// the whole company, and how everybody arranges their own lists and forms. Each decision is a declaration
// (app/model/layer.h) saved like any record: offline, undone by 撤销, in force on every device after its next sync.
#pragma once

#include "app/ui/screens/field_dialog.h"
#include "app/ui/screens/new_field_dialog.h"
#include "app/ui/screens/new_type_dialog.h"

namespace xingke::ui {

class FieldsScreen {
public:
    void draw(Desk& desk);

private:
    void draw_type(Desk& desk, const model::RecordType& type);
    void draw_field(Desk& desk, const model::RecordType& type, const model::Field& field);

    std::string type_;  // name
    FieldDialog field_;
    NewFieldDialog new_field_;
    NewTypeDialog new_type_;
};

}  // namespace xingke::ui
