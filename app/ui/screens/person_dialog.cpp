#include "app/ui/screens/person_dialog.h"

#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/text_field.h"

namespace xingke::ui {

using client::AdminAction;

void PersonDialog::open_new() {
    *this = {};
    is_open_ = is_new_ = true;
    person_.role = model::key_of(model::Role::salesperson);
}

void PersonDialog::open(const Person& person) {
    *this = {};
    is_open_ = true;
    person_ = person;
}

void PersonDialog::draw(Desk& desk, const Organisation& organisation) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(
        ui, "person", is_open_,
        {.title = is_new_ ? say(ui, Say::new_person) : std::string_view(person_.name), .width = 520});
    if (!dialog.is_open()) {
        return;
    }
    draw_identity(ui);
    draw_place(ui, organisation);
    if (!is_new_) {
        draw_account(desk);
        kit::caption(ui, say(ui, Say::person_ends_sessions), kit::theme(ui).text_soft);
    }
    draw_buttons(desk);
}

void PersonDialog::draw_identity(kit::Ui& ui) {
    if (!is_new_) {
        kit::fact(ui, say(ui, Say::account), person_.login);
        return;
    }
    {
        kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 2 : 1, .gap = 16, .row_gap = 16});
        columns.next();
        kit::text_field(ui, "name", person_.name, {.label = say(ui, Say::person_name), .required = true});
        columns.next();
        kit::text_field(ui, "login", person_.login, {.label = say(ui, Say::account), .required = true});
    }
    kit::text_field(ui, "password", password_,
                    {.label = say(ui, Say::person_first_password),
                     .help = say(ui, Say::person_password_hint),
                     .kind = kit::InputKind::password,
                     .required = true});
}

void PersonDialog::draw_place(kit::Ui& ui, const Organisation& organisation) {
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 2 : 1, .gap = 16, .row_gap = 16});
    columns.next();
    kit::select_field(ui, "role", role_choices(ui), person_.role, {.label = say(ui, Say::role), .may_clear = false});
    columns.next();
    kit::select_field(ui, "department", department_choices(organisation), person_.department,
                      {.label = say(ui, Say::person_department), .placeholder = say(ui, Say::person_no_department)});
    columns.next();
    kit::text_field(ui, "signs_for", person_.signs_for, {.label = say(ui, Say::person_signs_for)});
}

// What is done at once, beside what 保存 saves.
void PersonDialog::draw_account(Desk& desk) {
    kit::Ui& ui = desk.ui();
    kit::divider(ui);
    kit::text_field(ui, "password", password_,
                    {.label = say(ui, Say::person_new_password),
                     .help = say(ui, Say::person_password_hint),
                     .kind = kit::InputKind::password});
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    if (kit::button(ui, say(ui, Say::person_reset_password),
                    {.icon = kit::Icon::lock, .disabled = password_.empty() || is_busy_})) {
        ask(desk, AdminAction::reset_password, {print(person_.id), password_}, Say::toast_password_reset);
    }
    if (person_.id == desk.actor().user) {
        return;
    }
    if (person_.is_disabled) {
        if (kit::button(ui, say(ui, Say::person_enable), {.icon = kit::Icon::user_plus, .disabled = is_busy_})) {
            ask(desk, AdminAction::enable_person, {print(person_.id)}, Say::toast_person_enabled);
        }
    } else if (kit::button(
                   ui, say(ui, Say::person_disable),
                   {.kind = kit::ButtonKind::danger_ghost, .icon = kit::Icon::x_circle, .disabled = is_busy_})) {
        ask(desk, AdminAction::disable_person, {print(person_.id)}, Say::toast_person_disabled);
    }
}

void PersonDialog::draw_buttons(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    if (kit::button(ui, say(ui, Say::save),
                    {.kind = kit::ButtonKind::primary, .disabled = !is_complete(), .busy = is_busy_})) {
        save(desk);
    }
}

bool PersonDialog::is_complete() const {
    return !is_new_ || (!trim(person_.name).empty() && !trim(person_.login).empty() && !password_.empty());
}

void PersonDialog::save(Desk& desk) {
    if (is_new_) {
        ask(desk, AdminAction::add_person,
            {person_.login, person_.name, password_, person_.role, person_.department, person_.signs_for},
            Say::toast_person_added);
    } else {
        ask(desk, AdminAction::change_person, {print(person_.id), person_.role, person_.department, person_.signs_for},
            Say::toast_person_changed);
    }
}

// What was typed stays when the server says no.
void PersonDialog::ask(Desk& desk, AdminAction action, std::vector<std::string> parts, Say words) {
    is_busy_ = true;
    administer(desk, action, std::move(parts), say(desk.ui(), words, {{"name", person_.name}}), [this](bool is_done) {
        is_busy_ = false;
        is_open_ = is_open_ && !is_done;
        if (is_done) {
            password_.clear();
        }
    });
}

}  // namespace xingke::ui
