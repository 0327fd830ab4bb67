// The atlas's glyphs come from the host (platform::Glyphs): rasterised one by one when first used, at the device's own
// resolution. Three faces; no font file is compiled in.
#pragma once

#include <vector>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

// Once, after ImGui's context exists; `ui` must outlive it.
void add_fonts(Ui& ui);
// A glyph that stands in the atlas's texture, at `x`, `y`; pixels.
struct PlacedGlyph {
    platform::FontFace face = platform::FontFace::regular;
    float pixel_size = 0;
    char32_t code_point = 0;
    int x = 0, y = 0;
};
// Those that the texture is about to take from memory: all of a new one, what has come to one that is there.
std::vector<PlacedGlyph> glyphs_awaited(const ImTextureData& texture);
// The glyphs of the atlas as they were drawn are worthless (the host's fonts changed, the graphics context was lost).
void forget_glyphs(Ui& ui);

}  // namespace xingke::ui::kit
