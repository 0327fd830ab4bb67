#include "app/ui/screens/reports.h"

#include <array>
#include <utility>

#include "app/base/text.h"
#include "app/catalogue/reports.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/screens/hand_out.h"
#include "app/ui/screens/report_print.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using Chart = model::ReportDeclaration::Chart;
using kit::Icon;

struct PeriodName {
    std::string_view key;
    Period period;
    Say title;
};
constexpr std::array periods = {
    PeriodName{"week", Period::week, Say::period_week},
    PeriodName{"month", Period::month, Say::period_month},
    PeriodName{"quarter", Period::quarter, Say::period_quarter},
    PeriodName{"year", Period::year, Say::period_year},
    PeriodName{"all", Period::all, Say::period_all},
    PeriodName{"custom", Period::custom, Say::period_custom},
};
constexpr float date_width = 180;

kit::Choice choice(const kit::Ui& ui, std::string_view key, Say title) {
    return {.key = std::string(key), .title = std::string(say(ui, title))};
}

bool is_figure(const ReportCard& card) {
    return card.query().report().chart == Chart::figure;
}

}  // namespace

void ReportsScreen::subscribe(Desk& desk) {
    people_ = &people_source_.people(desk);
    if (cards_.empty()) {
        for (const model::ReportDeclaration& report : catalogue::reports()) {
            auto query = ReportQuery::of(desk.catalogue(), report);
            if (query && desk.may(model::Action::view, query->type())) {
                cards_.emplace_back(*std::move(query));
            }
        }
    }
    for (ReportCard& card : cards_) {
        card.ask(desk, choice_);
    }
}

void ReportsScreen::draw(Desk& desk, const Route& route) {
    subscribe(desk);
    if (!route.view.empty()) {
        open_behind(desk, route.view);
    }
    if (!route.view.empty() && behind_.live != nullptr) {
        draw_behind(desk);
    } else {
        draw_all(desk);
    }
}

void ReportsScreen::draw_all(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::ScrollArea scroll(ui, "reports", {});
    const kit::Centred centred(ui, kit::metric::content_max, 12);
    kit::gap(ui, kit::is_wide(ui) ? 20 : 8);
    draw_head(desk);
    draw_periods(desk);
    if (choice_.period == Period::custom) {
        draw_custom(desk);
    }
    draw_scopes(desk);
    draw_figures(desk);
    draw_charts(desk);
    performance_.draw(desk, choice_);
    kit::gap(ui, 24);
}

void ReportsScreen::draw_head(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
    if (kit::is_wide(ui)) {
        kit::heading(ui, say(ui, Say::reports), 1);
    }
    const int offset = desk.context.utc_offset_minutes();
    const DaySpan days = span_of(choice_, local_time(desk.now(), offset).date);
    if (days.first && days.last) {
        kit::soft_text(ui, say(ui, Say::calendar_range,
                               {{"from", print(date_of_days(*days.first))}, {"to", print(date_of_days(*days.last))}}));
    }
    kit::spring(ui);
    if (kit::icon_button(ui, Icon::file_spreadsheet, say(ui, Say::report_export))) {
        export_all(desk);
    }
    if (kit::icon_button(ui, Icon::printer, say(ui, Say::report_print))) {
        print_all(desk);
    }
}

void ReportsScreen::draw_periods(Desk& desk) {
    kit::Ui& ui = desk.ui();
    std::vector<kit::Choice> choices;
    for (const PeriodName& period : periods) {
        choices.push_back(choice(ui, period.key, period.title));
    }
    if (kit::radio_chips(ui, say(ui, Say::period), choices, period_)) {
        for (const PeriodName& period : periods) {
            choice_.period = period.key == period_ ? period.period : choice_.period;
        }
        kit::ask_for_frame(ui);
    }
}

void ReportsScreen::draw_custom(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const Date today = local_time(desk.now(), desk.context.utc_offset_minutes()).date;
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    const float width = kit::is_wide(ui) ? date_width : (kit::available_width(ui) - 8) / 2;
    const bool from = kit::date_field(ui, "from", from_, today, {.label = say(ui, Say::period_from), .width = width});
    const bool to = kit::date_field(ui, "to", to_, today, {.label = say(ui, Say::period_to), .width = width});
    if (from || to) {
        choice_.from = parse_date(from_);
        choice_.to = parse_date(to_);
    }
}

void ReportsScreen::draw_scopes(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::array scopes = {choice(ui, "all", Say::scope_all), choice(ui, "department", Say::scope_department),
                               choice(ui, "mine", Say::scope_mine)};
    const std::array groupings = {choice(ui, "person", Say::by_person), choice(ui, "department", Say::by_department)};
    const kit::Row row(ui, {.gap = 12, .wraps = true});
    kit::segments(ui, say(ui, Say::scope), scopes, scope_);
    kit::segments(ui, say(ui, Say::by_person), groupings, grouping_);
    choice_.scope = scope_ == "mine" ? Scope::mine : scope_ == "department" ? Scope::department : Scope::all;
    choice_.by_department = grouping_ == "department";
}

void ReportsScreen::draw_figures(Desk& desk) {
    kit::Ui& ui = desk.ui();
    int count = 0;
    for (const ReportCard& card : cards_) {
        count += is_figure(card) ? 1 : 0;
    }
    kit::Columns columns(ui, {.count = kit::is_wide(ui) ? std::max(count, 1) : 2, .gap = 12, .row_gap = 12});
    for (ReportCard& card : cards_) {
        if (!is_figure(card)) {
            continue;
        }
        columns.next();
        if (const auto figure = card.draw(desk, choice_, *people_)) {
            desk.go({.screen = Screen::reports, .view = *figure});
        }
    }
}

// Side by side on wide views, each column as tall as its own cards.
void ReportsScreen::draw_charts(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const int count = kit::is_wide(ui) ? 2 : 1;
    kit::Columns columns(ui, {.count = count, .gap = 16});
    for (int column = 0; column < count; ++column) {
        columns.next();
        const kit::Stack stack(ui, {.gap = 16});
        int at = 0;
        for (ReportCard& card : cards_) {
            if (is_figure(card) || at++ % count != column) {
                continue;
            }
            if (const auto figure = card.draw(desk, choice_, *people_)) {
                desk.go({.screen = Screen::reports, .view = *figure});
            }
        }
    }
}

// "<report>.<part>.<option>"; what names nothing that is there shows the page itself.
void ReportsScreen::open_behind(Desk& desk, const std::string& figure) {
    kit::Ui& ui = desk.ui();
    const std::vector<std::string_view> names = split(figure, '.');
    const model::ReportDeclaration* report = catalogue::find_report(names[0]);
    const auto query = report == nullptr ? std::nullopt : ReportQuery::of(desk.catalogue(), *report);
    if (!query) {
        behind_ = {};
        return;
    }
    const std::string_view part = names.size() > 1 ? names[1] : std::string_view();
    const std::string_view option = names.size() > 2 ? names[2] : std::string_view();
    model::Query wanted = query->records(desk, choice_, part, option);
    const std::string name = query->name_of_part(desk, *people_, part);
    const bool has_name = !part.empty() && !name.empty();
    const std::string_view title = say(ui, report->title);
    behind_.title = has_name ? say(ui, Say::report_of_part, {{"report", title}, {"part", name}}) : std::string(title);
    for (const model::Option* one : query->series()) {
        behind_.title += one->key == option ? " · " + std::string(say(ui, one->title)) : "";
    }
    if (behind_.live != nullptr && behind_.figure == figure && behind_.query == wanted) {
        return;
    }
    behind_.figure = figure;
    behind_.query = wanted;
    behind_.type = &query->type();
    behind_.list = std::make_unique<views::RecordList>(query->type());
    model::Query rows = behind_.list->query();
    rows.filters = std::move(wanted.filters);
    rows.conditions = std::move(wanted.conditions);
    behind_.live = desk.link().watch(std::move(rows));
}

void ReportsScreen::draw_behind(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const bool wide = kit::is_wide(ui);
    const kit::Box page = kit::place(ui, 0, kit::available_height(ui));
    const kit::Inside inside(ui, wide ? page.inset(kit::gutter(ui), 0) : page);
    kit::gap(ui, wide ? 20 : 4);
    {
        const kit::Box bar = kit::place(ui, 0, kit::metric::touch);
        const kit::Inside in_bar(ui, wide ? bar : bar.inset(kit::gutter(ui), 0));
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
        if (wide && kit::icon_button(ui, Icon::arrow_left, say(ui, Say::back))) {
            desk.go_back();
        }
        kit::heading(ui, behind_.title, wide ? 1 : 3);
        if (behind_.live->version() > 0) {
            kit::caption(ui, say(ui, Say::row_total, {{"count", group_thousands(behind_.live->page().total)}}));
        }
        kit::spring(ui);
        if (desk.may(model::Action::export_, *behind_.type) &&
            kit::icon_button(ui, Icon::download, say(ui, Say::export_records))) {
            client::Export wanted;
            wanted.query = behind_.live->query();
            wanted.format = client::ExportFormat::xlsx;
            hand_out(desk, behind_.title, std::move(wanted));
        }
    }
    kit::gap(ui, 8);
    const views::ListResult result = behind_.list->draw(ui, *behind_.live, {.is_filtered = true});
    if (result.opened) {
        desk.go({.screen = Screen::detail, .type = behind_.type->id, .record = *result.opened});
    }
    if (result.wants_clear) {
        desk.go({.screen = Screen::reports});
    }
}

std::vector<std::string> ReportsScreen::columns(const Desk& desk) const {
    const kit::Ui& ui = desk.ui();
    std::vector<std::string> titles;
    for (const Say title : {Say::reports, Say::report_item, Say::report_division, Say::record_count, Say::kind_money}) {
        titles.emplace_back(say(ui, title));
    }
    return titles;
}

std::vector<std::vector<std::string>> ReportsScreen::rows(Desk& desk) const {
    std::vector<std::vector<std::string>> all;
    for (const ReportCard& card : cards_) {
        for (std::vector<std::string>& row : card.rows(desk, choice_, *people_)) {
            all.push_back(std::move(row));
        }
    }
    for (std::vector<std::string>& row : performance_.rows(desk)) {
        all.push_back(std::move(row));
    }
    return all;
}

void ReportsScreen::export_all(Desk& desk) {
    client::ExportTable table;
    table.title = say(desk.ui(), Say::reports);
    table.columns = columns(desk);
    table.first_number = 3;
    table.rows = rows(desk);
    hand_out(desk, table.title, table);
}

void ReportsScreen::print_all(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const int offset = desk.context.utc_offset_minutes();
    const DaySpan days = span_of(choice_, local_time(desk.now(), offset).date);
    const auto day = [](const std::optional<std::int64_t>& at) { return at ? print(date_of_days(*at)) : "…"; };
    const client::SessionState& session = desk.link().session();
    desk.context.platform.window.print(
        print_reports({.company = session.company,
                       .title = std::string(say(ui, Say::reports)),
                       .period = say(ui, Say::calendar_range, {{"from", day(days.first)}, {"to", day(days.last)}}),
                       .foot = session.user_name + "  " + views::display_moment(ui, desk.now()),
                       .columns = columns(desk),
                       .rows = rows(desk)}));
}

}  // namespace xingke::ui
