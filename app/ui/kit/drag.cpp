#include "app/ui/kit/drag.h"

#include <algorithm>
#include <cmath>

#include "app/ui/kit/ui.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui::kit {
namespace {

constexpr float mouse_slack = 6;
constexpr float edge = 44;            // from here on a region scrolls
constexpr float speed_per_ms = 0.6F;  // at the very edge, CSS px
constexpr double page_pause_ms = 600;

// −1…1: how far into the edge at the beginning or the end.
float pull(float at, float begin, float end) {
    if (at < begin + edge) {
        return -std::clamp((begin + edge - at) / edge, 0.0F, 1.0F);
    }
    return at > end - edge ? std::clamp((at - end + edge) / edge, 0.0F, 1.0F) : 0;
}

void turn_page(Ui& ui, ScrollState& state, float by) {
    if (ui.time_ms - ui.drag.paged_ms < page_pause_ms) {
        ask_for_frame_in(ui, static_cast<int>(page_pause_ms - (ui.time_ms - ui.drag.paged_ms)) + 1);
        return;
    }
    const float last = std::round(state.most / state.page);
    state.page_from = std::clamp(std::round(state.page_from) + (by > 0 ? 1.0F : -1.0F), 0.0F, last);
    state.target = state.page_from * state.page;
    state.is_gliding = true;
    ui.drag.paged_ms = ui.time_ms;
    ask_for_frame(ui);
}

void scroll_at_edges(Ui& ui) {
    Drag& drag = ui.drag;
    const float dt_ms = static_cast<float>(std::clamp(ui.time_ms - drag.scrolled_ms, 0.0, 50.0));
    drag.scrolled_ms = ui.time_ms;
    for (const ItemId id : ui.scrolls.last_order) {
        ScrollState& state = ui.scrolls.states[id];
        if (state.most < 1 || !state.view.contains(drag.at)) {
            continue;
        }
        const float by = state.is_horizontal ? pull(drag.at.x, state.view.x, state.view.right())
                                             : pull(drag.at.y, state.view.y, state.view.bottom());
        if (by == 0) {
            continue;
        }
        if (state.page > 0) {
            turn_page(ui, state, by);
            continue;
        }
        const bool is_at_end = by < 0 ? state.offset <= 0 : state.offset >= state.most;
        if (!is_at_end) {
            state.offset = std::clamp(state.offset + by * speed_per_ms * dt_ms, 0.0F, state.most);
            state.is_gliding = false;
            ask_for_frame_in(ui, 1);
        }
    }
}

}  // namespace

bool begin_drag(Ui& ui, ItemId id, const Press& press) {
    Drag& drag = ui.drag;
    if (drag.item != 0) {
        return false;
    }
    const bool by_finger = ui.is_touch && press.long_pressed;
    const bool by_mouse = !ui.is_touch && press.held && ImGui::IsMouseDragging(0, mouse_slack);
    if (drag.is_cancelled && ImGui::IsMouseDown(0)) {
        return false;
    }
    if (!by_finger && !by_mouse) {
        return false;
    }
    const ImVec2 from = by_finger ? ui.gestures.start : ImGui::GetIO().MouseClickedPos[0];
    drag = {.item = id,
            .from = from,
            .at = by_finger ? ui.gestures.last : ImGui::GetIO().MousePos,
            .grip = {from.x - press.box.x, from.y - press.box.y},
            .is_touch = by_finger,
            .paged_ms = ui.time_ms,
            .scrolled_ms = ui.time_ms};
    ui.layout.is_unsettled = true;
    return true;
}

bool was_dropped(Ui& ui) {
    Drag& drag = ui.drag;
    if (drag.item == 0) {
        return false;
    }
    const bool is_held = drag.is_touch ? ui.gestures.state == Gestures::State::held : ImGui::IsMouseDown(0);
    if (!is_held) {
        drag.item = 0;
        ui.layout.is_unsettled = true;
        ask_for_frame(ui);
        return true;
    }
    drag.at = drag.is_touch ? ui.gestures.last : ImGui::GetIO().MousePos;
    scroll_at_edges(ui);
    return false;
}

void cancel_drag(Ui& ui) {
    ui.drag.item = 0;
    ui.drag.is_cancelled = true;
    ask_for_frame(ui);
}

Box carried_box(const Ui& ui, float width, float height) {
    const Drag& drag = ui.drag;
    return {drag.at.x - std::min(drag.grip.x, width), drag.at.y - std::min(drag.grip.y, height), width, height};
}

}  // namespace xingke::ui::kit
