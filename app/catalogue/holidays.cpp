#include "app/catalogue/holidays.h"

namespace xingke::catalogue {
namespace {

constexpr Title new_year = {"元旦", "New Year"};
constexpr Title spring_festival = {"春节", "Spring Festival"};
constexpr Title qingming = {"清明节", "Qingming Festival"};
constexpr Title labour_day = {"劳动节", "Labour Day"};
constexpr Title dragon_boat = {"端午节", "Dragon Boat Festival"};
constexpr Title mid_autumn = {"中秋节", "Mid-Autumn Festival"};
constexpr Title national_day = {"国庆节", "National Day"};
constexpr Title national_day_and_mid_autumn = {"国庆节、中秋节", "National Day and Mid-Autumn Festival"};

}  // namespace

// Dates as the notices give them; compared with the npm package chinese-days 1.5.7 and with public calendars that cite
// them.
const std::vector<HolidayYear>& holiday_years() {
    static const std::vector<HolidayYear> years = {
        {2024,
         "国办发明电〔2023〕7号",
         {
             {new_year, {2024, 1, 1}, {2024, 1, 1}, {}},
             {spring_festival, {2024, 2, 10}, {2024, 2, 17}, {{2024, 2, 4}, {2024, 2, 18}}},
             {qingming, {2024, 4, 4}, {2024, 4, 6}, {{2024, 4, 7}}},
             {labour_day, {2024, 5, 1}, {2024, 5, 5}, {{2024, 4, 28}, {2024, 5, 11}}},
             {dragon_boat, {2024, 6, 10}, {2024, 6, 10}, {}},
             {mid_autumn, {2024, 9, 15}, {2024, 9, 17}, {{2024, 9, 14}}},
             {national_day, {2024, 10, 1}, {2024, 10, 7}, {{2024, 9, 29}, {2024, 10, 12}}},
         }},
        {2025,
         "国办发明电〔2024〕12号",
         {
             {new_year, {2025, 1, 1}, {2025, 1, 1}, {}},
             {spring_festival, {2025, 1, 28}, {2025, 2, 4}, {{2025, 1, 26}, {2025, 2, 8}}},
             {qingming, {2025, 4, 4}, {2025, 4, 6}, {}},
             {labour_day, {2025, 5, 1}, {2025, 5, 5}, {{2025, 4, 27}}},
             {dragon_boat, {2025, 5, 31}, {2025, 6, 2}, {}},
             {national_day_and_mid_autumn, {2025, 10, 1}, {2025, 10, 8}, {{2025, 9, 28}, {2025, 10, 11}}},
         }},
        {2026,
         "国办发明电〔2025〕7号",
         {
             {new_year, {2026, 1, 1}, {2026, 1, 3}, {{2026, 1, 4}}},
             {spring_festival, {2026, 2, 15}, {2026, 2, 23}, {{2026, 2, 14}, {2026, 2, 28}}},
             {qingming, {2026, 4, 4}, {2026, 4, 6}, {}},
             {labour_day, {2026, 5, 1}, {2026, 5, 5}, {{2026, 5, 9}}},
             {dragon_boat, {2026, 6, 19}, {2026, 6, 21}, {}},
             {mid_autumn, {2026, 9, 25}, {2026, 9, 27}, {}},
             {national_day, {2026, 10, 1}, {2026, 10, 7}, {{2026, 9, 20}, {2026, 10, 10}}},
         }},
    };
    return years;
}

model::WorkCalendar work_calendar() {
    model::WorkCalendar calendar;
    for (const HolidayYear& year : holiday_years()) {
        for (const Holiday& holiday : year.holidays) {
            for (std::int64_t day = days_since_epoch(holiday.first); day <= days_since_epoch(holiday.last); ++day) {
                calendar.exceptions[day] = model::DayKind::holiday;
            }
            for (const Date& worked : holiday.worked_instead) {
                calendar.exceptions[days_since_epoch(worked)] = model::DayKind::worked;
            }
        }
    }
    return calendar;
}

}  // namespace xingke::catalogue
