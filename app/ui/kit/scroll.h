// A region that scrolls: by wheel, by finger (with momentum and a rubber band), by keyboard, and to what has the focus.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ui/kit/box.h"
#include "app/ui/kit/ids.h"
#include "app/ui/kit/semantics.h"

namespace xingke::ui::kit {

struct ScrollState {
    float offset = 0;         // may lie outside 0…most while the rubber band is stretched
    float most = 0;           // content height − view height, at least 0
    float target = 0;         // where the wheel is taking it
    bool is_gliding = false;  // towards target
    float velocity = 0;       // CSS px per ms, after a fling
    bool is_held = false;     // by a finger
    Box view;                 // visible part, in the last frame
    int layer = 0;
    bool is_horizontal = false;
    double seen_ms = 0;
    double moved_ms = 0;  // when its bar was last worth showing
    float page = 0;       // > 0: it comes to rest at multiples of it, one further with each swipe
    float page_from = 0;  // the page at which it rested last
};

struct Scrolls {
    std::unordered_map<ItemId, ScrollState> states;
    std::vector<ItemId> order;  // of this frame, outer before inner
    std::vector<ItemId> last_order;
    std::vector<ItemId> open;
};

class ScrollArea {
public:
    struct Options {
        float height = 0;   // 0: to the bottom of the flow's frame
        float padding = 0;  // inside, all round
        float gap = 0;
        float bottom_space = 0;  // extra, below the content (floating bars)
        bool is_horizontal = false;
        bool draws_bar = true;
        float page = 0;  // ScrollState::page
    };
    ScrollArea(Ui& ui, std::string_view id, const Options& options);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;

    Box view() const { return view_; }
    float offset() const { return offset_; }
    // For lists that draw only what is visible: where content row y = 0 stands now, in canvas coordinates.
    float content_top() const { return content_top_; }

private:
    Ui& ui_;
    ItemId id_;
    Options options_;
    Box view_;
    float offset_ = 0;
    float content_top_ = 0;
};

void scroll_to_top(Ui& ui, std::string_view id);
// Of a region in pages: the one that is shown or glided to, from 0; and to another one.
int page_of(Ui& ui, std::string_view id);
void glide_to_page(Ui& ui, std::string_view id, int page);
// Moves the innermost open region so that `box` can be seen.
void scroll_into_view(Ui& ui, const Box& box);

}  // namespace xingke::ui::kit
