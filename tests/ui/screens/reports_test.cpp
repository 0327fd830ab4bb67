// Reports: declared as data, counted by the store, opened part by part, as a file and on paper; the team's figures.
#include "app/ui/screens/reports.h"

#include "app/catalogue/all.h"
#include "app/catalogue/reports.h"
#include "app/ui/screens/report_print.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

// One customer with two opportunities, one of them a stage further, and a visit that is done.
void work(Seat& seat) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", "海信");
    seat.press(SemanticRole::button, "保存");
    seat.wait();
    const std::string customer = seat.screen.window.addresses.back().substr(11, 36);
    for (const auto& [name, amount] : {std::pair("变频器一期", "250000"), std::pair("电机大修", "80000")}) {
        seat.open_address("#/opportunity/new?parent=" + customer);
        seat.type("商机名称", name);
        seat.type("预计金额", amount);
        seat.press(SemanticRole::button, "保存");
        seat.wait(10'000);
    }
    seat.press(SemanticRole::row, "电机大修");
    seat.wait();
    seat.press(SemanticRole::button, "确认需求");
    seat.wait();
    seat.open_address("#/visit/new?parent=" + customer);
    seat.type("主题", "首次拜访");
    seat.type("填写日期", "2026-11-18");
    seat.press(SemanticRole::button, "保存");
    seat.wait(10'000);
    seat.press(SemanticRole::row, "首次拜访");
    seat.wait();
    seat.press(SemanticRole::button, "完成拜访");
    seat.wait(10'000);
}

}  // namespace

TEST_CASE("every report names fields that its type has, of the kind that it needs") {
    CHECK(catalogue::report_problems(catalogue::core()).empty());
}

TEST_CASE("periods begin and end on whole days") {
    const Date today{2026, 11, 18};
    const auto days = [&](Period period) {
        const DaySpan span = span_of({.period = period}, today);
        return print(date_of_days(*span.first)) + " " + print(date_of_days(*span.last));
    };
    CHECK(days(Period::week) == "2026-11-16 2026-11-22");
    CHECK(days(Period::month) == "2026-11-01 2026-11-30");
    CHECK(days(Period::quarter) == "2026-10-01 2026-12-31");
    CHECK(days(Period::year) == "2026-01-01 2026-12-31");
    CHECK_FALSE(span_of({.period = Period::all}, today).first.has_value());
    CHECK_FALSE(span_of({.period = Period::custom, .from = today}, today).last.has_value());
}

TEST_CASE("the counters and the funnel of a month lead to their records [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    work(*seat);
    seat->open_address("#/reports");
    seat->wait();
    CHECK(seat->node(SemanticRole::button, "新客户").value == "1");
    CHECK(seat->node(SemanticRole::button, "新商机").value == "2 · ¥33万");
    CHECK(seat->node(SemanticRole::button, "跟进").value == "1");
    CHECK(seat->sees(SemanticRole::grid, "销售漏斗"));
    CHECK(seat->sees_text("占上一阶段 100%"));
    seat->press(SemanticRole::cell, "需求确认 1 · ¥8万");
    seat->wait();
    CHECK(seat->sees(SemanticRole::row, "电机大修"));
    CHECK_FALSE(seat->sees(SemanticRole::row, "变频器一期"));
    seat->key("Escape");
    seat->wait();
    seat->press(SemanticRole::button, "新客户");
    seat->wait();
    CHECK(seat->sees(SemanticRole::row, "海信"));
}

TEST_CASE("another period, one's own records and departments ask anew") {
    Company company;
    const auto seat = company.seat("sales");
    work(*seat);
    const auto office = company.seat("manager");
    office->wait();
    office->open_address("#/reports");
    office->wait();
    CHECK(office->node(SemanticRole::button, "新商机").value == "2 · ¥33万");
    office->press(SemanticRole::radio, "我的");
    office->wait();
    CHECK(office->node(SemanticRole::button, "新商机").value == "0");
    office->press(SemanticRole::radio, "全部");
    office->press(SemanticRole::radio, "按部门");
    office->wait();
    CHECK(office->sees(SemanticRole::grid, "业务拜访：计划与完成"));
    office->press(SemanticRole::radio, "自定");
    office->type("从", "2026-12-01");
    office->wait();
    CHECK(office->node(SemanticRole::button, "新商机").value == "0");
}

TEST_CASE("the manager's workbench has the team's figures, each of which opens its records") {
    Company company;
    const auto seat = company.seat("sales");
    work(*seat);
    CHECK_FALSE(seat->sees(SemanticRole::heading, "团队"));
    const auto office = company.seat("manager");
    office->wait();
    CHECK(office->node(SemanticRole::button, "新商机").value == "2 · ¥33万");
    office->press(SemanticRole::button, "新商机");
    office->wait();
    CHECK(office->sees(SemanticRole::row, "变频器一期"));
    CHECK(office->sees(SemanticRole::row, "电机大修"));
}

TEST_CASE("a report is handed out as a workbook and printed as tables") {
    Company company;
    const auto seat = company.seat("manager");
    work(*seat);
    seat->open_address("#/reports");
    seat->wait();
    seat->press(SemanticRole::button, "导出报表");
    seat->wait();
    REQUIRE_FALSE(seat->screen.files.handed_out.empty());
    CHECK(seat->screen.files.handed_out.back().name == "报表.xlsx");
    seat->press(SemanticRole::button, "打印报表");
    seat->wait();
    CHECK(print_reports({.company = "A&B",
                         .title = "报表",
                         .period = "本月",
                         .foot = "王",
                         .columns = {"报表", "项目", "数量"},
                         .rows = {{"漏斗", "赢单", "2"}, {"漏斗", "输单", "1"}, {"来源", "其他", "3"}}}) ==
          "<article class=\"paper\"><p class=\"paper_company\">A&amp;B</p><h1>报表</h1><p>本月</p><h2>漏斗</h2><table>"
          "<tr><th>项目</th><th>数量</th></tr><tr><td>赢单</td><td>2</td></tr><tr><td>输单</td><td>1</td></tr></table>"
          "<h2>来源</h2><table><tr><th>项目</th><th>数量</th></tr><tr><td>其他</td><td>3</td></tr></table>"
          "<footer>王</footer></article>");
}

}  // namespace xingke::ui
