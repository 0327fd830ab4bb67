#include "app/ui/kit/text_field.h"

#include <cmath>

#include "app/base/text.h"
#include "app/ui/kit/field_frame.h"
#include "app/ui/kit/ui.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {

float control_height(const Ui& ui) {
    return std::round((is_wide(ui) ? metric::control : metric::touch) * ImMax(1.0F, ui.text_scale));
}

void draw_field_label(Ui& ui, std::string_view label, bool required) {
    if (label.empty()) {
        return;
    }
    const Box box = place(ui, 0, line_height(ui, Type::caption) + 6);
    const Box line = box.top_part(line_height(ui, Type::caption));
    draw_text_in(ui, line, Type::caption_strong, theme(ui).text_soft, label);
    if (required) {
        const float x = line.x + text_width(ui, Type::caption_strong, label) + 3;
        draw_text(ui, {x, line.y + 1}, Type::caption_strong, theme(ui).bad.solid, "*");
    }
}

void draw_field_frame(Ui& ui, const Box& box, bool is_focused, bool is_wrong, bool is_read_only, bool is_hovered) {
    const Theme& t = theme(ui);
    fill(ui, box, is_read_only ? t.sunken : t.field, metric::radius);
    Color border = is_wrong ? t.bad.solid : is_focused ? t.accent : t.border_strong;
    if (is_focused) {
        const Box around = {box.x - 2, box.y - 2, box.width + 4, box.height + 4};
        stroke(ui, around, fade(is_wrong ? t.bad.solid : t.focus, 0.3F), metric::radius + 2, 2);
    } else if (is_read_only) {
        border = t.border;
    } else if (is_hovered && !is_wrong) {
        border = t.text_faint;
    }
    stroke(ui, box, border, metric::radius, is_focused ? 1.5F : 1.0F);
}

void draw_field_note(Ui& ui, std::string_view help, std::string_view error) {
    const std::string_view words = error.empty() ? help : error;
    if (words.empty()) {
        return;
    }
    gap(ui, 4);
    const float indent = error.empty() ? 0.0F : 18.0F;
    const float line = line_height(ui, Type::caption);
    const auto lines = wrap(ui, Type::caption, words, available_width(ui) - indent);
    const Box box = place(ui, 0, line * static_cast<float>(lines.size()));
    const Color color = error.empty() ? theme(ui).text_faint : theme(ui).bad.text;
    if (!error.empty()) {
        draw_icon(ui, Icon::alert_circle, {box.x, box.y, 14, line}, color, 14);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        draw_text(ui, {box.x + indent, box.y + line * static_cast<float>(i)}, Type::caption, color, lines[i]);
    }
}

namespace {

// 16 px on narrow views: phones zoom into anything smaller.
Type field_type(const Ui& ui) {
    return is_wide(ui) ? Type::body : Type::large;
}

struct Parts {
    Box frame;
    Box text;
    bool is_multiline = false;
    bool has_clear = false;
    bool has_eye = false;
};

Parts place_parts(Ui& ui, const std::string& value, const TextFieldOptions& options) {
    Parts parts;
    parts.is_multiline = options.kind == InputKind::multiline;
    float height = control_height(ui);
    const Type type = field_type(ui);
    if (parts.is_multiline) {
        constexpr std::size_t lines_most = 14;
        const float width = (options.width > 0 ? options.width : available_width(ui)) - 24;
        const std::size_t lines = ImMin(wrap(ui, type, value, width).size(), lines_most);
        height = line_height(ui, type) * static_cast<float>(ImMax(lines, static_cast<std::size_t>(options.lines))) + 16;
    }
    parts.frame = place(ui, options.width, height);
    const bool is_search = options.kind == InputKind::search;
    parts.has_clear = (options.clearable || is_search) && !value.empty() && !options.read_only;
    parts.has_eye = options.kind == InputKind::password;
    Box text = parts.frame.inset(12, parts.is_multiline ? 8.0F : 0.0F);
    if (options.icon != Icon::none || is_search) {
        text = text.without_left(26);
    }
    if (!options.prefix.empty()) {
        text = text.without_left(text_width(ui, type, options.prefix) + 6);
    }
    if (!options.suffix.empty()) {
        text = text.without_right(text_width(ui, type, options.suffix) + 6);
    }
    if (parts.has_clear || parts.has_eye) {
        text = text.without_right(26);
    }
    parts.text = text.without_right(options.end_space);
    return parts;
}

std::string dots_for(std::string_view value) {
    std::string dots;
    for (std::size_t i = count_characters(value); i > 0; --i) {
        dots += "•";
    }
    return dots;
}

// As discs: the character for it is as wide as an ideograph in many Chinese fonts.
void draw_dots(const Box& box, std::size_t count, Color color) {
    constexpr float step = 9;
    for (std::size_t i = 0; i < count; ++i) {
        const float x = box.x + step * static_cast<float>(i) + 4;
        if (x + 4 < box.right()) {
            ImGui::GetWindowDrawList()->AddCircleFilled({x, box.centre().y}, 2.75F, color, 12);
        }
    }
}

void draw_value(Ui& ui, const Parts& parts, const std::string& value, const TextFieldOptions& options,
                bool is_revealed) {
    const Theme& t = theme(ui);
    const Type type = field_type(ui);
    const bool is_empty = value.empty();
    const Color color = is_empty ? t.text_faint : options.read_only ? t.text_soft : t.text;
    ImGui::PushClipRect(parts.frame.min(), parts.frame.max(), true);
    if (parts.is_multiline) {
        float y = parts.text.y;
        for (const std::string_view line : wrap(ui, type, is_empty ? options.placeholder : value, parts.text.width)) {
            draw_text(ui, {parts.text.x, y}, type, color, line);
            y += line_height(ui, type);
        }
    } else {
        const bool is_hidden = options.kind == InputKind::password && !is_revealed && !is_empty;
        if (is_hidden) {
            draw_dots(parts.text, count_characters(value), color);
        } else {
            draw_text_in(ui, parts.text, type, color, is_empty ? options.placeholder : std::string_view(value));
        }
    }
    ImGui::PopClipRect();
    if (options.icon != Icon::none || options.kind == InputKind::search) {
        const Icon icon = options.icon != Icon::none ? options.icon : Icon::search;
        draw_icon(ui, icon, parts.frame.without_left(12).left_part(18), t.text_faint, 18);
    }
    if (!options.prefix.empty()) {
        const float width = text_width(ui, type, options.prefix);
        draw_text_in(ui, {parts.text.x - width - 6, parts.frame.y, width + 2, parts.frame.height}, type, t.text_soft,
                     options.prefix);
    }
    if (!options.suffix.empty()) {
        draw_text_in(
            ui,
            {parts.text.right() + 6, parts.frame.y, parts.frame.right() - parts.text.right() - 8, parts.frame.height},
            type, t.text_soft, options.suffix);
    }
}

// What the host said since the last frame.
void take_news(Ui& ui, ItemId id, std::string& value, TextFieldResult& result) {
    const auto found = ui.text_fields.news.find(id);
    if (found == ui.text_fields.news.end()) {
        return;
    }
    const TextNews news = std::move(found->second);
    ui.text_fields.news.erase(found);
    if (news.has_text && news.text != value) {
        value = news.text;
        result.changed = true;
    }
    if (news.has_ended) {
        result.ended = true;
        result.entered = news.end == TextEnd::enter;
        result.escaped = news.end == TextEnd::escape;
    }
    if (result.changed || result.ended) {
        ui.layout.is_unsettled = true;
    }
}

void offer(Ui& ui, ItemId id, const Parts& parts, const std::string& value, const TextFieldOptions& options,
           std::string_view name, bool is_revealed) {
    platform::TextField field;
    field.id = id;
    // The host's input is opaque: it must not lie over the frame's border.
    field.rect = parts.is_multiline ? parts.text : parts.text.inset(0, 2);
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    field.clip = box_of(clip);
    field.kind = options.kind == InputKind::password && is_revealed ? InputKind::text : options.kind;
    field.label = name;
    field.value = value;
    field.placeholder = options.placeholder;
    field.font_size = size_of(ui, field_type(ui));
    field.line_height = line_height(ui, field_type(ui));
    field.text_rgba = rgba_of(theme(ui).text);
    field.background_rgba = rgba_of(options.read_only ? theme(ui).sunken : theme(ui).field);
    field.is_read_only = options.read_only;
    field.is_invalid = !options.error.empty();
    field.error = options.error;
    ui.text_fields.offered.push_back(std::move(field));
}

Press press_frame(Ui& ui, ItemId id, const Parts& parts, const std::string& value, const TextFieldOptions& options,
                  std::string_view name) {
    PressOptions press_options;
    press_options.is_text = true;
    press_options.allows_overlap = true;
    press_options.draws_ring = false;
    press_options.node.role = options.kind == InputKind::search ? Role::searchbox : Role::textbox;
    press_options.node.name = name;
    press_options.node.value = options.kind == InputKind::password ? dots_for(value) : value;
    press_options.node.description = options.error.empty() ? options.help : options.error;
    press_options.node.is_disabled = options.read_only;
    return press(ui, id, parts.frame, press_options);
}

bool small_button(Ui& ui, ItemId id, const Box& box, Icon icon, std::string_view label) {
    PressOptions options;
    options.node.role = Role::button;
    options.node.name = label;
    options.takes_focus = false;
    options.radius = 6;
    const Press p = press(ui, id, box, options);
    draw_wash(ui, p, 6);
    draw_icon(ui, icon, box, theme(ui).text_faint, 16);
    return p.pressed;
}

}  // namespace

TextFieldResult text_field(Ui& ui, std::string_view id_name, std::string& value, const TextFieldOptions& options) {
    const ItemId id = id_of(ui, id_name);
    TextFieldResult result;
    take_news(ui, id, value, result);
    Stack stack(ui, {.gap = 0, .width = options.width});
    draw_field_label(ui, options.label, options.required);
    const Parts parts = place_parts(ui, value, options);
    const std::string_view name = !options.label.empty()  ? options.label
                                  : !options.name.empty() ? options.name
                                                          : options.placeholder;
    if (options.focus) {
        ui.focus.requested = id;
    }
    const Press p = press_frame(ui, id, parts, value, options, name);
    if (p.pressed && !options.read_only) {
        set_focus(ui, id, true);
        ui.text_fields.wants_focus = id;
    }
    result.is_editing = ui.text_fields.editing == id;
    const bool is_focused = result.is_editing || p.focused;
    if (options.quiet && !is_focused && options.error.empty()) {
        fill(ui, parts.frame, theme(ui).sunken, metric::radius);
    } else {
        draw_field_frame(ui, parts.frame, is_focused, !options.error.empty(), options.read_only, p.hovered);
    }
    bool& is_revealed = ui.text_fields.is_revealed[id];
    draw_value(ui, parts, value, options, is_revealed);
    const Box end = {parts.frame.right() - 36, parts.frame.y, 32, parts.frame.height};
    if (parts.has_clear && small_button(ui, id ^ 0xC1EA4U, end.middle(28, 28), Icon::x, say(ui, Say::clear))) {
        value.clear();
        result.changed = true;
        ui.text_fields.wants_focus = id;
    }
    if (parts.has_eye && small_button(ui, id ^ 0xE1EU, end.middle(28, 28), is_revealed ? Icon::eye_off : Icon::eye,
                                      say(ui, is_revealed ? Say::hide_password : Say::show_password))) {
        is_revealed = !is_revealed;
    }
    if (ui.overlays.current == static_cast<int>(ui.overlays.layers.size())) {
        offer(ui, id, parts, value, options, name, is_revealed);
    }
    draw_field_note(ui, options.help, options.error);
    return result;
}

}  // namespace xingke::ui::kit
