// 即将到期: what is due within a week or overdue, over all record types, the earliest first; one's own records, and
// those whose delay has been escalated to one's role. From live queries over the hidden fields of deadlines.
#pragma once

#include <memory>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class DueList {
public:
    // A card; nothing at all when nothing is due.
    void draw(Desk& desk);

private:
    struct Source {
        const model::RecordType* type = nullptr;
        const model::DeadlineDeclaration* deadline = nullptr;
        std::unique_ptr<client::LiveQuery> query;
    };
    struct Item {
        const Source* source = nullptr;
        const model::Row* row = nullptr;
        Instant due;
    };
    void subscribe(Desk& desk);
    std::vector<Item> items(const Desk& desk) const;
    void draw_item(Desk& desk, const Item& item);

    std::vector<Source> sources_;
};

}  // namespace xingke::ui
