// Searching everything at once, and the commands of the app: a panel over the page on wide views (Ctrl+K), a page of
// its own on narrow ones. Answers come as one types; arrow keys choose, Enter opens.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/client/frames.h"
#include "app/ui/screens/commands.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class SearchPanel {
public:
    // What may be done now, asked anew whenever it is drawn; the first ones are offered before anything is typed.
    std::function<std::vector<Command>()> commands;

    void draw_page(Desk& desk);
    void draw_dialog(Desk& desk, bool& open);
    // Arrow keys and Enter while it is shown.
    bool on_key(Desk& desk, const Key& key);
    // Begin anew: nothing typed, the field takes the focus.
    void reset();

private:
    struct Found {
        client::SearchAnswer answer;
        std::string words;
        bool is_there = false;
    };
    void draw_field(Desk& desk);
    void draw_results(Desk& desk);
    void draw_commands(Desk& desk);
    void draw_recent(Desk& desk);
    bool draw_hit(Desk& desk, const client::SearchHit& hit, std::size_t index);
    void ask(Desk& desk);
    void open(Desk& desk, const client::SearchHit& hit);
    void run(Desk& desk, std::size_t command);

    std::string words_, asked_;
    std::shared_ptr<Found> found_ = std::make_shared<Found>();  // shared with the request's callback
    std::vector<Command> offered_;                              // those that the words name
    std::size_t selected_ = 0;                                  // among them, then among the hits
    bool wants_focus_ = false;
    bool was_opened_ = false;  // the dialog shall close: something was opened
};

// The last searches that led somewhere, newest first, kept in Preferences.
std::vector<std::string> recent_searches(Context& context);
void remember_search(Context& context, std::string_view words);
void forget_searches(Context& context);

}  // namespace xingke::ui
