// The customer pool as people meet it: acceptance scenarios 2 and 3 of requirements section 7, the days that are left,
// and the rules with their dry run.
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

const std::string hisense = "青岛海信电子有限公司";

void create(Seat& seat, const std::string& name, const std::string& tick = "") {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    if (!tick.empty()) {
        seat.press(Role::checkbox, tick);
    }
    seat.press(Role::button, "保存");
    seat.wait();
}

void switch_pool_on(Seat& seat) {
    seat.open_address("#/settings");
    seat.press(Role::button, "公海规则");
    seat.wait();
    seat.press(Role::switch_, "启用公海自动回收");
    seat.press(Role::button, "保存");
    seat.wait();
    REQUIRE(seat.sees_text("公海规则已保存"));
}

}  // namespace

TEST_CASE("a new customer put into the pool has no owner, and whoever takes it over has it [S06] [S02]") {
    for (const auto& [width, height] : {std::pair{1440.0F, 900.0F}, std::pair{390.0F, 844.0F}}) {
        Company company;
        company.server.add_person("lina", "李娜", model::Role::salesperson);
        const auto seat = company.seat("sales"), colleague = company.seat("lina");
        seat->resize(width, height);
        colleague->resize(width, height);
        create(*seat, hisense, "放入客户池");
        CHECK(seat->sees_text("公海客户"));
        seat->open_address("#/customer?view=mine");
        seat->wait();
        CHECK_FALSE(seat->sees(Role::row, hisense));
        seat->open_address("#/customer?view=pool");
        seat->wait();
        CHECK(seat->sees(Role::row, hisense));
        colleague->open_address("#/customer?view=pool");
        colleague->wait();
        REQUIRE(colleague->sees(Role::row, hisense));
        colleague->press(Role::button, "领取");
        colleague->wait();
        CHECK(colleague->sees_text("已领取" + hisense));
        CHECK_FALSE(colleague->sees(Role::row, hisense));
        colleague->open_address("#/customer?view=mine");
        colleague->wait();
        CHECK(colleague->sees(Role::row, hisense));
        seat->wait(2'000);
        CHECK_FALSE(seat->sees(Role::row, hisense));
        // The move stands in the customer's own history.
        colleague->press(Role::row, hisense);
        colleague->wait();
        colleague->press(Role::tab, "动态");
        colleague->wait();
        CHECK(colleague->sees_text("李娜"));
    }
}

TEST_CASE("with 同时创建商机 the form of an opportunity of that customer follows [S06]") {
    Company company;
    const auto seat = company.seat("sales");
    create(*seat, hisense, "同时创建商机");
    CHECK(seat->screen.window.addresses.back().starts_with("#/opportunity/new?parent="));
    CHECK(seat->sees_text(hisense));
}

TEST_CASE("a claim without a network is a request, and the one who was too late is told so") {
    Company company;
    company.server.add_person("wangfang", "王芳", model::Role::salesperson);
    const auto seat = company.seat("sales"), colleague = company.seat("wangfang");
    create(*colleague, hisense, "放入客户池");
    seat->open_address("#/customer?view=pool");
    seat->wait();
    seat->go_offline();
    seat->press(Role::row, hisense);
    seat->wait(200);
    seat->press(Role::button, "领取");
    seat->wait(200);
    CHECK(seat->sees_text("待确认"));
    colleague->press(Role::button, "领取");
    colleague->wait();
    seat->go_online();
    seat->wait(4'000);
    seat->open_address("#/inbox");
    seat->wait();
    CHECK(seat->sees_text("已被王芳领取"));
}

TEST_CASE("a customer is given back with a reason, and a manager assigns it") {
    Company company;
    const auto seat = company.seat("sales"), office = company.seat("manager");
    create(*seat, hisense);
    seat->press(Role::button, "更多");
    seat->press(Role::menuitem, "放入客户池");
    seat->wait(200);
    seat->type("退回原因", "三次联系不上");
    seat->press_last(Role::button, "放入客户池");
    seat->wait();
    CHECK(seat->sees_text("公海客户"));
    CHECK(seat->sees_text("手工转移"));
    office->open_address("#/customer?view=pool");
    office->wait();
    office->press(Role::row, hisense);
    office->wait();
    CHECK(office->sees_text("三次联系不上"));
    CHECK(office->sees(Role::button, "分配"));
}

TEST_CASE("the days that are left are shown once the pool is on, with the reason and what puts them off [A3]") {
    Company company;
    const auto seat = company.seat("sales"), office = company.seat("manager");
    switch_pool_on(*office);
    create(*seat, hisense);
    seat->wait(2'000);
    CHECK(seat->sees_text("30天"));
    CHECK(seat->sees_text("30天未跟进"));
    seat->open_address("#/customer?view=mine");
    seat->wait();
    CHECK(seat->sees(Role::columnheader, "距到期天数"));
    CHECK(seat->sees(Role::cell, "30天"));
}

TEST_CASE("before the rules are saved one sees how many customers would go tonight") {
    Company company;
    const auto seat = company.seat("sales"), office = company.seat("manager");
    create(*seat, hisense);
    create(*seat, "另一家公司");
    office->open_address("#/pool");
    office->wait(2'000);
    office->press(Role::switch_, "启用公海自动回收");
    office->wait(200);
    CHECK(office->sees_text("今晚将有0个客户进入公海"));
    office->type("未跟进天数", "1");
    office->wait(200);
    CHECK(office->sees_text("明天2个"));
    CHECK(office->sees_text("张伟"));
    // Others read the rules only.
    seat->open_address("#/pool");
    seat->wait();
    CHECK(seat->sees_text("规则由管理员和销售经理修改"));
    CHECK_FALSE(seat->sees(Role::button, "保存"));
}

TEST_CASE("several customers are claimed at once, with one word about all of them") {
    for (const bool is_offline : {false, true}) {
        Company company;
        const auto seat = company.seat("sales");
        create(*seat, hisense, "放入客户池");
        create(*seat, "另一家公司", "放入客户池");
        seat->open_address("#/customer?view=pool");
        seat->wait();
        if (is_offline) {
            seat->go_offline();
        }
        seat->press(Role::checkbox, "选择“" + hisense + "”");
        seat->press(Role::checkbox, "选择“另一家公司”");
        seat->press(Role::button, "领取");  // of the bar, before those of the rows
        seat->wait(200);
        CHECK(seat->sees_text(is_offline ? "2条待确认，联网后由服务器按先后决定" : "已领取2条"));
        seat->go_online();
        seat->wait(4'000);
        seat->open_address("#/customer?view=mine");
        seat->wait();
        CHECK(seat->sees(Role::row, hisense));
        CHECK(seat->sees(Role::row, "另一家公司"));
    }
}

TEST_CASE("several customers are given back at once, for a reason that must be said") {
    Company company;
    const auto seat = company.seat("sales");
    create(*seat, hisense);
    create(*seat, "另一家公司");
    seat->open_address("#/customer?view=mine");
    seat->wait();
    seat->press(Role::checkbox, "选择“" + hisense + "”");
    seat->press(Role::checkbox, "选择“另一家公司”");
    seat->press(Role::button, "放入客户池");
    seat->settle();
    CHECK(seat->sees_text("把2条放入客户池？"));
    seat->press_last(Role::button, "放入客户池");  // disabled: nothing happens
    seat->settle();
    seat->type("退回原因", "区域调整");
    seat->press_last(Role::button, "放入客户池");
    seat->wait();
    CHECK(seat->sees_text("已处理2条"));
    seat->open_address("#/customer?view=pool");
    seat->wait();
    seat->press(Role::row, hisense);
    seat->wait();
    CHECK(seat->sees_text("区域调整"));
}
