#include "app/ui/screens/commands.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "app/base/text.h"

namespace xingke::ui {
namespace {

constexpr std::size_t command_count_max = 6;

struct Page {
    char letter;
    Say title;
    kit::Icon icon;
    Screen screen;
};
constexpr Page pages[] = {
    {'h', Say::home, kit::Icon::home, Screen::home},
    {'t', Say::today_route, kit::Icon::navigation, Screen::route},
    {'r', Say::reports, kit::Icon::chart, Screen::reports},
    {'n', Say::notifications, kit::Icon::bell, Screen::notifications},
    {'i', Say::inbox, kit::Icon::inbox, Screen::inbox},
    {'y', Say::sync, kit::Icon::refresh, Screen::sync},
    {'s', Say::settings, kit::Icon::settings, Screen::settings},
};

}  // namespace

std::vector<Command> general_commands(Desk& desk) {
    const kit::Ui& ui = desk.ui();
    std::vector<Command> commands;
    const auto add = [&](std::string title, kit::Icon icon, Route route) {
        commands.push_back({std::move(title), icon, [&desk, route] { desk.go(route); }});
    };
    const auto go_to = [&](std::string_view page) { return say(ui, Say::palette_go, {{"page", page}}); };
    for (const model::RecordType* type : desk.offered_types()) {
        const kit::Icon icon = kit::icon_named(type->icon);
        add(go_to(say(ui, type->title_plural)), icon, {.screen = Screen::list, .type = type->id});
        if (desk.may(model::Action::create, *type)) {
            add(say(ui, Say::new_record, {{"type", say(ui, type->title)}}), kit::Icon::plus,
                {.screen = Screen::create, .type = type->id});
        }
    }
    for (const Page& page : pages) {
        add(go_to(say(ui, page.title)), page.icon, {.screen = page.screen});
    }
    return commands;
}

std::vector<Command> matching_commands(std::vector<Command> commands, std::string_view words) {
    const std::string wanted = fold(words);
    std::erase_if(commands, [&](const Command& command) {
        const std::string title = fold(command.title);
        return std::ranges::any_of(split(wanted, ' '),
                                   [&](std::string_view word) { return title.find(word) == std::string::npos; });
    });
    if (commands.size() > command_count_max) {
        commands.resize(command_count_max);
    }
    return commands;
}

std::vector<GoLetter> go_letters(const Desk& desk) {
    const kit::Ui& ui = desk.ui();
    std::vector<GoLetter> letters;
    for (const Page& page : pages) {
        letters.push_back({page.letter, std::string(say(ui, page.title)), {.screen = page.screen}});
    }
    for (const model::RecordType* type : desk.offered_types()) {
        const auto letter = std::ranges::find_if(type->name, [&](char c) {
            return std::isalpha(static_cast<unsigned char>(c)) != 0 &&
                   std::ranges::find(letters, c, &GoLetter::letter) == letters.end();
        });
        if (letter != type->name.end()) {
            letters.push_back(
                {*letter, std::string(say(ui, type->title_plural)), {.screen = Screen::list, .type = type->id}});
        }
    }
    return letters;
}

}  // namespace xingke::ui
