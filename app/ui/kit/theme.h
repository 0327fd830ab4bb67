// Every colour and measure of the interface. Nothing else in app/ui writes a colour or a radius as a number.
#pragma once

#include <cstdint>
#include <string_view>

#include <imgui.h>

namespace xingke::ui::kit {

using Color = ImU32;

// 0xRRGGBB as people write it.
constexpr Color rgb(std::uint32_t hex, float alpha = 1) {
    return ((hex >> 16) & 0xFFU) | (hex & 0xFF00U) | ((hex & 0xFFU) << 16) |
           (static_cast<Color>(alpha * 255.0F + 0.5F) << 24);
}
// The same colour, `alpha` times as opaque.
Color fade(Color color, float alpha);
Color mix(Color from, Color to, float part);
// 0xRRGGBBAA, as the platform wants it.
std::uint32_t rgba_of(Color color);

enum class Tone : std::uint8_t { neutral, accent, good, warning, bad };
Tone tone_of(std::string_view name);  // model::Option::tone: "", good, warning, bad, accent

struct ToneColors {
    Color text, background, solid;
};

struct Theme {
    bool is_dark = false;
    bool is_high_contrast = false;
    Color canvas;  // behind everything
    Color sidebar;
    Color surface;         // cards, lists, bars
    Color raised;          // menus, dialogs, toasts
    Color sunken;          // wells: segmented controls, code, skeletons
    Color hover, pressed;  // laid over any surface
    Color border, border_strong;
    Color text, text_soft, text_faint, text_disabled;
    Color accent, accent_hover, accent_pressed, accent_soft, on_accent;
    Color danger, danger_hover, on_danger;
    Color field;      // inside of an input
    Color focus;      // ring
    Color selection;  // row one is on
    Color scrim, shadow;
    ToneColors neutral, accent_tone, good, warning, bad;

    const ToneColors& tone(Tone tone) const;
};

const Theme& light_theme();
const Theme& dark_theme();
// Text at least 7:1 and every border 4.5:1 against what is behind (WCAG 2.2, AAA).
const Theme& light_high_contrast_theme();
const Theme& dark_high_contrast_theme();

// Measures in CSS pixels, on a grid of 4.
namespace metric {
constexpr float touch = 44;    // least height of what a finger presses
constexpr float control = 36;  // height of a control on the desktop
constexpr float radius_small = 6, radius = 8, radius_large = 12;
constexpr float wide_from = 900;  // view width from which there is a sidebar
constexpr float sidebar = 232;
constexpr float top_bar = 52, bottom_bar = 56;
constexpr float content_max = 1120;  // width of detail pages and settings
constexpr float form_max = 760;
constexpr float gutter_narrow = 16, gutter_wide = 24;
}  // namespace metric

}  // namespace xingke::ui::kit
