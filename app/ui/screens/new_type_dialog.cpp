#include "app/ui/screens/new_type_dialog.h"

#include "app/base/text.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/text_field.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {

void NewTypeDialog::open() {
    *this = {};
    is_open_ = true;
}

void NewTypeDialog::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "new_type", is_open_, {.title = say(ui, Say::new_type)});
    if (!dialog.is_open()) {
        return;
    }
    kit::soft_text(ui, say(ui, Say::new_type_hint));
    kit::text_field(ui, "zh", title_.chinese, {.label = say(ui, Say::name_in_chinese), .required = true});
    kit::text_field(ui, "en", title_.english,
                    {.label = say(ui, Say::name_in_english), .placeholder = say(ui, Say::same_as_chinese)});
    std::vector<kit::Choice> parents;
    for (const model::RecordType* offered : desk.offered_types()) {
        parents.push_back({.key = offered->name, .title = std::string(say(ui, offered->title))});
    }
    kit::select_field(ui, "parent", parents, parent_,
                      {.label = say(ui, Say::belongs_to), .help = say(ui, Say::belongs_to_hint)});
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    const bool is_complete = !trim(title_.chinese).empty();
    if (kit::button(ui, say(ui, Say::save), {.kind = kit::ButtonKind::primary, .disabled = !is_complete})) {
        is_open_ = false;
        add(desk);
    }
}

void NewTypeDialog::add(Desk& desk) {
    const RecordId record = make_record_id(desk);
    model::RecordType type;
    type.id = model::new_type_id(desk.catalogue(), record);
    type.name = std::string(model::layered_prefix) + std::to_string(type.id);
    type.title = type.title_plural = title_.title();
    type.icon = "folder";
    type.label_field = "x_name";
    type.duplicate_fields = {"x_name"};
    type.source = "company";
    type.fields.push_back({.id = 1,
                           .name = "x_name",
                           .title = {"名称", "Name"},
                           .kind = model::kind::Text{.characters_max = 100},
                           .required = true,
                           .searchable = model::Searchable::name,
                           .in_list = true,
                           .source = "company"});
    if (const model::RecordType* parent = desk.catalogue().find(parent_)) {
        type.fields.push_back({.id = 2,
                               .name = "x_parent",
                               .title = parent->title,
                               .kind = model::kind::Reference{.type = parent->name, .is_parent = true},
                               .in_list = true,
                               .source = "company"});
    }
    declare(desk, record, model::layered::NewType{.type = std::move(type)}, title_.chinese,
            say(desk.ui(), Say::toast_type_added, {{"type", title_.chinese}}));
}

}  // namespace xingke::ui
