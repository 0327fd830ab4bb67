// Icons as paths on a 24 × 24 grid, from lucide (ISC licence; icons_data.inc is made by tools/make_icons.mjs).
#pragma once

#include <cstdint>
#include <string_view>

#include "app/ui/kit/box.h"
#include "app/ui/kit/theme.h"

namespace xingke::ui::kit {

struct Ui;

enum class Icon : std::uint8_t {
    none,
#define ICON(name, lucide_name) name,
#include "app/ui/kit/icons.def"
#undef ICON
    count,
};

// "building_2" or lucide's own "building-2"; an unknown name gives Icon::file_text.
Icon icon_named(std::string_view name);
// In the middle of `box`, `size` CSS pixels high, stroke 1.75 at 24.
enum class IconFill : std::uint8_t { none, solid };
void draw_icon(const Ui& ui, Icon icon, const Box& box, Color color, float size = 20, IconFill fill = IconFill::none);

}  // namespace xingke::ui::kit
