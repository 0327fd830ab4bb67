// One pass of the kit over ImGui: what must be set before the screens draw and tidied after. A frame has one pass or
// more (app.cpp): while something remembered has changed, something was pressed, or ImGui has input left, it is drawn
// again before anybody sees it.
#pragma once

#include <functional>
#include <string_view>

#include "app/ui/kit/ui.h"

struct ImDrawData;

namespace xingke::ui::kit {

constexpr int passes_max = 8;

void set_up_imgui(Ui& ui);  // once, in the current context
// `draw` puts the page into an empty flow over the whole canvas; it is called once a pass. The draw data is valid until
// the next frame. Afterwards the platform has been told about fields, semantics and when the next frame is wanted.
ImDrawData* draw_frame(Ui& ui, double time_ms, const std::function<void()>& draw);

// What the host tells about keys and the input over a field (App passes it on). A key answers whether the kit used it.
bool key_event(Ui& ui, const Key& key);
void text_focused(Ui& ui, ItemId field);
void text_changed(Ui& ui, ItemId field, std::string_view text, bool is_composing);
void text_ended(Ui& ui, ItemId field, TextEnd end);

}  // namespace xingke::ui::kit
