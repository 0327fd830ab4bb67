#include "app/ui/views/deadlines.h"

#include <algorithm>

#include "app/model/deadline_fields.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"

namespace xingke::ui::views {

using model::DeadlineState;

kit::Tone tone_of(DeadlineState state) {
    switch (state) {
        case DeadlineState::in_time:
            return kit::Tone::accent;
        case DeadlineState::reminder:
            return kit::Tone::warning;
        case DeadlineState::overdue:
        case DeadlineState::missed:
            return kit::Tone::bad;
        case DeadlineState::paused:
            return kit::Tone::neutral;
        case DeadlineState::met:
            return kit::Tone::good;
    }
    return kit::Tone::neutral;
}

std::string_view words_of(const kit::Ui& ui, DeadlineState state) {
    switch (state) {
        case DeadlineState::in_time:
            return say(ui, Say::deadline_in_time);
        case DeadlineState::reminder:
            return say(ui, Say::deadline_reminder);
        case DeadlineState::overdue:
            return say(ui, Say::deadline_overdue);
        case DeadlineState::paused:
            return say(ui, Say::deadline_paused);
        case DeadlineState::met:
            return say(ui, Say::deadline_met);
        case DeadlineState::missed:
            return say(ui, Say::deadline_missed);
    }
    return {};
}

void draw_deadlines(kit::Ui& ui, const model::Catalogue& catalogue, const model::RecordType& type,
                    const model::Record& record) {
    const Instant now = ui.platform.clock.now();
    const bool has_begun = std::ranges::any_of(type.deadlines, [&](const model::DeadlineDeclaration& deadline) {
        return model::run_of(deadline, record).has_value();
    });
    if (!has_begun) {
        return;
    }
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, Say::deadlines));
    const kit::Stack stack(ui, {.gap = 6});
    for (const model::DeadlineDeclaration& deadline : type.deadlines) {
        const auto run = model::run_of(deadline, record);
        if (!run) {
            continue;
        }
        const model::DeadlineStatus status =
            model::status(deadline, *run, now, catalogue.calendar(), model::Catalogue::utc_offset_minutes);
        const kit::IdScope scope(ui, deadline.name);
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        kit::chip(ui, words_of(ui, status.state), {.tone = tone_of(status.state), .icon = kit::Icon::clock});
        kit::caption(ui, words(status.explanation, ui.language));
        if (status.next) {
            constexpr std::int64_t longest_ms = 60 * 60 * 1000;
            const auto wait_ms = static_cast<int>(std::clamp<std::int64_t>(status.next->ms - now.ms, 1, longest_ms));
            ui.wants_frame_in_ms = ui.wants_frame_in_ms == 0 ? wait_ms : std::min(ui.wants_frame_in_ms, wait_ms);
        }
    }
}

}  // namespace xingke::ui::views
