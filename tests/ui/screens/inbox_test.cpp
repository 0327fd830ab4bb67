#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

const std::string siyoute = "北京思优特科技发展有限公司";

void edit(Seat& seat, const std::string& field, const std::string& value) {
    seat.press(Role::button, "编辑");
    seat.type(field, value);
    seat.press(Role::button, "保存");
    seat.wait();
}

// Both have the customer open; the salesperson is offline, so the manager's value is first.
void meet(Seat& sales, Seat& office) {
    sales.open_address("#/customer/new");
    sales.type("客户名称", siyoute);
    sales.press(Role::button, "保存");
    sales.wait(3'000);
    office.open_address(sales.screen.window.addresses.back());
    office.wait();
    sales.go_offline();
    edit(sales, "详细地址", "朝阳区建国路8号");
    edit(office, "详细地址", "海淀区中关村大街1号");
    sales.go_online();
}

}  // namespace

TEST_CASE("two who changed one field: the later one sees both values and chooses") {
    Company company;
    const auto sales = company.seat("sales");
    const auto office = company.seat("manager");
    meet(*sales, *office);
    CHECK(sales->badge() == "1 项需处理");
    sales->press_beginning(Role::link, "需处理");
    CHECK(sales->sees_text("同时被修改"));
    CHECK(sales->sees_text("朝阳区建国路8号"));
    CHECK(sales->sees_text("海淀区中关村大街1号"));

    SUBCASE("keeping what stands") {
        sales->press(Role::button, "保留现在的");
        sales->wait(3'000);
        CHECK(sales->sees_text("没有需要你处理的"));
        CHECK(sales->badge().starts_with("已同步"));
        CHECK(office->sees_text("海淀区中关村大街1号"));
    }
    SUBCASE("mine after all") {
        sales->press(Role::button, "用我的");
        sales->wait(3'000);
        CHECK(sales->sees_text("没有需要你处理的"));
        CHECK(office->sees_text("朝阳区建国路8号"));
        CHECK(office->badge().starts_with("已同步"));
    }
}

TEST_CASE("what the server does not accept is kept with its reason until its author decides") {
    Company company;
    const auto sales = company.seat("sales");
    const auto office = company.seat("manager");
    sales->open_address("#/customer/new");
    sales->type("客户名称", siyoute);
    sales->press(Role::button, "保存");
    sales->wait(3'000);
    office->open_address(sales->screen.window.addresses.back());
    office->wait();
    sales->go_offline();
    edit(*sales, "详细地址", "朝阳区建国路8号");
    office->press(Role::button, "更多");
    office->press(Role::menuitem, "删除");
    office->press_last(Role::button, "删除");
    office->wait();
    sales->go_online();
    CHECK(sales->badge() == "1 项需处理");
    sales->open_address("#/inbox");
    CHECK(sales->sees_text("没有被接受"));
    CHECK(sales->sees_text("朝阳区建国路8号"));
    CHECK(sales->sees_text("记录已被删除"));

    sales->press(Role::button, "放弃");
    sales->press_last(Role::button, "放弃");
    sales->wait();
    CHECK(sales->sees_text("没有需要你处理的"));
    CHECK(sales->badge().starts_with("已同步"));
}
