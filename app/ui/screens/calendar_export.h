// The records of a calendar as a file for the person's own calendar (model/calendar_file.h): those that its filter has,
// from a month ago on.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class CalendarExport {
public:
    // `query`: which records.
    void begin(Desk& desk, const model::RecordType& type, model::Query query);
    // Hands the file out once the records are there.
    void follow(Desk& desk, const model::RecordType& type);

private:
    std::unique_ptr<client::LiveQuery> live_;
};

}  // namespace xingke::ui
