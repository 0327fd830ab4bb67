#include "app/ui/screens/step_dialog.h"

#include <algorithm>
#include <utility>

#include "app/model/validate.h"
#include "app/ui/kit/overlay.h"

namespace xingke::ui {
namespace {

// What the person should know before he goes on, which forbids nothing: a contract is signed although nobody has looked
// at the customer's credit (requirements 2.4.1).
std::optional<Say> warning_of(const model::RecordType& type, const model::Record& record, std::string_view step) {
    const model::Field* checked = model::find_field(type, "credit_checked");
    const bool is_signing = type.name == "contract" && step == "sign" && checked != nullptr;
    return is_signing && model::value_of(record, checked->id) != model::Value(true)
               ? std::optional(Say::credit_not_checked)
               : std::nullopt;
}

}  // namespace

void StepDialog::press(Desk& desk, const client::RecordAnswer& answer, const std::string& step) {
    const model::Workflow* workflow = desk.catalogue().find_workflow(type_.id);
    transition_ = workflow == nullptr ? nullptr : workflow->find_transition(step);
    const auto offer = std::ranges::find(answer.steps, step, &client::OfferedStep::name);
    if (transition_ == nullptr || offer == answer.steps.end()) {
        return;
    }
    edits_.clear();
    errors_.clear();
    for (const model::FieldId id : transition_->required) {
        if (const model::Value& value = model::value_of(answer.record, id); model::is_empty(value)) {
            edits_.emplace(id, views::begin_edit(desk.ui(), *model::find_field(type_, id), value, {}));
        }
    }
    // Each missing field is one refusal, and they come before what else must hold.
    const std::size_t missing_count = std::min(edits_.size(), offer->refusals.size());
    obstacles_.assign(offer->refusals.begin() + static_cast<std::ptrdiff_t>(missing_count), offer->refusals.end());
    warning_ = warning_of(type_, answer.record, step);
    if (edits_.empty() && obstacles_.empty() && !warning_) {
        take(desk, answer, {});
    } else {
        is_open_ = true;
    }
}

void StepDialog::draw(Desk& desk, const client::RecordAnswer& answer) {
    if (transition_ == nullptr) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const std::string_view title = say(ui, transition_->declaration.title);
    const kit::Dialog dialog(ui, "step", is_open_, {.title = title});
    if (!dialog.is_open()) {
        return;
    }
    for (const Message& obstacle : obstacles_) {
        kit::banner(ui, kit::Tone::warning, words(obstacle, ui.language), {}, kit::Icon::alert_circle);
    }
    if (warning_) {
        kit::banner(ui, kit::Tone::warning, say(ui, *warning_), {}, kit::Icon::alert_triangle);
    }
    draw_fields(desk);
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    const kit::ButtonOptions yes = {
        .kind = kit::ButtonKind::primary, .disabled = !obstacles_.empty(), .id = "take_step"};
    if (kit::button(ui, title, yes) && check(ui)) {
        std::vector<model::Change> changes;
        for (const auto& [id, edit] : edits_) {
            changes.push_back({.record = answer.record.id, .type = type_.id, .field = id, .value = edit.value});
        }
        is_open_ = false;
        take(desk, answer, std::move(changes));
    }
}

void StepDialog::draw_fields(Desk& desk) {
    kit::Ui& ui = desk.ui();
    views::EditContext context{desk.link(), desk.catalogue()};
    for (auto& [id, edit] : edits_) {
        const model::Field& field = *model::find_field(type_, id);
        const auto error = errors_.find(id);
        const std::string_view words_of_error = error == errors_.end() ? std::string_view() : error->second;
        bool entered = false;
        if (views::edit_field(ui, context, field, edit, {.error = words_of_error, .required = true}, entered)) {
            errors_.erase(id);
        }
    }
}

bool StepDialog::check(const kit::Ui& ui) {
    errors_.clear();
    for (const auto& [id, edit] : edits_) {
        const model::Field& field = *model::find_field(type_, id);
        if (edit.is_text_wrong) {
            errors_[id] = words(edit.problem, ui.language);
        } else if (model::is_empty(edit.value)) {
            errors_[id] = words({Text::required, {argument("field", field.title)}}, ui.language);
        } else if (const auto issues = model::validate_value(field, edit.value); !issues.empty()) {
            errors_[id] = words(issues.front().message, ui.language);
        }
    }
    return errors_.empty();
}

void StepDialog::take(Desk& desk, const client::RecordAnswer& answer, std::vector<model::Change> changes) {
    save(desk, {.base = answer.cursor,
                .changes = std::move(changes),
                .words = say(desk.ui(), Say::toast_step,
                             {{"step", std::string(say(desk.ui(), transition_->declaration.title))},
                              {"name", label_of(desk, type_, answer.record)}}),
                .step = {answer.record.id, type_.id, transition_->declaration.name}});
}

}  // namespace xingke::ui
