#include "app/ui/screens/fields_page.h"

#include <algorithm>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/declaring.h"

namespace xingke::ui {
namespace {

// What people meet in forms and lists.
bool is_arranged(const model::Field& field) {
    namespace common = model::common_field;
    return !model::is_derived(field.id) && field.id != common::updated && field.id != common::remover &&
           field.id != common::removed;
}

}  // namespace

void FieldsScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::ScrollArea scroll(ui, "fields", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::fields_page), 1);
    }
    const bool is_company = layer_of(desk) == model::Layer::company;
    kit::soft_text(ui, say(ui, is_company ? Say::fields_for_company : Say::fields_for_me));
    const std::vector<const model::RecordType*> types = desk.offered_types();
    std::vector<kit::Choice> choices;
    for (const model::RecordType* type : types) {
        choices.push_back(
            {.key = type->name, .title = std::string(say(ui, type->title)), .icon = kit::icon_named(type->icon)});
    }
    if (desk.catalogue().find(type_) == nullptr && !types.empty()) {
        type_ = types.front()->name;
    }
    kit::select_field(ui, "type", choices, type_, {.label = say(ui, Say::record_type), .may_clear = false});
    const model::RecordType* type = desk.catalogue().find(type_);
    if (type == nullptr) {
        return;
    }
    if (is_company) {
        const kit::Row row(ui, {.wraps = true});
        if (kit::button(ui, say(ui, Say::new_field), {.kind = kit::ButtonKind::primary, .icon = kit::Icon::plus})) {
            new_field_.open(*type);
        }
        if (kit::button(ui, say(ui, Say::new_type), {.icon = kit::Icon::plus})) {
            new_type_.open();
        }
    }
    draw_type(desk, *type);
    kit::gap(ui, 24);
    field_.draw(desk);
    new_field_.draw(desk);
    new_type_.draw(desk);
}

void FieldsScreen::draw_type(Desk& desk, const model::RecordType& type) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "list", {.padding = 4, .gap = 0});
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, type.title));
    for (const model::Field& field : type.fields) {
        if (is_arranged(field)) {
            draw_field(desk, type, field);
        }
    }
}

void FieldsScreen::draw_field(Desk& desk, const model::RecordType& type, const model::Field& field) {
    kit::Ui& ui = desk.ui();
    std::string marks(kind_words(ui, field.kind));
    const auto mark = [&](bool holds, Say words) {
        if (holds) {
            marks += " · ";
            marks += say(ui, words);
        }
    };
    mark(field.required, Say::mark_required);
    mark(field.unique, Say::mark_unique);
    mark(field.in_list, Say::mark_in_list);
    mark(field.visible_when.text == "false", Say::mark_hidden);
    mark(field.computed.is_given(), Say::mark_computed);
    const bool is_ours = field.name.starts_with(model::layered_prefix);
    if (kit::line(ui, say(ui, field.title),
                  {.detail = marks,
                   .value = is_ours ? say(ui, Say::mark_company) : std::string_view(),
                   .leads_on = true,
                   .id = field.name})) {
        field_.open(desk, type, field);
    }
}

}  // namespace xingke::ui
