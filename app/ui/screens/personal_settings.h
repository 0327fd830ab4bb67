// What this person has set for himself on all his devices (model/personal_setting.h): read live, written at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/client/screen_link.h"
#include "app/model/personal_setting.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class PersonalSettings {
public:
    // Once per frame, before anything else is asked.
    void follow(Desk& desk);
    std::vector<model::HomePart> home(const std::vector<std::string_view>& known) const;
    std::int64_t report_hour() const;
    // `words` say what was done.
    void set(Desk& desk, model::FieldId field, model::Value value, std::string words);

private:
    const model::Value& value(model::FieldId field) const;

    std::unique_ptr<client::LiveRecord> live_;
    RecordId id_;
};

}  // namespace xingke::ui
