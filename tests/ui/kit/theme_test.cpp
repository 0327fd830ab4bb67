#include "app/ui/kit/theme.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

using namespace xingke::ui::kit;

namespace {

double channel(Color color, unsigned shift) {
    const double part = static_cast<double>((color >> shift) & 0xFFU) / 255;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

// WCAG 2.2, "relative luminance" and "contrast ratio"; of opaque colours.
double luminance(Color color) {
    return 0.2126 * channel(color, 0) + 0.7152 * channel(color, 8) + 0.0722 * channel(color, 16);
}

double contrast(Color one, Color other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

void check_words(const Theme& theme, double least) {
    for (const Color behind : {theme.canvas, theme.sidebar, theme.surface, theme.raised, theme.field}) {
        for (const Color words : {theme.text, theme.text_soft}) {
            CHECK(contrast(words, behind) >= least);
        }
        CHECK(contrast(theme.text_faint, behind) >= std::min(least, 4.5) - 0.5);
    }
    CHECK(contrast(theme.on_accent, theme.accent) >= std::min(least, 4.5));
    CHECK(contrast(theme.on_danger, theme.danger) >= std::min(least, 4.5));
    for (const ToneColors& tone : {theme.neutral, theme.accent_tone, theme.good, theme.warning, theme.bad}) {
        CHECK(contrast(tone.text, tone.background) >= least);
    }
}

}  // namespace

TEST_CASE("words stand out against what is behind them, in every theme") {
    check_words(light_theme(), 4.5);
    check_words(dark_theme(), 4.5);
    check_words(light_high_contrast_theme(), 7);
    check_words(dark_high_contrast_theme(), 7);
}

TEST_CASE("with high contrast, borders and faint words can be seen, too") {
    for (const Theme* theme : {&light_high_contrast_theme(), &dark_high_contrast_theme()}) {
        CHECK(contrast(theme->border, theme->surface) >= 4.5);
        CHECK(contrast(theme->text_faint, theme->surface) >= 7);
        CHECK(contrast(theme->text_disabled, theme->surface) >= 4.5);
        CHECK(contrast(theme->focus, theme->surface) >= 7);
    }
}
