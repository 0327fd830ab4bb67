#include "app/ui/screens/list_views.h"

#include <algorithm>

#include "app/base/date.h"
#include "app/model/expression_parse.h"
#include "app/model/pool.h"

namespace xingke::ui {
namespace {

constexpr std::int64_t recent_days = 30;

std::int64_t day_start_ms(std::int64_t day, int utc_offset_minutes) {
    return instant_of({.date = date_of_days(day)}, utc_offset_minutes).ms;
}

// The first day of the span that the view covers.
std::int64_t first_day(ListView view, Date today) {
    const std::int64_t day = days_since_epoch(today);
    switch (view) {
        case ListView::week:
            return day - (weekday(today) - 1);
        case ListView::month:
            return day - (today.day - 1);
        case ListView::recent:
            return day - recent_days;
        default:
            return day;
    }
}

// A step forward through the states: what leads back (恢复计划, 退回) waits for nobody.
bool leads_on(const model::WorkflowDeclaration& workflow, const model::TransitionDeclaration& step,
              std::string_view from) {
    const auto place = [&](std::string_view key) {
        return std::ranges::find(workflow.states, key, &model::WorkflowState::key) - workflow.states.begin();
    };
    const auto state = std::ranges::find(workflow.states, from, &model::WorkflowState::key);
    return state != workflow.states.end() && !state->is_final && place(step.to) > place(from);
}

// For whom a step waits, as a condition; empty: not for this person. Those in charge may take most steps, but the ones
// that name a person wait for that person.
std::string waits_for(const model::Who& who, const model::Actor& actor) {
    std::string condition;
    const auto add = [&](const std::string& part) { condition += (condition.empty() ? "" : " || ") + part; };
    for (const std::string& person : who.people) {
        add(person + " == me()");
    }
    if (!who.when.empty()) {
        add("(" + who.when + ")");
    }
    const bool has_role = std::ranges::find(who.roles, actor.role) != who.roles.end();
    const bool is_for_everybody = who.roles.empty() && who.people.empty() && who.when.empty();
    if (is_for_everybody) {
        return "owner == me()";
    }
    return condition.empty() && has_role ? "true" : condition;
}

std::string to_do_condition(const model::RecordType& type, const model::Actor& actor) {
    std::string condition = "false";
    for (const model::TransitionDeclaration& step : type.workflow->transitions) {
        const std::string whom = waits_for(step.who, actor);
        for (const std::string& from : whom.empty() ? std::vector<std::string>() : step.from) {
            if (!leads_on(*type.workflow, step, from)) {
                continue;
            }
            const std::string& field = type.workflow->state_field;
            const std::string is_there = field + " == \"" + from + "\"";
            // A record whose state nobody has set stands at the beginning.
            const bool is_initial = from == type.workflow->initial;
            condition +=
                " || ((" + is_there + (is_initial ? " || " + field + " == empty" : "") + ") && (" + whom + "))";
        }
    }
    return condition;
}

std::string overdue_condition(const model::RecordType& type) {
    std::string condition = "false";
    for (const model::DeadlineDeclaration& deadline : type.deadlines) {
        condition += " || " + deadline.name + "_due_at < now()";
    }
    return condition;
}

}  // namespace

std::string_view key_of(ListView view) {
    switch (view) {
        case ListView::all:
            return "";
        case ListView::mine:
            return "mine";
        case ListView::to_do:
            return "to_do";
        case ListView::overdue:
            return "overdue";
        case ListView::today:
            return "today";
        case ListView::week:
            return "week";
        case ListView::month:
            return "month";
        case ListView::recent:
            return "recent";
        case ListView::pool:
            return "pool";
        case ListView::bin:
            return "bin";
    }
    return "";
}

ListView list_view_of(std::string_view key) {
    for (const ListView view : list_views) {
        if (key_of(view) == key) {
            return view;
        }
    }
    return ListView::all;
}

model::Query query_of(ListView view, model::TypeId type, const model::Actor& actor, const ViewMoment& moment) {
    using Test = model::Filter::Test;
    model::Query query{.type = type};
    query.sorts = {{.field = model::common_field::created, .descending = true}};
    if (view == ListView::all || view == ListView::to_do || view == ListView::overdue) {
        return query;
    }
    if (view == ListView::bin) {
        query.deleted = true;
        query.sorts = {{.field = model::common_field::removed, .descending = true}};
        return query;
    }
    if (view == ListView::pool) {
        query.filters = {{.field = model::common_field::owner, .test = Test::is_empty, .value = model::Empty{}}};
        query.sorts = {{.field = model::pool_field::pooled_at, .descending = true}};
        return query;
    }
    if (view == ListView::mine) {
        query.filters = {{.field = model::common_field::owner, .test = Test::equals, .value = actor.user}};
        return query;
    }
    const Date today = local_time(moment.now, moment.utc_offset_minutes).date;
    const std::int64_t from_ms = day_start_ms(first_day(view, today), moment.utc_offset_minutes);
    const bool is_recent = view == ListView::recent;
    const model::FieldId field = is_recent ? model::common_field::updated : model::common_field::created;
    query.filters = {{.field = field, .test = Test::at_least, .value = from_ms}};
    query.sorts = {{.field = field, .descending = true}};
    return query;
}

bool has_view(const model::RecordType& type, ListView view) {
    switch (view) {
        case ListView::to_do:
            return type.workflow.has_value();
        case ListView::overdue:
            return !type.deadlines.empty();
        case ListView::pool:
            return type.is_pooled;
        default:
            return true;
    }
}

model::Query query_of(ListView view, const model::Catalogue& catalogue, const model::RecordType& type,
                      const model::Actor& actor, const ViewMoment& moment) {
    model::Query query = query_of(view, type.id, actor, moment);
    if ((view != ListView::to_do && view != ListView::overdue) || !has_view(type, view)) {
        return query;
    }
    const std::string condition = view == ListView::to_do ? to_do_condition(type, actor) : overdue_condition(type);
    if (auto parsed = model::parse_condition(condition, type, catalogue)) {
        query.conditions.push_back(std::move(parsed).value());
    }
    return query;
}

}  // namespace xingke::ui
