// Rows and blocks that screens are made of: navigation, lines, notices, empty states, figures.
#include <cmath>

#include "app/ui/kit/field_frame.h"
#include "app/ui/kit/ui.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {

EmptyAnswer empty_state(Ui& ui, const EmptyState& state) {
    EmptyAnswer answer = EmptyAnswer::nothing;
    Stack block(ui, {});
    gap(ui, 40);
    {
        const Box box = place(ui, 0, 64);
        const Box disc = box.middle(64, 64);
        fill(ui, disc, theme(ui).accent_soft, 20);
        draw_icon(ui, state.icon, disc, theme(ui).accent, 30);
    }
    gap(ui, 16);
    {
        const Box box = place(ui, 0, line_height(ui, Type::large_strong));
        draw_text_in(ui, box, Type::large_strong, theme(ui).text, state.title, Align::centre);
        SemanticNode node;
        node.id = next_id(ui);
        node.role = Role::heading;
        node.level = 2;
        node.name = state.title;
        node.rect = box;
        add_node(ui, std::move(node));
    }
    gap(ui, 6);
    {
        Row row(ui, {.align = Align::centre});
        Stack column(ui, {.width = ImMin(360.0F, available_width(ui))});
        text(ui, state.sentence, {.color = theme(ui).text_soft, .align = Align::centre});
    }
    if (!state.action.empty()) {
        gap(ui, 20);
        Row row(ui, {.align = Align::centre});
        if (button(ui, state.action, {.kind = ButtonKind::primary, .icon = state.action_icon})) {
            answer = EmptyAnswer::action;
        }
        if (!state.second_action.empty() && button(ui, state.second_action)) {
            answer = EmptyAnswer::second_action;
        }
    }
    gap(ui, 40);
    return answer;
}

bool banner(Ui& ui, Tone tone, std::string_view words, std::string_view action, Icon icon) {
    const ToneColors& colors = theme(ui).tone(tone);
    ButtonOptions button_options;
    button_options.kind = ButtonKind::link;
    button_options.small = true;
    const float action_width = action.empty() ? 0 : button_width(ui, action, button_options) + 8;
    const float lead = icon == Icon::none ? 0.0F : 28.0F;
    const float room = available_width(ui) - 28 - lead;
    // Beside the words when there is room for both, below them otherwise.
    const bool is_below = action_width > 0 && text_width(ui, Type::body, words) > room - action_width && !is_wide(ui);
    const float words_room = is_below ? room : room - action_width;
    const auto lines = wrap(ui, Type::body, words, words_room);
    const float words_height = line_height(ui, Type::body) * static_cast<float>(lines.size());
    const Box box = place(ui, 0, words_height + 20 + (is_below ? 34.0F : 0.0F));
    fill(ui, box, colors.background, metric::radius);
    draw_icon(ui, icon, {box.x + 12, box.y + 10, 18, line_height(ui, Type::body)}, colors.text, 18);
    float y = box.y + 10;
    for (const std::string_view line : lines) {
        draw_text(ui, {box.x + 14 + lead, y}, Type::body, colors.text, line);
        y += line_height(ui, Type::body);
    }
    SemanticNode node;
    node.id = next_id(ui);
    node.role = tone == Tone::bad ? Role::alert : Role::status;
    node.name = words;
    node.rect = box;
    SemanticScope semantics(ui, std::move(node));
    if (action.empty()) {
        return false;
    }
    const Box at = is_below ? Box{box.x + 10 + lead, box.bottom() - 40, action_width, 36}
                            : box.right_part(action_width + 8).middle(action_width, 30);
    PressOptions options;
    options.node.role = Role::button;
    options.node.name = action;
    options.radius = 6;
    const Press p = press(ui, id_of(ui, action), at, options);
    draw_wash(ui, p, 6);
    draw_text_in(ui, at, Type::body_strong, colors.text, action, Align::centre);
    return p.pressed;
}

bool nav_item(Ui& ui, Icon icon, std::string_view label, const NavOptions& options) {
    const Box box = place(ui, 0, 36);
    PressOptions press_options;
    press_options.node.role = Role::link;
    press_options.node.name = label;
    press_options.node.is_current = options.is_current;
    press_options.node.value = options.count > 0 ? std::to_string(options.count) : "";
    const Press p = press(ui, id_of(ui, label), box, press_options);
    const Theme& t = theme(ui);
    if (options.is_current) {
        fill(ui, box, t.selection, metric::radius);
    } else {
        draw_wash(ui, p, metric::radius);
    }
    const Color color = options.is_current ? t.accent : t.text_soft;
    draw_icon(ui, icon, box.without_left(10).left_part(20), color, 18);
    Box inner = box.without_left(40).without_right(10);
    if (options.count > 0) {
        const std::string words = options.count > 999 ? "999+" : std::to_string(options.count);
        const float width = ImMax(20.0F, text_width(ui, Type::caption_strong, words) + 12);
        const Box pill = inner.right_part(width).middle(width, 20);
        fill(ui, pill, t.tone(options.count_tone).background, 10);
        draw_text_in(ui, pill, Type::caption_strong, t.tone(options.count_tone).text, words, Align::centre);
        inner = inner.without_right(width + 6);
    }
    draw_text_in(ui, inner, options.is_current ? Type::body_strong : Type::body,
                 options.is_current ? t.text : t.text_soft, label);
    return p.pressed;
}

int bottom_bar(Ui& ui, const Box& box, std::span<const BarItem> items) {
    const Theme& t = theme(ui);
    fill(ui, box, t.surface);
    draw_line(ui, box.min(), {box.right(), box.y}, t.border);
    int pressed = -1;
    const float part = box.width / static_cast<float>(ImMax(items.size(), static_cast<std::size_t>(1)));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const BarItem& item = items[i];
        const Box cell = {box.x + part * static_cast<float>(i), box.y, part, metric::bottom_bar};
        PressOptions options;
        options.node.role = Role::link;
        options.node.name = item.label;
        options.node.is_current = item.is_current;
        options.node.value = item.count > 0 ? std::to_string(item.count) : "";
        const Press p = press(ui, id_of(ui, item.label), cell, options);
        const Color color = item.is_current ? t.accent : p.held ? t.text : t.text_faint;
        const Box icon = {cell.x, cell.y + 7, cell.width, 24};
        draw_icon(ui, item.icon, icon, color, 22);
        draw_text_in(ui, {cell.x, cell.y + 33, cell.width, 16}, item.is_current ? Type::caption_strong : Type::caption,
                     color, item.label, Align::centre);
        if (item.count > 0) {
            const std::string words = item.count > 99 ? "99+" : std::to_string(item.count);
            const float width = ImMax(16.0F, text_width(ui, Type::caption_strong, words) + 8);
            const Box dot = {icon.centre().x + 5, icon.y - 3, width, 16};
            fill(ui, dot, t.bad.solid, 8);
            draw_text_in(ui, dot, Type::caption_strong, rgb(0xFFFFFF), words, Align::centre);
        }
        if (p.pressed) {
            pressed = static_cast<int>(i);
        }
    }
    return pressed;
}

bool line(Ui& ui, std::string_view title, const LineOptions& options) {
    const bool has_detail = !options.detail.empty();
    const float height = has_detail ? 60.0F : metric::touch + 4;
    const Box box = place(ui, 0, std::round(height * ImMax(1.0F, ui.text_scale)));
    PressOptions press_options;
    press_options.node.role = Role::button;
    press_options.node.name = title;
    press_options.node.value = options.value;
    press_options.node.description = options.detail;
    press_options.node.is_selected = options.is_selected;
    press_options.node.has_selected = options.is_selected;
    const Press p = press(ui, id_of(ui, options.id.empty() ? title : options.id), box, press_options);
    const Theme& t = theme(ui);
    if (options.is_selected) {
        fill(ui, box, t.selection, metric::radius);
    }
    draw_wash(ui, p, metric::radius);
    Box inner = box.inset(12, 0);
    const Color title_color = options.tone == Tone::neutral ? t.text : t.tone(options.tone).text;
    if (!options.avatar.empty()) {
        draw_avatar(ui, inner.left_part(36).middle(36, 36), options.avatar);
        inner = inner.without_left(48);
    } else if (options.icon != Icon::none) {
        draw_icon(ui, options.icon, inner.left_part(22), options.tone == Tone::neutral ? t.text_soft : title_color, 20);
        inner = inner.without_left(34);
    }
    if (options.leads_on) {
        draw_icon(ui, Icon::chevron_right, inner.right_part(18), t.text_faint, 18);
        inner = inner.without_right(24);
    }
    if (!options.value.empty()) {
        const float own = text_width(ui, Type::body, options.value) + 1;
        const float width = ImMin(own, inner.width * 0.55F);
        draw_text_in(ui, inner.right_part(width), Type::body, t.text_soft, options.value, Align::end);
        inner = inner.without_right(width + 12);
    }
    if (has_detail) {
        const float title_line = line_height(ui, Type::body);
        const float both = title_line + line_height(ui, Type::caption) + 2;
        const float top = box.y + std::floor((box.height - both) / 2);
        draw_text_in(ui, {inner.x, top, inner.width, title_line}, Type::body, title_color, title);
        draw_text_in(ui, {inner.x, top + title_line + 2, inner.width, line_height(ui, Type::caption)}, Type::caption,
                     t.text_faint, options.detail);
    } else {
        draw_text_in(ui, inner, Type::body, title_color, title);
    }
    return p.pressed;
}

bool stat(Ui& ui, std::string_view name, std::string_view figure, Icon icon, Tone tone) {
    const Theme& t = theme(ui);
    const Box box = place(ui, 0, 84);
    PressOptions options;
    options.node.role = Role::button;
    options.node.name = name;
    options.node.value = figure;
    options.radius = metric::radius_large;
    const Press p = press(ui, id_of(ui, name), box, options);
    fill(ui, box, t.surface, metric::radius_large);
    draw_wash(ui, p, metric::radius_large);
    stroke(ui, box, p.hovered ? t.border_strong : t.border, metric::radius_large);
    const Box inner = box.inset(16, 14);
    constexpr float icon_width = 20;
    const Box title = inner.top_part(18).without_right(icon == Icon::none ? 0 : icon_width);
    draw_text_in(ui, title, Type::caption, t.text_soft, name);
    // Two figures on a phone's narrow tile: smaller before they are cut.
    const Type type = text_width(ui, Type::display, figure) <= inner.width ? Type::display : Type::large_strong;
    draw_text_in(ui, inner.bottom_part(32), type, tone == Tone::neutral ? t.text : t.tone(tone).text, figure);
    if (icon != Icon::none) {
        draw_icon(ui, icon, inner.right_part(icon_width).top_part(icon_width),
                  tone == Tone::neutral ? t.text_faint : t.tone(tone).solid, 18);
    }
    return p.pressed;
}

}  // namespace xingke::ui::kit
