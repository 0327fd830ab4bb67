#include "app/ui/screens/list_views.h"

#include "app/base/date.h"
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

}  // namespace

std::string_view key_of(ListView view) {
    switch (view) {
        case ListView::all:
            return "";
        case ListView::mine:
            return "mine";
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
    if (view == ListView::all) {
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

}  // namespace xingke::ui
