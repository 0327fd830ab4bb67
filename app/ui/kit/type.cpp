#include "app/ui/kit/type.h"

#include <cmath>

#include "app/base/text.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

constexpr std::string_view ellipsis = "…";

struct Style {
    float size;
    float line;
    bool is_bold;
    bool is_mono;
};

Style style_of(Type type) {
    switch (type) {
        case Type::caption:
            return {12, 16, false, false};
        case Type::caption_strong:
            return {12, 16, true, false};
        case Type::body:
            return {14, 20, false, false};
        case Type::body_strong:
            return {14, 20, true, false};
        case Type::large:
            return {16, 24, false, false};
        case Type::large_strong:
            return {16, 24, true, false};
        case Type::title:
            return {20, 28, true, false};
        case Type::display:
            return {24, 32, true, false};
        case Type::mono:
            return {12, 16, false, true};
    }
    return {14, 20, false, false};
}

ImFontBaked* baked_of(const Ui& ui, Type type) {
    const Style style = style_of(type);
    ImFont* font = style.is_mono ? ui.fonts.mono : style.is_bold ? ui.fonts.bold : ui.fonts.regular;
    return font->GetFontBaked(size_of(ui, type), ui.view.scale);
}

// What may not begin a line in Chinese typesetting (GB/T 15834): closing punctuation.
bool may_begin_line(char32_t c) {
    constexpr std::u32string_view closing = U"，。、；：？！）》」』】〕〉”’…—%％℃,.;:?!)]}";
    return closing.find(c) == std::u32string_view::npos;
}

bool may_end_line(char32_t c) {
    constexpr std::u32string_view opening = U"（《「『【〔〈“‘([{¥￥";
    return opening.find(c) == std::u32string_view::npos;
}

bool breaks_anywhere(char32_t c) {
    return is_han(c) || (c >= 0x3000 && c <= 0x30FF) || (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x1F000;
}

// Byte length of the part of `text` that goes on one line of `width`.
std::size_t fitting(ImFontBaked* font, std::string_view text, float width) {
    float x = 0;
    std::size_t best = 0;
    std::size_t at = 0;
    char32_t before = 0;
    while (at < text.size()) {
        const std::size_t start = at;
        const char32_t c = next_code_point(text, at);
        if (c == U'\n') {
            return start;
        }
        const bool may_break = start > 0 && may_begin_line(c) && may_end_line(before) &&
                               (before == U' ' || breaks_anywhere(c) || breaks_anywhere(before));
        if (may_break && c != U' ') {
            best = start;
        }
        x += font->GetCharAdvance(static_cast<ImWchar>(c));
        if (x > width + 0.01F && c != U' ') {
            // A word wider than the line is cut where it must be; a line holds at least one character.
            return best > 0 ? best : (start > 0 ? start : at);
        }
        before = c;
    }
    return text.size();
}

}  // namespace

float size_of(const Ui& ui, Type type) {
    return std::round(style_of(type).size * ui.text_scale);
}

float line_height(const Ui& ui, Type type) {
    return std::round(style_of(type).line * ui.text_scale);
}

float text_width(const Ui& ui, Type type, std::string_view text) {
    ImFontBaked* font = baked_of(ui, type);
    float x = 0;
    for (std::size_t at = 0; at < text.size();) {
        x += font->GetCharAdvance(static_cast<ImWchar>(next_code_point(text, at)));
    }
    return x;
}

std::vector<std::string_view> wrap(const Ui& ui, Type type, std::string_view text, float width) {
    ImFontBaked* font = baked_of(ui, type);
    std::vector<std::string_view> lines;
    while (true) {
        std::size_t size = fitting(font, text, width);
        std::string_view line = text.substr(0, size);
        while (!line.empty() && line.back() == ' ') {
            line.remove_suffix(1);
        }
        lines.push_back(line);
        if (size < text.size() && text[size] == '\n') {
            ++size;
            if (size == text.size()) {
                lines.push_back({});
            }
        }
        if (size >= text.size()) {
            return lines;
        }
        text.remove_prefix(size);
        while (!text.empty() && text.front() == ' ') {
            text.remove_prefix(1);
        }
    }
}

std::string cut_to_width(const Ui& ui, Type type, std::string_view text, float width) {
    if (const std::size_t line_end = text.find('\n'); line_end != std::string_view::npos) {
        std::string one_line(text);
        for (char& c : one_line) {
            c = c == '\n' ? ' ' : c;
        }
        return cut_to_width(ui, type, one_line, width);
    }
    ImFontBaked* font = baked_of(ui, type);
    const float dots = text_width(ui, type, ellipsis);
    float x = 0;
    std::size_t fits = 0;
    for (std::size_t at = 0; at < text.size();) {
        x += font->GetCharAdvance(static_cast<ImWchar>(next_code_point(text, at)));
        if (x > width + 0.01F) {
            return std::string(text.substr(0, fits)) + std::string(ellipsis);
        }
        if (x <= width - dots) {
            fits = at;
        }
    }
    return std::string(text);
}

void draw_text(const Ui& ui, ImVec2 position, Type type, Color color, std::string_view text) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImFontBaked* font = baked_of(ui, type);
    const float scale = ui.view.scale;
    const auto snap = [scale](float value) { return std::round(value * scale) / scale; };
    // The font's own ascent and descent stand in the middle of the line box.
    const float line = line_height(ui, type);
    const float base = snap(position.y + (line - (font->Ascent - font->Descent)) / 2 + font->Ascent);
    const ImVec4 clip = list->_CmdHeader.ClipRect;
    if (base + line < clip.y || base - line > clip.w) {
        return;
    }
    float pen = position.x;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const ImFontGlyph glyph = *font->FindGlyph(static_cast<ImWchar>(c));
        if (glyph.Visible) {
            // Each glyph on whole device pixels: the host drew it for that; positions add up unrounded.
            const float x = snap(pen);
            if (x + glyph.X1 >= clip.x && x + glyph.X0 <= clip.z) {
                list->PrimReserve(6, 4);
                const Color tint = glyph.Colored ? (color | 0x00FFFFFFU) : color;
                list->PrimRectUV({x + glyph.X0, base + glyph.Y0}, {x + glyph.X1, base + glyph.Y1}, {glyph.U0, glyph.V0},
                                 {glyph.U1, glyph.V1}, tint);
            }
        }
        pen += glyph.AdvanceX;
    }
}

void draw_text_in(const Ui& ui, const Box& box, Type type, Color color, std::string_view text, Align align) {
    if (box.width <= 0 || text.empty()) {
        return;
    }
    const std::string cut = cut_to_width(ui, type, text, box.width);
    float x = box.x;
    if (align != Align::start) {
        const float rest = box.width - text_width(ui, type, cut);
        x += align == Align::end ? rest : rest / 2;
    }
    draw_text(ui, {x, box.y + (box.height - line_height(ui, type)) / 2}, type, color, cut);
}

}  // namespace xingke::ui::kit
