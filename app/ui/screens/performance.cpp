#include "app/ui/screens/performance.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/ui/kit/chart.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using Test = model::Filter::Test;
using Chart = model::ReportDeclaration::Chart;
constexpr std::size_t growing_max = 10;

constexpr model::ReportDeclaration turnover{.key = "turnover",
                                            .title = {},
                                            .chart = Chart::figure,
                                            .type = "contract",
                                            .period = "sign_date",
                                            .amount = "amount"};
constexpr model::ReportDeclaration received{
    .key = "received", .title = {}, .chart = Chart::figure, .type = "payment", .period = "paid_on", .amount = "amount"};
constexpr model::ReportDeclaration by_customer{
    .key = "by_customer", .title = {}, .type = "contract", .period = "sign_date", .by = "customer", .amount = "amount"};

std::int64_t sum_of(const model::Group& group) {
    const auto* sum = group.figures.empty() ? nullptr : std::get_if<std::int64_t>(&group.figures.front());
    return sum == nullptr ? 0 : *sum;
}

ReportChoice within(const ReportChoice& choice, Date first, Date last) {
    ReportChoice days = choice;
    days.period = Period::custom;
    days.from = first;
    days.to = last;
    return days;
}

// The same date a year before; of 29 February the 28th.
Date last_year(Date day) {
    const Date before{day.year - 1, day.month, day.day};
    return exists(before) ? before : Date{before.year, before.month, before.day - 1};
}

std::string fen_words(std::int64_t fen) {
    const std::string cents = std::to_string(std::abs(fen % 100));
    return std::string(fen < 0 ? "-" : "") + std::to_string(std::abs(fen / 100)) + "." + (cents.size() < 2 ? "0" : "") +
           cents;
}

std::string brief(const Desk& desk, std::int64_t fen) {
    const model::Field& money = *model::find_field(*desk.catalogue().find("contract"), "amount");
    return "¥" + views::display_brief(desk.ui(), money, fen);
}

// The goals of those targets that lie within the days.
model::GroupQuery goals(const Desk& desk, const model::RecordType& type, const ReportChoice& choice, Date first,
                        Date last) {
    const auto id = [&](std::string_view name) { return model::find_field(type, name)->id; };
    model::GroupQuery query{.query = {.type = type.id}, .by = {}, .measures = {{.field = id("amount")}}};
    query.query.filters = {{.field = id("from"), .test = Test::at_least, .value = days_since_epoch(first)},
                           {.field = id("until"), .test = Test::at_most, .value = days_since_epoch(last)}};
    if (choice.scope == Scope::mine) {
        query.query.filters.push_back({.field = id("person"), .value = desk.actor().user});
    }
    return query;
}

Date end_of_month(Date day) {
    const Date next = day.month == 12 ? Date{day.year + 1, 1, 1} : Date{day.year, day.month + 1, 1};
    return date_of_days(days_since_epoch(next) - 1);
}

}  // namespace

std::string share_words(std::int64_t part, std::int64_t whole) {
    if (whole <= 0) {
        return "–";
    }
    return std::to_string(static_cast<std::int64_t>(static_cast<double>(part) * 100 / static_cast<double>(whole))) +
           "%";
}

std::vector<Growth> fastest_growing(const model::Groups& before, const model::Groups& now) {
    std::vector<Growth> all;
    for (const model::Group& group : before.groups) {
        const auto* customer = std::get_if<RecordId>(&group.keys.front());
        if (customer == nullptr || sum_of(group) <= 0) {
            continue;
        }
        Growth growth{.customer = *customer,
                      .name = group.labels.empty() ? std::string() : group.labels.front(),
                      .before = sum_of(group),
                      .now = 0};
        for (const model::Group& later : now.groups) {
            growth.now += later.keys.front() == group.keys.front() ? sum_of(later) : 0;
        }
        all.push_back(std::move(growth));
    }
    const auto rate = [](const Growth& growth) {
        return static_cast<double>(growth.now - growth.before) / static_cast<double>(growth.before);
    };
    std::erase_if(all, [](const Growth& growth) { return growth.now <= growth.before; });
    std::ranges::stable_sort(all, std::ranges::greater{}, rate);
    all.resize(std::min(all.size(), growing_max));
    return all;
}

void Performance::ask(Desk& desk, Asked& asked, const model::GroupQuery& query) {
    if (asked.live == nullptr || asked.query != query) {
        asked.query = query;
        asked.live = desk.link().watch(query);
    }
}

void Performance::ask_compared(Desk& desk, const ReportChoice& choice) {
    const Date today = local_time(desk.now(), desk.context.utc_offset_minutes()).date;
    const Date month{today.year, today.month, 1}, year{today.year, 1, 1};
    const model::RecordType* targets = desk.catalogue().find("sales_target");
    std::size_t at = 0;
    for (const Date first : {month, year}) {
        for (const model::ReportDeclaration* measure : {&turnover, &received}) {
            Compared& compared = compared_[at++];
            const auto query = ReportQuery::of(desk.catalogue(), *measure);
            if (!query) {
                continue;
            }
            ask(desk, compared.actual, query->groups(desk, within(choice, first, today)));
            ask(desk, compared.before, query->groups(desk, within(choice, last_year(first), last_year(today))));
            if (targets != nullptr && measure == &turnover) {
                ask(desk, compared.goal, goals(desk, *targets, choice, first, end_of_month(today)));
            }
        }
    }
}

// The period before is as long as the period.
void Performance::ask_customers(Desk& desk, const ReportChoice& choice) {
    const auto query = ReportQuery::of(desk.catalogue(), by_customer);
    if (!query) {
        return;
    }
    const Date today = local_time(desk.now(), desk.context.utc_offset_minutes()).date;
    ask(desk, now_, query->groups(desk, choice));
    if (const DaySpan days = span_of(choice, today); days.first && days.last) {
        const std::int64_t length = *days.last - *days.first + 1;
        ask(desk, before_,
            query->groups(desk, within(choice, date_of_days(*days.first - length), date_of_days(*days.first - 1))));
    } else {
        before_ = {};
    }
    const model::RecordType* customers = desk.catalogue().find("customer");
    const model::Field* district = customers == nullptr ? nullptr : model::find_field(*customers, "district");
    if (district == nullptr) {
        return;
    }
    model::Query where{.type = customers->id};
    where.fields = {district->id};
    where.count = model::window_rows_max;
    for (const model::Group& group : now_.live->answer().groups.groups) {
        const auto* id = std::get_if<RecordId>(&group.keys.front());
        if (id != nullptr && where.records.size() < static_cast<std::size_t>(model::window_rows_max)) {
            where.records.push_back(*id);
        }
    }
    if (where.records.empty()) {
        customers_.reset();
    } else if (customers_ == nullptr) {
        customers_ = desk.link().watch(std::move(where));
    } else if (customers_->query() != where) {
        customers_->change(std::move(where));
    }
}

void Performance::draw(Desk& desk, const ReportChoice& choice) {
    ask_compared(desk, choice);
    ask_customers(desk, choice);
    if (now_.live == nullptr) {
        return;
    }
    const kit::IdScope scope(desk.ui(), "performance");
    draw_compared(desk);
    draw_growth(desk);
    draw_areas(desk);
}

namespace {

std::int64_t total_of(const std::unique_ptr<client::LiveGroups>& live) {
    std::int64_t total = 0;
    if (live != nullptr) {
        for (const model::Group& group : live->answer().groups.groups) {
            total += sum_of(group);
        }
    }
    return total;
}

struct Heading {
    Say measure, span;
};
constexpr std::array headings = {
    Heading{Say::turnover, Say::period_month}, Heading{Say::money_received, Say::period_month},
    Heading{Say::turnover, Say::this_year_so_far}, Heading{Say::money_received, Say::this_year_so_far}};

std::string words_of(const kit::Ui& ui, const Heading& heading) {
    return std::string(say(ui, heading.measure)) + " · " + std::string(say(ui, heading.span));
}

}  // namespace

void Performance::draw_compared(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "compared", {.gap = 12});
    kit::heading(ui, say(ui, Say::performance), 3);
    for (std::size_t i = 0; i < compared_.size(); ++i) {
        const std::string title = words_of(ui, headings[i]);
        const kit::IdScope scope(ui, title);
        const kit::SemanticScope group(ui, kit::Role::group, title);
        const std::int64_t actual = total_of(compared_[i].actual.live), before = total_of(compared_[i].before.live);
        kit::text(ui, title, {.type = kit::Type::body_strong});
        kit::Columns columns(ui, {.count = kit::is_wide(ui) ? 4 : 2, .gap = 12, .row_gap = 8});
        const auto show = [&](Say name, const std::string& value) {
            columns.next();
            kit::fact(ui, say(ui, name), value);
        };
        const bool has_goal = compared_[i].goal.live != nullptr;
        const std::int64_t aim = total_of(compared_[i].goal.live);
        show(Say::actual, brief(desk, actual));
        show(Say::goal, has_goal && aim > 0 ? brief(desk, aim) : "–");
        show(Say::share_reached, share_words(actual, aim));
        show(Say::against_last_year, share_words(actual, before));
    }
}

void Performance::draw_growth(Desk& desk) {
    if (before_.live == nullptr || before_.live->version() == 0) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const kit::Card card(ui, "growth", {.gap = 4});
    kit::heading(ui, say(ui, Say::growth_top), 3);
    kit::caption(ui, say(ui, Say::growth_none));
    const std::vector<Growth> growing = fastest_growing(before_.live->answer().groups, now_.live->answer().groups);
    if (growing.empty()) {
        kit::soft_text(ui, say(ui, Say::chart_empty));
    }
    const kit::SemanticScope list(ui, kit::Role::list, say(ui, Say::growth_top));
    const model::RecordType& customers = *desk.catalogue().find("customer");
    for (const Growth& growth : growing) {
        const std::string detail =
            say(ui, Say::growth_from_to, {{"before", brief(desk, growth.before)}, {"now", brief(desk, growth.now)}});
        const std::string rate = "+" + share_words(growth.now - growth.before, growth.before);
        const std::string id = print(growth.customer);
        if (kit::line(ui, growth.name,
                      {.icon = kit::Icon::trending_up, .detail = detail, .value = rate, .leads_on = true, .id = id})) {
            desk.go({.screen = Screen::detail, .type = customers.id, .record = growth.customer});
        }
    }
}

std::vector<std::pair<std::string, std::int64_t>> Performance::areas() const {
    std::map<RecordId, std::string> area_of;
    if (customers_ != nullptr) {
        for (const model::Row& row : customers_->page().rows) {
            area_of[row.id] = row.labels.empty() ? std::string() : row.labels.front();
        }
    }
    std::map<std::string, std::int64_t> sums;
    for (const model::Group& group : now_.live->answer().groups.groups) {
        const auto* id = std::get_if<RecordId>(&group.keys.front());
        const auto found = id == nullptr ? area_of.end() : area_of.find(*id);
        sums[found == area_of.end() ? std::string() : found->second] += sum_of(group);
    }
    std::vector<std::pair<std::string, std::int64_t>> areas(sums.begin(), sums.end());
    std::ranges::stable_sort(areas, std::ranges::greater{}, &std::pair<std::string, std::int64_t>::second);
    return areas;
}

void Performance::draw_areas(Desk& desk) {
    kit::Ui& ui = desk.ui();
    const std::string title = say(ui, Say::area_top, {{"by", say(ui, Say::by_area)}});
    const kit::Card card(ui, "areas", {.gap = 8});
    kit::heading(ui, title, 3);
    kit::ChartData data{.title = title, .series = {std::string(say(ui, Say::turnover))}, .rows = {}};
    for (const auto& [name, sum] : areas()) {
        data.rows.push_back({.name = name.empty() ? std::string(say(ui, Say::not_filled)) : name,
                             .values = {{static_cast<double>(sum), brief(desk, sum)}}});
    }
    if (data.rows.empty()) {
        kit::soft_text(ui, say(ui, Say::chart_empty));
    } else {
        kit::bar_chart(ui, "areas", data);
    }
}

std::vector<std::vector<std::string>> Performance::rows(Desk& desk) const {
    const kit::Ui& ui = desk.ui();
    std::vector<std::vector<std::string>> rows;
    const std::string title(say(ui, Say::performance));
    if (now_.live == nullptr) {
        return rows;
    }
    for (std::size_t i = 0; i < compared_.size(); ++i) {
        const std::string part = words_of(ui, headings[i]);
        const auto add = [&](Say division, const std::unique_ptr<client::LiveGroups>& live) {
            rows.push_back({title, part, std::string(say(ui, division)), "", fen_words(total_of(live))});
        };
        add(Say::actual, compared_[i].actual.live);
        add(Say::goal, compared_[i].goal.live);
        add(Say::against_last_year, compared_[i].before.live);
    }
    if (before_.live != nullptr) {
        for (const Growth& growth : fastest_growing(before_.live->answer().groups, now_.live->answer().groups)) {
            rows.push_back({std::string(say(ui, Say::growth_top)), growth.name,
                            "+" + share_words(growth.now - growth.before, growth.before), "", fen_words(growth.now)});
        }
    }
    for (const auto& [name, sum] : areas()) {
        rows.push_back({say(ui, Say::area_top, {{"by", say(ui, Say::by_area)}}), name, "", "", fen_words(sum)});
    }
    return rows;
}

}  // namespace xingke::ui
