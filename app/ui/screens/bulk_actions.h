// What is done to many records of a list at once (批量转移, bulk edit): the bar that takes the place of the views while
// rows are selected, its dialogs, and the progress. One transaction each, undone whole; only claims of the pool go one
// by one.
#pragma once

#include <optional>
#include <string>

#include "app/ui/screens/desk.h"
#include "app/ui/screens/pool_actions.h"
#include "app/ui/views/field_edit.h"
#include "app/ui/views/list.h"

namespace xingke::ui {

class BulkActions {
public:
    // The bar, in the next place of the flow. `query`: what the list shows; `total`: how many that are.
    void draw_bar(Desk& desk, const model::RecordType& type, const model::Query& query, std::int64_t total,
                  views::ListSelection& selection);
    // Its dialogs, and the progress of what is being done.
    void draw_dialogs(Desk& desk, const model::RecordType& type, const model::Query& query,
                      views::ListSelection& selection);
    ~BulkActions();
    BulkActions();
    BulkActions(const BulkActions&) = delete;
    BulkActions& operator=(const BulkActions&) = delete;

private:
    enum class Asked : std::uint8_t { nothing, transfer, change, remove, to_pool };
    void ask(const Desk& desk, const model::RecordType& type, Asked what);
    void draw_change(Desk& desk, const model::RecordType& type, const model::Query& query,
                     views::ListSelection& selection);
    void draw_pool_button(Desk& desk, const model::RecordType& type, const model::Query& query,
                          views::ListSelection& selection);
    void draw_progress(Desk& desk);
    void run(Desk& desk, const model::RecordType& type, const model::Query& query, views::ListSelection& selection,
             std::vector<client::NewValue> set);
    void export_them(Desk& desk, const model::RecordType& type, const model::Query& query,
                     const views::ListSelection& selection) const;

    // Shared with the answers, which may come when the list is gone.
    struct Work;
    std::shared_ptr<Work> work_;
    Asked asked_ = Asked::nothing;
    bool is_asking_ = false;
    std::string field_;
    views::FieldEdit edit_;
    ReturnQuestion return_question_;
    std::int64_t count_ = 0;
};

}  // namespace xingke::ui
