// 销售目标 on the home page: how much of each target of these days is reached, by person, and for those who lead others
// by department. Reached is what was signed in contracts within the target's days.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/report_card.h"

namespace xingke::ui {

struct TargetLine {
    RecordId person;  // nil: a department
    RecordId target;
    std::string name, department;
    std::int64_t first = 0, last = 0;    // days since 1970, both included
    std::int64_t goal = 0, reached = 0;  // fen
};
// The lines of departments in which there are at least two persons, each before those; all by department and name.
std::vector<TargetLine> with_departments(std::vector<TargetLine> persons);

class TargetPanel {
public:
    // A card; nothing when nobody has a target now.
    void draw(Desk& desk);

private:
    using Days = std::pair<std::int64_t, std::int64_t>;
    void subscribe(Desk& desk);
    std::vector<TargetLine> lines(Desk& desk);
    void draw_line(Desk& desk, const TargetLine& line);

    std::unique_ptr<client::LiveQuery> targets_;
    std::map<Days, std::unique_ptr<client::LiveGroups>> signed_;  // by owner, within those days
    PeopleSource people_;
};

}  // namespace xingke::ui
