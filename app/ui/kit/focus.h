// Keyboard focus: the items of the frame in the order in which they were drawn, which one has it, and what the keyboard
// asked of it. Items of the topmost layer only.
#pragma once

#include <vector>

#include "app/ui/app.h"
#include "app/ui/kit/box.h"
#include "app/ui/kit/ids.h"

namespace xingke::ui::kit {

struct FocusItem {
    ItemId id = 0;
    int layer = 0;
    bool is_text = false;
    Box box;
    ItemId group = 0;            // arrow keys move inside it, Tab leaves it; 0: none
    bool is_group_entry = true;  // where Tab enters the group
    int lane = 0;                // > 0: up and down stay in the lane of the group, left and right go to the one beside
};

struct Focus {
    std::vector<FocusItem> items;    // of the last whole frame
    std::vector<FocusItem> drawing;  // of this one
    ItemId focused = 0;
    bool is_visible = false;  // moved by the keyboard: draw the ring
    ItemId activate = 0;      // pressed by keyboard, screen reader or test; taken by the item at its next draw
    ItemId reveal = 0;        // scroll it into view at its next draw
    ItemId requested = 0;     // by the program, for when it is drawn
};

// Tab, Shift+Tab, Enter, Space, arrows, page keys. True: used.
bool focus_key(Ui& ui, const Key& key);
// To the next or previous item; used by Tab and by the host when its input is left by Tab.
void move_focus(Ui& ui, bool backwards);
void set_focus(Ui& ui, ItemId id, bool is_visible);
// By name in the current scope, e.g. the first field with an error.
void focus_on(Ui& ui, std::string_view id);

}  // namespace xingke::ui::kit
