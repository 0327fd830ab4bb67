#include "app/ui/views/several_references.h"

#include <algorithm>

#include "app/ui/say.h"
#include "app/ui/views/record_pick.h"

namespace xingke::ui::views {
namespace {

std::string name_of(EditContext& context, FieldEdit& edit, const model::RecordType& type, const std::string& element) {
    std::string& name = edit.names[element];
    if (name.empty()) {
        const model::Record* record = referred_record(context, edit, type, element);
        const model::Field* label = model::find_field(type, type.label_field);
        const auto* text = record == nullptr || label == nullptr
                               ? nullptr
                               : std::get_if<std::string>(&model::value_of(*record, label->id));
        name = text == nullptr ? std::string() : *text;
    }
    return name;
}

}  // namespace

model::Elements elements_in(const model::Value& value) {
    const auto* elements = std::get_if<model::Elements>(&value);
    return elements == nullptr ? model::Elements{} : *elements;
}

const model::Record* referred_record(EditContext& context, FieldEdit& edit, const model::RecordType& type,
                                     const std::string& element) {
    const auto id = parse_id<RecordTag>(element);
    if (!id) {
        return nullptr;
    }
    std::unique_ptr<client::LiveRecord>& live = edit.referred[element];
    if (live == nullptr) {
        live = context.link.watch(*id, type.id);
    }
    return live->answer().exists ? &live->answer().record : nullptr;
}

bool edit_references(kit::Ui& ui, EditContext& context, const model::Field& field, FieldEdit& edit,
                     const kit::ChoiceFieldOptions& options) {
    const model::RecordType* type = context.catalogue.find(model::type_referred_to(field.kind));
    if (type == nullptr) {
        return false;
    }
    model::Elements elements = elements_in(edit.value);
    kit::PickerOptions picker;
    picker.field = options;
    picker.field.placeholder = say(ui, Say::add_one);
    picker.field.may_clear = false;
    const kit::Stack stack(ui, {.gap = 6});
    const RecordPick pick = pick_record(ui, context, field, edit, std::move(picker));
    if (pick.picked) {
        const std::string element = print(pick.picked->id);
        edit.names[element] = pick.picked->name;
        const auto at = std::lower_bound(elements.begin(), elements.end(), element);
        if (at == elements.end() || *at != element) {
            elements.insert(at, element);
        }
    }
    std::string removed;
    if (!elements.empty()) {
        const kit::SemanticScope semantics(ui, kit::Role::list, options.label);
        const kit::Row row(ui, {.gap = 6, .wraps = true});
        for (const std::string& element : elements) {
            const kit::IdScope scope(ui, element);
            const std::string name = name_of(context, edit, *type, element);
            if (options.read_only) {
                kit::chip(ui, name);
            } else if (kit::button(ui, name,
                                   {.icon = kit::Icon::x,
                                    .small = true,
                                    .id = "remove",
                                    .description = say(ui, Say::remove_named, {{"name", name}})})) {
                removed = element;
            }
        }
    }
    std::erase(elements, removed);
    if (!pick.picked && removed.empty()) {
        return false;
    }
    edit.value = elements.empty() ? model::Value(model::Empty{}) : model::Value(std::move(elements));
    return true;
}

}  // namespace xingke::ui::views
