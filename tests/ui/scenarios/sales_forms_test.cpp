// Scenarios 11 and 18 of requirements section 7: forms with signatures, the price of the day, areas, plans and reports.
#include "tests/ui/scenarios/scene.h"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

void take_step_signing(Seat& seat, const std::string& step, const std::string& pad) {
    seat.press(Role::button, step);
    sign(seat, pad);
    seat.press_last(Role::button, step);
    seat.wait(2'000);
}

void open_record(Seat& seat, const std::string& type, const std::string& id) {
    seat.open_address("#/" + type + "/" + id);
    seat.wait(2'000);
}

}  // namespace

TEST_CASE("scenario 11: 三E01 with three signatures makes the customer; 三E03 begins with what is known [S51]") {
    Scene scene;
    const auto seat = scene.seat("sales"), office = scene.seat("manager");
    seat->open_address("#/new_customer_report/new");
    seat->type("客户名称", "杭州蓝天商贸");
    seat->type("电话（公司）", "0571-88001234");
    seat->type("首次交易额", "12000");
    save_form(*seat);
    const std::string report = shown_record(*seat);
    take_step_signing(*seat, "报告人签字", "报告人");
    CHECK(seat->sees_text("待主管签字"));
    CHECK_FALSE(seat->sees(Role::button, "主管签字"));
    open_record(*office, "new_customer_report", report);
    office->open_address("#/customer");
    office->wait();
    CHECK_FALSE(office->sees(Role::row, "杭州蓝天商贸"));
    open_record(*office, "new_customer_report", report);
    take_step_signing(*office, "主管签字", "主管");
    CHECK(office->sees_text("待经理签字"));
    take_step_signing(*office, "经理签字", "经理");
    CHECK(office->sees_text("已核准"));
    CHECK(office->badge().starts_with("已同步"));

    seat->open_address("#/customer?view=mine");
    seat->wait(3'000);
    REQUIRE(seat->sees(Role::row, "杭州蓝天商贸"));
    seat->open_address("#/reports");
    seat->wait();
    CHECK(seat->node(Role::button, "新客户").value == "1");
    seat->open_address("#/customer?view=mine");
    seat->wait();
    seat->press(Role::row, "杭州蓝天商贸");
    seat->wait();
    seat->press(Role::button, "填写管理卡");
    seat->wait();
    CHECK(seat->typed("公司名称") == "杭州蓝天商贸");
    CHECK(seat->typed("电话") == "0571-88001234");
    save_form(*seat);
    seat->press(Role::button, "更多");
    seat->press(Role::menuitem, "打印");
    seat->wait();
    REQUIRE(seat->screen.window.printed.size() == 1);
    const std::string& paper = seat->screen.window.printed.back();
    std::size_t before = 0;
    for (const char* label :
         {"杭州蓝天商贸",       "电话",         "传真",       "地址",          "邮编",          "企业类型",
          "注册资金",           "营业内容",     "内销",       "外销",          "营业性质",      "信用状况",
          "营业状态",           "员工人数",     "淡旺季分布", "最高购买额/月", "平均购买额/月", "主要人员",
          "使用本公司主要产品", "首次交易时间", "总经理",     "经理",          "主管",          "制卡"}) {
        CAPTURE(label);
        const std::size_t place = paper.find(label, before);
        REQUIRE(place != std::string::npos);
        before = place;
    }
}

TEST_CASE("scenario 18: below the price of the day a quotation needs approval [S59]") {
    Scene scene;
    const auto lina = scene.seat("lina"), office = scene.seat("manager");
    office->open_address("#/product/new");
    office->type("名称", "产品A");
    save_form(*office);
    office->open_address("#/price_list/new");
    pick(*office, "产品", "产品A");
    office->wait();
    CHECK(office->typed("产品名称") == "产品A");
    office->type("当日单价", "100");
    save_form(*office);
    create_customer(*lina, "广州天河电子");
    const std::string customer = shown_record(*lina);
    lina->open_address("#/quotation/new?parent=" + customer);
    save_form(*lina);
    lina->press_beginning(Role::row, "BJ-");
    lina->wait();
    const std::string quotation = shown_record(*lina);
    lina->open_address("#/quotation_line/new?parent=" + quotation);
    pick(*lina, "当日价格", "产品A");
    lina->wait();
    CHECK(lina->typed("产品名称") == "产品A");
    CHECK(lina->typed("单价").starts_with("100"));
    lina->type("单价", "98");
    lina->type("数量", "10");
    save_form(*lina);
    open_record(*lina, "quotation", quotation);
    lina->press(Role::button, "报出");
    CHECK(lina->sees_text("有明细偏离当日价格，请先提交批准"));
    lina->press(Role::button, "取消");
    lina->press(Role::button, "提交批准");
    lina->wait(2'000);
    CHECK(lina->sees_text("待批准"));
    open_record(*office, "quotation", quotation);
    office->press(Role::button, "批准");
    office->wait(2'000);
    open_record(*lina, "quotation", quotation);
    lina->press(Role::button, "报出");
    lina->wait(2'000);
    CHECK(lina->sees_text("已报价"));
    CHECK(lina->badge().starts_with("已同步"));
}

TEST_CASE("scenario 18: an enquiry from another area is handed to the colleague in charge, and logged [S59]") {
    Scene scene;
    const auto seat = scene.seat("sales"), lina = scene.seat("lina"), office = scene.seat("manager");
    office->open_address("#/region_area/new");
    office->type("名称", "华东区");
    pick(*office, "负责业务员", "张伟");
    save_form(*office);
    lina->wait(2'000);
    lina->open_address("#/enquiry/new");
    lina->type("公司名称", "杭州蓝天商贸");
    pick(*lina, "辖区", "华东区");
    lina->type("询价内容", "变频器20台");
    save_form(*lina);
    const std::string enquiry = shown_record(*lina);
    lina->press(Role::button, "转交辖区同事");
    lina->wait(2'000);
    CHECK(lina->badge().starts_with("已同步"));
    CHECK(lina->sees_text("已转交"));
    seat->open_address("#/enquiry?view=mine");
    seat->wait(3'000);
    REQUIRE(seat->sees(Role::row, "杭州蓝天商贸"));
    open_record(*seat, "enquiry", enquiry);
    CHECK(seat->sees_text("转交人"));
    CHECK(seat->sees_text("李娜"));
    seat->open_address("#/notifications");
    seat->wait();
    CHECK(seat->sees_text("有本辖区的询价转给你"));
}

TEST_CASE("scenario 18: plan, diary and duty report are reminded of and handed in [S59]") {
    Scene scene;
    const auto lina = scene.seat("lina"), office = scene.seat("manager");
    pass_days(scene, 8);  // Thursday, 26 November
    lina->open_address("#/");
    lina->wait(2'000);
    CHECK(lina->sees_text("本周的工作计划还没有写"));
    CHECK(lina->sees_text("今天的日报还没有写"));
    CHECK(lina->sees_text("本月的述职报告还没有写"));
    lina->press(Role::button, "写周计划");
    lina->type("名称", "第48周计划");
    lina->press(Role::radio, "周计划");
    lina->type("开始日期", "2026-11-23");
    lina->type("结束日期", "2026-11-29");
    save_form(*lina);
    lina->press(Role::button, "提交");
    lina->wait();
    CHECK(lina->sees_text("已提交"));
    lina->open_address("#/");
    lina->wait();
    lina->press(Role::button, "写日报");
    lina->type("今日工作", "拜访三家客户");
    save_form(*lina);
    lina->press(Role::button, "提交");
    lina->wait();
    lina->open_address("#/");
    lina->wait();
    lina->press(Role::button, "写述职报告");
    lina->type("标题", "11月述职报告");
    lina->type("本月工作", "新开客户两家");
    save_form(*lina);
    lina->press(Role::button, "提交");
    lina->wait();
    lina->open_address("#/");
    lina->wait(2'000);
    CHECK_FALSE(lina->sees_text("还没有写"));
    office->open_address("#/notifications");
    office->wait(3'000);
    CHECK(office->sees_text("有工作计划待阅"));
    CHECK(office->sees_text("有日报待阅"));
    CHECK(office->sees_text("有述职报告待阅"));
}

TEST_CASE("scenario 18: a development plan's progress counts planned and reached by segment [S60]") {
    Scene scene;
    const auto seat = scene.seat("sales");
    seat->open_address("#/dev_plan/new");
    seat->type("计划名称", "2027年新客户开发计划");
    seat->type("年轻客户的需求", "价格与外观");
    seat->type("中年客户的需求", "可靠");
    seat->type("老年客户的需求", "服务上门");
    save_form(*seat);
    const std::string plan = shown_record(*seat);
    for (const auto& [target, segment] : {std::pair{"大学城商圈", "年轻客户"}, std::pair{"开发区企业", "中年客户"},
                                          std::pair{"老年公寓", "老年客户"}}) {
        seat->open_address("#/dev_progress/new?parent=" + plan);
        seat->type("目标客户", target);
        choose(*seat, "客户群", segment);
        seat->type("计划日期", "2026-11-20");
        save_form(*seat);
    }
    seat->press(Role::row, "大学城商圈");
    seat->wait();
    seat->press(Role::button, "编辑");
    seat->wait();
    seat->type("实际日期", "2026-11-19");
    save_form(*seat);
    CHECK(seat->sees_text("已达成"));
    seat->open_address("#/reports");
    seat->wait();
    REQUIRE(seat->sees(Role::grid, "新客户开发进度"));
    CAPTURE(seat->page());
    CHECK(seat->sees_text("达成率 100%"));
    CHECK(seat->sees_text("达成率 0%"));
}
