#include "app/ui/kit/gesture.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

constexpr float tap_distance = 8;
constexpr double long_press_ms = 500;
constexpr double highlight_ms = 60;  // before a resting finger shows what it is on
constexpr double sample_window_ms = 100;
constexpr float decay_per_ms = 0.998F;
constexpr float velocity_least = 0.02F;  // CSS px per ms: slower than that is standing still
constexpr float velocity_most = 6;       // a finger's quickest
constexpr float fling_ms = 200;          // how far ahead of a fling the next page is looked for
constexpr float rubber = 0.5F;           // of the finger's way, beyond the ends
constexpr float band_ms = 90;            // time constant of the way back
constexpr float wheel_ms = 45;           // … of a wheel's glide
constexpr float notch = 60;              // a wheel step at least this long glides; trackpads send less

float along(ImVec2 point, bool is_horizontal) {
    return is_horizontal ? point.x : point.y;
}

int top_layer(const Ui& ui) {
    return static_cast<int>(ui.overlays.layers.size());
}

bool can_move(const ScrollState& state, float by) {
    return by < 0 ? state.offset > 0.5F : state.offset < state.most - 0.5F;
}

// The innermost region under the point that scrolls this way; one that can still move goes before one at its end.
ItemId region_at(Ui& ui, ImVec2 point, bool is_horizontal, float by) {
    ItemId fallback = 0;
    for (auto at = ui.scrolls.last_order.rbegin(); at != ui.scrolls.last_order.rend(); ++at) {
        const auto found = ui.scrolls.states.find(*at);
        if (found == ui.scrolls.states.end()) {
            continue;
        }
        const ScrollState& state = found->second;
        if (state.layer != top_layer(ui) || state.is_horizontal != is_horizontal || !state.view.contains(point)) {
            continue;
        }
        if (can_move(state, by)) {
            return *at;
        }
        if (fallback == 0) {
            fallback = *at;
        }
    }
    return fallback;
}

ScrollState* state_of(Ui& ui, ItemId id) {
    const auto found = ui.scrolls.states.find(id);
    return found == ui.scrolls.states.end() ? nullptr : &found->second;
}

void add_sample(Gestures& g, ImVec2 point, double time_ms) {
    g.samples.push_back({time_ms, point});
    std::erase_if(g.samples, [&](const Gestures::Sample& s) { return s.time_ms < time_ms - sample_window_ms; });
}

void add_step(Ui& ui, PointerStep::What what, ImVec2 at, bool is_touch) {
    std::vector<PointerStep>& steps = ui.gestures.steps;
    // Of moves that follow each other only the last one counts.
    if (what == PointerStep::What::move && !steps.empty() && steps.back().what == PointerStep::What::move) {
        steps.pop_back();
    }
    steps.push_back({what, at, is_touch});
}

void leave(Ui& ui) {
    add_step(ui, PointerStep::What::away, {}, false);
}

void tap(Ui& ui, ImVec2 at) {
    add_step(ui, PointerStep::What::move, at, true);
    add_step(ui, PointerStep::What::down, at, true);
    add_step(ui, PointerStep::What::up, at, true);
    // Otherwise what was tapped would look hovered until the next tap.
    leave(ui);
}

void finger_down(Ui& ui, const Pointer& pointer) {
    Gestures& g = ui.gestures;
    if (g.state != Gestures::State::idle) {
        return;  // a second finger
    }
    g.state = Gestures::State::undecided;
    g.finger = pointer.id;
    g.start = g.last = {pointer.x, pointer.y};
    g.start_ms = pointer.time_ms;
    g.samples = {{pointer.time_ms, g.start}};
    // A finger on something that glides stops it, and is not a tap.
    for (auto& [id, state] : ui.scrolls.states) {
        if (state.velocity != 0 && state.view.contains(g.start)) {
            state.velocity = 0;
            state.is_held = true;
            g.state = Gestures::State::scrolling;
            g.scroll = id;
            g.is_horizontal = state.is_horizontal;
        }
    }
    ask_for_frame_in(ui, static_cast<int>(highlight_ms));
}

void begin_scroll(Ui& ui, ImVec2 point) {
    Gestures& g = ui.gestures;
    const float dx = point.x - g.start.x;
    const float dy = point.y - g.start.y;
    g.is_horizontal = std::abs(dx) > std::abs(dy);
    g.scroll = region_at(ui, g.start, g.is_horizontal, g.is_horizontal ? -dx : -dy);
    g.state = Gestures::State::scrolling;
    g.last = point;
    leave(ui);
    if (ScrollState* state = state_of(ui, g.scroll)) {
        state->is_held = true;
        state->is_gliding = false;
        state->velocity = 0;
    }
}

void drag_scroll(Ui& ui, const Pointer& pointer) {
    Gestures& g = ui.gestures;
    const ImVec2 point = {pointer.x, pointer.y};
    if (ScrollState* state = state_of(ui, g.scroll)) {
        float by = along(g.last, g.is_horizontal) - along(point, g.is_horizontal);
        if (state->offset < 0 || state->offset > state->most) {
            by *= rubber;
        }
        state->offset += by;
        state->moved_ms = pointer.time_ms;
    }
    g.last = point;
}

// To the page that stands nearest, or the one next to where one was at most.
void show_page(ScrollState& state, float page) {
    const float from = std::round(state.page_from);
    state.target = std::clamp(std::clamp(std::round(page), from - 1, from + 1) * state.page, 0.0F, state.most);
    state.page_from = state.target / state.page;
    state.is_gliding = true;
    state.velocity = 0;
}

void release_scroll(Ui& ui, const Pointer& pointer) {
    Gestures& g = ui.gestures;
    ScrollState* state = state_of(ui, g.scroll);
    if (state == nullptr) {
        return;
    }
    state->is_held = false;
    std::erase_if(g.samples, [&](const Gestures::Sample& s) { return s.time_ms < pointer.time_ms - sample_window_ms; });
    if (g.samples.size() >= 2 && !ui.reduces_motion) {
        const double span = g.samples.back().time_ms - g.samples.front().time_ms;
        const float way = along(g.samples.front().at, g.is_horizontal) - along(g.samples.back().at, g.is_horizontal);
        state->velocity = span > 1 ? std::clamp(way / static_cast<float>(span), -velocity_most, velocity_most) : 0;
    }
    if (state->page > 0) {
        show_page(*state, (state->offset + state->velocity * fling_ms) / state->page);
    }
}

void finger_event(Ui& ui, const Pointer& pointer) {
    Gestures& g = ui.gestures;
    if (pointer.phase == PointerPhase::down) {
        finger_down(ui, pointer);
        return;
    }
    if (pointer.id != g.finger) {
        return;
    }
    const ImVec2 point = {pointer.x, pointer.y};
    const bool is_over = pointer.phase != PointerPhase::move;
    if (!is_over) {
        add_sample(g, point, pointer.time_ms);
    }
    if (g.state == Gestures::State::undecided && !is_over) {
        const float dx = point.x - g.start.x;
        const float dy = point.y - g.start.y;
        if (dx * dx + dy * dy > tap_distance * tap_distance) {
            begin_scroll(ui, point);
        }
    } else if (g.state == Gestures::State::scrolling && !is_over) {
        drag_scroll(ui, pointer);
    } else if (g.state == Gestures::State::held && !is_over) {
        g.last = point;  // something may be carried there (drag.h)
    }
    if (!is_over) {
        return;
    }
    if (pointer.phase != PointerPhase::up) {
        ui.drag.item = 0;
    }
    if (g.state == Gestures::State::undecided && pointer.phase == PointerPhase::up) {
        tap(ui, g.start);
    } else {
        if (g.state == Gestures::State::scrolling) {
            release_scroll(ui, pointer);
        }
        leave(ui);
    }
    if (pointer.phase != PointerPhase::up) {
        g.start = g.last;  // what was cancelled has led nowhere
    }
    g.state = Gestures::State::idle;
    g.finger = -1;
    g.scroll = 0;
}

// One step of a region's own motion; true while it goes on.
bool advance(ScrollState& state, float dt_ms, bool reduces_motion) {
    if (state.is_held) {
        return false;
    }
    if (state.velocity != 0) {
        state.offset += state.velocity * dt_ms;
        const bool is_outside = state.offset < 0 || state.offset > state.most;
        state.velocity *= std::pow(is_outside ? 0.97F : decay_per_ms, dt_ms);
        if (std::abs(state.velocity) < velocity_least) {
            state.velocity = 0;
        }
    }
    if (state.velocity == 0 && (state.offset < 0 || state.offset > state.most)) {
        const float end = state.offset < 0 ? 0 : state.most;
        state.offset += (end - state.offset) * (1 - std::exp(-dt_ms / band_ms));
        if (reduces_motion || std::abs(end - state.offset) < 0.5F) {
            state.offset = end;
        }
        state.is_gliding = false;
        return state.offset != end;
    }
    if (state.is_gliding) {
        state.target = std::clamp(state.target, 0.0F, state.most);
        state.offset += (state.target - state.offset) * (1 - std::exp(-dt_ms / wheel_ms));
        if (reduces_motion || std::abs(state.target - state.offset) < 0.5F) {
            state.offset = state.target;
            state.is_gliding = false;
        }
    }
    return state.is_gliding || state.velocity != 0;
}

// True: the event draws, and is nothing else.
bool ink_event(Ui& ui, const Pointer& pointer) {
    Ink& ink = ui.gestures.ink;
    const ImVec2 at = {pointer.x, pointer.y};
    if (pointer.phase == PointerPhase::down && pointer.button == 0 && ink.pointer < 0) {
        const auto surface = std::find_if(ink.surfaces.begin(), ink.surfaces.end(), [&](const Ink::Surface& s) {
            return s.layer == top_layer(ui) && s.box.Contains(at);
        });
        if (surface != ink.surfaces.end()) {
            ink.drawn_on = surface->id;
            ink.pointer = pointer.id;
            ink.strokes = {{at}};
            return true;
        }
    }
    if (ink.pointer < 0 || pointer.id != ink.pointer) {
        return false;
    }
    if (pointer.phase == PointerPhase::move && !ink.strokes.empty()) {
        ink.strokes.back().push_back(at);
    } else if (pointer.phase != PointerPhase::move) {
        ink.pointer = -1;
    }
    return true;
}

}  // namespace

void pointer_event(Ui& ui, const Pointer& pointer) {
    if (ink_event(ui, pointer)) {
        ui.is_touch = pointer.kind == PointerKind::touch;
        return;
    }
    if (pointer.kind == PointerKind::touch) {
        ui.is_touch = true;
        finger_event(ui, pointer);
        return;
    }
    ui.is_touch = false;
    if (pointer.phase == PointerPhase::leave || pointer.phase == PointerPhase::cancel) {
        if (pointer.phase == PointerPhase::cancel) {
            ui.drag.item = 0;
            add_step(ui, PointerStep::What::up, {}, false);
        }
        leave(ui);
        return;
    }
    const ImVec2 at = {pointer.x, pointer.y};
    add_step(ui, PointerStep::What::move, at, false);
    if (pointer.phase == PointerPhase::move) {
        return;
    }
    if (pointer.button == 0) {
        add_step(ui, pointer.phase == PointerPhase::down ? PointerStep::What::down : PointerStep::What::up, at, false);
    } else if (pointer.button == 2 && pointer.phase == PointerPhase::up) {
        ui.gestures.has_long_press = true;
        ui.gestures.long_press_at = at;
    }
}

void wheel_event(Ui& ui, float x, float y, float delta_x, float delta_y) {
    const bool is_horizontal = std::abs(delta_x) > std::abs(delta_y);
    const float by = is_horizontal ? delta_x : delta_y;
    ScrollState* state = state_of(ui, region_at(ui, {x, y}, is_horizontal, by));
    if (state == nullptr || by == 0) {
        return;
    }
    state->velocity = 0;
    state->moved_ms = ui.time_ms;
    if (state->page > 0) {
        if (!state->is_gliding) {
            show_page(*state, state->page_from + (by > 0 ? 1.0F : -1.0F));
        }
    } else if (std::abs(by) >= notch && !ui.reduces_motion) {
        state->target = std::clamp((state->is_gliding ? state->target : state->offset) + by, 0.0F, state->most);
        state->is_gliding = true;
    } else {
        state->offset = std::clamp(state->offset + by, 0.0F, state->most);
        state->is_gliding = false;
    }
}

void deliver_step(Ui& ui) {
    std::vector<PointerStep>& steps = ui.gestures.steps;
    if (steps.empty()) {
        return;
    }
    const PointerStep step = steps.front();
    steps.erase(steps.begin());
    ImGuiIO& io = ImGui::GetIO();
    io.AddMouseSourceEvent(step.is_touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    switch (step.what) {
        case PointerStep::What::move:
            io.AddMousePosEvent(step.at.x, step.at.y);
            break;
        case PointerStep::What::down:
        case PointerStep::What::up:
            io.AddMouseButtonEvent(0, step.what == PointerStep::What::down);
            break;
        case PointerStep::What::away:
            io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
            break;
    }
}

void advance_gestures(Ui& ui, double time_ms) {
    Gestures& g = ui.gestures;
    g.ink.surfaces.clear();  // Those of this frame follow while it is drawn.
    // A long pause between frames (nothing was moving) must not become one leap.
    const float dt_ms = static_cast<float>(std::clamp(time_ms - ui.time_ms, 0.0, 50.0));
    for (auto& [id, state] : ui.scrolls.states) {
        if (advance(state, dt_ms, ui.reduces_motion)) {
            state.moved_ms = time_ms;
            ask_for_frame(ui);
        }
    }
    if (g.state != Gestures::State::undecided) {
        return;
    }
    const double held_ms = time_ms - g.start_ms;
    if (held_ms >= long_press_ms) {
        g.state = Gestures::State::held;
        g.has_long_press = true;
        g.long_press_at = g.start;
        add_step(ui, PointerStep::What::move, g.start, true);
    } else if (held_ms >= highlight_ms) {
        add_step(ui, PointerStep::What::move, g.start, true);
        ask_for_frame_in(ui, static_cast<int>(long_press_ms - held_ms) + 1);
    } else {
        ask_for_frame_in(ui, static_cast<int>(highlight_ms - held_ms) + 1);
    }
}

}  // namespace xingke::ui::kit
