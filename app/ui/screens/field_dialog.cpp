#include "app/ui/screens/field_dialog.h"

#include <algorithm>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/text_field.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

const std::vector<model::Option>* options_of(const model::Field& field) {
    if (const auto* choice = std::get_if<model::kind::Choice>(&field.kind)) {
        return &choice->options;
    }
    const auto* choices = std::get_if<model::kind::Choices>(&field.kind);
    return choices != nullptr ? &choices->options : nullptr;
}

// Its options are the company's to arrange.
bool is_open_to_options(const model::Field& field) {
    return field.company_options || field.name.starts_with(model::layered_prefix);
}

}  // namespace

void FieldDialog::open(const Desk& desk, const model::RecordType& type, const model::Field& field) {
    is_open_ = true;
    type_ = type.name;
    field_ = field.name;
    narrowing_ = narrowing_of(desk, type.name, field.name).narrowing;
    in_list_ = field.in_list;
    option_ = {};
}

void FieldDialog::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* type = desk.catalogue().find(type_);
    const model::Field* field = type == nullptr ? nullptr : model::find_field(*type, field_);
    if (field == nullptr) {
        is_open_ = false;
        return;
    }
    const kit::Dialog dialog(ui, "field", is_open_, {.title = say(ui, field->title)});
    if (!dialog.is_open()) {
        return;
    }
    const bool is_company = layer_of(desk) == model::Layer::company;
    const bool was_required = field->required && !narrowing_.required;
    if (is_company && model::is_typed(*field) && !was_required) {
        kit::toggle(ui, say(ui, Say::mark_required), narrowing_.required);
    }
    if (!field->required && !narrowing_.required && !field->required_when.is_given() && !field->is_state) {
        kit::toggle(ui, say(ui, Say::hide_field), narrowing_.hidden, say(ui, Say::hide_field_hint));
    }
    if (!narrowing_.hidden && kit::toggle(ui, say(ui, Say::show_in_list), in_list_)) {
        narrowing_.in_list = in_list_;
    }
    if (is_company && options_of(*field) != nullptr && !field->is_state) {
        draw_options(desk, *field);
    }
    const model::Declaration* added = declaration_of_field(desk, type_, field->id);
    const kit::Row row(ui, {.align = kit::Align::end, .wraps = true});
    if (is_company && added != nullptr &&
        kit::button(ui, say(ui, Say::remove_field), {.kind = kit::ButtonKind::danger_ghost})) {
        is_open_ = false;
        remove_declaration(desk, added->record,
                           say(ui, Say::toast_field_removed, {{"field", std::string(say(ui, field->title))}}));
    }
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_open_ = false;
    }
    if (kit::button(ui, say(ui, Say::save), {.kind = kit::ButtonKind::primary})) {
        is_open_ = false;
        save_narrowing(desk, *field);
    }
}

void FieldDialog::draw_options(Desk& desk, const model::Field& field) {
    kit::Ui& ui = desk.ui();
    kit::text(ui, say(ui, Say::options_in_use), {.type = kit::Type::body_strong});
    for (const model::Option& option : *options_of(field)) {
        const auto found = std::ranges::find(narrowing_.without_options, option.key);
        bool is_used = found == narrowing_.without_options.end();
        if (kit::checkbox(ui, say(ui, option.title), is_used)) {
            if (is_used) {
                narrowing_.without_options.erase(found);
            } else {
                narrowing_.without_options.push_back(option.key);
            }
        }
    }
    if (is_open_to_options(field)) {
        draw_new_option(desk, field);
    } else {
        kit::caption(ui, say(ui, Say::options_fixed), kit::theme(ui).text_soft);
    }
}

void FieldDialog::draw_new_option(Desk& desk, const model::Field& field) {
    kit::Ui& ui = desk.ui();
    kit::text_field(ui, "option_zh", option_.chinese, {.label = say(ui, Say::new_option)});
    kit::text_field(ui, "option_en", option_.english,
                    {.label = say(ui, Say::name_in_english), .placeholder = say(ui, Say::same_as_chinese)});
    if (kit::button(ui, say(ui, Say::add_option),
                    {.icon = kit::Icon::plus, .disabled = option_.chinese.empty(), .small = true})) {
        const RecordId record = make_record_id(desk);
        const std::string key = "x_" + std::to_string(model::new_field_id({}, record));
        declare(desk, record,
                model::layered::NewOption{
                    .of = type_, .field = field.name, .option = {.key = key, .title = option_.title()}},
                option_.chinese, say(ui, Say::toast_option_added, {{"option", option_.chinese}}));
        option_ = {};
        is_open_ = false;
    }
}

void FieldDialog::save_narrowing(Desk& desk, const model::Field& field) {
    const std::string title(say(desk.ui(), field.title));
    std::string words = say(desk.ui(), Say::toast_field_saved, {{"field", title}});
    if (const FoundNarrowing found = narrowing_of(desk, type_, field_); found.declaration != nullptr) {
        declare_again(desk, *found.declaration, narrowing_, std::move(words));
    } else {
        declare(desk, make_record_id(desk), narrowing_, title, std::move(words));
    }
}

}  // namespace xingke::ui
