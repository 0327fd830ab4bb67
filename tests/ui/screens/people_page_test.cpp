// 组织与用户 and 设备 by hands and eyes alone, with the real server behind them.
#include "app/ui/screens/people_page.h"

#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

}  // namespace

TEST_CASE("an administrator makes a user and a department, and moves the department with whoever is in it") {
    Company company;
    const auto boss = company.seat("admin");
    boss->open_address("#/settings");
    boss->press_beginning(SemanticRole::button, "组织与用户");
    boss->press(SemanticRole::radio, "部门");
    boss->press(SemanticRole::button, "新建部门");
    boss->type("部门名称", "销售部");
    boss->press_last(SemanticRole::button, "保存");
    boss->wait(10'000);
    CHECK(boss->sees_text("销售部"));
    boss->press(SemanticRole::radio, "用户");
    boss->press(SemanticRole::button, "新建用户");
    boss->type("姓名", "周新");
    boss->type("账号", "zhou");
    boss->type("初始密码", "a long password");
    boss->press_beginning(SemanticRole::combobox, "部门");
    boss->press(SemanticRole::menuitem, "销售部");
    boss->press_last(SemanticRole::button, "保存");
    boss->wait(10'000);
    CHECK(boss->sees_text("周新"));
    CHECK(boss->sees_text("zhou · 销售 · 销售部"));
    boss->press(SemanticRole::radio, "部门");
    boss->press_beginning(SemanticRole::button, "销售部");
    boss->type("部门名称", "市场部");
    boss->press_last(SemanticRole::button, "保存");
    boss->wait(10'000);
    boss->press(SemanticRole::radio, "用户");
    CHECK(boss->sees_text("zhou · 销售 · 市场部"));
    CHECK(boss->badge().starts_with("已同步"));
}

TEST_CASE("whoever is no administrator reads who is who, and changes nothing") {
    Company company;
    const auto sales = company.seat("sales");
    sales->open_address("#/people");
    sales->wait();
    CHECK(sales->sees_text("只有管理员可以改动"));
    CHECK_FALSE(sales->sees(SemanticRole::button, "新建用户"));
    sales->press(SemanticRole::radio, "角色");
    CHECK(sales->sees_text("可见 本人"));
}

TEST_CASE("without a network nothing is said to have been done") {
    Company company;
    const auto boss = company.seat("admin");
    boss->open_address("#/people");
    boss->press(SemanticRole::radio, "部门");
    boss->go_offline();
    boss->press(SemanticRole::button, "新建部门");
    boss->type("部门名称", "销售部");
    boss->press_last(SemanticRole::button, "保存");
    boss->wait(90'000);
    CHECK(boss->sees_text("连不上服务器"));
    CHECK(boss->typed("部门名称") == "销售部");
}

TEST_CASE("one sees one's own devices, an administrator everybody's; a revoked one erases itself") {
    Company company;
    const auto boss = company.seat("admin");
    const auto sales = company.seat("sales");
    sales->wait(70'000);
    boss->open_address("#/devices");
    boss->wait(10'000);
    CHECK(boss->sees_text("张伟"));
    sales->open_address("#/devices");
    sales->wait(10'000);
    CHECK(sales->sees_text("没有待上传"));
    CHECK_FALSE(sales->sees_text("王强"));
    sales->press(SemanticRole::button, "停用设备");
    sales->press_last(SemanticRole::button, "停用");
    sales->wait(90'000);
    CHECK(sales->sees_text("这台设备已被管理员停用"));
    boss->open_address("#/settings");
    boss->open_address("#/devices");
    boss->wait(10'000);
    CHECK(boss->sees_text("已停用"));
}

}  // namespace xingke::ui
