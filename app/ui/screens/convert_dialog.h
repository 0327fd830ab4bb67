// 转换 of a lead (requirements 2.2.5): shows what will be made, says which customers may be the same one already, and
// makes it all in one transaction with the lead's step.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class ConvertDialog {
public:
    void open(Desk& desk, const client::RecordAnswer& lead);
    void draw(Desk& desk, const client::RecordAnswer& lead);

private:
    void draw_duplicates(Desk& desk);
    void draw_result(Desk& desk, const client::RecordAnswer& lead);
    void convert(Desk& desk, const client::RecordAnswer& lead);

    bool is_open_ = false, makes_opportunity_ = true;
    std::unique_ptr<client::LiveQuery> same_name_;    // customers
    std::unique_ptr<client::LiveQuery> same_mobile_;  // contacts, with their customers
    std::string choice_;                              // of the customer: its id, or empty for a new one
};

}  // namespace xingke::ui
