// Public holidays of mainland China and the weekend days worked instead, as data, one year per notice of the General
// Office of the State Council. A year that is not here follows the weekdays until the notice, usually of November, is
// added; a company can enter its own days at any time.
#pragma once

#include <string_view>
#include <vector>

#include "app/base/date.h"
#include "app/base/message.h"
#include "app/model/work_calendar.h"

namespace xingke::catalogue {

struct Holiday {
    Title title;
    Date first, last;                  // weekend days within count as holidays, too
    std::vector<Date> worked_instead;  // Saturdays and Sundays
};

struct HolidayYear {
    int year = 0;
    std::string_view notice;
    std::vector<Holiday> holidays;
};

const std::vector<HolidayYear>& holiday_years();

// 9:00–12:00 and 13:00–18:00 from Monday to Friday, with all years above.
model::WorkCalendar work_calendar();

}  // namespace xingke::catalogue
