// 签到 and 签退: a step of a visit that is taken with the place where it is taken, and how exactly that is known. The
// device is asked as soon as the step is pressed; an exact answer takes the step at once. Otherwise the person is told
// why, and goes on without a place, or with one that is not exact: the visit never waits for a satellite.
//
//   closed --press, place asked--> waiting --exact--> taken
//                                  waiting --refused, unavailable, inaccurate--> told --again--> waiting
//                                  waiting, told --go on--> taken;  --cancel--> closed
#pragma once

#include <memory>
#include <string>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/whereabouts.h"

namespace xingke::ui {

class PresenceDialog {
public:
    // Whether the step is one that says where it was taken.
    static bool is_for(const model::RecordType& type, const model::Record& record, std::string_view step);
    void press(Desk& desk, const client::RecordAnswer& visit, std::string step);
    // While it is open, with the visit as it is now.
    void draw(Desk& desk, const client::RecordAnswer& visit);

private:
    enum class With : std::uint8_t { place, nothing };
    void draw_buttons(Desk& desk, const client::RecordAnswer& visit, const platform::Located* located);
    void take(Desk& desk, const client::RecordAnswer& visit, With with);
    std::string words_of_step(const Desk& desk, const client::RecordAnswer& visit) const;
    void keep_customer_place(const Desk& desk, const model::Position& place, std::vector<model::Change>& changes) const;

    std::string step_;
    bool is_open_ = false;
    views::Locating locating_;
    std::unique_ptr<client::LiveRecord> customer_;  // whose place becomes known, or is compared
};

}  // namespace xingke::ui
