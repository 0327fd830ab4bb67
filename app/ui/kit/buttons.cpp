#include <cmath>

#include "app/ui/kit/field_frame.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

struct Look {
    Color back = 0, hover = 0, held = 0, border = 0, text = 0;
};

Look look_of(const Theme& t, ButtonKind kind) {
    switch (kind) {
        case ButtonKind::primary:
            return {t.accent, t.accent_hover, t.accent_pressed, 0, t.on_accent};
        case ButtonKind::secondary:
            return {t.surface, 0, 0, t.border_strong, t.text};
        case ButtonKind::ghost:
            return {0, 0, 0, 0, t.text_soft};
        case ButtonKind::danger:
            return {t.danger, t.danger_hover, t.danger_hover, 0, t.on_danger};
        case ButtonKind::danger_ghost:
            return {0, 0, 0, 0, t.bad.text};
        case ButtonKind::link:
            return {0, 0, 0, 0, t.accent};
    }
    return {};
}

float button_height(const Ui& ui, const ButtonOptions& options) {
    if (options.small && is_wide(ui)) {
        return 30;
    }
    return options.small ? 36.0F : control_height(ui);
}

bool has_icon(const ButtonOptions& options) {
    return options.icon != Icon::none || options.busy;
}

float shortcut_width(const Ui& ui, const ButtonOptions& options) {
    return options.shortcut.empty() || !is_wide(ui) ? 0.0F : text_width(ui, Type::caption, options.shortcut) + 8;
}

void draw_button_content(Ui& ui, const Box& box, std::string_view label, const ButtonOptions& options, Color color) {
    const float words = std::ceil(text_width(ui, Type::body_strong, label));
    const float lead = has_icon(options) ? 24.0F : 0.0F;
    const float tail = shortcut_width(ui, options);
    float x = box.x + ImMax(4.0F, std::floor((box.width - words - lead - tail) / 2));
    if (options.busy) {
        const float start = cycle(ui, 900) * 2 * IM_PI;
        ImDrawList* list = ImGui::GetWindowDrawList();
        list->PathArcTo({x + 8, box.centre().y}, 7, start, start + 4.2F, 20);
        list->PathStroke(color, ImDrawFlags_None, 2);
    } else if (options.icon != Icon::none) {
        draw_icon(ui, options.icon, {x, box.y, 18, box.height}, color, 18);
    }
    x += lead;
    draw_text_in(ui, {x, box.y, box.right() - x - 3, box.height}, Type::body_strong, color, label);
    if (tail > 0) {
        draw_text_in(ui, {x + words + 8, box.y, tail, box.height}, Type::caption, fade(color, 0.7F), options.shortcut);
    }
}

}  // namespace

float button_width(const Ui& ui, std::string_view label, const ButtonOptions& options) {
    const float padding = options.kind == ButtonKind::link ? 4.0F : options.small ? 10.0F : 14.0F;
    return std::ceil(text_width(ui, Type::body_strong, label)) + 2 * padding + (has_icon(options) ? 24.0F : 0.0F) +
           shortcut_width(ui, options);
}

bool button(Ui& ui, std::string_view label, const ButtonOptions& options) {
    const float width = options.fills ? 0 : ImMin(button_width(ui, label, options), ImMax(60.0F, available_width(ui)));
    const Box box = place(ui, width, button_height(ui, options));
    const ItemId id = id_of(ui, options.id.empty() ? label : options.id);
    PressOptions press_options;
    press_options.node.role = options.kind == ButtonKind::link ? Role::link : Role::button;
    press_options.node.name = label;
    press_options.node.description = options.description;
    press_options.disabled = options.disabled || options.busy;
    const Press p = press(ui, id, box, press_options);
    const Theme& t = theme(ui);
    const Look look = look_of(t, options.kind);
    const bool is_solid = options.kind == ButtonKind::primary || options.kind == ButtonKind::danger;
    if (is_solid) {
        const Color back = p.held ? look.held : p.hovered ? look.hover : look.back;
        fill(ui, box, options.disabled ? t.sunken : back, metric::radius);
    } else {
        fill(ui, box, look.back, metric::radius);
        draw_wash(ui, p, metric::radius);
        if (look.border != 0) {
            stroke(ui, box, options.disabled ? t.border : look.border, metric::radius);
        }
    }
    draw_button_content(ui, box, label, options, options.disabled ? t.text_disabled : look.text);
    return p.pressed;
}

bool icon_button(Ui& ui, Icon icon, std::string_view label, const IconButtonOptions& options) {
    const float size = is_wide(ui) ? metric::control : metric::touch;
    const Box box = place(ui, size, size);
    PressOptions press_options;
    press_options.node.role = Role::button;
    press_options.node.name = label;
    press_options.node.value = options.badge > 0 ? std::to_string(options.badge) : "";
    press_options.disabled = options.disabled;
    const Press p = press(ui, id_of(ui, options.id.empty() ? label : options.id), box, press_options);
    const Theme& t = theme(ui);
    if (options.selected) {
        fill(ui, box, t.selection, metric::radius);
    }
    draw_wash(ui, p, metric::radius);
    const Color color = options.disabled     ? t.text_disabled
                        : options.color != 0 ? options.color
                        : options.selected   ? t.accent
                                             : t.text_soft;
    draw_icon(ui, icon, box, color, 20);
    if (options.badge > 0) {
        const std::string words = options.badge > 99 ? "99+" : std::to_string(options.badge);
        const float width = ImMax(16.0F, text_width(ui, Type::caption_strong, words) + 8);
        const Box dot = {box.centre().x + 3, box.y + 2, width, 16};
        fill(ui, dot, t.bad.solid, 8);
        draw_text_in(ui, dot, Type::caption_strong, rgb(0xFFFFFF), words, Align::centre);
    }
    return p.pressed;
}

bool link(Ui& ui, std::string_view label, Icon icon) {
    const float lead = icon == Icon::none ? 0.0F : 20.0F;
    const float own = std::ceil(text_width(ui, Type::body, label)) + lead + 1;
    const Box box = place(ui, ImMin(own, ImMax(40.0F, available_width(ui))), line_height(ui, Type::body));
    PressOptions options;
    options.node.role = Role::link;
    options.node.name = label;
    options.radius = 4;
    // A finger needs more room than the words take.
    Box target = box;
    if (!is_wide(ui)) {
        target = {box.x - 6, box.y - 12, box.width + 12, box.height + 24};
    }
    const Press p = press(ui, id_of(ui, label), target, options);
    const Color color = p.hovered || p.held ? theme(ui).accent_hover : theme(ui).accent;
    if (icon != Icon::none) {
        draw_icon(ui, icon, box.left_part(16), color, 16);
    }
    const Box words = box.without_left(lead);
    draw_text_in(ui, words, Type::body, color, label);
    if (p.hovered) {
        const float width = ImMin(words.width, text_width(ui, Type::body, label));
        draw_line(ui, {words.x, words.bottom() - 2}, {words.x + width, words.bottom() - 2}, color);
    }
    return p.pressed;
}

}  // namespace xingke::ui::kit
