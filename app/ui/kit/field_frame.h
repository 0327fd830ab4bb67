// What text fields and choice fields share: label above, frame, help or error below.
#pragma once

#include <string_view>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

float control_height(const Ui& ui);
// The label line above a field; nothing when empty.
void draw_field_label(Ui& ui, std::string_view label, bool required);
void draw_field_frame(Ui& ui, const Box& box, bool is_focused, bool is_wrong, bool is_read_only, bool is_hovered);
// Help or error below it; nothing when both are empty.
void draw_field_note(Ui& ui, std::string_view help, std::string_view error);

}  // namespace xingke::ui::kit
