// The records of a type by date (views/calendar.h), and what is asked for there: a record of that day, or another day
// for one, which can be undone.
#pragma once

#include <memory>
#include <optional>

#include "app/ui/screens/calendar_export.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/layout_switch.h"
#include "app/ui/views/calendar.h"

namespace xingke::ui {

class CalendarScreen {
public:
    explicit CalendarScreen(const model::RecordType& type) : type_(&type), calendar_(type) {}

    void draw(Desk& desk, const Route& route);
    void request_search() { head_.request_search(); }

private:
    void move(Desk& desk);

    const model::RecordType* type_;
    LayoutHead head_;
    views::Calendar calendar_;
    CalendarExport export_;
    std::optional<views::CalendarMove> move_;  // until the record's cursor is known
    std::unique_ptr<client::LiveRecord> live_;
};

}  // namespace xingke::ui
