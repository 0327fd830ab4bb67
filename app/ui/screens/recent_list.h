// 最近客户, 最近商机, 最近合同 … on the home page (requirements 3.1, W6): the records of one type that were last
// changed.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class RecentList {
public:
    RecentList(const model::RecordType& type, std::int64_t count) : type_(&type), count_(count) {}
    const model::RecordType& type() const { return *type_; }
    // A card; `offers_first`: says how to make the first record when there is none, otherwise it is left out then.
    void draw(Desk& desk, bool offers_first);

private:
    void draw_empty(Desk& desk);
    void draw_row(Desk& desk, const model::Row& row);

    const model::RecordType* type_;
    std::int64_t count_;
    std::unique_ptr<client::LiveQuery> live_;
};

}  // namespace xingke::ui
