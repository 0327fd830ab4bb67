#include "app/ui/screens/duplicates.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t shown_max = 3;
constexpr std::size_t characters_least = 2;  // one character of a name is in too many

}  // namespace

void Duplicates::draw(Desk& desk, const model::RecordType& type, const model::Field& field, const model::Value& value) {
    if (std::ranges::find(type.duplicate_fields, field.name) == type.duplicate_fields.end()) {
        return;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || count_characters(*text) < characters_least) {
        queries_.erase(field.id);
        return;
    }
    using Test = model::Filter::Test;
    const bool is_name = field.searchable == model::Searchable::name;
    model::Query query{.type = type.id, .fields = {model::find_field(type, type.label_field)->id}, .count = shown_max};
    query.filters = {{.field = field.id, .test = is_name ? Test::contains : Test::equals, .value = *text}};
    std::unique_ptr<client::LiveQuery>& live = queries_[field.id];
    if (live == nullptr) {
        live = desk.link().watch(std::move(query));
    } else if (live->query() != query) {
        live->change(std::move(query));
    }
    if (live->page().rows.empty()) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::SemanticScope status(ui, kit::Role::status, say(ui, Say::possible_duplicates));
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    kit::caption(ui, say(ui, Say::possible_duplicates), kit::theme(ui).tone(kit::Tone::warning).text);
    for (const model::Row& found : live->page().rows) {
        const kit::IdScope scope(ui, print(found.id));
        const auto* label = std::get_if<std::string>(&found.values[0]);
        if (kit::link(ui, label != nullptr ? *label : std::string(say(ui, type.title)))) {
            desk.go({.screen = Screen::detail, .type = type.id, .record = found.id});
        }
    }
}

}  // namespace xingke::ui
