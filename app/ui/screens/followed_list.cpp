#include "app/ui/screens/followed_list.h"

#include <array>
#include <string>
#include <utility>

#include "app/base/date.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

using Test = model::Filter::Test;
constexpr std::int64_t shown_max = 50;

// What counts as followed up, and by which date.
struct Kind {
    std::string_view type, when;
};
constexpr std::array kinds = {Kind{"visit", "visited_on"}, Kind{"schedule", "start"}, Kind{"interaction", "time"}};

// What is asked of each, in the order of Query::fields.
enum Column : std::size_t { label, customer };

model::Query query_of(const Desk& desk, const model::RecordType& type, std::string_view when, RecordId reporter,
                      std::int64_t day) {
    const model::Field& field = *model::find_field(type, when);
    const bool is_day = std::holds_alternative<model::kind::Date>(field.kind);
    const int offset = desk.context.utc_offset_minutes();
    const auto start_of = [&](std::int64_t at) {
        return is_day ? at : instant_of({.date = date_of_days(at)}, offset).ms;
    };
    model::Query query{.type = type.id};
    query.filters = {{.field = model::common_field::owner, .value = reporter},
                     {.field = field.id, .test = Test::at_least, .value = start_of(day)},
                     {.field = field.id, .test = Test::less, .value = start_of(day + 1)}};
    if (const model::Field* state = model::find_field(type, "state")) {
        query.filters.push_back({.field = state->id, .test = Test::not_equals, .value = std::string("cancelled")});
    }
    query.sorts = {{.field = field.id}, {.field = model::common_field::created}};
    query.fields = {model::find_field(type, type.label_field)->id, model::find_field(type, "customer")->id};
    query.count = shown_max;
    return query;
}

}  // namespace

void FollowedList::ask(Desk& desk, RecordId reporter, std::int64_t day) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const model::RecordType* type = desk.catalogue().find(kinds[i].type);
        if (sources_.size() <= i) {
            sources_.push_back({.type = type, .live = nullptr});
        }
        if (type == nullptr) {
            continue;
        }
        model::Query query = query_of(desk, *type, kinds[i].when, reporter, day);
        std::unique_ptr<client::LiveQuery>& live = sources_[i].live;
        if (live == nullptr) {
            live = desk.link().watch(std::move(query));
        } else if (live->query() != query) {
            live->change(std::move(query));
        }
    }
}

void FollowedList::draw(Desk& desk, const model::Record& report) {
    const model::RecordType& type = *desk.catalogue().find(report_type);
    const auto value = [&](std::string_view name) -> const model::Value& {
        return model::value_of(report, model::find_field(type, name)->id);
    };
    const auto* day = std::get_if<std::int64_t>(&value("day"));
    const auto* reporter = std::get_if<RecordId>(&value("reporter"));
    if (day == nullptr || reporter == nullptr) {
        return;
    }
    ask(desk, *reporter, *day);
    kit::Ui& ui = desk.ui();
    const kit::IdScope scope(ui, "followed");
    const kit::Card card(ui, "followed", {.padding = 12, .gap = 2, .is_flat = true});
    kit::heading(ui, say(ui, Say::followed_that_day), 3);
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::followed_that_day));
    bool is_empty = true;
    for (const Source& source : sources_) {
        if (source.live == nullptr) {
            continue;
        }
        for (const model::Row& row : source.live->page().rows) {
            is_empty = false;
            const auto* words = std::get_if<std::string>(&row.values[label]);
            const std::string title = words == nullptr ? std::string(say(ui, source.type->title)) : *words;
            const std::string about = row.labels.size() > customer ? row.labels[customer] : std::string();
            const std::string detail = std::string(say(ui, source.type->title)) + (about.empty() ? "" : " · " + about);
            const std::string id = print(row.id);
            if (kit::line(ui, title,
                          {.icon = kit::icon_named(source.type->icon), .detail = detail, .leads_on = true, .id = id})) {
                desk.go({.screen = Screen::detail, .type = source.type->id, .record = row.id});
            }
        }
    }
    if (is_empty) {
        kit::soft_text(ui, say(ui, Say::followed_none));
    }
}

}  // namespace xingke::ui
