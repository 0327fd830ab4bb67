// Saving declarations (app/model/layer.h) from dialogs, and finding those there are.
#pragma once

#include <optional>
#include <string>

#include "app/model/layer.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

// Who leaves the English name empty means the same word.
struct TypedTitle {
    std::string chinese, english;
    Title title() const { return {chinese, english.empty() ? std::string_view(chinese) : std::string_view(english)}; }
};

// Which layer this person's decisions belong to.
model::Layer layer_of(const Desk& desk);

// A new declaration with the id it was made for.
void declare(Desk& desk, RecordId declaration, const model::Addition& addition, std::string label, std::string words);
// Another body for one that there is; one that says nothing any more is removed.
void declare_again(Desk& desk, const model::Declaration& declaration, const model::Addition& addition,
                   std::string words);
void remove_declaration(Desk& desk, RecordId declaration, std::string words);

// The declaration that added the field; null: the core has it.
const model::Declaration* declaration_of_field(const Desk& desk, std::string_view type, model::FieldId field);
// This layer's narrowing of a field, and what it says.
struct FoundNarrowing {
    const model::Declaration* declaration = nullptr;
    model::layered::Narrowing narrowing;
};
FoundNarrowing narrowing_of(const Desk& desk, std::string_view type, std::string_view field);

// "文本", "单选", … for people.
std::string_view kind_words(const kit::Ui& ui, const model::Kind& kind);

}  // namespace xingke::ui
