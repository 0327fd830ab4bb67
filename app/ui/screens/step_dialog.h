// A step of a record's workflow from its button on: taken at once where nothing is missing, otherwise after a small
// dialog that asks for the missing fields, or says why it cannot be taken. Generic over the catalogue.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/model/workflow.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

class StepDialog {
public:
    explicit StepDialog(const model::RecordType& type) : type_(type) {}

    void press(Desk& desk, const client::RecordAnswer& answer, const std::string& step);
    // Whenever the record is drawn.
    void draw(Desk& desk, const client::RecordAnswer& answer);

private:
    void take(Desk& desk, const client::RecordAnswer& answer, std::vector<model::Change> changes);
    bool check(const kit::Ui& ui);
    void draw_fields(Desk& desk);

    const model::RecordType& type_;
    const model::Transition* transition_ = nullptr;
    bool is_open_ = false;
    std::map<model::FieldId, views::FieldEdit> edits_;  // of the fields that are missing
    std::map<model::FieldId, std::string> errors_;
    std::vector<Message> obstacles_;  // what no field of the dialog can mend
    std::optional<Say> warning_;
};

}  // namespace xingke::ui
