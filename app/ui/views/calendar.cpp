#include "app/ui/views/calendar.h"

#include <algorithm>
#include <array>

#include "app/base/text.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

using kit::Box;
using kit::Icon;
using kit::Type;
using model::Field;

constexpr std::int64_t agenda_days = 28;
constexpr std::size_t fact_count_max = 3;
constexpr std::string_view month_mode = "month", week_mode = "week", agenda_mode = "agenda";

// The fields of a row, in the order of Query::fields; facts follow.
enum Part : std::size_t { label_part, date_part, owner_part, stage_part, first_fact };

bool is_time(const Field& field) {
    return std::holds_alternative<model::kind::DateTime>(field.kind);
}

std::int64_t monday_of(std::int64_t day) {
    return day - (weekday(date_of_days(day)) - 1);
}

}  // namespace

std::vector<const Field*> calendar_fields(const model::RecordType& type) {
    std::vector<const Field*> fields;
    for (const Field& field : type.fields) {
        const bool is_day = std::holds_alternative<model::kind::Date>(field.kind) || is_time(field);
        if (is_day && !model::is_bookkeeping(field.id) && !model::is_derived(field.id) && !field.set_by_app &&
            !field.server_only && field.id < model::common_field::owner) {
            fields.push_back(&field);
        }
    }
    std::ranges::stable_sort(fields, [](const Field* a, const Field* b) { return a->in_list && !b->in_list; });
    return fields;
}

Calendar::Calendar(const model::RecordType& type)
    : type_(&type), fields_(calendar_fields(type)), field_(fields_.front()), stage_(model::stage_field(type)) {
    for (const Field& field : type.fields) {
        const bool is_date = std::ranges::find(fields_, &field) != fields_.end();
        if (field.in_list && !is_date && &field != stage_ && field.name != type.label_field &&
            facts_.size() < fact_count_max) {
            facts_.push_back(&field);
        }
    }
}

Calendar::Span Calendar::span() const {
    if (mode_ == agenda_mode) {
        return {anchor_, anchor_ + agenda_days - 1};
    }
    if (mode_ == week_mode) {
        return {monday_of(anchor_), monday_of(anchor_) + 6};
    }
    Date first = date_of_days(anchor_);
    first.day = 1;
    Date next = first.month == 12 ? Date{first.year + 1, 1, 1} : Date{first.year, first.month + 1, 1};
    return {monday_of(days_since_epoch(first)), monday_of(days_since_epoch(next) - 1) + 6};
}

std::int64_t Calendar::today(const kit::Ui& ui) const {
    const Instant now = ui.platform.clock.now();
    return days_since_epoch(local_time(now, ui.platform.clock.utc_offset_minutes(now)).date);
}

void Calendar::ask(kit::Ui& ui, client::ScreenLink& link, const model::Query& query, int utc_offset_minutes) {
    if (mode_.empty()) {
        mode_ = kit::is_wide(ui) ? month_mode : agenda_mode;
    }
    if (anchor_ < 0) {
        anchor_ = chosen_ = today(ui);
    }
    const Span days = span();
    const auto from = [&](std::int64_t day) {
        return is_time(*field_) ? instant_of({.date = date_of_days(day)}, utc_offset_minutes).ms : day;
    };
    using Test = model::Filter::Test;
    model::Query wanted{.type = type_->id, .filters = query.filters, .conditions = query.conditions};
    wanted.search = query.search;
    wanted.filters.push_back({field_->id, Test::at_least, from(days.first)});
    wanted.filters.push_back({field_->id, Test::less, from(days.last + 1)});
    wanted.sorts = {{.field = field_->id}};
    const Field* stage = stage_ == nullptr ? model::find_field(*type_, type_->label_field) : stage_;
    wanted.fields = {model::find_field(*type_, type_->label_field)->id, field_->id, model::common_field::owner,
                     stage->id};
    for (const Field* fact : facts_) {
        wanted.fields.push_back(fact->id);
    }
    wanted.count = model::window_rows_max;
    if (query_ == nullptr) {
        query_ = link.watch(std::move(wanted));
    } else if (query_->query() != wanted) {
        query_->change(std::move(wanted));
    }
}

void Calendar::sort_items() {
    if (sorted_version_ == query_->version()) {
        return;
    }
    sorted_version_ = query_->version();
    items_.clear();
    for (const model::Row& row : query_->page().rows) {
        const auto* at = date_part < row.values.size() ? std::get_if<std::int64_t>(&row.values[date_part]) : nullptr;
        if (at == nullptr) {
            continue;
        }
        Item item{.row = &row, .day = *at, .time = {}};
        if (is_time(*field_)) {
            const DateTime local = local_time(Instant{*at}, options_.utc_offset_minutes);
            item.day = days_since_epoch(local.date);
            item.time = print(local).substr(11);
        }
        items_[item.day].push_back(std::move(item));
    }
}

const std::vector<Calendar::Item>& Calendar::items_of(std::int64_t day) const {
    static const std::vector<Item> none;
    const auto found = items_.find(day);
    return found == items_.end() ? none : found->second;
}

std::pair<std::string, kit::Tone> Calendar::stage_of(const kit::Ui& ui, const model::Row& row) const {
    if (stage_ == nullptr) {
        return {{}, kit::Tone::accent};
    }
    return {display_text(ui, *stage_, row.values[stage_part], {}), display_tone(*stage_, row.values[stage_part])};
}

std::string Calendar::day_words(const kit::Ui& ui, std::int64_t day) const {
    const std::vector<std::string_view> names = split(say(ui, Say::weekday_names), ' ');
    const Date date = date_of_days(day);
    return print(date) + " " + std::string(names[static_cast<std::size_t>(weekday(date) - 1)]);
}

std::string Calendar::day_preset(std::int64_t day) const {
    return field_->name + ":" + print(date_of_days(day));
}

void Calendar::step(int by) {
    if (mode_ == agenda_mode) {
        anchor_ += by * agenda_days;
    } else if (mode_ == week_mode) {
        anchor_ += by * std::int64_t{7};
    } else {
        const Date date = date_of_days(anchor_);
        const int month = date.year * 12 + date.month - 1 + by;
        anchor_ = days_since_epoch({month / 12, month % 12 + 1, 1});
    }
    chosen_ = anchor_;
}

std::string Calendar::title(const kit::Ui& ui) const {
    const Span days = span();
    if (mode_ == month_mode) {
        const Date date = date_of_days(anchor_);
        return say(ui, Say::month_title, {{"year", std::to_string(date.year)}, {"month", std::to_string(date.month)}});
    }
    return say(ui, Say::calendar_range,
               {{"from", print(date_of_days(days.first))}, {"to", print(date_of_days(days.last)).substr(5)}});
}

CalendarResult Calendar::draw(kit::Ui& ui, const CalendarOptions& options) {
    CalendarResult result;
    options_ = options;
    const kit::IdScope scope(ui, type_->name + "-calendar");
    group_ = kit::id_of(ui, "days");
    sort_items();
    days_.clear();
    const bool wide = kit::is_wide(ui);
    {
        const Box bar = kit::place(ui, 0, wide ? kit::metric::touch : 2 * kit::metric::touch + 4);
        const kit::Inside inside(ui, wide ? bar : bar.inset(kit::gutter(ui), 0), 4);
        draw_bar(ui);
    }
    kit::gap(ui, 8);
    if (mode_ == agenda_mode) {
        draw_agenda(ui, result);
    } else if (wide) {
        const Box box = kit::place(ui, 0, kit::available_height(ui) - 16);
        draw_days(ui, box, result);
    } else {
        const float rows = static_cast<float>((span().last - span().first + 1) / 7);
        draw_days(ui, kit::place(ui, 0, 24 + rows * 48), result);
        const kit::ScrollArea scroll(ui, "day-list", {});
        draw_day_list(ui, chosen_, result);
        kit::gap(ui, 16);
    }
    if (carried_ && ui.drag.item == 0) {
        carried_.reset();
    } else if (carried_ && kit::was_dropped(ui)) {
        drop(ui, result);
    } else if (carried_) {
        draw_carried(ui);
    }
    draw_dialog(ui, result);
    return result;
}

void Calendar::draw_bar(kit::Ui& ui) {
    const std::array<kit::Choice, 3> modes = {{
        {.key = std::string(month_mode), .title = std::string(say(ui, Say::calendar_month))},
        {.key = std::string(week_mode), .title = std::string(say(ui, Say::calendar_week))},
        {.key = std::string(agenda_mode), .title = std::string(say(ui, Say::calendar_agenda))},
    }};
    const std::string before = mode_;
    if (kit::is_wide(ui)) {
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
        draw_turning(ui);
        kit::spring(ui);
        draw_field_choice(ui);
        kit::segments(ui, say(ui, Say::layout_calendar), modes, mode_);
    } else {
        {
            const kit::Row row(ui, {.gap = 4, .height = kit::metric::touch});
            draw_turning(ui);
        }
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
        kit::segments(ui, say(ui, Say::layout_calendar), modes, mode_);
        kit::spring(ui);
        draw_field_choice(ui);
    }
    if (mode_ != before) {
        anchor_ = chosen_;
        kit::ask_for_frame(ui);
    }
}

void Calendar::draw_turning(kit::Ui& ui) {
    if (kit::icon_button(ui, Icon::chevron_left, say(ui, Say::calendar_earlier))) {
        step(-1);
    }
    if (kit::icon_button(ui, Icon::chevron_right, say(ui, Say::calendar_later))) {
        step(1);
    }
    kit::heading(ui, title(ui), kit::is_wide(ui) ? 2 : 3);
    if (!kit::is_wide(ui)) {
        kit::spring(ui);
    }
    if (kit::button(ui, say(ui, Say::today), {.small = true})) {
        anchor_ = chosen_ = today(ui);
        kit::ask_for_frame(ui);
    }
}

void Calendar::draw_field_choice(kit::Ui& ui) {
    if (fields_.size() < 2) {
        return;
    }
    const std::string title(say(ui, field_->title));
    field_at_ = {ui.layout.flows.back().x, kit::cursor_y(ui), 120, kit::metric::control};
    if (kit::button(ui, title,
                    {.kind = kit::ButtonKind::ghost,
                     .icon = Icon::calendar,
                     .id = "field",
                     .description = say(ui, Say::calendar_field)})) {
        is_field_open_ = true;
    }
    if (kit::Menu menu(ui, "fields", field_at_, is_field_open_); menu.is_open()) {
        for (const Field* field : fields_) {
            if (kit::menu_item(ui, Icon::calendar, say(ui, field->title), menu, kit::Tone::neutral, field == field_)) {
                field_ = field;
                kit::ask_for_frame(ui);
            }
        }
    }
}

void Calendar::draw_new(kit::Ui& ui, std::int64_t day, CalendarResult& result) {
    if (!options_.may_create) {
        return;
    }
    const std::string label = say(ui, Say::new_record, {{"type", say(ui, type_->title)}});
    if (kit::button(ui, label, {.icon = Icon::plus, .small = true, .id = "new-" + std::to_string(day)})) {
        result.wants_new = day_preset(day);
        is_day_open_ = false;
    }
}

void Calendar::draw_line(kit::Ui& ui, const Item& item, CalendarResult& result) {
    const model::Row& row = *item.row;
    const auto [stage, tone] = stage_of(ui, row);
    std::string detail = item.time;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const std::size_t part = first_fact + i;
        const std::string words = display_text(ui, *facts_[i], row.values[part], row.labels[part]);
        detail += words.empty() ? "" : (detail.empty() ? "" : " · ") + words;
    }
    if (!row.labels[owner_part].empty()) {
        detail += (detail.empty() ? "" : " · ") + row.labels[owner_part];
    }
    const auto* label = std::get_if<std::string>(&row.values[label_part]);
    const std::string id = print(row.id), name = label == nullptr ? std::string(say(ui, type_->title)) : *label;
    if (kit::line(ui, name,
                  {.icon = kit::icon_named(type_->icon),
                   .detail = detail,
                   .value = stage,
                   .leads_on = true,
                   .tone = tone,
                   .id = id})) {
        result.opened = row.id;
    }
}

void Calendar::draw_day_list(kit::Ui& ui, std::int64_t day, CalendarResult& result) {
    const kit::Centred centred(ui, kit::metric::content_max, 4);
    const std::string words = day_words(ui, day);
    {
        const kit::Row row(ui, {.height = kit::metric::touch});
        kit::heading(ui, words, 3);
        kit::spring(ui);
        draw_new(ui, day, result);
    }
    const kit::SemanticScope list(ui, kit::Role::list, words);
    if (items_of(day).empty()) {
        kit::soft_text(ui, say(ui, Say::day_empty, {{"type", say(ui, type_->title_plural)}}));
    }
    for (const Item& item : items_of(day)) {
        draw_line(ui, item, result);
    }
}

void Calendar::draw_agenda(kit::Ui& ui, CalendarResult& result) {
    const kit::ScrollArea scroll(ui, "agenda", {});
    if (query_->version() > 0 && items_.empty()) {
        const std::string title = say(ui, Say::agenda_empty, {{"type", say(ui, type_->title_plural)}});
        const std::string action =
            options_.may_create ? say(ui, Say::new_record, {{"type", say(ui, type_->title)}}) : "";
        const kit::EmptyAnswer answer = kit::empty_state(
            ui,
            {.icon = Icon::calendar, .title = title, .sentence = say(ui, Say::agenda_empty_hint), .action = action});
        if (answer == kit::EmptyAnswer::action) {
            result.wants_new = day_preset(chosen_);
        }
        return;
    }
    const kit::Centred centred(ui, kit::metric::content_max, 4);
    for (const auto& [day, items] : items_) {
        const std::string words = day_words(ui, day);
        kit::gap(ui, 8);
        {
            const kit::Row row(ui, {.height = 32});
            const bool is_today = day == today(ui);
            kit::text(ui, words, {.type = Type::body_strong, .color = is_today ? kit::theme(ui).accent : 0});
            if (is_today) {
                kit::chip(ui, say(ui, Say::today), {.tone = kit::Tone::accent});
            }
        }
        const kit::SemanticScope list(ui, kit::Role::list, words);
        const kit::Card card(ui, "day-" + std::to_string(day), {.padding = 4, .gap = 0, .is_flat = true});
        for (const Item& item : items) {
            draw_line(ui, item, result);
        }
    }
    kit::gap(ui, 24);
}

void Calendar::draw_dialog(kit::Ui& ui, CalendarResult& result) {
    const std::string title = day_words(ui, chosen_);
    const kit::Dialog dialog(ui, "day", is_day_open_, {.title = title, .width = 520, .gap = 8});
    if (!dialog.is_open()) {
        return;
    }
    if (items_of(chosen_).empty()) {
        kit::soft_text(ui, say(ui, Say::day_empty, {{"type", say(ui, type_->title_plural)}}));
    }
    for (const Item& item : items_of(chosen_)) {
        draw_line(ui, item, result);
    }
    draw_new(ui, chosen_, result);
    if (result.opened) {
        is_day_open_ = false;
    }
}

void Calendar::drop(kit::Ui& ui, CalendarResult& result) {
    const Carried carried = *std::exchange(carried_, std::nullopt);
    const auto under = std::ranges::find_if(days_, [&](const auto& day) { return day.second.contains(ui.drag.at); });
    const auto* at = std::get_if<std::int64_t>(&carried.value);
    if (under == days_.end() || under->first == carried.day || at == nullptr) {
        return;
    }
    // A date-time keeps its time of day.
    constexpr std::int64_t day_ms = 86'400'000;
    const std::int64_t by = under->first - carried.day;
    result.move = CalendarMove{carried.record, carried.label, field_->id,
                               is_time(*field_) ? *at + by * day_ms : under->first, date_of_days(under->first)};
}

}  // namespace xingke::ui::views
