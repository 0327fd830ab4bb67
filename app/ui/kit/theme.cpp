#include "app/ui/kit/theme.h"

namespace xingke::ui::kit {
namespace {

constexpr Theme make_light() {
    Theme t;
    t.canvas = rgb(0xF7F8FA);
    t.sidebar = rgb(0xF1F3F6);
    t.surface = rgb(0xFFFFFF);
    t.raised = rgb(0xFFFFFF);
    t.sunken = rgb(0xEDF0F3);
    t.hover = rgb(0x0F1E30, 0.045F);
    t.pressed = rgb(0x0F1E30, 0.09F);
    t.border = rgb(0xE3E7EC);
    t.border_strong = rgb(0xCCD3DB);
    t.text = rgb(0x16202C);
    t.text_soft = rgb(0x536072);
    t.text_faint = rgb(0x6A7686);
    t.text_disabled = rgb(0xA4AEBA);
    t.accent = rgb(0x0E7085);
    t.accent_hover = rgb(0x0B6376);
    t.accent_pressed = rgb(0x095364);
    t.accent_soft = rgb(0xE3F2F5);
    t.on_accent = rgb(0xFFFFFF);
    t.danger = rgb(0xC8322B);
    t.danger_hover = rgb(0xB22A24);
    t.on_danger = rgb(0xFFFFFF);
    t.field = rgb(0xFFFFFF);
    t.focus = rgb(0x1C97B1);
    t.selection = rgb(0x0E7085, 0.09F);
    t.scrim = rgb(0x0B1420, 0.42F);
    t.shadow = rgb(0x0B1828);
    t.neutral = {rgb(0x475466), rgb(0xEDF0F3), rgb(0x8793A1)};
    t.accent_tone = {rgb(0x0B6072), rgb(0xE0F1F4), rgb(0x17879F)};
    t.good = {rgb(0x18693B), rgb(0xE2F4E9), rgb(0x2A9D5C)};
    t.warning = {rgb(0x8A5100), rgb(0xFDF0D9), rgb(0xDB8A0B)};
    t.bad = {rgb(0xB02A24), rgb(0xFCE9E7), rgb(0xDA4138)};
    return t;
}

constexpr Theme make_dark() {
    Theme t;
    t.is_dark = true;
    t.canvas = rgb(0x0F1318);
    t.sidebar = rgb(0x0B0F13);
    t.surface = rgb(0x161B22);
    t.raised = rgb(0x1D242D);
    t.sunken = rgb(0x222A34);
    t.hover = rgb(0xDCE8F5, 0.055F);
    t.pressed = rgb(0xDCE8F5, 0.1F);
    t.border = rgb(0x262E38);
    t.border_strong = rgb(0x3B4653);
    t.text = rgb(0xE7ECF2);
    t.text_soft = rgb(0xA7B2BF);
    t.text_faint = rgb(0x8894A3);
    t.text_disabled = rgb(0x5A6573);
    t.accent = rgb(0x2AA5BD);
    t.accent_hover = rgb(0x3BB4CB);
    t.accent_pressed = rgb(0x2392A8);
    t.accent_soft = rgb(0x12333C);
    t.on_accent = rgb(0x04161B);
    t.danger = rgb(0xE5604F);
    t.danger_hover = rgb(0xEE7364);
    t.on_danger = rgb(0x1D0705);
    t.field = rgb(0x11161C);
    t.focus = rgb(0x3BB4CB);
    t.selection = rgb(0x2AA5BD, 0.14F);
    t.scrim = rgb(0x000000, 0.58F);
    t.shadow = rgb(0x000000);
    t.neutral = {rgb(0xB4BFCB), rgb(0x262E38), rgb(0x7C8896)};
    t.accent_tone = {rgb(0x6FCBDD), rgb(0x12333C), rgb(0x2AA5BD)};
    t.good = {rgb(0x78D3A0), rgb(0x15321F), rgb(0x3DB573)};
    t.warning = {rgb(0xF0BE68), rgb(0x3A2B10), rgb(0xE09A22)};
    t.bad = {rgb(0xF59A8F), rgb(0x41201D), rgb(0xE5604F)};
    return t;
}

// Over the usual theme: what separates, and every word, goes to the ends of the scale.
constexpr Theme make_light_high_contrast() {
    Theme t = make_light();
    t.is_high_contrast = true;
    t.canvas = t.sidebar = t.surface = t.raised = t.field = rgb(0xFFFFFF);
    t.sunken = rgb(0xEDF0F3);
    t.border = rgb(0x5A6573);
    t.border_strong = t.text = rgb(0x000000);
    t.text_soft = rgb(0x2B3542);
    t.text_faint = rgb(0x3A4553);
    t.text_disabled = rgb(0x5A6573);
    t.accent = rgb(0x004B5C);
    t.accent_hover = rgb(0x003A48);
    t.accent_pressed = rgb(0x002B36);
    t.danger = rgb(0x8A1210);
    t.danger_hover = rgb(0x6E0C0A);
    t.focus = rgb(0x000000);
    t.selection = rgb(0x004B5C, 0.16F);
    t.neutral = {rgb(0x2B3542), rgb(0xEDF0F3), rgb(0x536072)};
    t.accent_tone = {rgb(0x00404F), rgb(0xE0F1F4), rgb(0x005C70)};
    t.good = {rgb(0x0B4A26), rgb(0xE2F4E9), rgb(0x14703C)};
    t.warning = {rgb(0x5F3600), rgb(0xFDF0D9), rgb(0x8A5100)};
    t.bad = {rgb(0x7F100D), rgb(0xFCE9E7), rgb(0xA81E18)};
    return t;
}

constexpr Theme make_dark_high_contrast() {
    Theme t = make_dark();
    t.is_high_contrast = true;
    t.canvas = t.sidebar = t.surface = t.raised = t.field = rgb(0x000000);
    t.sunken = rgb(0x1A2028);
    t.border = rgb(0x8D99A7);
    t.border_strong = t.text = rgb(0xFFFFFF);
    t.text_soft = rgb(0xD6DEE7);
    t.text_faint = rgb(0xC2CCD7);
    t.text_disabled = rgb(0x8D99A7);
    t.accent = rgb(0x5FD6EC);
    t.accent_hover = rgb(0x86E2F3);
    t.accent_pressed = rgb(0x43C4DC);
    t.on_accent = rgb(0x000000);
    t.danger = rgb(0xFF9A8C);
    t.danger_hover = rgb(0xFFB3A8);
    t.on_danger = rgb(0x000000);
    t.focus = rgb(0xFFFFFF);
    t.selection = rgb(0x5FD6EC, 0.28F);
    t.neutral = {rgb(0xE2E8EF), rgb(0x1A2028), rgb(0xA7B2BF)};
    t.accent_tone = {rgb(0x9CEAF7), rgb(0x06262E), rgb(0x5FD6EC)};
    t.good = {rgb(0xA6ECC4), rgb(0x0B2415), rgb(0x62D796)};
    t.warning = {rgb(0xFFDA9A), rgb(0x2A1D06), rgb(0xF5B84A)};
    t.bad = {rgb(0xFFC2B9), rgb(0x300F0C), rgb(0xFF8A7B)};
    return t;
}

constexpr Theme light = make_light();
constexpr Theme dark = make_dark();
constexpr Theme light_high_contrast = make_light_high_contrast();
constexpr Theme dark_high_contrast = make_dark_high_contrast();

}  // namespace

Color fade(Color color, float alpha) {
    const float old = static_cast<float>(color >> 24);
    return (color & 0x00FFFFFFU) | (static_cast<Color>(old * alpha + 0.5F) << 24);
}

Color mix(Color from, Color to, float part) {
    Color out = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        const float a = static_cast<float>((from >> shift) & 0xFFU);
        const float b = static_cast<float>((to >> shift) & 0xFFU);
        out |= static_cast<Color>(a + (b - a) * part + 0.5F) << shift;
    }
    return out;
}

std::uint32_t rgba_of(Color color) {
    return ((color & 0xFFU) << 24) | ((color & 0xFF00U) << 8) | ((color >> 8) & 0xFF00U) | (color >> 24);
}

Tone tone_of(std::string_view name) {
    if (name == "accent") {
        return Tone::accent;
    }
    if (name == "good") {
        return Tone::good;
    }
    if (name == "warning") {
        return Tone::warning;
    }
    return name == "bad" ? Tone::bad : Tone::neutral;
}

const ToneColors& Theme::tone(Tone tone) const {
    switch (tone) {
        case Tone::accent:
            return accent_tone;
        case Tone::good:
            return good;
        case Tone::warning:
            return warning;
        case Tone::bad:
            return bad;
        case Tone::neutral:
            break;
    }
    return neutral;
}

const Theme& light_theme() {
    return light;
}

const Theme& dark_theme() {
    return dark;
}

const Theme& light_high_contrast_theme() {
    return light_high_contrast;
}

const Theme& dark_high_contrast_theme() {
    return dark_high_contrast;
}

}  // namespace xingke::ui::kit
