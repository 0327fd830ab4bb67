#include "app/ui/screens/home_figures.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

using kit::Icon;
using kit::Tone;

constexpr std::size_t figures_max = 6, figures_narrow = 4;

// What is done on a day (a visit) counts by the week; what simply is (a customer, a contact) counts as one's own.
bool is_activity(const model::RecordType& type) {
    return model::parent_field(type) != nullptr &&
           std::any_of(type.fields.begin(), type.fields.end(),
                       [](const model::Field& field) { return std::holds_alternative<model::kind::Date>(field.kind); });
}

ViewMoment moment_of(const Desk& desk) {
    return {.now = desk.now(), .utc_offset_minutes = desk.context.utc_offset_minutes()};
}

model::Query count_query(const Desk& desk, const model::RecordType& type, ListView view) {
    model::Query query = query_of(view, type.id, desk.actor(), moment_of(desk));
    if (const model::Field* label = model::find_field(type, type.label_field)) {
        query.fields = {label->id};
    }
    query.count = 1;
    return query;
}

std::string figure_of(const client::LiveQuery& query) {
    return query.version() == 0 ? "…" : std::to_string(query.page().total);
}

void draw_waiting(Desk& desk, kit::Columns& columns) {
    kit::Ui& ui = desk.ui();
    const client::SyncState& sync = desk.link().sync();
    columns.next();
    const Tone waiting_tone = sync.waiting > 0 ? Tone::accent : Tone::neutral;
    if (kit::stat(ui, say(ui, Say::waiting_changes), std::to_string(sync.waiting), Icon::cloud_upload, waiting_tone)) {
        desk.go({.screen = Screen::sync});
    }
}

void draw_needs_you(Desk& desk, kit::Columns& columns) {
    kit::Ui& ui = desk.ui();
    const client::SyncState& sync = desk.link().sync();
    columns.next();
    const Tone inbox_tone = sync.needs_you > 0 ? Tone::warning : Tone::neutral;
    if (kit::stat(ui, say(ui, Say::inbox), std::to_string(sync.needs_you), Icon::inbox, inbox_tone)) {
        desk.go({.screen = Screen::inbox});
    }
}

}  // namespace

// Asks once, and again only when the day has changed under the queries.
void HomeFigures::subscribe(Desk& desk) {
    if (figures_.empty()) {
        const model::RecordType* main = nullptr;
        for (const model::RecordType* type : desk.navigation_types()) {
            if (main == nullptr && model::parent_field(*type) == nullptr) {
                main = type;
                figures_.push_back({.type = type, .view = ListView::mine, .query = nullptr});
            } else if (is_activity(*type) && type->group != "finance" && figures_.size() < figures_max) {
                figures_.push_back({.type = type, .view = ListView::week, .query = nullptr});
            }
        }
    }
    for (Figure& figure : figures_) {
        model::Query query = count_query(desk, *figure.type, figure.view);
        if (figure.query == nullptr) {
            figure.query = desk.link().watch(std::move(query));
        } else if (figure.query->query() != query) {
            figure.query->change(std::move(query));
        }
    }
}

void HomeFigures::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    subscribe(desk);
    const client::SyncState& sync = desk.link().sync();
    const int count = static_cast<int>(figures_.size()) + 2;
    constexpr int beside_each_other_max = 4;  // with more, their titles would not fit
    const bool is_wide = kit::is_wide(ui);
    const int column_count = is_wide ? std::min(count, beside_each_other_max) : 2;
    kit::Columns columns(ui, {.count = column_count, .gap = 12, .row_gap = 12});
    // A phone's first screen is for what is to be done: the first figures, and the last two only when they are not 0.
    for (const Figure& figure :
         std::span(figures_).first(is_wide ? figures_.size() : std::min(figures_.size(), figures_narrow))) {
        columns.next();
        const kit::IdScope scope(ui, figure.type->name);
        const std::string_view type_title = say(ui, figure.type->title_plural);
        const Say key = figure.view == ListView::mine ? Say::my_records : Say::records_this_week;
        if (kit::stat(ui, say(ui, key, {{"type", type_title}}), figure_of(*figure.query),
                      kit::icon_named(figure.type->icon))) {
            desk.go({.screen = Screen::list, .type = figure.type->id, .view = std::string(key_of(figure.view))});
        }
    }
    if (is_wide || sync.waiting > 0) {
        draw_waiting(desk, columns);
    }
    if (is_wide || sync.needs_you > 0) {
        draw_needs_you(desk, columns);
    }
}

}  // namespace xingke::ui
