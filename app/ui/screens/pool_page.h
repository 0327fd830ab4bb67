// The rules of the customer pool 公海规则: read by everybody, changed by administrators and managers, who see before
// they save how many customers would go tonight. Saved like any record: offline, undone by 撤销, in force on every
// device after its next sync.
#pragma once

#include <map>
#include <memory>

#include "app/ui/screens/desk.h"
#include "app/ui/screens/pool_forecast.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

class PoolScreen {
public:
    void draw(Desk& desk);

private:
    void follow(Desk& desk, const model::RecordType& type);
    void draw_fields(Desk& desk, const model::RecordType& type);
    void draw_forecast(Desk& desk, const model::RecordType& type);
    void draw_bar(Desk& desk, const model::RecordType& type, const kit::Box& box);
    model::Record typed(const model::RecordType& type) const;
    std::vector<model::Change> changes(const model::RecordType& type) const;
    bool is_sound() const;

    std::unique_ptr<client::LiveRecord> live_;
    std::uint64_t followed_version_ = 0;
    std::map<model::FieldId, views::FieldEdit> edits_;
    std::unique_ptr<PoolForecast> forecast_;
};

}  // namespace xingke::ui
