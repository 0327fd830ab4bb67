#include "app/ui/screens/team_panel.h"

#include <algorithm>
#include <utility>

#include "app/catalogue/reports.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui {
namespace {

using Chart = model::ReportDeclaration::Chart;

bool is_shown(const model::ReportDeclaration& report) {
    return report.chart == Chart::figure || report.chart == Chart::funnel;
}

}  // namespace

void TeamPanel::draw(Desk& desk) {
    const model::Role role = desk.actor().role;
    const bool is_leader = role == model::Role::manager || role == model::Role::administrator;
    kit::Ui& ui = desk.ui();
    if (cards_.empty()) {
        for (const model::ReportDeclaration& report : catalogue::reports()) {
            auto query = ReportQuery::of(desk.catalogue(), report);
            if (is_shown(report) && query && desk.may(model::Action::view, query->type())) {
                cards_.emplace_back(*std::move(query));
            }
        }
    }
    const ReportChoice month;
    const Departments& people = people_.people(desk);
    const kit::IdScope scope(ui, "team");
    {
        const kit::Row row(ui, {.gap = 8});
        kit::heading(ui, say(ui, is_leader ? Say::team : Say::overview), 2);
        kit::caption(ui, say(ui, is_leader ? Say::team_hint : Say::overview_hint), kit::theme(ui).text_soft);
    }
    const auto show = [&](ReportCard& card) {
        card.ask(desk, month);
        if (const auto figure = card.draw(desk, month, people)) {
            desk.go({.screen = Screen::reports, .view = *figure});
        }
    };
    const auto figure_count = static_cast<int>(std::ranges::count_if(
        cards_, [](const ReportCard& card) { return card.query().report().chart == Chart::figure; }));
    {
        kit::Columns columns(ui, {.count = kit::is_wide(ui) ? std::max(figure_count, 1) : 2, .gap = 12, .row_gap = 12});
        for (ReportCard& card : cards_) {
            if (card.query().report().chart == Chart::figure) {
                columns.next();
                show(card);
            }
        }
    }
    for (ReportCard& card : cards_) {
        if (card.query().report().chart != Chart::figure) {
            show(card);
        }
    }
}

}  // namespace xingke::ui
