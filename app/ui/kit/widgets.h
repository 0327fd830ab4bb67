// The widgets. Each draws itself in the next place of the flow, reacts to pointer, finger, keyboard and screen reader
// alike, and adds its semantics. `true` from a function: it was pressed in this frame.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/kit/icons.h"
#include "app/ui/kit/layout.h"
#include "app/ui/kit/motion.h"
#include "app/ui/kit/semantics.h"
#include "app/ui/kit/type.h"

namespace xingke::ui::kit {

// --- Text -----------------------------------------------------------------------------------------------------------
struct TextOptions {
    Type type = Type::body;
    Color color = 0;    // 0: the theme's text colour
    bool wraps = true;  // in a Row: one line
    int lines_max = 0;  // then "…"
    Align align = Align::start;
    float width = 0;
};
void text(Ui& ui, std::string_view words, const TextOptions& options = {});
void soft_text(Ui& ui, std::string_view words);  // body in the softer colour
void caption(Ui& ui, std::string_view words, Color color = 0);
void heading(Ui& ui, std::string_view words, int level = 1);  // 1: title, 2: large, 3: strong

// --- The base of everything that can be pressed
// -------------------------------------------------------------------------
struct Press {
    bool pressed = false;                                 // now
    bool long_pressed = false;                            // by a finger held, or the right button
    bool hovered = false, held = false, focused = false;  // focused: by keyboard, wants a ring
    Box box;
};
struct PressOptions {
    SemanticNode node;  // role, name, state; id, rect, focus are filled in
    bool disabled = false;
    bool takes_focus = true;  // by Tab
    float radius = metric::radius;
    bool draws_ring = true;
    bool allows_overlap = false;  // other items lie on it and win
    bool is_silent = false;       // no node: scrims, scroll bars
    bool is_text = false;         // a field: the platform's input edits it
    ItemId group = 0;             // arrow keys move inside it, Tab enters it at its entry
    bool is_group_entry = true;
    int lane = 0;  // FocusItem::lane
};
// An item of the given box: draws nothing but the focus ring.
Press press(Ui& ui, ItemId id, const Box& box, const PressOptions& options);
// The wash of hover and press over a surface.
void draw_wash(Ui& ui, const Press& press, float radius);

// --- Buttons --------------------------------------------------------------------------------------------------------
enum class ButtonKind : std::uint8_t { primary, secondary, ghost, danger, danger_ghost, link };
struct ButtonOptions {
    ButtonKind kind = ButtonKind::secondary;
    Icon icon = Icon::none;
    bool disabled = false;
    bool busy = false;   // turns, cannot be pressed
    bool fills = false;  // the whole width
    bool small = false;
    std::string_view id = {};  // when the label is not unique in its scope, or changes
    std::string_view description = {};
    std::string_view shortcut = {};  // shown behind the label on wide views: "Ctrl S"
};
bool button(Ui& ui, std::string_view label, const ButtonOptions& options = {});
float button_width(const Ui& ui, std::string_view label, const ButtonOptions& options = {});
struct IconButtonOptions {
    bool disabled = false;
    bool selected = false;
    Color color = 0;
    int badge = 0;  // > 0: a dot with the count
    std::string_view id = {};
};
bool icon_button(Ui& ui, Icon icon, std::string_view label, const IconButtonOptions& options = {});
bool link(Ui& ui, std::string_view label, Icon icon = Icon::none);

// --- Small things ---------------------------------------------------------------------------------------------------
void divider(Ui& ui);
struct ChipOptions {
    Tone tone = Tone::neutral;
    Icon icon = Icon::none;
    bool has_dot = false;
    std::string_view name = {};  // accessible, when the words alone do not say it
};
void chip(Ui& ui, std::string_view words, const ChipOptions& options = {});
void draw_chip(const Ui& ui, const Box& box, std::string_view words, Tone tone);  // absolute, no semantics
float chip_width(const Ui& ui, std::string_view words);
bool filter_chip(Ui& ui, std::string_view label, bool selected, Icon icon = Icon::none);
void badge(Ui& ui, std::uint64_t count, Tone tone = Tone::accent);  // nothing at 0
void avatar(Ui& ui, std::string_view name, float size = 36);
void draw_avatar(const Ui& ui, const Box& box, std::string_view name);
void progress(Ui& ui, std::string_view label, float part);  // 0…1; below 0: unknown
void skeleton(Ui& ui, float width, float height);
void draw_skeleton(Ui& ui, const Box& box);
void key_hint(Ui& ui, std::string_view keys);  // "Ctrl K"
void spinner(Ui& ui, float size = 20);

// --- Choosing -------------------------------------------------------------------------------------------------------
bool toggle(Ui& ui, std::string_view label, bool& value, std::string_view help = {});
bool checkbox(Ui& ui, std::string_view label, bool& value);
struct Choice {
    std::string key;
    std::string title;
    Tone tone = Tone::neutral;
    Icon icon = Icon::none;
    std::string detail = {};
};
// All in one look: pressing the chosen one again clears it when `may_clear`.
bool radio_chips(Ui& ui, std::string_view label, std::span<const Choice> choices, std::string& key,
                 bool may_clear = false);
bool segments(Ui& ui, std::string_view label, std::span<const Choice> choices, std::string& key);
struct Tab {
    std::string key;
    std::string title;
    std::int64_t count = -1;  // ≥ 0: shown beside the title
};
bool tabs(Ui& ui, std::string_view label, std::span<const Tab> tabs, std::string& key);
bool rating(Ui& ui, std::string_view label, int& stars);  // 0…5

// --- Bigger things --------------------------------------------------------------------------------------------------
struct EmptyState {
    Icon icon = Icon::inbox;
    std::string_view title, sentence;
    std::string_view action = {};  // label of a primary button
    Icon action_icon = Icon::plus;
    std::string_view second_action = {};
};
enum class EmptyAnswer : std::uint8_t { nothing, action, second_action };
EmptyAnswer empty_state(Ui& ui, const EmptyState& state);

// A notice across the width. Pressing its action gives true.
bool banner(Ui& ui, Tone tone, std::string_view words, std::string_view action = {}, Icon icon = Icon::none);

// A row of the sidebar.
struct NavOptions {
    bool is_current = false;
    std::uint64_t count = 0;
    Tone count_tone = Tone::neutral;
};
bool nav_item(Ui& ui, Icon icon, std::string_view label, const NavOptions& options = {});
// The bar at the bottom of narrow views: draws all of it, and returns the index pressed or -1.
struct BarItem {
    Icon icon = Icon::none;
    std::string_view label;
    bool is_current = false;
    std::uint64_t count = 0;
};
int bottom_bar(Ui& ui, const Box& box, std::span<const BarItem> items);
// A row of settings and lists: icon, title, second line, something at the end; a chevron when it leads somewhere.
struct LineOptions {
    Icon icon = Icon::none;
    std::string_view detail = {};
    std::string_view value = {};
    bool leads_on = false;
    bool is_selected = false;
    std::string_view avatar = {};  // instead of the icon: the name to make letters from
    Tone tone = Tone::neutral;
    std::string_view id = {};
};
bool line(Ui& ui, std::string_view title, const LineOptions& options = {});
// Name and value, as in detail pages; the value can be selected by long press (copied).
void fact(Ui& ui, std::string_view name, std::string_view value, Color color = 0);
// A big figure with its name.
bool stat(Ui& ui, std::string_view name, std::string_view figure, Icon icon = Icon::none, Tone tone = Tone::neutral);

// --- Absolute drawing with the theme
// -----------------------------------------------------------------------------------
// Whether any of it lies inside the clip rectangle: what does not need not be drawn.
bool is_drawn(const Box& box);
void fill(const Ui& ui, const Box& box, Color color, float radius = 0);
void stroke(const Ui& ui, const Box& box, Color color, float radius = 0, float thickness = 1);
void draw_shadow(const Ui& ui, const Box& box, float radius, float depth);
void draw_focus_ring(const Ui& ui, const Box& box, float radius);
void draw_line(const Ui& ui, ImVec2 from, ImVec2 to, Color color);  // a hairline

}  // namespace xingke::ui::kit
