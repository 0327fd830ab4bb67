#include "app/ui/screens/home.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "app/base/date.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using kit::Icon;
using kit::Tone;

constexpr std::int64_t recent_count = 8;
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

Say greeting_of(int hour) {
    return hour < 12 ? Say::good_morning : hour < 18 ? Say::good_afternoon : Say::good_evening;
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

void HomeScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    subscribe(desk);
    const kit::ScrollArea scroll(ui, "home", {});
    const kit::Centred centred(ui, kit::metric::content_max, 20);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    draw_greeting(desk);
    day_.draw(desk);
    draw_figures(desk);
    due_.draw(desk);
    team_.draw(desk);
    draw_recent(desk);
    kit::gap(ui, 24);
}

// Asks once, and again only when the day has changed under the queries.
void HomeScreen::subscribe(Desk& desk) {
    if (figures_.empty()) {
        for (const model::RecordType* type : desk.navigation_types()) {
            if (main_type_ == nullptr && model::parent_field(*type) == nullptr) {
                main_type_ = type;
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
    if (main_type_ != nullptr && recent_ == nullptr) {
        model::Query query{.type = main_type_->id};
        query.sorts = {{.field = model::common_field::updated, .descending = true}};
        const model::Field* label = model::find_field(*main_type_, main_type_->label_field);
        query.fields = {label->id, model::common_field::updated, model::common_field::owner};
        query.count = recent_count;
        recent_ = desk.link().watch(std::move(query));
    }
}

void HomeScreen::draw_greeting(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const DateTime now = local_time(desk.now(), desk.context.utc_offset_minutes());
    const kit::Stack stack(ui, {.gap = 4});
    kit::heading(ui, say(ui, greeting_of(now.hour), {{"name", session.user_name}}), 1);
    std::string line = print(now.date);
    if (!session.company.empty()) {
        line += " · " + session.company;
    }
    kit::soft_text(ui, line);
    const client::SyncState& sync = desk.link().sync();
    if (!sync.first_sync_done && sync.expected > 0) {
        kit::gap(ui, 8);
        const std::string received = std::to_string(sync.received);
        const std::string expected = std::to_string(std::max(sync.expected, sync.received));
        const std::string words = say(ui, Say::first_sync, {{"received", received}, {"expected", expected}});
        const auto whole = static_cast<float>(std::max(sync.expected, sync.received));
        kit::progress(ui, words, static_cast<float>(sync.received) / whole);
        kit::caption(ui, words);
    }
}

void HomeScreen::draw_figures(Desk& desk) {
    kit::Ui& ui = desk.ui();
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

void HomeScreen::draw_recent(Desk& desk) {
    if (main_type_ == nullptr) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "recent", {.gap = 4});
    {
        const kit::Row row(ui, {});
        kit::heading(ui, say(ui, Say::recent_records, {{"type", say(ui, main_type_->title_plural)}}), 3);
        kit::spring(ui);
        if (kit::link(ui, say(ui, Say::see_all))) {
            desk.go({.screen = Screen::list, .type = main_type_->id});
        }
    }
    if (recent_->version() == 0) {
        for (int i = 0; i < 4; ++i) {
            kit::skeleton(ui, 0, 44);
            kit::gap(ui, 4);
        }
        return;
    }
    if (recent_->page().rows.empty()) {
        const bool may_create = desk.may(model::Action::create, *main_type_);
        const std::string_view type_title = say(ui, main_type_->title);
        const std::string action = may_create ? say(ui, Say::new_record, {{"type", type_title}}) : std::string();
        const std::string title = say(ui, Say::list_empty_title, {{"type", say(ui, main_type_->title_plural)}});
        const kit::EmptyState empty{.icon = kit::icon_named(main_type_->icon),
                                    .title = title,
                                    .sentence = say(ui, Say::list_empty_sentence),
                                    .action = action,
                                    .second_action = may_create ? say(ui, Say::import_records) : std::string_view()};
        const kit::EmptyAnswer answer = kit::empty_state(ui, empty);
        if (answer == kit::EmptyAnswer::action) {
            desk.go({.screen = Screen::create, .type = main_type_->id});
        } else if (answer == kit::EmptyAnswer::second_action) {
            desk.go({.screen = Screen::import, .type = main_type_->id});
        }
        return;
    }
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, main_type_->title_plural));
    for (const model::Row& row : recent_->page().rows) {
        const auto* name = row.values.empty() ? nullptr : std::get_if<std::string>(&row.values[0]);
        const auto* updated = row.values.size() > 1 ? std::get_if<std::int64_t>(&row.values[1]) : nullptr;
        const std::string title = name != nullptr ? *name : std::string(say(ui, main_type_->title));
        const std::string when = updated != nullptr ? views::display_moment(ui, Instant{*updated}) : std::string();
        const std::string owner = row.labels.size() > 2 ? row.labels[2] : std::string();
        const std::string id = print(row.id);
        if (kit::line(ui, title, {.detail = owner, .value = when, .leads_on = true, .avatar = title, .id = id})) {
            desk.go({.screen = Screen::detail, .type = main_type_->id, .record = row.id});
        }
    }
}

}  // namespace xingke::ui
