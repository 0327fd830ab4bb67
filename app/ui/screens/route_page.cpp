#include "app/ui/screens/route_page.h"

#include <algorithm>
#include <utility>

#include "app/base/date.h"
#include "app/model/travel.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using Test = model::Filter::Test;

// What is asked of each, in the order of Query::fields.
enum VisitColumn : std::size_t { subject, state, customer };
enum CustomerColumn : std::size_t { name, address, place };

model::FieldId id_of(const model::RecordType& type, std::string_view field) {
    return model::find_field(type, field)->id;
}

std::string text_in(const model::Row& row, std::size_t column) {
    const auto* text = column < row.values.size() ? std::get_if<std::string>(&row.values[column]) : nullptr;
    return text == nullptr ? std::string() : *text;
}

model::Query customers_of(const model::RecordType& type) {
    model::Query query{.type = type.id};
    query.fields = {id_of(type, "name"), id_of(type, "address"), id_of(type, "place")};
    query.count = model::window_rows_max;
    return query;
}

void ask(Desk& desk, std::unique_ptr<client::LiveQuery>& live, model::Query query) {
    if (live == nullptr) {
        live = desk.link().watch(std::move(query));
    } else if (live->query() != query) {
        live->change(std::move(query));
    }
}

void take_customer(RouteStop& stop, const model::Row& row) {
    stop.name = text_in(row, name);
    stop.address = text_in(row, address);
    if (const auto* at = std::get_if<model::Position>(&row.values[place])) {
        stop.place = *at;
    }
}

}  // namespace

void order_by_distance(std::vector<RouteStop>& stops, const std::optional<model::Position>& here) {
    for (RouteStop& stop : stops) {
        stop.metres = here && stop.place ? std::optional(model::metres_between(*here, *stop.place)) : std::nullopt;
    }
    std::ranges::stable_sort(stops, [](const RouteStop& a, const RouteStop& b) {
        return a.metres.has_value() != b.metres.has_value() ? a.metres.has_value() : a.metres < b.metres;
    });
}

void RouteScreen::subscribe(Desk& desk) {
    const model::RecordType *visit = desk.catalogue().find("visit"), *type = desk.catalogue().find("customer");
    if (visit == nullptr || type == nullptr) {
        return;
    }
    const int offset = desk.context.utc_offset_minutes();
    const std::int64_t today = days_since_epoch(local_time(desk.now(), offset).date);
    const model::Filter own{.field = model::common_field::owner, .value = desk.actor().user};
    model::Query visits{.type = visit->id};
    visits.filters = {own,
                      {.field = id_of(*visit, "visited_on"), .value = today},
                      {.field = id_of(*visit, "state"), .test = Test::not_equals, .value = std::string("done")},
                      {.field = id_of(*visit, "state"), .test = Test::not_equals, .value = std::string("cancelled")}};
    visits.sorts = {{.field = model::common_field::created}};
    visits.fields = {id_of(*visit, "subject"), id_of(*visit, "state"), id_of(*visit, "customer")};
    visits.count = model::window_rows_max;
    ask(desk, visits_, std::move(visits));

    model::Query visited = customers_of(*type);
    for (const model::Row& row : visits_->page().rows) {
        if (const auto* id = std::get_if<RecordId>(&row.values[customer])) {
            visited.records.push_back(*id);
        }
    }
    if (!visited.records.empty()) {
        ask(desk, visited_, std::move(visited));
    }
    model::Query due = customers_of(*type);
    const std::int64_t midnight = instant_of({.date = date_of_days(today + 1)}, offset).ms;
    const model::FieldId follow_up = id_of(*type, "next_follow_up");
    due.filters = {own,
                   {.field = follow_up, .test = Test::is_set, .value = model::Empty{}},
                   {.field = follow_up, .test = Test::less, .value = midnight}};
    due.sorts = {{.field = follow_up}};
    ask(desk, due_, std::move(due));
}

std::vector<RouteStop> RouteScreen::stops(const Desk& desk) const {
    std::vector<RouteStop> stops;
    if (visits_ == nullptr) {
        return stops;
    }
    for (const model::Row& row : visits_->page().rows) {
        const auto* id = std::get_if<RecordId>(&row.values[customer]);
        RouteStop stop{.customer = id == nullptr ? RecordId{} : *id,
                       .visit = row.id,
                       .name = row.labels.size() > customer ? row.labels[customer] : std::string(),
                       .address = {},
                       .subject = text_in(row, subject),
                       .state = text_in(row, state),
                       .place = {},
                       .metres = {}};
        if (visited_ != nullptr) {
            const auto found = std::ranges::find(visited_->page().rows, stop.customer, &model::Row::id);
            if (found != visited_->page().rows.end()) {
                take_customer(stop, *found);
            }
        }
        stops.push_back(std::move(stop));
    }
    for (const model::Row& row : due_->page().rows) {
        if (std::ranges::find(stops, row.id, &RouteStop::customer) == stops.end()) {
            RouteStop stop{.customer = row.id};
            take_customer(stop, row);
            stops.push_back(std::move(stop));
        }
    }
    order_by_distance(stops, here(desk));
    return stops;
}

// Where the device was when anybody last asked, here or at a check-in.
std::optional<model::Position> RouteScreen::here(const Desk& desk) const {
    const kit::Whereabouts& whereabouts = desk.ui().whereabouts;
    const bool is_known = whereabouts.answered != 0 && whereabouts.located.outcome == platform::Located::Outcome::found;
    return is_known ? std::optional(views::position_of(whereabouts.located)) : std::nullopt;
}

void RouteScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    subscribe(desk);
    {
        const kit::ScrollArea scroll(ui, "route", {});
        const kit::Centred centred(ui, kit::metric::form_max, 12);
        kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
        draw_head(desk);
        const std::vector<RouteStop> all = stops(desk);
        const bool is_known = visits_ != nullptr && visits_->version() > 0 && due_->version() > 0;
        if (is_known && all.empty()) {
            kit::empty_state(ui, {.icon = kit::Icon::navigation,
                                  .title = say(ui, Say::route_empty_title),
                                  .sentence = say(ui, Say::route_empty_sentence)});
        }
        const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::today_route));
        for (const RouteStop& stop : all) {
            draw_stop(desk, stop);
        }
        kit::gap(ui, 24);
    }
    map_.draw(ui);
}

void RouteScreen::draw_head(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool is_waiting = locating_.is_waiting(ui);
    const auto at = here(desk);
    const platform::Located* answer = locating_.answer(ui);
    {
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
        if (kit::is_wide(ui)) {
            kit::heading(ui, say(ui, Say::today_route), 1);
        } else {
            kit::soft_text(ui, print(local_time(desk.now(), desk.context.utc_offset_minutes()).date));
        }
        kit::spring(ui);
        const Say words = is_waiting ? Say::locating : at ? Say::locate_again : Say::locate_me;
        const kit::ButtonOptions locate = {.kind = at ? kit::ButtonKind::secondary : kit::ButtonKind::primary,
                                           .icon = kit::Icon::navigation,
                                           .busy = is_waiting,
                                           .id = "locate"};
        if (kit::button(ui, say(ui, words), locate) && !is_waiting) {
            locating_.begin(ui);
        }
    }
    if (at) {
        kit::caption(ui, say(ui, Say::route_from_here, {{"metres", std::to_string(at->accuracy_m)}}));
    } else if (answer != nullptr) {
        kit::banner(ui, kit::Tone::warning, views::problem_of(ui, *answer), {}, kit::Icon::map_pin);
    } else {
        kit::caption(ui, say(ui, Say::route_unordered));
    }
}

void RouteScreen::draw_stop(Desk& desk, const RouteStop& stop) {
    kit::Ui& ui = desk.ui();
    const model::RecordType &visit = *desk.catalogue().find("visit"), &type = *desk.catalogue().find("customer");
    const bool is_visit = !stop.visit.is_nil();
    const std::string id = print(is_visit ? stop.visit : stop.customer);
    const kit::IdScope scope(ui, id);
    const kit::Card card(ui, "stop", {.padding = 8, .gap = 4});
    const model::Field& states = *model::find_field(visit, "state");
    std::string detail = is_visit ? views::display_text(ui, states, stop.state, {}) + " · " + stop.subject
                                  : std::string(say(ui, Say::route_due));
    detail += stop.address.empty() ? "" : " · " + stop.address;
    const std::string distance = stop.metres  ? views::distance_words(ui, *stop.metres)
                                 : stop.place ? std::string()
                                              : std::string(say(ui, Say::route_no_place));
    if (kit::line(ui, stop.name,
                  {.icon = kit::icon_named(is_visit ? visit.icon : type.icon),
                   .detail = detail,
                   .value = distance,
                   .leads_on = true,
                   .tone = is_visit ? views::display_tone(states, stop.state) : kit::Tone::warning,
                   .id = id})) {
        desk.go({.screen = Screen::detail,
                 .type = is_visit ? visit.id : type.id,
                 .record = is_visit ? stop.visit : stop.customer});
    }
    if (!stop.place && is_visit) {
        return;
    }
    const kit::Row row(ui, {.gap = 8, .align = kit::Align::end});
    const std::string title = say(ui, Say::new_record, {{"type", say(ui, visit.title)}});
    if (!is_visit && desk.may(model::Action::create, visit) && kit::button(ui, title, {.icon = kit::Icon::plus})) {
        desk.go({.screen = Screen::create, .type = visit.id, .from_type = type.id, .from = stop.customer});
    }
    const std::string way = say(ui, Say::map_open, {{"name", stop.name}});
    if (stop.place && kit::button(ui, say(ui, Say::navigate), {.icon = kit::Icon::navigation, .description = way})) {
        map_.open(*stop.place, stop.name);
    }
}

}  // namespace xingke::ui
