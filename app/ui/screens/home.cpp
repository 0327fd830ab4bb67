#include "app/ui/screens/home.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/base/date.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

constexpr std::string_view recent_prefix = "recent_";
constexpr std::int64_t recent_count = 5, recent_main_count = 8;  // requirements 3.1, W6

Say greeting_of(int hour) {
    return hour < 12 ? Say::good_morning : hour < 18 ? Say::good_afternoon : Say::good_evening;
}

}  // namespace

const std::vector<std::string_view>& home_parts() {
    static const std::vector<std::string_view> parts = {"day",
                                                        "route",
                                                        "figures",
                                                        "due",
                                                        "targets",
                                                        "overview",
                                                        "recent_customer",
                                                        "-recent_opportunity",
                                                        "-recent_contract",
                                                        "-recent_reimbursement",
                                                        "-recent_notification"};
    return parts;
}

void HomeScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    settings_.follow(desk);
    const std::vector<model::HomePart> parts = settings_.home(home_parts());
    {
        const kit::ScrollArea scroll(ui, "home", {});
        const kit::Centred centred(ui, kit::metric::content_max, 20);
        kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
        draw_greeting(desk);
        for (const model::HomePart& part : parts) {
            if (part.is_shown) {
                draw_part(desk, part.key);
            }
        }
        kit::gap(ui, 24);
    }
    if (const auto arranged = arrange_.draw(desk, parts)) {
        settings_.set(desk, model::personal_setting_field::home, *arranged,
                      std::string(say(ui, Say::toast_home_arranged)));
    }
}

void HomeScreen::draw_part(Desk& desk, std::string_view key) {
    kit::Ui& ui = desk.ui();
    if (key == "day") {
        day_.draw(desk, settings_.report_hour());
    } else if (key == "route") {
        const kit::Card card(ui, "route", {.padding = 4, .gap = 0});
        if (kit::line(
                ui, say(ui, Say::today_route),
                {.icon = kit::Icon::navigation, .detail = say(ui, Say::route_empty_sentence), .leads_on = true})) {
            desk.go({.screen = Screen::route});
        }
    } else if (key == "figures") {
        figures_.draw(desk);
    } else if (key == "due") {
        due_.draw(desk);
    } else if (key == "targets") {
        targets_.draw(desk);
    } else if (key == "overview") {
        team_.draw(desk);
    } else if (key.starts_with(recent_prefix)) {
        draw_recent(desk, key.substr(recent_prefix.size()));
    }
}

void HomeScreen::draw_recent(Desk& desk, std::string_view name) {
    const model::RecordType* type = desk.catalogue().find(name);
    if (type == nullptr || !desk.may(model::Action::view, *type)) {
        return;
    }
    const auto same = [&](const RecentList& list) { return &list.type() == type; };
    auto list = std::ranges::find_if(recent_, same);
    const bool is_main = name == "customer";
    if (list == recent_.end()) {
        recent_.emplace_back(*type, is_main ? recent_main_count : recent_count);
        list = recent_.end() - 1;
    }
    list->draw(desk, is_main);
}

void HomeScreen::draw_greeting(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const DateTime now = local_time(desk.now(), desk.context.utc_offset_minutes());
    const kit::Stack stack(ui, {.gap = 4});
    {
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
        kit::heading(ui, say(ui, greeting_of(now.hour), {{"name", session.user_name}}), 1);
        kit::spring(ui);
        if (kit::icon_button(ui, kit::Icon::layout_dashboard, say(ui, Say::arrange_home))) {
            arrange_.open();
        }
    }
    std::string line = print(now.date);
    if (!session.company.empty()) {
        line += " · " + session.company;
    }
    kit::soft_text(ui, line);
    const client::SyncState& sync = desk.link().sync();
    if (!sync.first_sync_done && sync.expected > 0) {
        kit::gap(ui, 8);
        const std::string received = std::to_string(sync.received);
        const std::string expected = std::to_string(std::max(sync.expected, sync.received));
        const std::string words = say(ui, Say::first_sync, {{"received", received}, {"expected", expected}});
        const auto whole = static_cast<float>(std::max(sync.expected, sync.received));
        kit::progress(ui, words, static_cast<float>(sync.received) / whole);
        kit::caption(ui, words);
    }
}

}  // namespace xingke::ui
