// The base of everything that can be pressed, by mouse, finger, keyboard, screen reader or test.
#include <algorithm>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

bool take_long_press(Ui& ui, const Box& box, bool hovered) {
    Gestures& gestures = ui.gestures;
    if (gestures.has_long_press && hovered && box.contains(gestures.long_press_at)) {
        gestures.has_long_press = false;
        return true;
    }
    return false;
}

void join_focus_order(Ui& ui, ItemId id, const Box& box, const PressOptions& options) {
    FocusItem item;
    item.id = id;
    item.layer = ui.overlays.current;
    item.is_text = options.is_text;
    item.box = box;
    item.group = options.group;
    item.is_group_entry = options.is_group_entry;
    item.lane = options.lane;
    ui.focus.drawing.push_back(item);
}

bool take_activation(Ui& ui, ItemId id) {
    const bool is_on_top = ui.overlays.current == static_cast<int>(ui.overlays.layers.size());
    if (ui.focus.activate != id || !is_on_top) {
        return false;
    }
    ui.focus.activate = 0;
    return true;
}

constexpr float reach_max = 8;  // of a target beyond what is seen: more would lie over the neighbours

// What a finger has to hit: metric::touch both ways, taken from the gaps around a thing that looks smaller. Rows, days
// and values of a chart have no gaps between them.
Box target_of(const Ui& ui, const Box& box, const PressOptions& options) {
    const Role role = options.node.role;
    const bool is_dense = role == Role::row || role == Role::cell || role == Role::option || role == Role::menuitem ||
                          (role == Role::button && options.group != 0);
    if (is_wide(ui) || is_dense || options.is_silent) {
        return box;
    }
    const auto reach = [](float size) { return std::clamp((metric::touch - size) / 2, 0.0F, reach_max); };
    const float across = reach(box.width);
    const float down = reach(box.height);
    return {box.x - across, box.y - down, box.width + 2 * across, box.height + 2 * down};
}

}  // namespace

Press press(Ui& ui, ItemId id, const Box& box, const PressOptions& options) {
    Press p;
    p.box = box;
    const Box target = target_of(ui, box, options);
    ImGuiItemFlags flags = ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop;
    if (options.disabled) {
        flags |= ImGuiItemFlags_Disabled;
    }
    if (options.allows_overlap) {
        flags |= ImGuiItemFlags_AllowOverlap;
    }
    bool hovered = false;
    bool held = false;
    if (ImGui::ItemAdd(target.rect(), id, nullptr, flags) && !options.disabled) {
        p.pressed = ImGui::ButtonBehavior(target.rect(), id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
        p.long_pressed = take_long_press(ui, target, hovered);
    }
    p.held = held || (hovered && ui.is_touch);
    p.hovered = hovered && !ui.is_touch;
    if (!options.disabled) {
        if (options.takes_focus) {
            join_focus_order(ui, id, box, options);
        }
        if (take_activation(ui, id)) {
            p.pressed = true;
        }
        if (p.pressed && options.takes_focus && !options.is_text) {
            set_focus(ui, id, ui.focus.is_visible && ui.focus.focused == id);
        }
    }
    if (ui.focus.requested == id && !options.disabled) {
        ui.focus.requested = 0;
        set_focus(ui, id, true);
        ui.focus.reveal = id;
        if (options.is_text) {
            ui.text_fields.wants_focus = id;
        }
    }
    p.focused = ui.focus.focused == id && ui.focus.is_visible;
    if (ui.focus.reveal == id) {
        ui.focus.reveal = 0;
        scroll_into_view(ui, box);
    }
    if (p.pressed || p.long_pressed) {
        // What was drawn before this item may show what is no longer so.
        ui.layout.is_unsettled = true;
    }
    if (options.is_silent) {
        ui.semantics.silent.push_back(id);
    } else {
        SemanticNode node = options.node;
        node.id = id;
        node.rect = target;
        node.is_disabled = options.disabled;
        node.is_focused = ui.focus.focused == id;
        add_node(ui, std::move(node));
    }
    if (p.focused && options.draws_ring) {
        draw_focus_ring(ui, box, options.radius);
    }
    return p;
}

void draw_wash(Ui& ui, const Press& press, float radius) {
    if (press.held) {
        fill(ui, press.box, theme(ui).pressed, radius);
    } else if (press.hovered) {
        fill(ui, press.box, theme(ui).hover, radius);
    }
}

}  // namespace xingke::ui::kit
