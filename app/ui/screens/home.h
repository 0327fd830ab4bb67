// Where one begins (requirements 2.1.1): parts that the person shows, hides and orders as he likes, the same on all his
// devices. All from live queries.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/screens/day_card.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/due_list.h"
#include "app/ui/screens/home_arrange.h"
#include "app/ui/screens/home_figures.h"
#include "app/ui/screens/personal_settings.h"
#include "app/ui/screens/recent_list.h"
#include "app/ui/screens/target_panel.h"
#include "app/ui/screens/team_panel.h"

namespace xingke::ui {

// What a home page can be made of, as it is delivered; with a minus: hidden until somebody wants it.
const std::vector<std::string_view>& home_parts();

class HomeScreen {
public:
    void draw(Desk& desk);

private:
    void draw_greeting(Desk& desk);
    void draw_part(Desk& desk, std::string_view key);
    void draw_recent(Desk& desk, std::string_view type);

    PersonalSettings settings_;
    HomeArrange arrange_;
    DayCard day_;
    HomeFigures figures_;
    DueList due_;
    TargetPanel targets_;
    TeamPanel team_;
    std::vector<RecentList> recent_;
};

}  // namespace xingke::ui
