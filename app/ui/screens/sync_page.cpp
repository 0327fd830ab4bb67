#include "app/ui/screens/sync_page.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "app/base/text.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/sync_words.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using client::SyncPhase;
using kit::ButtonKind;
using kit::Icon;
using kit::Tone;

constexpr std::int64_t clock_off_shown_ms = 2 * 60 * 1000;
constexpr std::int64_t minute_ms = 60 * 1000;

Say phase_words(const client::SyncState& sync) {
    switch (sync.phase) {
        case SyncPhase::offline:
            return Say::sync_offline;
        case SyncPhase::idle:
            return sync.waiting > 0 ? Say::sync_waiting : Say::sync_idle;
        case SyncPhase::sending:
            return Say::sync_sending;
        case SyncPhase::receiving:
            return Say::sync_receiving;
        case SyncPhase::waiting_to_retry:
            return Say::sync_retry;
        case SyncPhase::sign_in_needed:
            return Say::sync_sign_in;
    }
    return Say::sync_idle;
}

std::string size_words(std::uint64_t bytes) {
    constexpr std::uint64_t kibi = 1024;
    if (bytes < kibi * kibi) {
        return std::to_string((bytes + kibi - 1) / kibi) + " KB";
    }
    const std::uint64_t tenths = bytes * 10 / (kibi * kibi);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

}  // namespace

void SyncScreen::draw(Desk& desk) {
    kit::Ui& ui = desk.ui();
    ask_report(desk);
    const kit::ScrollArea scroll(ui, "sync", {});
    const kit::Centred centred(ui, kit::metric::form_max, 16);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 12);
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::sync), 1);
    }
    const client::SyncState& sync = desk.link().sync();
    if (std::abs(sync.clock_off_ms) > clock_off_shown_ms) {
        const std::string minutes = std::to_string(std::abs(sync.clock_off_ms) / minute_ms);
        kit::banner(ui, Tone::warning, say(ui, Say::clock_wrong, {{"minutes", minutes}}), {}, Icon::clock);
    }
    if (sync.update_needed &&
        kit::banner(ui, Tone::warning, say(ui, Say::notice_update_needed), say(ui, Say::update_now), Icon::refresh)) {
        desk.context.platform.window.reload();
    }
    draw_state(desk);
    draw_device(desk);
    kit::gap(ui, 24);
}

void SyncScreen::ask_report(Desk& desk) {
    const client::SyncState& sync = desk.link().sync();
    if (report_ != nullptr && asked_cursor_ == sync.cursor && asked_waiting_ == sync.waiting) {
        return;
    }
    asked_cursor_ = sync.cursor;
    asked_waiting_ = sync.waiting;
    if (report_ == nullptr) {
        report_ = std::make_shared<std::optional<client::DeviceReport>>();
    }
    desk.link().device_report([report = report_](const client::DeviceReport& answer) { *report = answer; });
}

void SyncScreen::draw_state(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const client::SyncState& sync = desk.link().sync();
    const BadgeMoment moment{ui.language, desk.now(), desk.context.utc_offset_minutes()};
    const SyncWords badge = sync_words(desk.link().session(), sync, moment);
    const kit::Card card(ui, "state", {});
    {
        const kit::Row row(ui, {.gap = 12});
        kit::heading(ui, say(ui, Say::sync_state), 3);
        kit::spring(ui);
        kit::chip(ui, badge.words, {.tone = badge.tone, .icon = badge.icon});
    }
    kit::text(ui, say(ui, phase_words(sync)));
    if (!sync.first_sync_done && sync.expected > 0) {
        const std::uint64_t whole = std::max(sync.expected, sync.received);
        const std::string received = std::to_string(sync.received);
        const std::string words =
            say(ui, Say::first_sync, {{"received", received}, {"expected", std::to_string(whole)}});
        kit::progress(ui, words, static_cast<float>(sync.received) / static_cast<float>(whole));
        kit::caption(ui, words);
    }
    kit::divider(ui);
    {
        kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 3 : 2, .gap = 16});
        columns.next();
        kit::fact(ui, say(ui, Say::waiting_label), group_thousands(static_cast<long long>(sync.waiting)));
        columns.next();
        const bool has_synced = sync.synced_at.ms != 0;
        kit::fact(ui, say(ui, Say::synced_at_label),
                  has_synced ? views::display_moment(ui, sync.synced_at) : std::string(say(ui, Say::never)));
        columns.next();
        kit::fact(ui, say(ui, Say::needs_you_label), std::to_string(sync.needs_you));
    }
    if (sync.files_waiting > 0) {
        kit::text(ui,
                  say(ui, Say::files_waiting,
                      {{"count", std::to_string(sync.files_waiting)}, {"size", size_words(sync.file_bytes_waiting)}}));
    }
    if (sync.files_refused > 0) {
        kit::text(
            ui,
            say(ui, Say::files_refused,
                {{"count", std::to_string(sync.files_refused)}, {"reason", words(sync.file_problem, ui.language)}}),
            {.color = kit::theme(ui).bad.text});
    }
    if (const std::string problem = say(ui, sync.problem); !problem.empty()) {
        kit::fact(ui, say(ui, Say::problem_label), problem, kit::theme(ui).warning.text);
    }
    kit::gap(ui, 4);
    const kit::Row row(ui, {.wraps = true});
    if (sync.phase == SyncPhase::sign_in_needed) {
        if (kit::button(ui, say(ui, Say::sign_in), {.kind = ButtonKind::primary, .icon = Icon::log_in})) {
            desk.open_sign_in();
        }
    } else {
        const bool busy = sync.phase == SyncPhase::sending || sync.phase == SyncPhase::receiving;
        const std::string_view label = say(ui, Say::sync_now);
        if (kit::button(ui, label, {.kind = ButtonKind::primary, .icon = Icon::refresh, .busy = busy})) {
            desk.link().sync_now();
        }
    }
    if (sync.needs_you > 0 && kit::button(ui, say(ui, Say::open_inbox), {.icon = Icon::inbox})) {
        desk.go({.screen = Screen::inbox});
    }
}

void SyncScreen::draw_device(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "device", {});
    kit::heading(ui, say(ui, Say::this_device), 3);
    const bool is_durable = desk.link().session().is_durable;
    kit::fact(ui, say(ui, Say::storage_label), say(ui, is_durable ? Say::storage_durable : Say::storage_memory),
              is_durable ? kit::theme(ui).good.text : kit::theme(ui).bad.text);
    if (!report_->has_value()) {
        kit::skeleton(ui, 0, 20);
        kit::skeleton(ui, 0, 20);
        return;
    }
    const client::DeviceReport& report = **report_;
    {
        kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 3 : 2, .gap = 16});
        for (const auto& [name, count] : report.record_counts) {
            const model::RecordType* type = desk.catalogue().find(name);
            if (type != nullptr && !type->is_system) {
                columns.next();
                kit::fact(ui, say(ui, type->title_plural), group_thousands(static_cast<long long>(count)));
            }
        }
        columns.next();
        kit::fact(ui, say(ui, Say::database_size), size_words(report.database_bytes));
        columns.next();
        kit::fact(ui, say(ui, Say::cursor_label), std::to_string(desk.link().sync().cursor));
    }
    kit::fact(ui, say(ui, Say::device_id), report.device);
}

}  // namespace xingke::ui
