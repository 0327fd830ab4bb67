#include "app/ui/screens/declaring.h"

#include <array>

namespace xingke::ui {
namespace {

using model::declaration_type_name;
namespace declaration_field = model::declaration_field;

// In the order of model::Kind.
constexpr std::array<Say, std::variant_size_v<model::Kind>> kind_titles = {
    Say::kind_text,    Say::kind_digits,    Say::kind_phone,  Say::kind_email,     Say::kind_choice,
    Say::kind_choices, Say::kind_region,    Say::kind_number, Say::kind_money,     Say::kind_percent,
    Say::kind_date,    Say::kind_date_time, Say::kind_yes_no, Say::kind_reference, Say::kind_place};

bool says_nothing(const model::Addition& addition) {
    const auto* narrowing = std::get_if<model::layered::Narrowing>(&addition);
    if (narrowing == nullptr) {
        return false;
    }
    const model::layered::Narrowing nothing{.of = narrowing->of, .field = narrowing->field};
    return model::print_addition(*narrowing) == model::print_addition(nothing);
}

}  // namespace

model::Layer layer_of(const Desk& desk) {
    return desk.actor().role == model::Role::administrator ? model::Layer::company : model::Layer::person;
}

void declare(Desk& desk, RecordId declaration, const model::Addition& addition, std::string label, std::string words) {
    const model::RecordType* type = desk.catalogue().find(declaration_type_name);
    if (type == nullptr || says_nothing(addition)) {
        return;
    }
    const auto set = [&](model::FieldId field, model::Value value) {
        return model::Change{.record = declaration, .type = type->id, .field = field, .value = std::move(value)};
    };
    save(desk, {.intent = model::Intent::create,
                .base = desk.link().sync().cursor,
                .changes = {set(model::life_field, std::int64_t{1}), set(declaration_field::label, std::move(label)),
                            set(declaration_field::layer, std::string(model::key_of(layer_of(desk)))),
                            set(declaration_field::body, model::print_addition(addition))},
                .words = std::move(words)});
}

void declare_again(Desk& desk, const model::Declaration& declaration, const model::Addition& addition,
                   std::string words) {
    if (says_nothing(addition)) {
        return remove_declaration(desk, declaration.record, std::move(words));
    }
    const model::RecordType* type = desk.catalogue().find(declaration_type_name);
    save(desk, {.base = desk.link().sync().cursor,
                .changes = {{.record = declaration.record,
                             .type = type->id,
                             .field = declaration_field::body,
                             .value = model::print_addition(addition)}},
                .words = std::move(words)});
}

void remove_declaration(Desk& desk, RecordId declaration, std::string words) {
    const model::RecordType* type = desk.catalogue().find(declaration_type_name);
    save(desk,
         {.intent = model::Intent::remove,
          .base = desk.link().sync().cursor,
          .changes = {{.record = declaration, .type = type->id, .field = model::life_field, .value = std::int64_t{2}}},
          .words = std::move(words)});
}

const model::Declaration* declaration_of_field(const Desk& desk, std::string_view type, model::FieldId field) {
    model::DeclaredTexts texts;
    for (const model::Declaration& declaration : desk.link().declarations()) {
        const Result<model::Addition> addition = model::parse_addition(declaration.body, texts);
        const auto* added = addition ? std::get_if<model::layered::NewField>(&*addition) : nullptr;
        if (added != nullptr && added->of == type && added->field.id == field) {
            return &declaration;
        }
    }
    return nullptr;
}

FoundNarrowing narrowing_of(const Desk& desk, std::string_view type, std::string_view field) {
    FoundNarrowing found;
    found.narrowing.of = type;
    found.narrowing.field = field;
    model::DeclaredTexts texts;
    const model::Layer layer = layer_of(desk);
    for (const model::Declaration& declaration : desk.link().declarations()) {
        const bool is_ours =
            declaration.layer == layer && (layer == model::Layer::company || declaration.person == desk.actor().user);
        const Result<model::Addition> addition = model::parse_addition(declaration.body, texts);
        const auto* narrowing = addition ? std::get_if<model::layered::Narrowing>(&*addition) : nullptr;
        if (is_ours && narrowing != nullptr && narrowing->of == type && narrowing->field == field) {
            found.declaration = &declaration;
            found.narrowing = *narrowing;
        }
    }
    return found;
}

std::string_view kind_words(const kit::Ui& ui, const model::Kind& kind) {
    return say(ui, kind_titles[kind.index()]);
}

}  // namespace xingke::ui
