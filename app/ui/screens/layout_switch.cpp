#include "app/ui/screens/layout_switch.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "app/base/text.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/list_views.h"
#include "app/ui/views/calendar.h"

namespace xingke::ui {
namespace {

using kit::Icon;

constexpr std::string_view board_key = "board", calendar_key = "calendar";
constexpr float search_width = 240;

std::vector<kit::Choice> layouts_of(const kit::Ui& ui, const model::RecordType& type) {
    std::vector<kit::Choice> layouts = {
        {.key = "", .title = std::string(say(ui, Say::layout_list)), .icon = Icon::list}};
    if (has_board(type)) {
        layouts.push_back(
            {.key = std::string(board_key), .title = std::string(say(ui, Say::layout_board)), .icon = Icon::kanban});
    }
    if (has_calendar(type)) {
        layouts.push_back({.key = std::string(calendar_key),
                           .title = std::string(say(ui, Say::layout_calendar)),
                           .icon = Icon::calendar});
    }
    return layouts;
}

}  // namespace

bool has_board(const model::RecordType& type) {
    return model::stage_field(type) != nullptr;
}

bool has_calendar(const model::RecordType& type) {
    return !views::calendar_fields(type).empty();
}

bool has_layouts(const model::RecordType& type) {
    return has_board(type) || has_calendar(type);
}

void LayoutSwitch::draw(Desk& desk, const model::RecordType& type, const Route& route) {
    if (!has_layouts(type)) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const std::vector<kit::Choice> layouts = layouts_of(ui, type);
    std::string key = route.layout;
    if (kit::is_wide(ui)) {
        kit::segments(ui, say(ui, Say::layout_switch), layouts, key);
    } else {
        const auto now = std::ranges::find(layouts, route.layout, &kit::Choice::key);
        at_ = {ui.view.width - kit::metric::touch, kit::cursor_y(ui), kit::metric::touch, kit::metric::touch};
        if (kit::icon_button(ui, now == layouts.end() ? Icon::list : now->icon, say(ui, Say::layout_switch))) {
            is_open_ = true;
        }
        if (kit::Menu menu(ui, "layouts", at_, is_open_); menu.is_open()) {
            for (const kit::Choice& layout : layouts) {
                if (kit::menu_item(ui, layout.icon, layout.title, menu, kit::Tone::neutral, layout.key == key)) {
                    key = layout.key;
                }
            }
        }
    }
    if (key != route.layout) {
        Route other = route;
        other.layout = key;
        desk.go(other);
    }
}

Route LayoutSwitch::next(const model::RecordType& type, Route route) {
    const std::array<std::pair<std::string_view, bool>, 3> all = {
        {{"", true}, {board_key, has_board(type)}, {calendar_key, has_calendar(type)}}};
    const auto now = std::ranges::find(all, std::string_view(route.layout), &std::pair<std::string_view, bool>::first);
    const auto at = static_cast<std::size_t>(now - all.begin());
    for (std::size_t step = 1; step <= all.size(); ++step) {
        const auto& [key, is_there] = all[(at + step) % all.size()];
        if (is_there) {
            route.layout = std::string(key);
            break;
        }
    }
    return route;
}

void LayoutHead::draw_search(Desk& desk, const model::RecordType& type, float width) {
    kit::Ui& ui = desk.ui();
    const std::string name = say(ui, Say::search_in, {{"type", say(ui, type.title_plural)}});
    kit::text_field(ui, "list_search", search_,
                    {.name = name,
                     .placeholder = name,
                     .kind = kit::InputKind::search,
                     .icon = Icon::search,
                     .focus = std::exchange(wants_search_, false),
                     .clearable = true,
                     .width = width});
}

bool LayoutHead::draw(Desk& desk, const model::RecordType& type, const Route& route, std::int64_t total,
                      bool offers_file) {
    kit::Ui& ui = desk.ui();
    const bool wide = kit::is_wide(ui);
    kit::gap(ui, wide ? 20 : 8);
    if (wide) {
        const kit::Row row(ui, {.gap = 12, .height = kit::metric::touch});
        kit::heading(ui, say(ui, type.title_plural), 1);
        kit::caption(ui, say(ui, Say::row_total, {{"count", group_thousands(total)}}));
        kit::spring(ui);
        draw_search(desk, type, search_width);
        switch_.draw(desk, type, route);
        const std::string label = say(ui, Say::new_record, {{"type", say(ui, type.title)}});
        if (desk.may(model::Action::create, type) &&
            kit::button(ui, label, {.kind = kit::ButtonKind::primary, .icon = Icon::plus})) {
            desk.go({.screen = Screen::create, .type = type.id});
        }
    } else {
        const kit::Box bar = kit::place(ui, 0, kit::metric::touch);
        const kit::Inside in_bar(ui, bar.inset(kit::gutter(ui), 0));
        const kit::Row row(ui, {.height = bar.height});
        draw_search(desk, type, kit::available_width(ui) - kit::metric::touch - 8);
        switch_.draw(desk, type, route);
    }
    kit::gap(ui, wide ? 12 : 6);
    bool wants_file = false;
    {
        const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::list_views));
        const kit::Row row(ui, {.gap = 8, .height = 36});
        if (!wide) {
            kit::gap(ui, kit::gutter(ui));
        }
        for (const auto& [view, title] : {std::pair(ListView::all, Say::view_all), {ListView::mine, Say::view_mine}}) {
            if (kit::filter_chip(ui, say(ui, title), list_view_of(route.view) == view)) {
                Route other = route;
                other.view = std::string(key_of(view));
                desk.go(other);
            }
        }
        kit::spring(ui);
        const kit::ButtonOptions file = {.kind = kit::ButtonKind::ghost, .icon = Icon::download, .small = true};
        wants_file = offers_file && kit::button(ui, say(ui, Say::calendar_export), file);
        if (!wide) {
            kit::gap(ui, kit::gutter(ui));
        }
    }
    kit::gap(ui, wide ? 12 : 6);
    return wants_file;
}

model::Query LayoutHead::query(const Desk& desk, const model::RecordType& type, const Route& route) const {
    const ViewMoment moment{.now = desk.now(), .utc_offset_minutes = desk.context.utc_offset_minutes()};
    model::Query query = query_of(list_view_of(route.view), desk.catalogue(), type, desk.actor(), moment);
    query.search = std::string(trim(search_));
    query.sorts.clear();
    query.deleted = false;
    return query;
}

}  // namespace xingke::ui
