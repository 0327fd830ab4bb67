// 今日跟进 of a daily report (requirements 2.1.3): the visits, schedules and communication records of the reporter on
// the day of the report, by themselves.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class FollowedList {
public:
    static constexpr std::string_view report_type = "daily_report", below_field = "today";

    // `report`: its day and its reporter, as they stand now.
    void draw(Desk& desk, const model::Record& report);

private:
    struct Source {
        const model::RecordType* type = nullptr;
        std::unique_ptr<client::LiveQuery> live;
    };
    void ask(Desk& desk, RecordId reporter, std::int64_t day);

    std::vector<Source> sources_;
};

}  // namespace xingke::ui
