// The figures of a list (2-1-4 客户列表统计, R1): sums of its amounts, and how many records have which option, for the
// present filter. A press on a bar filters by it. At the side of the list on wide views, a sheet on narrow ones.
#pragma once

#include <map>
#include <string>

#include "app/model/list_filter.h"
#include "app/ui/screens/desk.h"
#include "app/ui/screens/group_watch.h"

namespace xingke::ui {

class ListStatistics {
public:
    void toggle() { is_open_ = !is_open_; }
    bool is_open() const { return is_open_; }
    // "预计金额合计 ¥250,000.00 · …"; empty: the type has nothing to sum, or it is not known yet.
    std::string sums(Desk& desk, const model::RecordType& type, const model::Query& query);
    // The panel, in the place that the flow gives it or as a sheet. A bar that is pressed becomes a condition, or stops
    // being one.
    void draw(Desk& desk, const model::RecordType& type, const model::Query& query, model::ListFilter& filter);

private:
    void draw_field(Desk& desk, const model::Field& field, const model::Query& query, model::ListFilter& filter);
    void draw_all(Desk& desk, const model::RecordType& type, const model::Query& query, model::ListFilter& filter);

    bool is_open_ = false;
    GroupWatch sums_;
    std::map<model::FieldId, GroupWatch> counts_;
};

}  // namespace xingke::ui
