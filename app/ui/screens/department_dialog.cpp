#include "app/ui/screens/department_dialog.h"

#include <utility>

#include "app/base/text.h"
#include "app/model/sight.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/text_field.h"

namespace xingke::ui {

using client::AdminAction;

void DepartmentDialog::open_new() {
    *this = {};
    is_open_ = true;
}

void DepartmentDialog::open(const std::string& path) {
    *this = {};
    is_open_ = true;
    before_ = path;
    name_ = leaf_of(path);
    above_ = path.size() > name_.size() ? path.substr(0, path.size() - name_.size() - 1) : std::string();
}

std::string DepartmentDialog::path() const {
    const std::string name(trim(name_));
    return above_.empty() ? name : above_ + "/" + name;
}

void DepartmentDialog::draw(Desk& desk, const Organisation& organisation) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "department", is_open_,
                             {.title = before_.empty() ? say(ui, Say::new_department) : std::string_view(before_)});
    if (!dialog.is_open()) {
        return;
    }
    kit::text_field(ui, "name", name_, {.label = say(ui, Say::department_name), .required = true});
    std::vector<kit::Choice> choices;
    for (kit::Choice& choice : department_choices(organisation)) {
        if (before_.empty() || !model::is_in_department_or_below(choice.key, before_)) {
            choices.push_back(std::move(choice));
        }
    }
    kit::select_field(ui, "above", choices, above_,
                      {.label = say(ui, Say::department_above), .placeholder = say(ui, Say::department_top)});
    const kit::Row row(ui, {.gap = 8});
    if (!before_.empty() &&
        kit::button(ui, say(ui, Say::department_withdraw),
                    {.kind = kit::ButtonKind::danger_ghost, .icon = kit::Icon::trash, .disabled = is_busy_})) {
        ask(desk, AdminAction::withdraw_department, {before_}, Say::toast_department_withdrawn);
    }
    kit::spring(ui);
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    const bool is_complete = !trim(name_).empty();
    if (kit::button(ui, say(ui, Say::save),
                    {.kind = kit::ButtonKind::primary, .disabled = !is_complete, .busy = is_busy_})) {
        if (before_.empty()) {
            ask(desk, AdminAction::add_department, {path()}, Say::toast_department_added);
        } else {
            ask(desk, AdminAction::move_department, {before_, path()}, Say::toast_department_moved);
        }
    }
}

void DepartmentDialog::ask(Desk& desk, AdminAction action, std::vector<std::string> parts, Say words) {
    is_busy_ = true;
    administer(desk, action, std::move(parts), say(desk.ui(), words, {{"name", std::string(trim(name_))}}),
               [this](bool is_done) {
                   is_busy_ = false;
                   is_open_ = is_open_ && !is_done;
               });
}

}  // namespace xingke::ui
