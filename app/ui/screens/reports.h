// 报表: the figures and charts of app/catalogue/reports.h over a period and a scope of one's choice. Each part leads to
// the records behind it (the address says which part); all of it can be had as a workbook and on paper.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/screens/desk.h"
#include "app/ui/screens/performance.h"
#include "app/ui/screens/report_card.h"
#include "app/ui/views/list.h"

namespace xingke::ui {

class ReportsScreen {
public:
    // `route.view` is empty or the figure whose records are shown.
    void draw(Desk& desk, const Route& route);

private:
    struct Behind {  // a figure
        std::string figure;
        std::string title;
        const model::RecordType* type = nullptr;
        model::Query query;
        std::unique_ptr<views::RecordList> list;
        std::unique_ptr<client::LiveQuery> live;
    };
    void subscribe(Desk& desk);
    void draw_all(Desk& desk);
    void draw_head(Desk& desk);
    void draw_periods(Desk& desk);
    void draw_custom(Desk& desk);
    void draw_scopes(Desk& desk);
    void draw_figures(Desk& desk);
    void draw_charts(Desk& desk);
    void open_behind(Desk& desk, const std::string& figure);
    void draw_behind(Desk& desk);
    std::vector<std::string> columns(const Desk& desk) const;
    std::vector<std::vector<std::string>> rows(Desk& desk) const;
    void export_all(Desk& desk);
    void print_all(Desk& desk);

    std::vector<ReportCard> cards_;
    PeopleSource people_source_;
    Performance performance_;
    const Departments* people_ = nullptr;  // of this frame
    ReportChoice choice_;
    std::string period_ = "month", scope_ = "all", grouping_ = "person";
    std::string from_, to_;  // as they are typed
    Behind behind_;
};

}  // namespace xingke::ui
