// Carrying an item from one place to another: by mouse as soon as it moves with the button held, by finger after a long
// press. One item at a time; whoever draws the items keeps what is carried and what may take it. Near the edge of a
// region that scrolls, the region moves on under the item.
//
//   still --begin_drag()--> carried --let go--> was_dropped() is true in one pass --> still
//                           carried --Esc, cancel--> still, nothing dropped
#pragma once

#include <imgui.h>

#include "app/ui/kit/box.h"
#include "app/ui/kit/ids.h"

namespace xingke::ui::kit {

struct Press;

struct Drag {
    ItemId item = 0;  // carried now; 0: none
    ImVec2 from, at;  // where it was taken up, and where the pointer is
    ImVec2 grip;      // of the pointer in the item's box
    bool is_touch = false;
    bool is_cancelled = false;  // nothing is taken up again until the button is let go
    double paged_ms = 0;        // when a region in pages was last turned
    double scrolled_ms = 0;     // when another one last moved on
};

// After press() of an item that may be carried. True: it has been taken up in this pass.
bool begin_drag(Ui& ui, ItemId id, const Press& press);
// Follows the pointer, scrolls at edges. Call it once per pass while something of yours is carried, before drawing.
// True: it was let go in this pass, at drag.at, and is carried no more.
bool was_dropped(Ui& ui);
void cancel_drag(Ui& ui);
// Where the carried item would lie if it were drawn under the pointer.
Box carried_box(const Ui& ui, float width, float height);

}  // namespace xingke::ui::kit
