// 概览统计: this month's figures of everybody whose records one sees, and the funnel; for those who lead others, the
// team's. Each figure opens the records behind it.
#pragma once

#include <vector>

#include "app/ui/screens/report_card.h"

namespace xingke::ui {

class TeamPanel {
public:
    void draw(Desk& desk);

private:
    std::vector<ReportCard> cards_;  // the figures, then the funnel
    PeopleSource people_;
};

}  // namespace xingke::ui
