// Choosing among what can be seen: switches, boxes, chips, segments, stars.
#include <cmath>

#include "app/ui/kit/field_frame.h"
#include "app/ui/kit/ui.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

float chip_height(const Ui& ui) {
    return is_wide(ui) ? 32.0F : metric::touch - 6;
}

}  // namespace

bool toggle(Ui& ui, std::string_view label, bool& value, std::string_view help) {
    constexpr float width = 40;
    constexpr float height = 24;
    const float room = available_width(ui) - width - 16;
    const auto lines = help.empty() ? std::vector<std::string_view>{} : wrap(ui, Type::caption, help, room);
    const float note = line_height(ui, Type::caption) * static_cast<float>(lines.size());
    const float words = line_height(ui, Type::body) + note + (lines.empty() ? 0.0F : 2.0F);
    const Box box = place(ui, 0, ImMax(metric::touch, words + 16));
    PressOptions options;
    options.node.role = Role::switch_;
    options.node.name = label;
    options.node.description = help;
    options.node.has_checked = true;
    options.node.is_checked = value;
    const ItemId id = id_of(ui, label);
    const Press p = press(ui, id, box, options);
    if (p.pressed) {
        value = !value;
    }
    const Theme& t = theme(ui);
    const float top = box.y + std::floor((box.height - words) / 2);
    draw_text_in(ui, {box.x, top, room, line_height(ui, Type::body)}, Type::body, t.text, label);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float y = top + line_height(ui, Type::body) + 2 + line_height(ui, Type::caption) * static_cast<float>(i);
        draw_text(ui, {box.x, y}, Type::caption, t.text_faint, lines[i]);
    }
    const Box track = box.right_part(width).middle(width, height);
    const float on = glide(ui, id, value ? 1.0F : 0.0F, quick_ms);
    fill(ui, track, mix(p.hovered ? t.text_faint : t.border_strong, p.hovered ? t.accent_hover : t.accent, on),
         height / 2);
    const ImVec2 knob = {track.x + 12 + on * (width - 24), track.centre().y};
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled({knob.x, knob.y + 1}, 9.5F, rgb(0, 0.12F), 24);
    list->AddCircleFilled(knob, 9, rgb(0xFFFFFF), 24);
    return p.pressed;
}

bool checkbox(Ui& ui, std::string_view label, bool& value) {
    const float height = is_wide(ui) ? 32.0F : metric::touch;
    const float own = std::ceil(text_width(ui, Type::body, label)) + 30;
    const Box box = place(ui, ImMin(own, available_width(ui)), height);
    PressOptions options;
    options.node.role = Role::checkbox;
    options.node.name = label;
    options.node.has_checked = true;
    options.node.is_checked = value;
    const Press p = press(ui, id_of(ui, label), box, options);
    if (p.pressed) {
        value = !value;
    }
    const Theme& t = theme(ui);
    const Box square = box.left_part(20).middle(20, 20).inset(1);
    fill(ui, square, value ? t.accent : t.field, 5);
    if (!value) {
        stroke(ui, square, p.hovered ? t.text_faint : t.border_strong, 5, 1.5F);
    } else {
        draw_icon(ui, Icon::check, square, t.on_accent, 15);
    }
    draw_text_in(ui, box.without_left(30), Type::body, t.text, label);
    return p.pressed;
}

namespace {

struct ChipLook {
    bool is_selected = false;
    bool is_radio = false;
    Icon icon = Icon::none;
    Tone tone = Tone::neutral;
    ItemId group = 0;
    bool is_entry = true;
};

bool choice_chip(Ui& ui, ItemId id, std::string_view label, const ChipLook& look) {
    const bool has_icon = look.icon != Icon::none;
    const float width = std::ceil(text_width(ui, Type::body, label)) + 28 + (has_icon ? 20.0F : 0.0F);
    const Box box = place(ui, width, chip_height(ui));
    PressOptions options;
    options.node.role = look.is_radio ? Role::radio : Role::button;
    options.node.name = label;
    options.node.has_checked = look.is_radio;
    options.node.is_checked = look.is_radio && look.is_selected;
    options.node.has_selected = !look.is_radio;
    options.node.is_selected = !look.is_radio && look.is_selected;
    options.radius = box.height / 2;
    options.group = look.group;
    options.is_group_entry = look.is_entry;
    const Press p = press(ui, id, box, options);
    const Theme& t = theme(ui);
    const Tone tone = look.tone == Tone::neutral ? Tone::accent : look.tone;
    fill(ui, box, look.is_selected ? t.tone(tone).background : t.surface, box.height / 2);
    draw_wash(ui, p, box.height / 2);
    stroke(ui, box, look.is_selected ? t.tone(tone).solid : t.border_strong, box.height / 2);
    const Color color = look.is_selected ? t.tone(tone).text : t.text_soft;
    Box inner = box.inset(14, 0);
    if (has_icon) {
        draw_icon(ui, look.icon, inner.left_part(16), color, 16);
        inner = inner.without_left(20);
    }
    draw_text_in(ui, inner, Type::body, color, label, Align::centre);
    return p.pressed;
}

}  // namespace

bool filter_chip(Ui& ui, std::string_view label, bool selected, Icon icon) {
    return choice_chip(ui, id_of(ui, label), label, {.is_selected = selected, .icon = icon});
}

bool radio_chips(Ui& ui, std::string_view label, std::span<const Choice> choices, std::string& key, bool may_clear) {
    IdScope scope(ui, label);
    const ItemId group = id_of(ui, "group");
    SemanticNode node;
    node.id = group;
    node.role = Role::group;
    node.name = label;
    SemanticScope semantics(ui, std::move(node));
    Row row(ui, {.gap = 8, .wraps = true});
    bool changed = false;
    bool has_chosen = false;
    for (const Choice& choice : choices) {
        has_chosen = has_chosen || choice.key == key;
    }
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const bool is_selected = choice.key == key;
        const ChipLook look = {.is_selected = is_selected,
                               .is_radio = true,
                               .icon = choice.icon,
                               .tone = choice.tone,
                               .group = group,
                               .is_entry = has_chosen ? is_selected : i == 0};
        if (choice_chip(ui, id_of(ui, choice.key), choice.title, look) && (!is_selected || may_clear)) {
            key = is_selected ? std::string() : choice.key;
            changed = true;
        }
    }
    return changed;
}

bool segments(Ui& ui, std::string_view label, std::span<const Choice> choices, std::string& key) {
    IdScope scope(ui, label);
    const ItemId group = id_of(ui, "group");
    const float height = is_wide(ui) ? metric::control : metric::touch - 4;
    float width = 0;
    for (const Choice& choice : choices) {
        const float icon = choice.icon == Icon::none ? 0.0F : 22.0F;
        width = ImMax(width, std::ceil(text_width(ui, Type::body, choice.title)) + 28 + icon);
    }
    const auto count = static_cast<float>(choices.size());
    const Box box = place(ui, ImMin(width * count + 6, available_width(ui)), height);
    const Theme& t = theme(ui);
    fill(ui, box, t.sunken, metric::radius);
    SemanticNode node;
    node.id = group;
    node.role = Role::group;
    node.name = label;
    node.rect = box;
    SemanticScope semantics(ui, std::move(node));
    const float part = (box.width - 6) / count;
    bool changed = false;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Choice& choice = choices[i];
        const Box segment = {box.x + 3 + part * static_cast<float>(i), box.y + 3, part, box.height - 6};
        PressOptions options;
        options.node.role = Role::radio;
        options.node.name = choice.title;
        options.node.has_checked = true;
        options.node.is_checked = choice.key == key;
        options.radius = 6;
        options.group = group;
        options.is_group_entry = choice.key == key;
        const Press p = press(ui, id_of(ui, choice.key), segment, options);
        const bool is_selected = choice.key == key;
        if (is_selected) {
            draw_shadow(ui, segment, 6, 1.5F);
            fill(ui, segment, t.is_dark ? t.border_strong : t.raised, 6);
        } else {
            draw_wash(ui, p, 6);
        }
        const Color color = is_selected ? t.text : t.text_soft;
        const float icon = choice.icon == Icon::none ? 0.0F : 22.0F;
        const float words = ImMin(text_width(ui, Type::body, choice.title), segment.width - icon - 8);
        const float x = segment.x + (segment.width - words - icon) / 2;
        draw_icon(ui, choice.icon, {x, segment.y, 16, segment.height}, color, 16);
        draw_text_in(ui, {x + icon, segment.y, words + 1, segment.height}, Type::body, color, choice.title);
        if (p.pressed && !is_selected) {
            key = choice.key;
            changed = true;
        }
    }
    return changed;
}

bool rating(Ui& ui, std::string_view label, int& stars) {
    IdScope scope(ui, label);
    const ItemId group = id_of(ui, "group");
    SemanticNode node;
    node.id = group;
    node.role = Role::group;
    node.name = label;
    SemanticScope semantics(ui, std::move(node));
    Row row(ui, {.gap = 0});
    bool changed = false;
    const float size = is_wide(ui) ? 32.0F : metric::touch;
    for (int star = 1; star <= 5; ++star) {
        const Box box = place(ui, size, size);
        PressOptions options;
        options.node.role = Role::radio;
        options.node.name = say(ui, Say::stars, {{"count", std::to_string(star)}});
        options.node.has_checked = true;
        options.node.is_checked = stars == star;
        options.group = group;
        options.is_group_entry = stars == star || (stars == 0 && star == 1);
        const Press p = press(ui, id_of(ui, std::to_string(star)), box, options);
        draw_wash(ui, p, metric::radius);
        const bool is_lit = star <= stars;
        draw_icon(ui, Icon::star, box, is_lit ? theme(ui).warning.solid : theme(ui).border_strong, 22,
                  is_lit ? IconFill::solid : IconFill::none);
        if (p.pressed) {
            stars = stars == star ? 0 : star;
            changed = true;
        }
    }
    return changed;
}

}  // namespace xingke::ui::kit
