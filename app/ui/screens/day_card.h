// What the day begins and ends with on the home page (requirements 2.1.2, 2.1.3, W8): the motto of the day, and in the
// evening of a working day (or when the person wants it) a reminder of the daily report, until it is written. The plan
// of the week and, in the last week of a month, the duty report are reminded of in the same way (2.5.22).
#pragma once

#include <memory>
#include <string>

#include "app/base/date.h"
#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

// Which of `count` mottos a day has: each in turn, the same for everybody and on every device. `count` is above 0.
std::int64_t motto_of_day(std::int64_t day, std::int64_t count);

class DayCard {
public:
    // `reminder_hour`: from when on the report of the day is asked for.
    void draw(Desk& desk, std::int64_t reminder_hour);

private:
    void subscribe(Desk& desk, std::int64_t day);
    void subscribe_to_plans(Desk& desk, Date today);
    void draw_reminders(Desk& desk, const DateTime& now, std::int64_t reminder_hour);
    std::string motto(std::int64_t day) const;

    std::unique_ptr<client::LiveQuery> mottos_, reports_, plans_, duties_;
};

}  // namespace xingke::ui
