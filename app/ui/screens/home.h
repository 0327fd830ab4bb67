// Where one begins: how things stand in a few figures, and the records that were last worked on. All from live queries.
#pragma once

#include <memory>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/day_card.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/due_list.h"
#include "app/ui/screens/list_views.h"
#include "app/ui/screens/team_panel.h"

namespace xingke::ui {

class HomeScreen {
public:
    void draw(Desk& desk);

private:
    // The count behind one figure, and the list that it opens.
    struct Figure {
        const model::RecordType* type = nullptr;
        ListView view = ListView::mine;
        std::unique_ptr<client::LiveQuery> query;
    };
    void subscribe(Desk& desk);
    void draw_greeting(Desk& desk);
    void draw_figures(Desk& desk);
    void draw_recent(Desk& desk);

    DayCard day_;
    DueList due_;
    TeamPanel team_;
    std::vector<Figure> figures_;
    std::unique_ptr<client::LiveQuery> recent_;
    const model::RecordType* main_type_ = nullptr;  // the first that belongs to no other: what the work is about
};

}  // namespace xingke::ui
