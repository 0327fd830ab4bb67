#include "app/ui/screens/day_card.h"

#include <utility>
#include <vector>

#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

constexpr int duty_report_days = 7;  // before the end of the month
enum Column : std::size_t { content, from, until };

bool is_in_force(const model::Row& row, std::int64_t day) {
    const auto* first = std::get_if<std::int64_t>(&row.values[from]);
    const auto* last = std::get_if<std::int64_t>(&row.values[until]);
    return (first == nullptr || *first <= day) && (last == nullptr || day <= *last);
}

std::int64_t days_in_month(Date day) {
    const Date first{day.year, day.month, 1};
    const Date next = day.month == 12 ? Date{day.year + 1, 1, 1} : Date{day.year, day.month + 1, 1};
    return days_since_epoch(next) - days_since_epoch(first);
}

void ask(Desk& desk, std::unique_ptr<client::LiveQuery>& live, model::Query query) {
    if (live == nullptr) {
        live = desk.link().watch(std::move(query));
    } else if (live->query() != query) {
        live->change(std::move(query));
    }
}

}  // namespace

std::int64_t motto_of_day(std::int64_t day, std::int64_t count) {
    return ((day % count) + count) % count;
}

void DayCard::subscribe(Desk& desk, std::int64_t day) {
    const model::RecordType *slogan = desk.catalogue().find("slogan"), *report = desk.catalogue().find("daily_report");
    const auto field = [](const model::RecordType& type, std::string_view name) {
        return model::find_field(type, name)->id;
    };
    if (slogan != nullptr) {
        model::Query query{.type = slogan->id};
        query.filters = {{.field = field(*slogan, "enabled"), .value = true}};
        query.sorts = {{.field = field(*slogan, "position")}};
        query.fields = {field(*slogan, "content"), field(*slogan, "from"), field(*slogan, "until")};
        query.count = model::window_rows_max;
        ask(desk, mottos_, std::move(query));
    }
    if (report != nullptr) {
        model::Query query{.type = report->id, .fields = {field(*report, "day")}, .count = 1};
        query.filters = {{.field = field(*report, "day"), .value = day},
                         {.field = field(*report, "reporter"), .value = desk.actor().user}};
        ask(desk, reports_, std::move(query));
    }
}

// One's own plan of a week that covers the day, and one's own report that is due in this month.
void DayCard::subscribe_to_plans(Desk& desk, Date today) {
    using Test = model::Filter::Test;
    const std::int64_t day = days_since_epoch(today), first = day - today.day + 1;
    const auto own = [&](const model::RecordType& type) {
        model::Query query{.type = type.id, .fields = {model::common_field::updated}, .count = 1};
        query.filters = {{.field = model::common_field::owner, .value = desk.actor().user}};
        return query;
    };
    if (const model::RecordType* plan = desk.catalogue().find("work_plan")) {
        model::Query query = own(*plan);
        query.filters.push_back({.field = model::find_field(*plan, "from")->id, .test = Test::at_most, .value = day});
        query.filters.push_back({.field = model::find_field(*plan, "until")->id, .test = Test::at_least, .value = day});
        query.filters.push_back({.field = model::find_field(*plan, "kind")->id, .value = std::string("week")});
        ask(desk, plans_, std::move(query));
    }
    if (const model::RecordType* duty = desk.catalogue().find("duty_report")) {
        const model::FieldId due = model::find_field(*duty, "due")->id;
        model::Query query = own(*duty);
        query.filters.push_back({.field = due, .test = Test::at_least, .value = first});
        query.filters.push_back({.field = due, .test = Test::at_most, .value = first + days_in_month(today) - 1});
        ask(desk, duties_, std::move(query));
    }
}

std::string DayCard::motto(std::int64_t day) const {
    std::vector<const std::string*> mottos;
    if (mottos_ == nullptr) {
        return {};
    }
    for (const model::Row& row : mottos_->page().rows) {
        const auto* words = std::get_if<std::string>(&row.values[content]);
        if (words != nullptr && is_in_force(row, day)) {
            mottos.push_back(words);
        }
    }
    return mottos.empty()
               ? std::string()
               : *mottos[static_cast<std::size_t>(motto_of_day(day, static_cast<std::int64_t>(mottos.size())))];
}

void DayCard::draw(Desk& desk, std::int64_t reminder_hour) {
    kit::Ui& ui = desk.ui();
    const DateTime now = local_time(desk.now(), desk.context.utc_offset_minutes());
    const std::int64_t day = days_since_epoch(now.date);
    subscribe(desk, day);
    subscribe_to_plans(desk, now.date);
    if (const std::string words = motto(day); !words.empty()) {
        const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::slogan_of_the_day));
        const kit::Card card(ui, "motto", {.padding = 14, .gap = 4, .is_flat = true, .tone = kit::Tone::accent});
        kit::caption(ui, say(ui, Say::slogan_of_the_day));
        kit::text(ui, words, {.type = kit::Type::body_strong});
    }
    draw_reminders(desk, now, reminder_hour);
}

void DayCard::draw_reminders(Desk& desk, const DateTime& now, std::int64_t reminder_hour) {
    kit::Ui& ui = desk.ui();
    const bool is_working_day = model::is_working_day(desk.catalogue().calendar(), days_since_epoch(now.date));
    const auto remind = [&](const char* name, const std::unique_ptr<client::LiveQuery>& written, Say words,
                            Say action) {
        const model::RecordType* type = desk.catalogue().find(name);
        const bool is_missing = written != nullptr && written->version() > 0 && written->page().total == 0;
        if (type != nullptr && is_missing && desk.may(model::Action::create, *type) &&
            kit::banner(ui, kit::Tone::warning, say(ui, words), say(ui, action), kit::icon_named(type->icon))) {
            desk.go({.screen = Screen::create, .type = type->id});
        }
    };
    if (now.hour >= reminder_hour && is_working_day) {
        remind("daily_report", reports_, Say::report_reminder, Say::report_write);
    }
    if (desk.actor().role != model::Role::salesperson) {
        return;
    }
    remind("work_plan", plans_, Say::plan_reminder, Say::plan_write);
    if (days_in_month(now.date) - now.date.day < duty_report_days) {
        remind("duty_report", duties_, Say::duty_reminder, Say::duty_write);
    }
}

}  // namespace xingke::ui
