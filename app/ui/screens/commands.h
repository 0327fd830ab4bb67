// What the command palette (Ctrl K) offers beside records, and the keys that lead somewhere: pages, new records, and
// what can be done with the record that is shown.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit/icons.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

struct Command {
    std::string title;
    kit::Icon icon = kit::Icon::none;
    std::function<void()> run;
};
// Pages and new records; those of a record come from its page.
std::vector<Command> general_commands(Desk& desk);
// Those whose title has all the words, in their order; no words: the first few.
std::vector<Command> matching_commands(std::vector<Command> commands, std::string_view words);

// The letter after G for each page: home, reports and so on first, then a letter of each type's name.
struct GoLetter {
    char letter = 0;
    std::string title;
    Route route;
};
std::vector<GoLetter> go_letters(const Desk& desk);

}  // namespace xingke::ui
