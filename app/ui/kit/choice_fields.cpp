#include "app/ui/kit/choice_fields.h"

#include <algorithm>

#include "app/base/text.h"
#include "app/ui/kit/choice_field_base.h"
#include "app/ui/kit/field_frame.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {

bool& is_list_open(Ui& ui, ItemId id) {
    return ui.lists[id].is_open;
}

std::string& list_search(Ui& ui, ItemId id) {
    return ui.lists[id].search;
}

bool title_matches(std::string_view title, std::string_view words) {
    return words.empty() || fold(title).find(fold(trim(words))) != std::string::npos;
}

ChoiceFrame choice_frame(Ui& ui, ItemId id, std::string_view shown, const ChoiceFieldOptions& options, Icon icon) {
    const Theme& t = theme(ui);
    draw_field_label(ui, options.label, options.required);
    ChoiceFrame frame;
    frame.box = place(ui, options.width, control_height(ui));
    PressOptions press_options;
    press_options.node.role = Role::combobox;
    press_options.node.name = options.label.empty() ? options.placeholder : options.label;
    press_options.node.value = shown;
    press_options.node.description = options.error.empty() ? options.help : options.error;
    press_options.node.has_expanded = true;
    press_options.node.is_expanded = is_list_open(ui, id);
    press_options.disabled = options.read_only;
    press_options.allows_overlap = true;
    press_options.draws_ring = false;
    const Press p = press(ui, id, frame.box, press_options);
    draw_field_frame(ui, frame.box, p.focused || is_list_open(ui, id), !options.error.empty(), options.read_only,
                     p.hovered);
    Box inner = frame.box.inset(12, 0);
    draw_icon(ui, icon, inner.right_part(16), t.text_faint, 16);
    inner = inner.without_right(24);
    const bool may_clear = options.may_clear && !shown.empty() && !options.read_only && !options.required;
    if (may_clear) {
        const Box at = inner.right_part(24).middle(28, 28);
        PressOptions clear_options;
        clear_options.node.role = Role::button;
        clear_options.node.name = say(ui, Say::clear);
        clear_options.takes_focus = false;
        clear_options.radius = 6;
        const Press clear = press(ui, id ^ 0xC1EA4U, at, clear_options);
        draw_wash(ui, clear, 6);
        draw_icon(ui, Icon::x, at, t.text_faint, 15);
        frame.cleared = clear.pressed;
        inner = inner.without_right(28);
    }
    const Type type = is_wide(ui) ? Type::body : Type::large;
    const std::string_view words = !shown.empty()                 ? shown
                                   : !options.placeholder.empty() ? options.placeholder
                                                                  : say(ui, Say::choose);
    draw_text_in(ui, inner, type, shown.empty() ? t.text_faint : options.read_only ? t.text_soft : t.text, words);
    frame.opened = p.pressed;
    if (p.pressed) {
        is_list_open(ui, id) = true;
        list_search(ui, id).clear();
    }
    return frame;
}

namespace {

constexpr std::size_t search_from = 10;  // a longer list has a search field

const Choice* find_choice(std::span<const Choice> choices, std::string_view key) {
    const auto found = std::find_if(choices.begin(), choices.end(), [key](const Choice& c) { return c.key == key; });
    return found == choices.end() ? nullptr : &*found;
}

void draw_list_search(Ui& ui, ItemId id) {
    text_field(ui, "search", list_search(ui, id),
               {.name = say(ui, Say::search_options),
                .placeholder = say(ui, Say::search_options),
                .kind = InputKind::search,
                .quiet = true});
    gap(ui, 6);
}

void draw_nothing_found(Ui& ui) {
    const Box box = place(ui, 0, 56);
    draw_text_in(ui, box, Type::body, theme(ui).text_faint, say(ui, Say::not_found), Align::centre);
    add_text_node(ui, say(ui, Say::not_found), box);
}

}  // namespace

bool select_field(Ui& ui, std::string_view id_name, std::span<const Choice> choices, std::string& key,
                  const ChoiceFieldOptions& options) {
    const ItemId id = id_of(ui, id_name);
    IdScope scope(ui, id_name);
    Stack stack(ui, {.width = options.width});
    const Choice* chosen = find_choice(choices, key);
    const ChoiceFrame frame = choice_frame(ui, id, chosen == nullptr ? std::string_view() : chosen->title, options);
    bool changed = frame.cleared;
    if (frame.cleared) {
        key.clear();
    }
    {
        Menu menu(ui, options.label.empty() ? id_name : options.label, frame.box, is_list_open(ui, id),
                  frame.box.width);
        if (menu.is_open()) {
            if (choices.size() > search_from) {
                draw_list_search(ui, id);
            }
            bool any = false;
            for (const Choice& choice : choices) {
                if (!title_matches(choice.title, list_search(ui, id))) {
                    continue;
                }
                any = true;
                IdScope item(ui, choice.key);
                if (menu_item(ui, choice.icon, choice.title, menu, Tone::neutral, choice.key == key)) {
                    changed = changed || key != choice.key;
                    key = choice.key;
                }
            }
            if (!any) {
                draw_nothing_found(ui);
            }
        }
    }
    draw_field_note(ui, options.help, options.error);
    return changed;
}

bool multi_select_field(Ui& ui, std::string_view id_name, std::span<const Choice> choices,
                        std::vector<std::string>& keys, const ChoiceFieldOptions& options) {
    const ItemId id = id_of(ui, id_name);
    IdScope scope(ui, id_name);
    Stack stack(ui, {.width = options.width});
    std::string shown;
    for (const std::string& key : keys) {
        const Choice* choice = find_choice(choices, key);
        shown += (shown.empty()                      ? ""
                  : ui.language == Language::chinese ? "、"
                                                     : ", ") +
                 (choice == nullptr ? key : choice->title);
    }
    const ChoiceFrame frame = choice_frame(ui, id, shown, options);
    bool changed = frame.cleared;
    if (frame.cleared) {
        keys.clear();
    }
    {
        Menu menu(ui, options.label.empty() ? id_name : options.label, frame.box, is_list_open(ui, id),
                  frame.box.width);
        if (menu.is_open()) {
            if (choices.size() > search_from) {
                draw_list_search(ui, id);
            }
            for (const Choice& choice : choices) {
                if (!title_matches(choice.title, list_search(ui, id))) {
                    continue;
                }
                const auto at = std::lower_bound(keys.begin(), keys.end(), choice.key);
                bool is_in = at != keys.end() && *at == choice.key;
                IdScope item(ui, choice.key);
                if (checkbox(ui, choice.title, is_in)) {
                    changed = true;
                    if (is_in) {
                        keys.insert(at, choice.key);
                    } else {
                        keys.erase(at);
                    }
                }
            }
        }
    }
    draw_field_note(ui, options.help, options.error);
    return changed;
}

PickerResult picker_field(Ui& ui, std::string_view id_name, std::string& search, std::span<const Choice> hits,
                          const PickerOptions& options) {
    const ItemId id = id_of(ui, id_name);
    IdScope scope(ui, id_name);
    Stack stack(ui, {.width = options.field.width});
    PickerResult result;
    const ChoiceFrame frame = choice_frame(ui, id, options.shown, options.field, Icon::search);
    result.cleared = frame.cleared;
    bool& is_open = is_list_open(ui, id);
    if (frame.opened) {
        search.clear();
        result.search_changed = true;
    }
    {
        const std::string_view title = options.field.label.empty() ? say(ui, Say::choose) : options.field.label;
        Dialog dialog(ui, "picker", is_open,
                      {.title = title, .width = 480, .height = ImMin(560.0F, ui.view.height * 0.85F), .gap = 2});
        if (dialog.is_open()) {
            const TextFieldResult typed = text_field(ui, "search", search,
                                                     {.name = say(ui, Say::search),
                                                      .placeholder = options.search_placeholder,
                                                      .kind = InputKind::search,
                                                      .focus = frame.opened});
            result.search_changed = result.search_changed || typed.changed;
            gap(ui, 6);
            for (std::size_t i = 0; i < hits.size(); ++i) {
                const Choice& hit = hits[i];
                if (line(ui, hit.title, {.detail = hit.detail, .avatar = hit.title, .id = hit.key})) {
                    result.picked = i;
                    is_open = false;
                }
            }
            if (hits.empty() && options.is_loading) {
                for (int i = 0; i < 5; ++i) {
                    skeleton(ui, 0, 44);
                }
            } else if (hits.empty()) {
                draw_nothing_found(ui);
            }
        }
    }
    result.is_open = is_open;
    draw_field_note(ui, options.field.help, options.field.error);
    return result;
}

namespace {

// Where a two-step choice stands: what is chosen, and the list it is chosen from.
struct TwoSteps {
    std::span<const ChoiceGroup> groups;
    std::string group_key;
    std::string& value;
    std::string& entered;  // the group whose members are shown; empty: the groups themselves
    std::string& search;
    bool& is_open;
    bool& changed;

    void choose(const std::string& picked) {
        changed = changed || value != picked;
        value = picked;
        is_open = false;
    }
};

void draw_members(Ui& ui, TwoSteps& steps, const ChoiceGroup& group) {
    for (const Choice& member : group.members) {
        const std::string whole = group.choice.key + "/" + member.key;
        if (title_matches(member.title, steps.search) &&
            line(ui, member.title, {.is_selected = whole == steps.value, .id = whole})) {
            steps.choose(whole);
        }
    }
}

void draw_group(Ui& ui, TwoSteps& steps, const ChoiceGroup& group) {
    const std::string words = steps.search;
    if (title_matches(group.choice.title, words) && line(ui, group.choice.title,
                                                         {.leads_on = !group.members.empty(),
                                                          .is_selected = group.choice.key == steps.group_key,
                                                          .id = group.choice.key})) {
        if (group.members.empty()) {
            steps.choose(group.choice.key);
        } else {
            steps.entered = group.choice.key;
            steps.search.clear();
        }
    }
    // A city is found from the first step too.
    for (const Choice& member : group.members) {
        const std::string whole = group.choice.key + "/" + member.key;
        if (!words.empty() && title_matches(member.title, words) &&
            line(ui, member.title, {.value = group.choice.title, .id = whole})) {
            steps.choose(whole);
        }
    }
}

std::string two_step_title(std::span<const ChoiceGroup> groups, const std::string& group_key,
                           const std::string& member_key) {
    for (const ChoiceGroup& group : groups) {
        if (group.choice.key == group_key && !group_key.empty()) {
            const Choice* member = find_choice(group.members, member_key);
            return group.choice.title + (member == nullptr ? "" : " / " + member->title);
        }
    }
    return "";
}

}  // namespace

bool two_step_field(Ui& ui, std::string_view id_name, std::span<const ChoiceGroup> groups, std::string& value,
                    const ChoiceFieldOptions& options) {
    const ItemId id = id_of(ui, id_name);
    IdScope scope(ui, id_name);
    Stack stack(ui, {.width = options.width});
    const std::string group_key = value.substr(0, value.find('/'));
    const std::string member_key = value.find('/') == std::string::npos ? "" : value.substr(value.find('/') + 1);
    const ChoiceFrame frame = choice_frame(ui, id, two_step_title(groups, group_key, member_key), options);
    bool changed = frame.cleared;
    if (frame.cleared) {
        value.clear();
    }
    TwoSteps steps{groups, group_key, value, ui.lists[id].group, list_search(ui, id), is_list_open(ui, id), changed};
    if (frame.opened) {
        steps.entered.clear();
    }
    {
        const auto inside = std::find_if(groups.begin(), groups.end(),
                                         [&](const ChoiceGroup& g) { return g.choice.key == steps.entered; });
        const bool is_second = !steps.entered.empty() && inside != groups.end();
        const std::string title = is_second ? inside->choice.title
                                            : std::string(options.label.empty() ? say(ui, Say::choose) : options.label);
        Dialog dialog(ui, "steps", steps.is_open,
                      {.title = title, .width = 420, .height = ImMin(560.0F, ui.view.height * 0.85F), .gap = 0});
        if (dialog.is_open()) {
            text_field(ui, "search", steps.search,
                       {.name = say(ui, Say::search_options),
                        .placeholder = say(ui, Say::search_options),
                        .kind = InputKind::search});
            gap(ui, 8);
            if (is_second && line(ui, say(ui, Say::back), {.icon = Icon::arrow_left})) {
                steps.entered.clear();
            } else if (is_second) {
                draw_members(ui, steps, *inside);
            } else {
                for (const ChoiceGroup& group : groups) {
                    draw_group(ui, steps, group);
                }
            }
        }
    }
    draw_field_note(ui, options.help, options.error);
    return changed;
}

}  // namespace xingke::ui::kit
