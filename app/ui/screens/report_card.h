// One report on the screen: its figure or its chart over a live query. Used by the reports page and by the workbench.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/kit/chart.h"
#include "app/ui/screens/report_query.h"

namespace xingke::ui {

class ReportCard {
public:
    explicit ReportCard(ReportQuery query) : query_(std::move(query)) {}

    const ReportQuery& query() const { return query_; }
    // Asks again when the choice has changed.
    void ask(Desk& desk, const ReportChoice& choice);
    // A tile, or a card with a chart. What was pressed, as it stands in addresses: "<report>.<part>.<option>".
    std::optional<std::string> draw(Desk& desk, const ReportChoice& choice, const Departments& people);
    // Report, part, option, count and amount of each figure: the rows of the file and of the print.
    std::vector<std::vector<std::string>> rows(Desk& desk, const ReportChoice& choice, const Departments& people) const;

private:
    bool is_figure() const;
    std::string words_of(const kit::Ui& ui, const ReportPart& part) const;
    std::string note_of(const kit::Ui& ui, const std::vector<ReportPart>& parts, std::size_t index) const;
    kit::ChartData data_of(const kit::Ui& ui, const std::vector<ReportPart>& parts) const;
    std::optional<kit::ChartPress> draw_chart(kit::Ui& ui, const kit::ChartData& data) const;

    ReportQuery query_;
    std::unique_ptr<client::LiveGroups> groups_;
    model::GroupQuery asked_;
};

// Names and departments of everybody, for figures by department.
class PeopleSource {
public:
    const Departments& people(Desk& desk);

private:
    std::unique_ptr<client::LiveQuery> query_;
    std::uint64_t version_ = 0;
    Departments people_;
};

}  // namespace xingke::ui
