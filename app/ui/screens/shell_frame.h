// The frame around every screen: sidebar on wide views, top bar and bottom bar on narrow ones, and the sync badge.
// Draws and reports what was pressed by going there; keeps nothing.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/kit/box.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

void draw_sidebar(Desk& desk, const kit::Box& box, const Route& route);

struct TopBar {
    std::string title;
    bool has_back = false;
    bool has_search = true;
    bool has_bell = false;
};
// True: back was pressed. `box` includes the safe area at the top.
bool draw_top_bar(Desk& desk, const kit::Box& box, const TopBar& bar);
// `is_create_open`: the sheet behind the + in the middle.
void draw_bottom_bar(Desk& desk, const kit::Box& box, const Route& route, bool& is_create_open);

// What is true of the person's work now (sync_words.h); leads to the sync page.
void draw_sync_badge(Desk& desk, float width_max);

// The type that the work is about: the first that belongs to no other; null when there is none.
const model::RecordType* main_type(const Desk& desk);

}  // namespace xingke::ui
