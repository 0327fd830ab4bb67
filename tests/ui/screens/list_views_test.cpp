#include "app/ui/screens/list_views.h"

#include "app/base/date.h"
#include "app/catalogue/all.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;

namespace {

constexpr int china = 480;

// Saturday 2026-11-21, 09:30 in China.
ViewMoment moment() {
    return {.now = instant_of({.date = {2026, 11, 21}, .hour = 9, .minute = 30}, china), .utc_offset_minutes = china};
}

Date first_date(ListView view) {
    const model::Query query = query_of(view, catalogue::type_id::customer, {}, moment());
    REQUIRE(query.filters.size() == 1);
    CHECK(query.filters[0].test == model::Filter::Test::at_least);
    const DateTime from = local_time(Instant{std::get<std::int64_t>(query.filters[0].value)}, china);
    CHECK(from.hour == 0);
    CHECK(from.minute == 0);
    return from.date;
}

}  // namespace

TEST_CASE("the views of 2.2.1 begin at midnight of their first day [S06]") {
    CHECK(first_date(ListView::today) == Date{2026, 11, 21});
    CHECK(first_date(ListView::week) == Date{2026, 11, 16});
    CHECK(first_date(ListView::month) == Date{2026, 11, 1});
    CHECK(first_date(ListView::recent) == Date{2026, 10, 22});
}

TEST_CASE("mine are those that I own, all is everything") {
    model::Actor actor;
    actor.user.bytes[0] = 3;
    const model::Query mine = query_of(ListView::mine, catalogue::type_id::customer, actor, moment());
    REQUIRE(mine.filters.size() == 1);
    CHECK(mine.filters[0].field == model::common_field::owner);
    CHECK(mine.filters[0].value == model::Value(actor.user));
    CHECK(query_of(ListView::all, catalogue::type_id::customer, actor, moment()).filters.empty());
}

TEST_CASE("recently changed asks for changes, newest first") {
    const model::Query query = query_of(ListView::recent, catalogue::type_id::customer, {}, moment());
    CHECK(query.filters[0].field == model::common_field::updated);
    REQUIRE(query.sorts.size() == 1);
    CHECK(query.sorts[0].field == model::common_field::updated);
    CHECK(query.sorts[0].descending);
}

TEST_CASE("a query stays equal to itself until midnight") {
    ViewMoment later = moment();
    later.now.ms += 14 * 60 * 60 * 1000;
    const auto at = [](const ViewMoment& m) { return query_of(ListView::today, catalogue::type_id::customer, {}, m); };
    CHECK(at(moment()) == at(later));
    later.now.ms += 60 * 60 * 1000;
    CHECK_FALSE(at(moment()) == at(later));
}

TEST_CASE("the key of a view in an address leads back to it") {
    for (const ListView view : list_views) {
        CHECK(list_view_of(key_of(view)) == view);
    }
    CHECK(list_view_of("nothing") == ListView::all);
}
