// The home page as a person arranges it, the hour of the report's reminder, targets, what waits and what is overdue,
// and what a daily report lists by itself.
#include "app/ui/screens/home.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using Role = platform::SemanticRole;

void save_form(Seat& seat) {
    seat.press(Role::button, "保存");
    seat.wait();
}

void create_customer(Seat& seat, const std::string& name) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    save_form(seat);
    REQUIRE(seat.sees(Role::heading, name));
}

std::size_t place_of(const Seat& seat, std::string_view words) {
    return seat.page().find(words);
}

TargetLine target(const char* name, const char* department, std::int64_t goal, std::int64_t reached) {
    return {.person = {{1}}, .name = name, .department = department, .goal = goal, .reached = reached};
}

}  // namespace

TEST_CASE("a person hides and moves parts of the home page, on all devices, and nobody else's changes [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    seat->open_address("#/");
    seat->wait();
    REQUIRE(seat->sees_text("概览统计"));
    REQUIRE(place_of(*seat, "今日路线") < place_of(*seat, "最近更新的客户"));
    seat->press(Role::button, "调整首页");
    seat->settle();
    seat->press(Role::checkbox, "概览统计和漏斗");
    for (int i = 0; i < 5; ++i) {
        seat->press(Role::button, "上移“最近更新的客户”");
        seat->settle();
    }
    seat->press(Role::button, "完成");
    seat->wait(3'000);
    CHECK(seat->sees_text("首页已调整"));
    CHECK_FALSE(seat->sees_text("概览统计"));
    CHECK(place_of(*seat, "最近更新的客户") < place_of(*seat, "list “今日路线”"));
    const auto other = company.seat("sales");
    other->wait(5'000);
    CHECK_FALSE(other->sees_text("概览统计"));
    const auto manager = company.seat("manager");
    manager->wait(5'000);
    CHECK(manager->sees_text("海信"));
}

TEST_CASE("the report is asked for at the hour that the person chose") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/");
    seat->wait();
    REQUIRE(seat->sees(Role::button, "写日报"));  // It is past eight in the evening.
    seat->open_address("#/settings");
    seat->wait();
    seat->press(Role::combobox, "日报提醒时间");
    seat->press(Role::menuitem, "23:00");
    seat->wait();
    CHECK(seat->sees_text("日报提醒时间：23:00"));
    seat->open_address("#/");
    seat->wait();
    CHECK_FALSE(seat->sees(Role::button, "写日报"));
}

TEST_CASE("persons of one department have their sum before them, a person alone has none") {
    const std::vector<TargetLine> lines = with_departments(
        {target("李娜", "华东", 100, 50), target("王芳", "华北", 10, 1), target("张伟", "华东", 300, 50)});
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].person.is_nil());
    CHECK(lines[0].goal == 400);
    CHECK(lines[0].reached == 100);
    CHECK(lines[1].name == "张伟");
    CHECK(lines[2].name == "李娜");
    CHECK(lines[3].name == "王芳");
}

TEST_CASE("a list has what waits for the person, and what is overdue [requirements 2.0]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    const std::string customer = seat->screen.window.addresses.back().substr(11, 36);
    for (const char* subject : {"第一次", "第二次"}) {
        seat->open_address("#/customer/" + customer);
        seat->wait();
        seat->press(Role::button, "新建拜访");
        seat->wait();
        seat->type("主题", subject);
        save_form(*seat);
    }
    seat->press(Role::button, "完成拜访");
    seat->wait();
    seat->open_address("#/visit?view=to_do");
    seat->wait();
    CHECK(seat->sees_text("第一次"));
    CHECK(seat->sees_text("共 1 条"));
    const auto manager = company.seat("manager");
    manager->wait(5'000);
    manager->open_address("#/visit?view=to_do");
    manager->wait();
    CHECK(manager->sees_text("共 0 条"));
    seat->open_address("#/customer?view=overdue");
    seat->wait();
    CHECK(seat->sees_text("共 0 条"));
    seat->open_address("#/customer/" + customer + "/edit");
    seat->wait();
    seat->type("下次跟进时间", "2026-11-17 09:00");
    save_form(*seat);
    seat->open_address("#/customer?view=overdue");
    seat->wait();
    CHECK(seat->sees_text("共 1 条"));
}

TEST_CASE("a daily report lists by itself what was followed up that day [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    seat->press(Role::button, "新建拜访");
    seat->wait();
    seat->type("主题", "谈价格");
    seat->type("填写日期", "2026-11-18");
    save_form(*seat);
    seat->open_address("#/daily_report/new");
    seat->wait();
    CHECK(seat->sees_text("今日跟进"));
    CHECK(seat->sees(Role::button, "谈价格"));
    seat->type("今日工作", "拜访海信");
    save_form(*seat);
    CHECK(seat->sees(Role::button, "谈价格"));
}

TEST_CASE("a customer's page has cards of what is recent and the history of everything about it [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    seat->press(Role::button, "创建商机");
    seat->wait();
    seat->type("商机名称", "变频器一期");
    save_form(*seat);
    seat->press(Role::link, "海信");
    seat->wait();
    CHECK(seat->sees_text("最近更新的商机"));
    seat->press(Role::tab, "动态");
    seat->wait();
    CHECK_FALSE(seat->sees_text("商机 · 变频器一期"));
    seat->press(Role::radio, "全部往来");
    seat->wait();
    CHECK(seat->sees_text("商机 · 变频器一期"));
}

}  // namespace xingke::ui
