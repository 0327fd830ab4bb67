// The atlas's glyphs come from the host (platform::Glyphs): rasterised one by one when first used, at the device's own
// resolution. Three faces; no font file is compiled in.
#pragma once

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

// Once, after ImGui's context exists; `ui` must outlive it.
void add_fonts(Ui& ui);
// The glyphs of the atlas as they were drawn are worthless (the host's fonts changed, the graphics context was lost).
void forget_glyphs(Ui& ui);

}  // namespace xingke::ui::kit
