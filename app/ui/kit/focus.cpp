#include "app/ui/kit/focus.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

// The items that the keyboard may go to now, in order.
std::vector<FocusItem> reachable(const Ui& ui) {
    const int layer = static_cast<int>(ui.overlays.layers.size());
    std::vector<FocusItem> items;
    for (const FocusItem& item : ui.focus.items) {
        if (item.layer == layer) {
            items.push_back(item);
        }
    }
    return items;
}

std::size_t index_of(const std::vector<FocusItem>& items, ItemId id) {
    const auto found = std::find_if(items.begin(), items.end(), [id](const FocusItem& item) { return item.id == id; });
    return static_cast<std::size_t>(found - items.begin());
}

void go_to(Ui& ui, const FocusItem& item) {
    set_focus(ui, item.id, true);
    ui.focus.reveal = item.id;
    if (item.is_text) {
        ui.platform.text_input.focus(item.id);
    } else if (ui.text_fields.editing != 0) {
        ui.platform.text_input.blur();
    }
    ask_for_frame(ui);
}

// Left and right in a group of lanes: to the item of the next lane that stands nearest in height. Empty lanes are
// passed.
std::size_t beside(const std::vector<FocusItem>& items, std::size_t at, bool backwards) {
    const auto gap_to = [&](const FocusItem& item) {
        const int lanes = backwards ? items[at].lane - item.lane : item.lane - items[at].lane;
        const float height = std::abs(item.box.centre().y - items[at].box.centre().y);
        return std::pair(lanes, height);
    };
    std::size_t best = at;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool is_that_way = items[i].group == items[at].group && gap_to(items[i]).first > 0;
        if (is_that_way && (best == at || gap_to(items[i]) < gap_to(items[best]))) {
            best = i;
        }
    }
    return best;
}

// Arrow keys inside a group: radio chips, tabs, menus, rows.
bool move_in_group(Ui& ui, bool backwards, bool is_sideways) {
    const std::vector<FocusItem> items = reachable(ui);
    const std::size_t at = index_of(items, ui.focus.focused);
    if (at == items.size() || items[at].group == 0) {
        return false;
    }
    const int lane = items[at].lane;
    if (lane > 0 && is_sideways) {
        go_to(ui, items[beside(items, at, backwards)]);
        return true;
    }
    std::size_t to = at;
    do {
        if (backwards ? to == 0 : to + 1 == items.size()) {
            return true;
        }
        to = backwards ? to - 1 : to + 1;
    } while (items[to].group != items[at].group || items[to].lane != lane);
    go_to(ui, items[to]);
    return true;
}

bool scroll_by_key(Ui& ui, std::string_view key) {
    for (const ItemId id : ui.scrolls.last_order) {
        ScrollState& state = ui.scrolls.states[id];
        if (state.layer != static_cast<int>(ui.overlays.layers.size()) || state.is_horizontal || state.most < 1) {
            continue;
        }
        const float page = state.view.height * 0.85F;
        float to = state.is_gliding ? state.target : state.offset;
        if (key == "PageDown" || key == "PageUp") {
            to += key == "PageDown" ? page : -page;
        } else if (key == "Home" || key == "End") {
            to = key == "Home" ? 0 : state.most;
        } else {
            to += key == "ArrowDown" ? 60.0F : -60.0F;
        }
        state.target = std::clamp(to, 0.0F, state.most);
        state.is_gliding = true;
        state.velocity = 0;
        state.moved_ms = ui.time_ms;
        ask_for_frame(ui);
        return true;
    }
    return false;
}

}  // namespace

bool focus_key(Ui& ui, const Key& key) {
    if (!key.down || key.control || key.meta || key.alt) {
        return false;
    }
    if (key.name == "Tab") {
        move_focus(ui, key.shift);
        return true;
    }
    if ((key.name == "Enter" || key.name == " ") && ui.focus.focused != 0) {
        const std::vector<FocusItem> items = reachable(ui);
        const std::size_t at = index_of(items, ui.focus.focused);
        if (at == items.size() || items[at].is_text) {
            return false;
        }
        ui.focus.activate = ui.focus.focused;
        ui.focus.is_visible = true;
        ask_for_frame(ui);
        return true;
    }
    if (key.name == "ArrowDown" || key.name == "ArrowUp" || key.name == "ArrowLeft" || key.name == "ArrowRight") {
        const bool backwards = key.name == "ArrowUp" || key.name == "ArrowLeft";
        if (move_in_group(ui, backwards, key.name == "ArrowLeft" || key.name == "ArrowRight")) {
            return true;
        }
        return (key.name == "ArrowDown" || key.name == "ArrowUp") && scroll_by_key(ui, key.name);
    }
    if (key.name == "PageDown" || key.name == "PageUp" || key.name == "Home" || key.name == "End") {
        return scroll_by_key(ui, key.name);
    }
    return false;
}

void move_focus(Ui& ui, bool backwards) {
    const std::vector<FocusItem> items = reachable(ui);
    if (items.empty()) {
        return;
    }
    const std::size_t at = index_of(items, ui.focus.focused);
    const ItemId group = at < items.size() ? items[at].group : 0;
    std::size_t to = at;
    // At most once round: skips the rest of the own group and all but the entries of others.
    for (std::size_t step = 0; step < items.size(); ++step) {
        if (to >= items.size()) {
            to = backwards ? items.size() - 1 : 0;
        } else if (backwards) {
            to = to == 0 ? items.size() - 1 : to - 1;
        } else {
            to = to + 1 == items.size() ? 0 : to + 1;
        }
        const FocusItem& item = items[to];
        if (item.group == 0 || (item.group != group && item.is_group_entry)) {
            go_to(ui, item);
            return;
        }
    }
}

void set_focus(Ui& ui, ItemId id, bool is_visible) {
    ui.focus.focused = id;
    ui.focus.is_visible = is_visible;
}

void focus_on(Ui& ui, std::string_view id) {
    ui.focus.requested = id_of(ui, id);
    ask_for_frame(ui);
}

}  // namespace xingke::ui::kit
