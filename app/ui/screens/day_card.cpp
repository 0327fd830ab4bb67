#include "app/ui/screens/day_card.h"

#include <utility>
#include <vector>

#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

constexpr int reminder_hour = 18;  // requirements 2.1.3
enum Column : std::size_t { content, from, until };

bool is_in_force(const model::Row& row, std::int64_t day) {
    const auto* first = std::get_if<std::int64_t>(&row.values[from]);
    const auto* last = std::get_if<std::int64_t>(&row.values[until]);
    return (first == nullptr || *first <= day) && (last == nullptr || day <= *last);
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

void DayCard::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const DateTime now = local_time(desk.now(), desk.context.utc_offset_minutes());
    const std::int64_t day = days_since_epoch(now.date);
    subscribe(desk, day);
    if (const std::string words = motto(day); !words.empty()) {
        const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::slogan_of_the_day));
        const kit::Card card(ui, "motto", {.padding = 14, .gap = 4, .is_flat = true, .tone = kit::Tone::accent});
        kit::caption(ui, say(ui, Say::slogan_of_the_day));
        kit::text(ui, words, {.type = kit::Type::body_strong});
    }
    const model::RecordType* report = desk.catalogue().find("daily_report");
    const bool is_missing = reports_ != nullptr && reports_->version() > 0 && reports_->page().total == 0;
    const bool is_late = now.hour >= reminder_hour && model::is_working_day(desk.catalogue().calendar(), day);
    if (report != nullptr && is_missing && is_late && desk.may(model::Action::create, *report) &&
        kit::banner(ui, kit::Tone::warning, say(ui, Say::report_reminder), say(ui, Say::report_write),
                    kit::icon_named(report->icon))) {
        desk.go({.screen = Screen::create, .type = report->id});
    }
}

}  // namespace xingke::ui
