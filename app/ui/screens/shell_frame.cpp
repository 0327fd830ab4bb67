#include "app/ui/screens/shell_frame.h"

#include <algorithm>
#include <array>
#include <vector>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/sync_words.h"

namespace xingke::ui {
namespace {

using kit::Box;
using kit::Icon;
using kit::Tone;
using kit::Type;

constexpr float mark_size = 32, badge_height = 32;

bool is_about(const Route& route, const model::RecordType& type) {
    return route.type == type.id;
}

void draw_product(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Row row(ui, {.gap = 10, .height = 40});
    const Box mark = kit::place(ui, mark_size, mark_size);
    kit::fill(ui, mark, kit::theme(ui).accent, 10);
    kit::draw_text_in(ui, mark, Type::large_strong, kit::theme(ui).on_accent, "行", kit::Align::centre);
    kit::text(ui, say(ui, Say::product), {.type = Type::large_strong});
}

// Looks like a field, opens the search panel.
void draw_search_button(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Theme& theme = kit::theme(ui);
    const Box box = kit::place(ui, 0, kit::metric::control);
    kit::fill(ui, box, theme.field, kit::metric::radius);
    kit::stroke(ui, box, theme.border, kit::metric::radius);
    const kit::Press press =
        kit::press(ui, kit::id_of(ui, "search"), box,
                   {.node = {.role = kit::Role::button, .name = std::string(say(ui, Say::search))}});
    kit::draw_wash(ui, press, kit::metric::radius);
    kit::draw_icon(ui, Icon::search, box.left_part(36), theme.text_faint, 16);
    kit::draw_text_in(ui, box.without_left(34).without_right(56), Type::body, theme.text_faint, say(ui, Say::search));
    kit::draw_text_in(ui, box.without_right(10), Type::caption, theme.text_faint, "Ctrl K", kit::Align::end);
    if (press.pressed) {
        desk.open_search();
    }
}

void draw_person(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const std::string role(say(ui, model::title_of(session.actor.role)));
    if (kit::line(ui, session.user_name, {.detail = role, .avatar = session.user_name, .id = "person"})) {
        desk.go({.screen = Screen::settings});
    }
}

}  // namespace

const model::RecordType* main_type(const Desk& desk) {
    for (const model::RecordType* type : desk.offered_types()) {
        if (model::parent_field(*type) == nullptr) {
            return type;
        }
    }
    return nullptr;
}

// As many words as there is room for; the accessible name has them all.
void draw_sync_badge(Desk& desk, float width_max) {
    kit::Ui& ui = desk.ui();
    const BadgeMoment moment{ui.language, desk.now(), desk.context.utc_offset_minutes()};
    const SyncWords badge = sync_words(desk.link().session(), desk.link().sync(), moment);
    const kit::ToneColors& colors = kit::theme(ui).tone(badge.tone);
    const kit::SemanticScope status(ui, kit::Role::status, say(ui, Say::sync));
    constexpr float icon_space = 30, padding = 12;
    const auto width_of = [&](const std::string& words) {
        return icon_space + kit::text_width(ui, Type::caption_strong, words) + padding;
    };
    const std::string_view words = width_of(badge.words) <= width_max   ? std::string_view(badge.words)
                                   : width_of(badge.brief) <= width_max ? std::string_view(badge.brief)
                                                                        : std::string_view();
    const Box box = kit::place(ui, words.empty() ? badge_height : width_of(std::string(words)), badge_height);
    kit::fill(ui, box, colors.background, badge_height / 2);
    kit::PressOptions options{.node = {.role = kit::Role::button, .name = badge.words}, .radius = badge_height / 2};
    options.node.description = say(ui, Say::sync);
    const kit::Press press = kit::press(ui, kit::id_of(ui, "sync_badge"), box, options);
    kit::draw_wash(ui, press, badge_height / 2);
    kit::draw_icon(ui, badge.icon, box.left_part(words.empty() ? badge_height : icon_space + 4), colors.text, 16);
    kit::draw_text_in(ui, box.without_left(icon_space).without_right(padding - 4), Type::caption_strong, colors.text,
                      words);
    if (press.pressed) {
        if (desk.link().sync().phase == client::SyncPhase::sign_in_needed) {
            desk.open_sign_in();
        } else {
            desk.go({.screen = Screen::sync});
        }
    }
}

void draw_sidebar(Desk& desk, const Box& box, const Route& route) {
    kit::Ui& ui = desk.ui();
    const kit::Theme& theme = kit::theme(ui);
    kit::fill(ui, box, theme.sidebar);
    kit::draw_line(ui, {box.right(), box.y}, {box.right(), box.bottom()}, theme.border);
    const kit::SemanticScope navigation(ui, kit::Role::navigation, say(ui, Say::navigation), box);
    constexpr float foot_height = 164;
    {
        const kit::Inside inside(ui, box.inset(12, 0).without_bottom(foot_height), 2);
        kit::gap(ui, 14);
        draw_product(desk);
        kit::gap(ui, 12);
        draw_search_button(desk);
        kit::gap(ui, 12);
        // There are more types than a low window has room for.
        const kit::ScrollArea pages(ui, "pages", {.gap = 2});
        if (kit::nav_item(ui, Icon::home, say(ui, Say::home), {.is_current = route.screen == Screen::home})) {
            desk.go({});
        }
        std::string_view group;
        for (const model::RecordType* type : desk.navigation_types()) {
            if (type->group != group) {
                group = type->group;
                kit::gap(ui, 10);
                kit::caption(ui, title_of_group(ui, group));
            }
            const kit::IdScope scope(ui, type->name);
            if (kit::nav_item(ui, kit::icon_named(type->icon), say(ui, type->title_plural),
                              {.is_current = is_about(route, *type)})) {
                desk.go({.screen = Screen::list, .type = type->id});
            }
        }
        if (kit::nav_item(ui, Icon::navigation, say(ui, Say::today_route),
                          {.is_current = route.screen == Screen::route})) {
            desk.go({.screen = Screen::route});
        }
        if (kit::nav_item(ui, Icon::chart, say(ui, Say::reports), {.is_current = route.screen == Screen::reports})) {
            desk.go({.screen = Screen::reports});
        }
        if (kit::nav_item(ui, Icon::bell, say(ui, Say::notifications),
                          {.is_current = route.screen == Screen::notifications,
                           .count = desk.unread_count,
                           .count_tone = Tone::accent})) {
            desk.go({.screen = Screen::notifications});
        }
        const std::uint64_t needs_you = desk.link().sync().needs_you;
        if (kit::nav_item(
                ui, Icon::inbox, say(ui, Say::inbox),
                {.is_current = route.screen == Screen::inbox, .count = needs_you, .count_tone = Tone::warning})) {
            desk.go({.screen = Screen::inbox});
        }
    }
    // What scrolls ends at a line: it does not run into what stands below.
    const Box below = box.bottom_part(foot_height);
    kit::draw_line(ui, {below.x, below.y}, {below.right(), below.y}, theme.border);
    const kit::Inside foot(ui, below.inset(12, 0), 4);
    kit::gap(ui, 8);
    draw_sync_badge(desk, box.width - 24);
    kit::gap(ui, 6);
    if (kit::nav_item(ui, Icon::settings, say(ui, Say::settings), {.is_current = route.screen == Screen::settings})) {
        desk.go({.screen = Screen::settings});
    }
    draw_person(desk);
}

bool draw_top_bar(Desk& desk, const Box& box, const TopBar& bar) {
    kit::Ui& ui = desk.ui();
    const kit::Theme& theme = kit::theme(ui);
    kit::fill(ui, box, theme.surface);
    kit::draw_line(ui, {box.x, box.bottom()}, {box.right(), box.bottom()}, theme.border);
    const Box content = box.bottom_part(kit::metric::top_bar);
    bool wants_back = false;
    const kit::Inside inside(
        ui, bar.has_back ? content.without_left(4).without_right(6) : content.without_left(16).without_right(6));
    const kit::Row row(ui, {.gap = 4, .height = content.height});
    if (bar.has_back) {
        wants_back = kit::icon_button(ui, Icon::arrow_left, say(ui, Say::back));
    }
    // The title comes first; the badge takes what is left, down to its icon.
    const float search_width = bar.has_search ? kit::metric::touch + 4 : 0;
    const float bell_width = bar.has_bell ? kit::metric::touch + 4 : 0;
    const float room = kit::available_width(ui) - search_width - bell_width - 8;
    const float title_width = std::min(kit::text_width(ui, Type::title, bar.title) + 2, room - badge_height);
    {
        const kit::SemanticScope scope(ui, {.role = kit::Role::heading, .name = bar.title, .level = 1});
        const Box title = kit::place(ui, title_width, content.height);
        kit::draw_text_in(ui, title, Type::title, theme.text, bar.title);
    }
    kit::spring(ui);
    draw_sync_badge(desk, room - title_width - 8);
    if (bar.has_bell && kit::icon_button(ui, Icon::bell, say(ui, Say::notifications),
                                         {.badge = static_cast<int>(std::min<std::uint64_t>(desk.unread_count, 99))})) {
        desk.go({.screen = Screen::notifications});
    }
    if (bar.has_search && kit::icon_button(ui, Icon::search, say(ui, Say::search))) {
        desk.open_search();
    }
    return wants_back;
}

void draw_bottom_bar(Desk& desk, const Box& box, const Route& route, bool& is_create_open) {
    kit::Ui& ui = desk.ui();
    const model::RecordType* main = main_type(desk);
    const std::uint64_t needs_you = desk.link().sync().needs_you;
    const bool is_main_list = main != nullptr && route.type == main->id;
    const bool is_me = route.screen == Screen::me || route.screen == Screen::settings || route.screen == Screen::sync ||
                       route.screen == Screen::reports || route.screen == Screen::route ||
                       (route.type != 0 && !is_main_list);
    const std::array<kit::BarItem, 5> items = {
        kit::BarItem{.icon = Icon::home, .label = say(ui, Say::home), .is_current = route.screen == Screen::home},
        kit::BarItem{.icon = main != nullptr ? kit::icon_named(main->icon) : Icon::users,
                     .label = main != nullptr ? say(ui, main->title_plural) : say(ui, Say::search),
                     .is_current = is_main_list},
        kit::BarItem{.icon = Icon::plus, .label = say(ui, Say::create)},
        kit::BarItem{.icon = Icon::inbox,
                     .label = say(ui, Say::inbox),
                     .is_current = route.screen == Screen::inbox,
                     .count = needs_you},
        kit::BarItem{.icon = Icon::user_round, .label = say(ui, Say::me), .is_current = is_me},
    };
    const kit::SemanticScope navigation(ui, kit::Role::navigation, say(ui, Say::navigation), box);
    switch (kit::bottom_bar(ui, box, items)) {
        case 0:
            desk.go({});
            break;
        case 1:
            if (main != nullptr) {
                desk.go({.screen = Screen::list, .type = main->id});
            }
            break;
        case 2:
            is_create_open = true;
            break;
        case 3:
            desk.go({.screen = Screen::inbox});
            break;
        case 4:
            desk.go({.screen = Screen::me});
            break;
        default:
            break;
    }
    if (kit::Menu menu(ui, "create_menu", box, is_create_open); menu.is_open()) {
        for (const model::RecordType* type : desk.navigation_types()) {
            const std::string label = say(ui, Say::new_record, {{"type", say(ui, type->title)}});
            if (desk.may(model::Action::create, *type) &&
                kit::menu_item(ui, kit::icon_named(type->icon), label, menu)) {
                desk.go({.screen = Screen::create, .type = type->id});
            }
        }
    }
}

}  // namespace xingke::ui
