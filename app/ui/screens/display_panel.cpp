#include "app/ui/screens/display_panel.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/condition_words.h"

namespace xingke::ui {
namespace {

namespace k = model::kind;

bool sorts_well(const model::Field& field) {
    return !std::holds_alternative<k::Choices>(field.kind) && !std::holds_alternative<k::Place>(field.kind);
}

std::vector<kit::Choice> choices_of(const kit::Ui& ui, const model::RecordType& type,
                                    bool (*is_wanted)(const model::Field&)) {
    std::vector<kit::Choice> choices;
    for (const model::Field* field : views::filter_fields(type)) {
        if (is_wanted(*field)) {
            choices.push_back({.key = field->name, .title = std::string(say(ui, field->title))});
        }
    }
    return choices;
}

std::string name_of(const model::RecordType& type, model::FieldId id) {
    const model::Field* field = model::find_field(type, id);
    return field == nullptr ? "" : field->name;
}

// One key of the order; a field that is cleared takes the keys behind it along.
void draw_sort(kit::Ui& ui, const model::RecordType& type, std::vector<model::Sort>& sorts, std::size_t index) {
    const kit::IdScope scope(ui, static_cast<std::int64_t>(index));
    const bool is_set = index < sorts.size();
    std::string key = is_set ? name_of(type, sorts[index].field) : "";
    const bool changed = kit::select_field(
        ui, "field", choices_of(ui, type, sorts_well), key,
        {.label = say(ui, index == 0 ? Say::sort_first : Say::sort_second), .placeholder = say(ui, Say::sort_default)});
    if (is_set) {
        std::string direction = sorts[index].descending ? "down" : "up";
        const kit::Choice directions[] = {{.key = "up", .title = std::string(say(ui, Say::ascending))},
                                          {.key = "down", .title = std::string(say(ui, Say::descending))}};
        const model::Field* field = model::find_field(type, sorts[index].field);
        const std::string_view title = field == nullptr ? std::string_view() : say(ui, field->title);
        kit::segments(ui, say(ui, Say::sort_direction, {{"field", title}}), directions, direction);
        sorts[index].descending = direction == "down";
    }
    if (changed && key.empty()) {
        sorts.resize(index);
    } else if (changed) {
        sorts.resize(index + 1);
        sorts[index] = {model::find_field(type, key)->id, false};
    }
}

void draw_chosen_columns(kit::Ui& ui, const model::RecordType& type, std::vector<model::FieldId>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const model::Field* field = model::find_field(type, columns[i]);
        if (field == nullptr) {
            continue;
        }
        const std::string_view title = say(ui, field->title);
        const kit::IdScope scope(ui, field->name);
        const kit::Row row(ui, {.gap = 0, .height = kit::metric::touch});
        bool is_shown = true;
        kit::checkbox(ui, title, is_shown);
        kit::spring(ui);
        const bool ups = kit::icon_button(ui, kit::Icon::chevron_up, say(ui, Say::column_up, {{"field", title}}),
                                          {.disabled = i == 0});
        const bool downs = kit::icon_button(ui, kit::Icon::chevron_down, say(ui, Say::column_down, {{"field", title}}),
                                            {.disabled = i + 1 == columns.size()});
        if (!is_shown && columns.size() > 1) {
            columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
        if (ups || downs) {
            std::swap(columns[i], columns[ups ? i - 1 : i + 1]);
            return;
        }
    }
}

void draw_other_columns(kit::Ui& ui, const model::RecordType& type, std::vector<model::FieldId>& columns) {
    for (const model::Field* field : views::filter_fields(type)) {
        const bool is_label = field->name == type.label_field;
        if (is_label || std::ranges::find(columns, field->id) != columns.end()) {
            continue;
        }
        const kit::IdScope scope(ui, field->name);
        bool is_shown = false;
        if (kit::checkbox(ui, say(ui, field->title), is_shown)) {
            // The time of the last change stays last: it is the first for which there is no room.
            const bool has_updated = !columns.empty() && columns.back() == model::common_field::updated;
            columns.insert(columns.end() - (has_updated ? 1 : 0), field->id);
        }
    }
}

}  // namespace

bool makes_groups(const model::Field& field) {
    return std::holds_alternative<k::Choice>(field.kind) || std::holds_alternative<k::Reference>(field.kind);
}

void DisplayPanel::draw(Desk& desk, const model::RecordType& type, model::Arrangement& arrangement,
                        std::span<const model::FieldId> columns) {
    kit::Ui& ui = desk.ui();
    const std::string title(say(ui, Say::display_settings));
    kit::Dialog dialog(ui, "display", is_open_, {.title = title, .width = 440, .gap = 12});
    if (!dialog.is_open()) {
        return;
    }
    std::string group = name_of(type, arrangement.group);
    if (kit::select_field(ui, "group", choices_of(ui, type, makes_groups), group,
                          {.label = say(ui, Say::group_by), .placeholder = say(ui, Say::no_groups)})) {
        arrangement.group = group.empty() ? model::FieldId{0} : model::find_field(type, group)->id;
    }
    draw_sort(ui, type, arrangement.sorts, 0);
    if (!arrangement.sorts.empty()) {
        draw_sort(ui, type, arrangement.sorts, 1);
    }
    kit::heading(ui, say(ui, Say::columns_shown), 3);
    {
        const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::columns_shown));
        const kit::Stack stack(ui, {});
        std::vector<model::FieldId> chosen(columns.begin(), columns.end());
        draw_chosen_columns(ui, type, chosen);
        draw_other_columns(ui, type, chosen);
        if (!std::ranges::equal(chosen, columns)) {
            arrangement.columns = std::move(chosen);
            kit::ask_for_frame(ui);
        }
    }
    const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
    if (kit::button(ui, say(ui, Say::reset), {.kind = kit::ButtonKind::ghost})) {
        arrangement.sorts.clear();
        arrangement.columns.clear();
        arrangement.group = 0;
    }
    kit::spring(ui);
    if (kit::button(ui, say(ui, Say::done), {.kind = kit::ButtonKind::primary})) {
        is_open_ = false;
    }
}

}  // namespace xingke::ui
