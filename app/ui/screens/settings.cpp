#include "app/ui/screens/settings.h"

#include <array>
#include <string>
#include <vector>

#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/settings_choices.h"
#include "app/ui/screens/sync_words.h"

namespace xingke::ui {
namespace {

using kit::ButtonKind;
using kit::Icon;

constexpr std::string_view app_version = "0.1";

struct PercentChoice {
    int percent;
    Say title;
};
constexpr std::array percent_choices = {PercentChoice{90, Say::text_small}, PercentChoice{100, Say::text_normal},
                                        PercentChoice{115, Say::text_large}, PercentChoice{130, Say::text_largest}};

constexpr std::array theme_keys = {"system", "light", "dark"};
constexpr std::array contrast_keys = {"system", "usual", "high"};

void draw_setting(kit::Ui& ui, Say title, std::span<const kit::Choice> choices, std::string& key, bool& changed) {
    const kit::Stack stack(ui, {.gap = 6});
    kit::text(ui, say(ui, title), {.type = kit::Type::body_strong});
    changed = kit::segments(ui, say(ui, title), choices, key);
}

}  // namespace

void SettingsScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::ScrollArea scroll(ui, "settings", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::settings), 1);
    }
    draw_appearance(desk);
    draw_person(desk);
    draw_work(desk);
    {
        const kit::Card card(ui, "arrange", {.padding = 4, .gap = 0});
        if (kit::line(ui, say(ui, Say::fields_page),
                      {.icon = Icon::columns, .detail = say(ui, Say::fields_page_hint), .leads_on = true})) {
            desk.go({.screen = Screen::fields});
        }
        if (kit::line(ui, say(ui, Say::pool_rules),
                      {.icon = Icon::users, .detail = say(ui, Say::pool_rules_line), .leads_on = true})) {
            desk.go({.screen = Screen::pool});
        }
        if (kit::line(ui, say(ui, Say::organisation),
                      {.icon = Icon::building_2, .detail = say(ui, Say::organisation_line), .leads_on = true})) {
            desk.go({.screen = Screen::people});
        }
        if (kit::line(ui, say(ui, Say::devices_page),
                      {.icon = Icon::smartphone, .detail = say(ui, Say::devices_line), .leads_on = true})) {
            desk.go({.screen = Screen::devices});
        }
    }
    draw_about(desk);
    kit::gap(ui, 24);
    draw_sign_out(desk);
}

void SettingsScreen::draw_appearance(Desk& desk) {
    kit::Ui& ui = desk.ui();
    Context& context = desk.context;
    const kit::Card card(ui, "appearance", {.gap = 20});
    bool changed = false;
    {
        std::string key = context.language == Language::chinese ? "zh" : "en";
        const std::array<kit::Choice, 2> choices = {kit::Choice{.key = "zh", .title = "简体中文"},
                                                    kit::Choice{.key = "en", .title = "English"}};
        draw_setting(ui, Say::language, choices, key, changed);
        if (changed) {
            choose_language(context, key == "zh" ? Language::chinese : Language::english);
        }
    }
    {
        std::string key = theme_keys[static_cast<std::size_t>(context.theme)];
        const std::array<kit::Choice, 3> choices = {
            kit::Choice{.key = "system", .title = std::string(say(ui, Say::theme_system)), .icon = Icon::sun_moon},
            kit::Choice{.key = "light", .title = std::string(say(ui, Say::theme_light)), .icon = Icon::sun},
            kit::Choice{.key = "dark", .title = std::string(say(ui, Say::theme_dark)), .icon = Icon::moon}};
        draw_setting(ui, Say::theme, choices, key, changed);
        if (changed) {
            choose_theme(context, key == "light"  ? ThemeChoice::light
                                  : key == "dark" ? ThemeChoice::dark
                                                  : ThemeChoice::system);
        }
    }
    {
        std::string key = contrast_keys[static_cast<std::size_t>(context.contrast)];
        const std::array<kit::Choice, 3> choices = {
            kit::Choice{.key = "system", .title = std::string(say(ui, Say::theme_system))},
            kit::Choice{.key = "usual", .title = std::string(say(ui, Say::contrast_usual))},
            kit::Choice{.key = "high", .title = std::string(say(ui, Say::contrast_high))}};
        draw_setting(ui, Say::contrast, choices, key, changed);
        if (changed) {
            choose_contrast(context, key == "usual"  ? ContrastChoice::usual
                                     : key == "high" ? ContrastChoice::high
                                                     : ContrastChoice::system);
        }
    }
    {
        std::string key = std::to_string(context.text_percent);
        std::vector<kit::Choice> choices;
        for (const PercentChoice& choice : percent_choices) {
            choices.push_back({.key = std::to_string(choice.percent), .title = std::string(say(ui, choice.title))});
        }
        draw_setting(ui, Say::text_size, choices, key, changed);
        if (changed) {
            choose_text_percent(context, std::stoi(key));
        }
    }
}

// What holds for this person on all his devices.
void SettingsScreen::draw_work(Desk& desk) {
    kit::Ui& ui = desk.ui();
    own_.follow(desk);
    const kit::Card card(ui, "work", {.gap = 12});
    std::vector<kit::Choice> hours;
    for (int hour = 0; hour < 24; ++hour) {
        const std::string key = std::to_string(hour);
        hours.push_back({.key = key, .title = say(ui, Say::hour_of_day, {{"hour", key}})});
    }
    std::string hour = std::to_string(own_.report_hour());
    if (kit::select_field(ui, "report_hour", hours, hour, {.label = say(ui, Say::report_hour), .may_clear = false}) &&
        !hour.empty()) {
        const std::string words =
            say(ui, Say::toast_report_hour, {{"hour", say(ui, Say::hour_of_day, {{"hour", hour}})}});
        own_.set(desk, model::personal_setting_field::report_hour, std::int64_t{std::stoi(hour)}, words);
    }
    const model::RecordType* phrases = desk.catalogue().find("quick_phrase");
    if (phrases != nullptr && desk.may(model::Action::create, *phrases) &&
        kit::line(ui, say(ui, phrases->title_plural), {.icon = Icon::message, .leads_on = true})) {
        desk.go({.screen = Screen::list, .type = phrases->id});
    }
}

void SettingsScreen::draw_person(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const kit::Card card(ui, "person", {});
    kit::heading(ui, say(ui, Say::person), 3);
    {
        const kit::Row row(ui, {.gap = 12});
        kit::avatar(ui, session.user_name, 44);
        const kit::Stack stack(ui, {.gap = 2});
        kit::text(ui, session.user_name, {.type = kit::Type::large_strong});
        kit::soft_text(ui, session.login);
    }
    {
        kit::Columns columns(ui, {.count = 2, .gap = 16});
        columns.next();
        kit::fact(ui, say(ui, Say::role), say(ui, model::title_of(session.actor.role)));
        if (!session.company.empty()) {
            columns.next();
            kit::fact(ui, say(ui, Say::company), session.company);
        }
    }
    if (kit::button(ui, say(ui, Say::sign_out), {.kind = ButtonKind::danger_ghost, .icon = Icon::log_out})) {
        is_asking_sign_out_ = true;
        erases_ = false;
    }
}

void SettingsScreen::draw_about(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "about", {});
    kit::heading(ui, say(ui, Say::about), 3);
    kit::soft_text(ui, std::string(say(ui, Say::product)) + " · " + std::string(say(ui, Say::product_claim)));
    {
        kit::Columns columns(ui, {.count = 2, .gap = 16});
        columns.next();
        kit::fact(ui, say(ui, Say::version), app_version);
        columns.next();
        kit::fact(ui, say(ui, Say::catalogue_version), std::to_string(desk.catalogue().version()));
    }
    if (desk.context.is_update_ready && kit::button(ui, say(ui, Say::update_now), {.icon = Icon::refresh})) {
        desk.context.platform.window.reload();
    }
}

void SettingsScreen::draw_sign_out(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "sign_out", is_asking_sign_out_, {.title = say(ui, Say::sign_out_question)});
    if (!dialog.is_open()) {
        return;
    }
    const std::uint64_t waiting = desk.link().sync().waiting;
    if (waiting > 0) {
        kit::text(ui, say(ui, Say::sign_out_waiting, {{"count", std::to_string(waiting)}}));
    } else {
        kit::soft_text(ui, say(ui, Say::sign_out_clean));
    }
    kit::checkbox(ui, say(ui, waiting > 0 ? Say::sign_out_erase_waiting : Say::sign_out_erase), erases_);
    const kit::Row row(ui, {.align = kit::Align::end});
    if (kit::button(ui, say(ui, Say::cancel))) {
        is_asking_sign_out_ = false;
    }
    const ButtonKind kind = erases_ ? ButtonKind::danger : ButtonKind::primary;
    if (kit::button(ui, say(ui, Say::sign_out), {.kind = kind, .id = "really"})) {
        is_asking_sign_out_ = false;
        desk.link().sign_out(erases_);
    }
}

void SettingsScreen::draw_me(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const kit::ScrollArea scroll(ui, "me", {});
    const kit::Centred centred(ui, kit::metric::form_max, 12);
    kit::gap(ui, 12);
    {
        const kit::Card card(ui, "who", {});
        const kit::Row row(ui, {.gap = 12});
        kit::avatar(ui, session.user_name, 52);
        const kit::Stack stack(ui, {.gap = 2});
        kit::text(ui, session.user_name, {.type = kit::Type::large_strong});
        const std::string role(say(ui, model::title_of(session.actor.role)));
        kit::soft_text(ui, session.company.empty() ? role : session.company + " · " + role);
    }
    {
        const kit::Card card(ui, "records", {.padding = 4, .gap = 0});
        std::string_view group;
        for (const model::RecordType* type : desk.navigation_types()) {
            if (type->group != group) {
                group = type->group;
                kit::gap(ui, 10);
                const kit::Row row(ui, {.gap = 0});
                kit::gap(ui, 12);
                kit::caption(ui, title_of_group(ui, group));
            }
            if (kit::line(ui, say(ui, type->title_plural), {.icon = kit::icon_named(type->icon), .leads_on = true})) {
                desk.go({.screen = Screen::list, .type = type->id});
            }
        }
    }
    const kit::Card card(ui, "rest", {.padding = 4, .gap = 0});
    if (kit::line(ui, say(ui, Say::today_route), {.icon = Icon::navigation, .leads_on = true})) {
        desk.go({.screen = Screen::route});
    }
    if (kit::line(ui, say(ui, Say::reports), {.icon = Icon::chart, .leads_on = true})) {
        desk.go({.screen = Screen::reports});
    }
    const BadgeMoment moment{ui.language, desk.now(), desk.context.utc_offset_minutes()};
    const SyncWords badge = sync_words(session, desk.link().sync(), moment);
    if (kit::line(ui, say(ui, Say::sync), {.icon = badge.icon, .value = badge.words, .leads_on = true})) {
        desk.go({.screen = Screen::sync});
    }
    if (kit::line(ui, say(ui, Say::settings), {.icon = Icon::settings, .leads_on = true})) {
        desk.go({.screen = Screen::settings});
    }
}

}  // namespace xingke::ui
