// 今日路线: the customers of the day, the nearest first: those of one's visits planned for today, and those whose next
// follow-up is due. Works without a network: the device says where it is, the customers' places are stored with them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/map_dialog.h"
#include "app/ui/views/whereabouts.h"

namespace xingke::ui {

struct RouteStop {
    RecordId customer, visit;  // `visit` nil: the follow-up of the customer is due
    std::string name, address, subject, state;
    std::optional<model::Position> place;
    std::optional<std::int64_t> metres;  // from here; nothing while either place is unknown
};
// The nearest first; what has no distance behind, in the order in which it came.
void order_by_distance(std::vector<RouteStop>& stops, const std::optional<model::Position>& here);

class RouteScreen {
public:
    void draw(Desk& desk);

private:
    void subscribe(Desk& desk);
    std::vector<RouteStop> stops(const Desk& desk) const;
    std::optional<model::Position> here(const Desk& desk) const;
    void draw_head(Desk& desk);
    void draw_stop(Desk& desk, const RouteStop& stop);

    // The visits, the customers of those, and the customers that are due.
    std::unique_ptr<client::LiveQuery> visits_, visited_, due_;
    views::Locating locating_;
    views::MapDialog map_;
};

}  // namespace xingke::ui
