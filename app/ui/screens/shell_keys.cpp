// The keyboard of the app as a whole: commands with Ctrl, letters on a page, and the list of all of them behind ?.
#include <algorithm>
#include <utility>

#include "app/ui/kit/overlay.h"
#include "app/ui/screens/shell_impl.h"

namespace xingke::ui {

bool Screens::Impl::on_key(const Key& key) {
    if (!key.down || !is_working()) {
        return false;
    }
    if (key.control || key.meta) {
        return on_command_key(key);
    }
    if ((is_search_open || route.screen == Screen::search) && search.on_key(desk, key)) {
        return true;
    }
    if (key.alt || kit::has_overlay(desk.ui()) || desk.ui().text_fields.editing != 0) {
        is_going = false;
        return false;
    }
    if (key.name == "Escape" && route.screen != Screen::home) {
        go_back();
        return true;
    }
    return on_letter(key);
}

bool Screens::Impl::on_command_key(const Key& key) {
    if (key.name == "k" || key.name == "K") {
        desk.open_search();
        return true;
    }
    if (key.name == "s" || key.name == "S") {
        if (form != nullptr) {
            form->request_save();
            desk.context.platform.window.request_frame(0);
        }
        return true;
    }
    const auto board = boards.find(route.type);
    const bool is_board = route.screen == Screen::list && route.layout == "board" && board != boards.end();
    return is_board && !kit::has_overlay(desk.ui()) && board->second.on_key(desk, key);
}

bool Screens::Impl::on_letter(const Key& key) {
    desk.context.platform.window.request_frame(0);
    if (std::exchange(is_going, false)) {
        return go_by_letter(key.name);
    }
    const model::RecordType* type = desk.catalogue().find(route.type);
    if (key.name == "?") {
        is_shortcuts_open = true;
    } else if (key.name == "g") {
        is_going = true;
    } else if (key.name == "/") {
        search_in_list();
    } else if (key.name == "j" || key.name == "k") {
        return move_in_list(key);
    } else if (key.name == "n" && type != nullptr && !is_form(route.screen) && desk.may(model::Action::create, *type)) {
        go({.screen = Screen::create, .type = type->id}, true);
    } else if (key.name == "e" && route.screen == Screen::detail && type != nullptr &&
               desk.may(model::Action::edit, *type)) {
        go({.screen = Screen::edit, .type = type->id, .record = route.record}, true);
    } else if (key.name == "v" && route.screen == Screen::list && type != nullptr && has_layouts(*type)) {
        go(LayoutSwitch::next(*type, route), true);
    } else {
        return false;
    }
    return true;
}

bool Screens::Impl::go_by_letter(std::string_view name) {
    const std::vector<GoLetter> letters = go_letters(desk);
    const auto found = std::ranges::find_if(
        letters, [&](const GoLetter& letter) { return name.size() == 1 && letter.letter == name.front(); });
    if (found == letters.end()) {
        return false;
    }
    go(found->route, true);
    return true;
}

// To the next or previous item of the group that has the focus; before anything has it, to the first row or card.
bool Screens::Impl::move_in_list(const Key& key) {
    kit::Ui& ui = desk.ui();
    const auto& items = ui.focus.items;
    const auto focused = std::ranges::find(items, ui.focus.focused, &kit::FocusItem::id);
    if (focused != items.end() && focused->group != 0) {
        return kit::focus_key(ui, {.name = key.name == "j" ? "ArrowDown" : "ArrowUp"});
    }
    // The last group on the page that Tab enters at one place is what the page is about; boxes to tick are each a
    // place.
    const auto last = std::find_if(items.rbegin(), items.rend(), [&](const kit::FocusItem& item) {
        return item.group != 0 && std::ranges::count_if(items, [&](const kit::FocusItem& other) {
                                      return other.group == item.group && other.is_group_entry;
                                  }) == 1;
    });
    if (last == items.rend()) {
        return false;
    }
    const auto first = std::ranges::find_if(
        items, [&](const kit::FocusItem& item) { return item.group == last->group && item.is_group_entry; });
    kit::set_focus(ui, first == items.end() ? last->id : first->id, true);
    ui.focus.reveal = ui.focus.focused;
    return true;
}

void Screens::Impl::search_in_list() {
    const auto list = lists.find(route.type);
    const auto board = boards.find(route.type);
    const auto calendar = calendars.find(route.type);
    if (route.screen != Screen::list) {
        desk.open_search();
    } else if (route.layout == "board" && board != boards.end()) {
        board->second.request_search();
    } else if (route.layout == "calendar" && calendar != calendars.end()) {
        calendar->second.request_search();
    } else if (list != lists.end()) {
        list->second.request_search();
    }
}

// What can be done with what is shown comes first.
std::vector<Command> Screens::Impl::commands() {
    std::vector<Command> all;
    if (record != nullptr && route.screen == Screen::detail) {
        all = record->commands(desk);
    }
    for (Command& command : general_commands(desk)) {
        all.push_back(std::move(command));
    }
    return all;
}

void Screens::Impl::draw_shortcuts() {
    kit::Ui& ui = desk.ui();
    const kit::Dialog dialog(ui, "shortcuts", is_shortcuts_open, {.title = say(ui, Say::shortcuts), .gap = 8});
    if (!dialog.is_open()) {
        return;
    }
    const auto row = [&](std::string_view words, std::string_view keys) {
        const kit::Row line(ui, {});
        kit::text(ui, words);
        kit::spring(ui);
        kit::key_hint(ui, keys);
    };
    const std::pair<std::string_view, Say> rows[] = {
        {"Ctrl K", Say::shortcut_search}, {"/", Say::shortcut_find},         {"J  K", Say::shortcut_move},
        {"N", Say::shortcut_new},         {"E", Say::shortcut_edit},         {"Ctrl S", Say::shortcut_save},
        {"V", Say::shortcut_layout},      {"Ctrl ← →", Say::shortcut_stage}, {"Esc", Say::shortcut_back},
        {"?", Say::shortcut_help}};
    for (const auto& [keys, words] : rows) {
        row(say(ui, words), keys);
    }
    kit::divider(ui);
    kit::caption(ui, say(ui, Say::shortcut_go), kit::theme(ui).text_soft);
    for (const GoLetter& letter : go_letters(desk)) {
        row(letter.title, "G " + std::string(1, static_cast<char>(letter.letter - 'a' + 'A')));
    }
}

}  // namespace xingke::ui
