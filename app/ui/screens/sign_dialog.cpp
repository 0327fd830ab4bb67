#include "app/ui/screens/sign_dialog.h"

#include <algorithm>
#include <utility>

#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/ui/kit/overlay.h"

namespace xingke::ui {

void SignDialog::open(Desk& desk, const std::string& seat) {
    const model::Countersign* countersign = desk.catalogue().find_countersign(type_.id);
    opinions_ = countersign == nullptr ? nullptr : desk.catalogue().find(countersign->declaration().opinions);
    seat_ = countersign == nullptr ? nullptr : countersign->find_seat(seat);
    if (opinions_ == nullptr || seat_ == nullptr) {
        return;
    }
    edits_.clear();
    errors_.clear();
    for (const model::Field& field : opinions_->fields) {
        if (model::is_typed(field) && field.name != "seat" && model::type_referred_to(field.kind).empty()) {
            edits_.emplace(field.name, views::begin_edit(desk.ui(), field, model::Empty{}, {}));
        }
    }
    is_open_ = true;
}

std::string SignDialog::text_of(std::string_view field) const {
    const auto edit = edits_.find(std::string(field));
    const auto* text = edit == edits_.end() ? nullptr : std::get_if<std::string>(&edit->second.value);
    return text == nullptr ? std::string() : std::string(trim(*text));
}

std::vector<const model::Field*> SignDialog::asked_fields() const {
    std::vector<const model::Field*> fields;
    for (const model::Field& field : opinions_->fields) {
        const bool is_asked = field.name != "conditions" || text_of("verdict") == "conditional";
        if (edits_.contains(field.name) && is_asked) {
            fields.push_back(&field);
        }
    }
    return fields;
}

void SignDialog::draw(Desk& desk, const client::RecordAnswer& answer) {
    if (opinions_ == nullptr || seat_ == nullptr) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const std::string title = say(ui, Say::sign_for, {{"seat", say(ui, seat_->title)}});
    const kit::Dialog dialog(ui, "sign", is_open_, {.title = title});
    if (!dialog.is_open()) {
        return;
    }
    if (!seat_->task.chinese.empty()) {
        kit::caption(ui, say(ui, seat_->task));
    }
    views::EditContext context{desk.link(), desk.catalogue()};
    for (const model::Field* field : asked_fields()) {
        const auto error = errors_.find(field->name);
        const bool is_required = field->required || field->name == "conditions" ||
                                 (field->name == "remark" && text_of("verdict") == "disagree");
        const std::string_view words_of_error = error == errors_.end() ? std::string_view() : error->second;
        bool entered = false;
        if (views::edit_field(ui, context, *field, edits_.at(field->name),
                              {.error = words_of_error, .required = is_required}, entered)) {
            errors_.erase(field->name);
        }
    }
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    if (kit::button(ui, say(ui, Say::sign_opinion), {.kind = kit::ButtonKind::primary, .id = "sign_now"}) &&
        check(ui)) {
        is_open_ = false;
        sign(desk, answer);
    }
}

// What the device would refuse all the same, said beside the field that it concerns.
bool SignDialog::check(const kit::Ui& ui) {
    errors_.clear();
    const std::string verdict = text_of("verdict");
    const auto refuse = [&](const char* field, const Message& message) {
        errors_[field] = words(message, ui.language);
    };
    if (verdict.empty()) {
        refuse("verdict", {Text::required, {argument("field", model::find_field(*opinions_, "verdict")->title)}});
    }
    if (verdict == "disagree" && text_of("remark").empty()) {
        refuse("remark", {Text::countersign_reason_missing, {}});
    }
    if (verdict == "conditional" && text_of("conditions").empty()) {
        refuse("conditions", {Text::countersign_condition_missing, {}});
    }
    for (const model::Field* field : asked_fields()) {
        const views::FieldEdit& edit = edits_.at(field->name);
        const auto issues = model::validate_value(*field, edit.value);
        if (!issues.empty() && !model::is_empty(edit.value)) {
            errors_[field->name] = words(issues.front().message, ui.language);
        }
    }
    return errors_.empty();
}

void SignDialog::sign(Desk& desk, const client::RecordAnswer& answer) {
    const RecordId id = make_record_id(desk);
    std::vector<model::Change> changes;
    const auto set = [&](const model::Field& field, model::Value value) {
        changes.push_back({.record = id, .type = opinions_->id, .field = field.id, .value = std::move(value)});
    };
    changes.push_back({.record = id, .type = opinions_->id, .field = model::life_field, .value = std::int64_t{1}});
    set(*model::parent_field(*opinions_), answer.record.id);
    set(*model::find_field(*opinions_, "seat"), seat_->key);
    for (const model::Field* field : asked_fields()) {
        const model::Value& value = edits_.at(field->name).value;
        if (!model::is_empty(value)) {
            set(*field, value);
        } else if (field->name == "remark" && text_of("verdict") == "agree") {
            set(*field, std::string(say(desk.ui(), Say::agreed_remark)));  // An opinion is known by its remark.
        }
    }
    save(desk, {.intent = model::Intent::create,
                .base = answer.cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_signed, {{"name", label_of(desk, type_, answer.record)}})});
}

}  // namespace xingke::ui
