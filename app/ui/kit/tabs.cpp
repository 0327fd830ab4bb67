// Tabs in a row; one that is longer than the view scrolls, and has a menu of all of them behind it.
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/kit/field_frame.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/ui.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

constexpr float tab_padding = 10, tab_gap = 4;

std::string count_of(const Tab& tab) {
    return tab.count >= 0 ? std::to_string(tab.count) : std::string();
}

float words_width(const Ui& ui, const Tab& tab) {
    return std::ceil(text_width(ui, Type::body_strong, tab.title));
}

// Of the count behind the words.
float tail_width(const Ui& ui, const Tab& tab) {
    return tab.count < 0 ? 0 : ImMax(20.0F, text_width(ui, Type::caption_strong, count_of(tab)) + 12) + 6;
}

float tab_width(const Ui& ui, const Tab& tab) {
    return words_width(ui, tab) + tail_width(ui, tab) + 2 * tab_padding;
}

Press draw_tab(Ui& ui, const Tab& tab, bool is_current, ItemId group) {
    const Box box = place(ui, tab_width(ui, tab), metric::touch);
    PressOptions options;
    options.node.role = Role::tab;
    options.node.name = tab.title;
    options.node.value = count_of(tab);
    options.node.has_selected = true;
    options.node.is_selected = is_current;
    options.group = group;
    options.is_group_entry = is_current;
    const Press p = press(ui, id_of(ui, tab.key), box, options);
    const Theme& t = theme(ui);
    if (!is_current) {
        const Press inner = {.hovered = p.hovered, .held = p.held, .box = box.inset(0, 5)};
        draw_wash(ui, inner, 6);
    }
    const float words = words_width(ui, tab);
    draw_text_in(ui, {box.x + tab_padding, box.y, words + 2, box.height}, is_current ? Type::body_strong : Type::body,
                 is_current ? t.text : t.text_soft, tab.title);
    if (tab.count >= 0) {
        const float width = tail_width(ui, tab) - 6;
        const Box pill = Box{box.x + tab_padding + words + 6, box.y, width, box.height}.middle(width, 18);
        fill(ui, pill, t.sunken, 9);
        draw_text_in(ui, pill, Type::caption_strong, t.text_soft, count_of(tab), Align::centre);
    }
    if (is_current) {
        fill(ui, {box.x + 6, box.bottom() - 1, box.width - 12, 2}, t.accent, 1);
    }
    return p;
}

// Behind a row that is longer than the view: all of them below each other.
bool draw_tab_menu(Ui& ui, std::string_view label, const Box& box, std::span<const Tab> tabs, std::string& key) {
    fill(ui, box.right_part(metric::touch).bottom_part(1), theme(ui).border);
    bool& is_open = ui.lists[id_of(ui, "all")].is_open;
    {
        const Inside inside(ui, box.right_part(metric::touch).middle(metric::touch, control_height(ui)));
        if (icon_button(ui, Icon::chevron_down, say(ui, Say::more), {.id = "open"})) {
            is_open = true;
        }
    }
    bool changed = false;
    Menu menu(ui, label, box, is_open, 260);
    for (std::size_t i = 0; menu.is_open() && i < tabs.size(); ++i) {
        const Tab& tab = tabs[i];
        const std::string words = tab.title + (tab.count > 0 ? " · " + count_of(tab) : std::string());
        const IdScope scope(ui, tab.key);
        if (menu_item(ui, Icon::none, words, menu, Tone::neutral, tab.key == key) && tab.key != key) {
            key = tab.key;
            changed = true;
        }
    }
    return changed;
}

}  // namespace

bool tabs(Ui& ui, std::string_view label, std::span<const Tab> tabs, std::string& key) {
    IdScope scope(ui, label);
    const ItemId group = id_of(ui, "group");
    const float width = available_width(ui);
    Box line;  // all of it, known once it has its place in the flow
    float length = 0;
    for (const Tab& tab : tabs) {
        length += tab_width(ui, tab) + tab_gap;
    }
    const bool has_menu = length - tab_gap > width;
    bool changed = false;
    {
        SemanticNode node;
        node.id = group;
        node.role = Role::group;
        node.name = label;
        const SemanticScope row_of_tabs(ui, std::move(node));
        Stack stack(ui, {.width = width - (has_menu ? metric::touch : 0)});
        ScrollArea area(ui, "tabs",
                        {.height = metric::touch + 1, .gap = tab_gap, .is_horizontal = true, .draws_bar = false});
        line = area.view();
        fill(ui, line.bottom_part(1), theme(ui).border);
        for (std::size_t i = 0; i < tabs.size(); ++i) {
            const bool is_current = tabs[i].key == key;
            const Press p = draw_tab(ui, tabs[i], is_current, group);
            if (p.pressed && !is_current) {
                key = tabs[i].key;
                changed = true;
            }
            // However it came to be the current one, it is brought into view once.
            const auto number = static_cast<float>(i + 1);
            if (is_current && remember(ui, group, number) != number) {
                scroll_into_view(ui, p.box);
            }
        }
    }
    line.width = width;
    return (has_menu && draw_tab_menu(ui, label, line, tabs, key)) || changed;
}

}  // namespace xingke::ui::kit
