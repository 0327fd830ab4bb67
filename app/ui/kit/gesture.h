// From raw pointers to what they mean. A finger's press is held back until it is known to be a tap, so that scrolling
// never presses anything:
//
//   idle --down--> undecided --moved > 8 px--> scrolling --up--> idle (fling: the region keeps its velocity)
//                  undecided --up------------> idle, a tap: move, press and release go to ImGui
//                  undecided --500 ms--------> held: a long press at that point, from where drag.h carries --up--> idle
//   any --cancel--> idle
//
// Mouse and pen go straight through. Positions in CSS pixels.
#pragma once

#include <cstdint>
#include <vector>

#include <imgui.h>
#include <imgui_internal.h>

#include "app/ui/app.h"
#include "app/ui/kit/ids.h"

namespace xingke::ui::kit {

// What ImGui is told about the pointer, one step a pass: an item learns that it is hovered before it is pressed, and
// pressed before it is released, however fast the host's events came.
struct PointerStep {
    enum class What : std::uint8_t { move, down, up, away } what = What::move;
    ImVec2 at;
    bool is_touch = false;
};

// Surfaces that are drawn on (signature_pad.h): what begins on one neither scrolls nor presses, and every point counts,
// however few frames are drawn.
struct Ink {
    struct Surface {
        ItemId id = 0;
        ImRect box;
        int layer = 0;  // of overlays: what lies under a dialog is not drawn on
    };
    std::vector<Surface> surfaces;  // of the last frame
    ItemId drawn_on = 0;
    std::int32_t pointer = -1;                 // that draws; −1: none does
    std::vector<std::vector<ImVec2>> strokes;  // not yet taken by the surface; the last one may go on
};

struct Gestures {
    enum class State : std::uint8_t { idle, undecided, scrolling, held };
    struct Sample {
        double time_ms = 0;
        ImVec2 at;
    };
    State state = State::idle;
    std::int32_t finger = -1;
    ImVec2 start, last;
    double start_ms = 0;
    ItemId scroll = 0;  // region being dragged
    bool is_horizontal = false;
    std::vector<Sample> samples;  // of the last 100 ms
    bool has_long_press = false;  // for the item at `long_press_at`, taken at its next draw
    ImVec2 long_press_at;
    std::vector<PointerStep> steps;  // not yet told to ImGui
    Ink ink;
};

void pointer_event(Ui& ui, const Pointer& pointer);
void wheel_event(Ui& ui, float x, float y, float delta_x, float delta_y);
// The next step goes to ImGui; called before each pass.
void deliver_step(Ui& ui);
// Once per frame before drawing: momentum, rubber bands, wheel glides, the long-press clock.
void advance_gestures(Ui& ui, double time_ms);

}  // namespace xingke::ui::kit
