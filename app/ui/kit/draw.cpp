// The theme's rectangles, lines and shadows, and what stands on them without reacting: avatars, chips, skeletons.
#include <cmath>

#include "app/base/text.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

bool is_drawn(const Box& box) {
    const ImVec4 clip = ImGui::GetWindowDrawList()->_CmdHeader.ClipRect;
    return box.right() > clip.x && box.x < clip.z && box.bottom() > clip.y && box.y < clip.w;
}

void fill(const Ui&, const Box& box, Color color, float radius) {
    if (is_drawn(box) && box.width > 0 && box.height > 0 && (color >> 24) != 0) {
        ImGui::GetWindowDrawList()->AddRectFilled(box.min(), box.max(), color, radius);
    }
}

void stroke(const Ui&, const Box& box, Color color, float radius, float thickness) {
    if (is_drawn(box) && box.width > 0 && box.height > 0) {
        ImGui::GetWindowDrawList()->AddRect(box.min(), box.max(), color, radius, ImDrawFlags_None, thickness);
    }
}

void draw_shadow(const Ui& ui, const Box& box, float radius, float depth) {
    // A few rings, each a little larger and fainter, sunk by half the depth: near enough to a blur, and cheap.
    const int rings = depth < 4 ? 2 : 5;
    const Color color = theme(ui).shadow;
    const float strength = (theme(ui).is_dark ? 0.55F : 0.11F) / static_cast<float>(rings) * (depth < 4 ? 0.5F : 1.0F);
    for (int ring = rings; ring > 0; --ring) {
        const float grow = depth * static_cast<float>(ring) / static_cast<float>(rings);
        const Box around = {box.x - grow, box.y - grow + depth * 0.5F, box.width + 2 * grow, box.height + 2 * grow};
        fill(ui, around, fade(color, strength), radius + grow);
    }
}

void draw_focus_ring(const Ui& ui, const Box& box, float radius) {
    const Box around = {box.x - 2, box.y - 2, box.width + 4, box.height + 4};
    stroke(ui, around, theme(ui).focus, radius + 2, 2);
}

void draw_line(const Ui& ui, ImVec2 from, ImVec2 to, Color color) {
    const float thin = 1.0F;
    if (from.y == to.y) {
        fill(ui, {from.x, std::floor(from.y), to.x - from.x, thin}, color);
    } else {
        fill(ui, {std::floor(from.x), from.y, thin, to.y - from.y}, color);
    }
}

void divider(Ui& ui) {
    const Box box = place(ui, 0, 1);
    fill(ui, box, theme(ui).border);
}

namespace {

// One or two letters that stand for a name: the last two of a Chinese person's name, the first of a company's,
// initials.
std::string letters_of(std::string_view name) {
    name = trim(name);
    std::size_t at = 0;
    if (name.empty()) {
        return "?";
    }
    const char32_t first = next_code_point(name, at);
    std::string out;
    if (is_han(first)) {
        const std::size_t count = count_characters(name);
        if (count == 2 || count == 3) {
            const std::string_view family = first_characters(name, count - 2);
            return std::string(name.substr(family.size()));
        }
        append_code_point(out, first);
        return out;
    }
    append_code_point(out, first >= U'a' && first <= U'z' ? first - 32 : first);
    const std::size_t space = name.find(' ');
    if (space != std::string_view::npos && space + 1 < name.size()) {
        std::size_t second = space + 1;
        const char32_t letter = next_code_point(name, second);
        append_code_point(out, letter >= U'a' && letter <= U'z' ? letter - 32 : letter);
    }
    return out;
}

struct AvatarColors {
    Color back, text;
};

AvatarColors avatar_colors(const Ui& ui, std::string_view name) {
    static constexpr std::uint32_t hues[][2] = {{0xDCEBF9, 0x1F5A92}, {0xE0F2EA, 0x1B6B4B}, {0xF8E8D8, 0x8A4B12},
                                                {0xEFE5F8, 0x65419B}, {0xFBE3E6, 0x9A2C42}, {0xE3E9F4, 0x3C4F7C},
                                                {0xE2F1F3, 0x14636F}, {0xF3EFD8, 0x6B5A10}};
    const auto& hue = hues[ImHashData(name.data(), name.size()) % IM_ARRAYSIZE(hues)];
    if (theme(ui).is_dark) {
        return {mix(rgb(hue[1]), rgb(0x12171D), 0.45F), rgb(hue[0])};
    }
    return {rgb(hue[0]), rgb(hue[1])};
}

}  // namespace

void draw_avatar(const Ui& ui, const Box& box, std::string_view name) {
    const AvatarColors colors = avatar_colors(ui, name);
    fill(ui, box, colors.back, ImMin(metric::radius, box.width * 0.28F));
    const std::string letters = letters_of(name);
    const bool is_small = box.width < 30;
    const Type type = box.width >= 52                  ? Type::title
                      : is_small || letters.size() > 3 ? Type::caption_strong
                                                       : Type::body_strong;
    const float width = text_width(ui, type, letters);
    draw_text(ui, {box.x + (box.width - width) / 2, box.y + (box.height - line_height(ui, type)) / 2}, type,
              colors.text, letters);
}

void avatar(Ui& ui, std::string_view name, float size) {
    draw_avatar(ui, place(ui, size, size), name);
}

float chip_width(const Ui& ui, std::string_view words) {
    return std::ceil(text_width(ui, Type::caption_strong, words)) + 16;
}

void draw_chip(const Ui& ui, const Box& box, std::string_view words, Tone tone) {
    const ToneColors& colors = theme(ui).tone(tone);
    fill(ui, box, colors.background, ImMin(box.height / 2, metric::radius_small));
    draw_text_in(ui, box.inset(8, 0), Type::caption_strong, colors.text, words);
}

void chip(Ui& ui, std::string_view words, const ChipOptions& options) {
    const float lead = (options.icon != Icon::none ? 18.0F : 0.0F) + (options.has_dot ? 12.0F : 0.0F);
    const float height = line_height(ui, Type::caption_strong) + 6;
    const Box box = place(ui, ImMin(chip_width(ui, words) + lead, ImMax(40.0F, available_width(ui))), height);
    const ToneColors& colors = theme(ui).tone(options.tone);
    fill(ui, box, colors.background, metric::radius_small);
    Box inner = box.inset(8, 0);
    if (options.icon != Icon::none) {
        draw_icon(ui, options.icon, inner.left_part(14), colors.text, 14);
        inner = inner.without_left(18);
    }
    if (options.has_dot) {
        const ImVec2 at = {inner.x + 3, inner.centre().y};
        ImGui::GetWindowDrawList()->AddCircleFilled(at, 3, colors.solid, 12);
        inner = inner.without_left(12);
    }
    draw_text_in(ui, inner, Type::caption_strong, colors.text, words);
    add_text_node(ui, options.name.empty() ? words : options.name, box);
}

void badge(Ui& ui, std::uint64_t count, Tone tone) {
    if (count == 0) {
        return;
    }
    const std::string words = count > 999 ? "999+" : std::to_string(count);
    const float height = line_height(ui, Type::caption_strong) + 2;
    const float width = ImMax(height, std::ceil(text_width(ui, Type::caption_strong, words)) + 10);
    const Box box = place(ui, width, height);
    fill(ui, box, theme(ui).tone(tone).background, height / 2);
    draw_text_in(ui, box, Type::caption_strong, theme(ui).tone(tone).text, words, Align::centre);
    add_text_node(ui, words, box);
}

void draw_skeleton(Ui& ui, const Box& box) {
    const float wave = cycle(ui, 1400);
    const float light = 0.5F + 0.5F * std::sin(wave * 2 * IM_PI);
    fill(ui, box, fade(theme(ui).sunken, 0.6F + 0.4F * light), ImMin(6.0F, box.height / 2));
}

void skeleton(Ui& ui, float width, float height) {
    draw_skeleton(ui, place(ui, width, height));
}

void spinner(Ui& ui, float size) {
    const Box box = place(ui, size, size);
    const float start = cycle(ui, 900) * 2 * IM_PI;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PathArcTo(box.centre(), size / 2 - 2, start, start + 4.2F, 24);
    list->PathStroke(theme(ui).accent, ImDrawFlags_None, 2);
}

void progress(Ui& ui, std::string_view label, float part) {
    const Box box = place(ui, 0, 6);
    fill(ui, box, theme(ui).sunken, 3);
    if (part >= 0) {
        const float shown = glide(ui, id_of(ui, label), ImMin(part, 1.0F));
        fill(ui, box.left_part(ImMax(6.0F, box.width * shown)), theme(ui).accent, 3);
    } else {
        const float at = cycle(ui, 1300);
        const float from = ImMax(0.0F, at * 1.4F - 0.4F);
        const float to = ImMin(1.0F, at * 1.4F);
        fill(ui, {box.x + box.width * from, box.y, box.width * (to - from), box.height}, theme(ui).accent, 3);
    }
    SemanticNode node;
    node.id = id_of(ui, label);
    node.role = Role::progressbar;
    node.name = label;
    node.value = part >= 0 ? std::to_string(static_cast<int>(part * 100)) : "";
    node.rect = box;
    add_node(ui, std::move(node));
}

void key_hint(Ui& ui, std::string_view keys) {
    const float height = line_height(ui, Type::caption) + 4;
    const Box box = place(ui, text_width(ui, Type::caption, keys) + 12, height);
    fill(ui, box, theme(ui).sunken, 5);
    stroke(ui, box, theme(ui).border, 5);
    draw_text_in(ui, box, Type::caption, theme(ui).text_soft, keys, Align::centre);
    add_text_node(ui, keys, box);
}

}  // namespace xingke::ui::kit
