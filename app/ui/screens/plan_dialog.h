// 生成应收计划: a contract's receivables in one step, as many instalments as one says, shown before they are made.
#pragma once

#include <map>
#include <string>

#include "app/model/conversion.h"
#include "app/ui/screens/desk.h"
#include "app/ui/views/field_edit.h"

namespace xingke::ui {

class PlanDialog {
public:
    void open(Desk& desk, const client::RecordAnswer& contract);
    void draw(Desk& desk, const client::RecordAnswer& contract);

private:
    model::InstalmentPlan plan() const;

    bool is_open_ = false;
    std::map<model::FieldId, views::FieldEdit> edits_;
};

}  // namespace xingke::ui
