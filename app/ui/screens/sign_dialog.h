// Signing an opinion on a countersigned record: verdict, remarks, and what belongs to the verdict. The opinion becomes
// a record of the declared child type. Generic over the catalogue.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/model/countersign.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

class SignDialog {
public:
    explicit SignDialog(const model::RecordType& type) : type_(type) {}

    // For a seat, by its key.
    void open(Desk& desk, const std::string& seat);
    // Whenever the record is drawn.
    void draw(Desk& desk, const client::RecordAnswer& answer);

private:
    // The fields that the person fills in, in order, as the verdict asks for them.
    std::vector<const model::Field*> asked_fields() const;
    bool check(const kit::Ui& ui);
    void sign(Desk& desk, const client::RecordAnswer& answer);
    std::string text_of(std::string_view field) const;

    const model::RecordType& type_;
    const model::RecordType* opinions_ = nullptr;
    const model::Seat* seat_ = nullptr;
    bool is_open_ = false;
    std::map<std::string, views::FieldEdit> edits_;  // by the field's name
    std::map<std::string, std::string> errors_;
};

}  // namespace xingke::ui
