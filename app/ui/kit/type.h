// Type: five sizes in two weights and a monospaced face, drawn by the device's own fonts; measuring, wrapping and
// cutting text as Chinese and Latin want it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit/box.h"
#include "app/ui/kit/theme.h"

namespace xingke::ui::kit {

struct Ui;

enum class Type : std::uint8_t {
    caption,  // 12
    caption_strong,
    body,  // 14
    body_strong,
    large,  // 16
    large_strong,
    title,    // 20, bold
    display,  // 24, bold
    mono,     // 12
};

enum class Align : std::uint8_t { start, centre, end };

float size_of(const Ui& ui, Type type);      // CSS pixels, the person's text size included
float line_height(const Ui& ui, Type type);  // CSS pixels
float text_width(const Ui& ui, Type type, std::string_view text);
// Byte lengths of lines no wider than `width`: breaks at spaces and between ideographs, never before closing
// punctuation; '\n' always breaks. Views into `text`.
std::vector<std::string_view> wrap(const Ui& ui, Type type, std::string_view text, float width);
// The text, or as much as fits followed by "…".
std::string cut_to_width(const Ui& ui, Type type, std::string_view text, float width);

// Absolute drawing, without layout and semantics. `position` is the top left of the line box.
void draw_text(const Ui& ui, ImVec2 position, Type type, Color color, std::string_view text);
// One line in the middle of the box's height, cut with "…" when too wide.
void draw_text_in(const Ui& ui, const Box& box, Type type, Color color, std::string_view text,
                  Align align = Align::start);

}  // namespace xingke::ui::kit
