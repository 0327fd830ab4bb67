// What goes on around a customer (requirements 2.2.1 and 2.2.9): cards with the contacts, opportunities, contracts,
// receivables and reimbursements that were last changed, and 客户所有动态, what was done to any record that belongs to
// it, newest first.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class RelatedWork {
public:
    void draw_cards(Desk& desk, const model::RecordType& type, RecordId record);
    // With the switch between the record itself and everything about it; true: everything is shown.
    bool draw_activity(Desk& desk, const model::RecordType& type, RecordId record);

private:
    struct Source {
        const model::RecordType* type = nullptr;
        std::unique_ptr<client::LiveQuery> live;
    };
    struct Item {
        const model::RecordType* type = nullptr;
        RecordId record;
        std::string label;
        const client::TimelineEntry* entry = nullptr;
    };
    void subscribe(Desk& desk, const model::RecordType& type, RecordId record);
    void draw_card(Desk& desk, const Source& source);
    void watch_newest(Desk& desk);
    std::vector<Item> items() const;
    void draw_items(Desk& desk);

    std::vector<Source> sources_;
    // The records whose histories are shown together.
    std::map<RecordId, std::unique_ptr<client::LiveRecord>> watched_;
    std::map<RecordId, std::string> labels_;
    std::string shown_ = "own";
};

}  // namespace xingke::ui
