#include "app/ui/screens/sign_in.h"

#include <algorithm>
#include <utility>

#include "app/base/text.h"
#include "app/ui/screens/settings_choices.h"

namespace xingke::ui {
namespace {

using client::Phase;
using kit::ButtonKind;
using kit::Icon;
using kit::Tone;
using kit::Type;

constexpr float card_width = 400;
constexpr float mark_size = 56;

void draw_mark(kit::Ui& ui) {
    const kit::Box place = kit::place(ui, 0, mark_size);
    const kit::Box box = place.middle(mark_size, mark_size);
    kit::fill(ui, box, kit::theme(ui).accent, 16);
    kit::draw_text_in(ui, box, Type::display, kit::theme(ui).on_accent, "行", kit::Align::centre);
}

void draw_brand(kit::Ui& ui) {
    draw_mark(ui);
    kit::gap(ui, 16);
    {
        const kit::SemanticScope scope(
            ui, {.role = kit::Role::heading, .name = std::string(say(ui, Say::product)), .level = 1});
        kit::text(ui, say(ui, Say::product), {.type = Type::display, .align = kit::Align::centre});
    }
    kit::gap(ui, 4);
    kit::text(ui, say(ui, Say::product_claim), {.color = kit::theme(ui).text_soft, .align = kit::Align::centre});
    kit::gap(ui, 28);
}

void draw_skeleton_card(kit::Ui& ui) {
    const kit::Card card(ui, "starting", {.padding = 24, .gap = 16});
    kit::text(ui, say(ui, Say::starting), {.color = kit::theme(ui).text_soft});
    kit::skeleton(ui, 0, 40);
    kit::skeleton(ui, 0, 40);
    kit::skeleton(ui, 0, 40);
}

// The person's own copy: each file as it is.
void download_damaged(Desk& desk) {
    desk.link().damaged_files([&context = desk.context](const client::DamagedFiles& answer) {
        for (const auto& [name, bytes] : answer.files) {
            context.platform.file_exchange.hand_out(name, "application/octet-stream", bytes);
        }
    });
}

void draw_damaged_card(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const kit::Card card(ui, "damaged", {.padding = 24, .gap = 16});
    kit::heading(ui, say(ui, Say::damaged_title), 2);
    kit::text(ui, say(ui, Say::damaged_text));
    if (!session.detail.empty()) {
        kit::text(ui, session.detail, {.type = Type::mono, .color = kit::theme(ui).text_soft, .lines_max = 3});
    }
    if (kit::button(ui, say(ui, Say::damaged_recover),
                    {.kind = ButtonKind::primary, .icon = Icon::rotate_ccw, .fills = true})) {
        desk.link().recover();
    }
    if (kit::button(ui, say(ui, Say::damaged_download), {.icon = Icon::download, .fills = true})) {
        download_damaged(desk);
    }
}

void draw_failed_card(Desk& desk, Say title, std::string_view advice) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const kit::Card card(ui, "failed", {.padding = 24, .gap = 16});
    kit::heading(ui, say(ui, title), 2);
    if (const std::string reason = say(ui, session.error); !reason.empty()) {
        kit::text(ui, reason);
    }
    kit::soft_text(ui, advice);
    if (!session.detail.empty()) {
        kit::text(ui, session.detail, {.type = Type::mono, .color = kit::theme(ui).text_soft});
        if (kit::button(ui, say(ui, Say::copy), {.icon = Icon::copy, .fills = true})) {
            desk.context.platform.clipboard.copy(session.detail);
            kit::show_toast(ui, {.words = std::string(say(ui, Say::copied))});
        }
    }
    if (kit::button(ui, say(ui, Say::reload), {.kind = ButtonKind::primary, .icon = Icon::refresh, .fills = true})) {
        desk.context.platform.window.reload();
    }
}

}  // namespace

void SignInScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const kit::SemanticScope main(ui, kit::Role::main, say(ui, Say::sign_in_title));
    const kit::ScrollArea scroll(ui, "sign_in", {});
    const float content_height = kit::remembered(ui, kit::id_of(ui, "height"), 520);
    kit::gap(ui, std::max(24.0F, (scroll.view().height - content_height) * 0.4F));
    const float top = kit::cursor_y(ui);
    {
        const kit::Centred centred(ui, card_width, 0);
        draw_brand(ui);
        if (session.phase == Phase::starting) {
            draw_skeleton_card(ui);
        } else if (session.phase == Phase::failed && session.can_recover) {
            draw_damaged_card(desk);
        } else if (session.phase == Phase::failed) {
            draw_failed_card(desk, Say::failed_title, say(ui, Say::failed_advice));
        } else if (session.phase == Phase::other_window) {
            draw_failed_card(desk, Say::other_window_title, say(ui, Say::other_window_text));
        } else {
            if (!session.is_durable) {
                kit::banner(ui, Tone::warning, say(ui, Say::not_durable), {}, Icon::alert_triangle);
                kit::gap(ui, 16);
            }
            {
                const kit::Card card(ui, "card", {.padding = 24, .gap = 16});
                draw_form(desk, true);
            }
            kit::gap(ui, 16);
            kit::text(ui, say(ui, desk.context.is_online ? Say::first_sign_in_needs_network : Say::offline_sign_in),
                      {.type = Type::caption, .color = kit::theme(ui).text_soft, .align = kit::Align::centre});
        }
        kit::gap(ui, 16);
        {
            const kit::Row row(ui, {.align = kit::Align::centre});
            if (kit::link(ui, say(ui, Say::switch_language), Icon::languages)) {
                choose_language(desk.context, ui.language == Language::chinese ? Language::english : Language::chinese);
            }
        }
    }
    kit::remember(ui, kit::id_of(ui, "height"), kit::cursor_y(ui) - top);
    kit::gap(ui, 24);
}

void SignInScreen::draw_form(Desk& desk, bool asks_account) {
    kit::Ui& ui = desk.ui();
    const client::SessionState& session = desk.link().session();
    const kit::SemanticScope form(ui, kit::Role::form, say(ui, Say::sign_in_title));
    const std::string problem = session.signing_in ? std::string() : say(ui, session.error);
    if (!problem.empty()) {
        kit::banner(ui, Tone::bad, problem, {}, Icon::alert_circle);
    }
    const auto account = kit::text_field(ui, "login", login_,
                                         {.label = say(ui, Say::account),
                                          .error = login_problem_,
                                          .kind = kit::InputKind::username,
                                          .read_only = !asks_account});
    const auto password = kit::text_field(
        ui, "password", password_,
        {.label = say(ui, Say::password), .error = password_problem_, .kind = kit::InputKind::password});
    if (account.changed) {
        login_problem_.clear();
    }
    if (password.changed) {
        password_problem_.clear();
    }
    const bool busy = session.signing_in;
    const std::string_view label = say(ui, busy ? Say::signing_in : Say::sign_in);
    const bool pressed =
        kit::button(ui, label, {.kind = ButtonKind::primary, .busy = busy, .fills = true, .id = "submit"});
    if (account.entered && password_.empty()) {
        kit::focus_on(ui, "password");
    } else if (!busy && (pressed || account.entered || password.entered)) {
        submit(desk);
    }
}

void SignInScreen::submit(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::string login(trim(login_));
    login_problem_ = login.empty() ? say(ui, Say::fill_account) : std::string_view();
    password_problem_ = password_.empty() ? say(ui, Say::fill_password) : std::string_view();
    if (!login_problem_.empty() || !password_problem_.empty()) {
        kit::focus_on(ui, login_problem_.empty() ? "password" : "login");
        return;
    }
    desk.link().sign_in(login, std::exchange(password_, std::string()));
}

void SignInScreen::draw_dialog(Desk& desk, bool& open) {
    kit::Ui& ui = desk.ui();
    const client::SyncState& sync = desk.link().sync();
    if (open && sync.phase != client::SyncPhase::sign_in_needed) {
        open = false;
        password_.clear();
    }
    if (open) {
        login_ = desk.link().session().login;
    }
    const kit::Dialog dialog(ui, "sign_in_again", open, {.title = say(ui, Say::sign_in_again_title)});
    if (!dialog.is_open()) {
        return;
    }
    kit::soft_text(ui, say(ui, Say::sign_in_again_text));
    draw_form(desk, false);
    if (kit::button(ui, say(ui, Say::sign_in_later), {.kind = ButtonKind::ghost, .fills = true})) {
        open = false;
    }
}

}  // namespace xingke::ui
