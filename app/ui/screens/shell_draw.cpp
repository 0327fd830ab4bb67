// Drawing the frame around every screen, the screen itself, and what lies above it.
#include <algorithm>
#include <utility>

#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/shell_frame.h"
#include "app/ui/screens/shell_impl.h"

namespace xingke::ui {
namespace {

using kit::Box;
using kit::Icon;
using kit::Tone;

// Screens of which not everybody has need are made when they are first gone to.
template <class T>
T& made(std::unique_ptr<T>& screen) {
    if (screen == nullptr) {
        screen = std::make_unique<T>();
    }
    return *screen;
}

// The narrow views' screens that have no way up of their own: the bottom bar leads to them.
bool is_root(const Desk& desk, const Route& route) {
    const model::RecordType* main = main_type(desk);
    return route.screen == Screen::home || route.screen == Screen::inbox || route.screen == Screen::me ||
           (route.screen == Screen::list && main != nullptr && route.type == main->id);
}

constexpr float back_edge = 24, back_least = 72;  // where a stroke back begins, and from where on it counts

// Of a stroke that began at the left edge, how far to the right the finger is. What can still be scrolled that way is.
float way_from_edge(const kit::Ui& ui) {
    const kit::Gestures& g = ui.gestures;
    const auto region = ui.scrolls.states.find(g.scroll);
    const bool scrolls = region != ui.scrolls.states.end() && region->second.offset > 0;
    return g.is_horizontal && g.start.x < back_edge && !scrolls ? std::max(0.0F, g.last.x - g.start.x) : 0;
}

// Under the finger: what will happen when it leaves.
void draw_back_stroke(const kit::Ui& ui, float way) {
    if (way <= 0) {
        return;
    }
    constexpr float size = kit::metric::touch;
    const bool counts = way >= back_least;
    const Box disc{std::min(way, back_least) - size, ui.gestures.start.y - size / 2, size, size};
    kit::draw_shadow(ui, disc, size / 2, 2);
    kit::fill(ui, disc, counts ? kit::theme(ui).accent : kit::theme(ui).raised, size / 2);
    kit::draw_icon(ui, Icon::arrow_left, disc, counts ? kit::theme(ui).on_accent : kit::theme(ui).text_soft, 20);
}

}  // namespace

void Screens::Impl::draw() {
    kit::Ui& ui = desk.ui();
    follow_session();
    apply_route();
    const View& view = ui.view;
    const Box whole{view.inset_left, 0, view.width - view.inset_left - view.inset_right, view.height};
    if (!is_working() && route.screen != Screen::gallery) {
        const kit::Inside inside(ui, whole.without_top(view.inset_top));
        sign_in.draw(desk);
        kit::draw_toasts(ui, view.inset_bottom);
        return;
    }
    desk.unread_count = notifications.unread_count(desk);
    const float bottom_space = kit::is_wide(ui) ? draw_wide(whole) : draw_narrow(whole);
    draw_dialogs();
    kit::draw_toasts(ui, bottom_space);
}

// Both return how much at the bottom toasts must keep clear of.
float Screens::Impl::draw_wide(const Box& whole) {
    const View& view = desk.ui().view;
    const Box safe = whole.without_top(view.inset_top).without_bottom(view.inset_bottom);
    draw_sidebar(desk, safe.left_part(kit::metric::sidebar), route);
    draw_page(safe.without_left(kit::metric::sidebar));
    return view.inset_bottom;
}

float Screens::Impl::draw_narrow(const Box& whole) {
    kit::Ui& ui = desk.ui();
    const View& view = ui.view;
    const bool is_keyboard_up = ui.is_touch && ui.text_fields.editing != 0;
    const bool has_bar = !is_form(route.screen) && !is_keyboard_up;
    const float bottom = view.inset_bottom + (has_bar ? kit::metric::bottom_bar : 0);
    const float top = view.inset_top + kit::metric::top_bar;
    // A record's page says its name itself.
    const model::RecordType* type = desk.catalogue().find(route.type);
    const bool is_record = route.screen == Screen::detail && type != nullptr;
    const TopBar bar{.title = is_record ? std::string(say(ui, type->title)) : title(),
                     .has_back = !is_root(desk, route),
                     .has_search = route.screen != Screen::search && !is_form(route.screen),
                     .has_bell = route.screen == Screen::home || route.screen == Screen::me};
    const bool is_stroked = bar.has_back && follow_back_stroke();
    if (draw_top_bar(desk, whole.top_part(top), bar) || is_stroked) {
        desk.go_back();
    }
    draw_page(whole.without_top(top).without_bottom(bottom));
    if (has_bar) {
        draw_bottom_bar(desk, whole.bottom_part(bottom), route, is_create_open);
    }
    draw_back_stroke(ui, bar.has_back ? back_way : 0);
    return bottom;
}

// True in the frame in which a finger that came from the left edge, far enough, was lifted.
bool Screens::Impl::follow_back_stroke() {
    const kit::Ui& ui = desk.ui();
    if (ui.gestures.state == kit::Gestures::State::scrolling && !kit::has_overlay(ui)) {
        back_way = way_from_edge(ui);
        return false;
    }
    const bool is_lifted = ui.gestures.state == kit::Gestures::State::idle && ui.gestures.start.x < ui.gestures.last.x;
    return std::exchange(back_way, 0.0F) >= back_least && is_lifted;
}

void Screens::Impl::draw_page(const Box& page) {
    kit::Ui& ui = desk.ui();
    const kit::SemanticScope main(ui, kit::Role::main, title(), page);
    const kit::Inside inside(ui, page);
    draw_notices();
    draw_screen();
}

void Screens::Impl::draw_notices() {
    kit::Ui& ui = desk.ui();
    const client::SyncState& state = desk.link().sync();
    if (!desk.link().session().is_durable) {
        kit::banner(ui, Tone::bad, say(ui, Say::not_durable), {}, Icon::alert_triangle);
    }
    if (state.phase == client::SyncPhase::sign_in_needed && !is_sign_in_open &&
        kit::banner(ui, Tone::warning, say(ui, Say::notice_session), say(ui, Say::sign_in), Icon::log_in)) {
        is_sign_in_open = true;
    }
    if (state.update_needed && route.screen != Screen::sync) {
        if (kit::banner(ui, Tone::warning, say(ui, Say::notice_update_needed), say(ui, Say::update_now),
                        Icon::refresh)) {
            desk.context.platform.window.reload();
        }
    } else if (desk.context.is_update_ready &&
               kit::banner(ui, Tone::accent, say(ui, Say::notice_update), say(ui, Say::update_now), Icon::sparkles)) {
        desk.context.platform.window.reload();
    }
}

void Screens::Impl::draw_screen() {
    kit::Ui& ui = desk.ui();
    const kit::IdScope scope(
        ui, address_of(desk.catalogue(), {.screen = route.screen, .type = route.type, .record = route.record}));
    const model::RecordType* type = desk.catalogue().find(route.type);
    switch (route.screen) {
        case Screen::list:
            if (type != nullptr) {
                draw_records(*type);
            }
            break;
        case Screen::detail:
            record != nullptr ? record->draw(desk, route) : home.draw(desk);
            break;
        case Screen::create:
        case Screen::edit:
            form != nullptr ? form->draw(desk) : home.draw(desk);
            break;
        case Screen::import:
            import != nullptr ? import->draw(desk) : home.draw(desk);
            break;
        case Screen::sync:
            sync.draw(desk);
            break;
        case Screen::inbox:
            inbox.draw(desk);
            break;
        case Screen::notifications:
            notifications.draw(desk);
            break;
        case Screen::settings:
            settings.draw(desk);
            break;
        case Screen::me:
            settings.draw_me(desk);
            break;
        case Screen::search:
            search.draw_page(desk);
            break;
        case Screen::pool:
            pool.draw(desk);
            break;
        case Screen::route:
            made(today_route).draw(desk);
            break;
        case Screen::people:
            people.draw(desk);
            break;
        case Screen::devices:
            devices.draw(desk);
            break;
        case Screen::fields:
            fields.draw(desk);
            break;
        case Screen::reports:
            made(reports).draw(desk, route);
            break;
        case Screen::gallery:
            made(gallery).draw(ui);
            break;
        case Screen::home:
            home.draw(desk);
            break;
    }
}

// The records of a type as rows, as a board or by date.
void Screens::Impl::draw_records(const model::RecordType& type) {
    if (route.layout == "board" && has_board(type)) {
        boards.try_emplace(type.id, type, desk.catalogue().find_workflow(type.id)).first->second.draw(desk, route);
    } else if (route.layout == "calendar" && has_calendar(type)) {
        calendars.try_emplace(type.id, type).first->second.draw(desk, route);
    } else {
        ListScreen& list = lists.try_emplace(type.id, type).first->second;
        list.show(route.view);
        list.draw(desk);
    }
}

void Screens::Impl::draw_dialogs() {
    if (is_search_open) {
        search.draw_dialog(desk, is_search_open);
    }
    sign_in.draw_dialog(desk, is_sign_in_open);
    draw_shortcuts();
    draw_leave_question();
}

void Screens::Impl::draw_leave_question() {
    kit::Ui& ui = desk.ui();
    const kit::Answer answer = kit::ask(ui, "leave", is_asking,
                                        {.title = say(ui, Say::leave_question),
                                         .sentence = say(ui, Say::leave_text),
                                         .yes = say(ui, Say::leave),
                                         .no = say(ui, Say::stay)});
    if (answer == kit::Answer::yes && asked) {
        go(*asked, false);
    }
    if (answer != kit::Answer::none || !is_asking) {
        asked.reset();
    }
}

}  // namespace xingke::ui
