// What a salesperson does beyond typing records: a lead converted, a contract out of an opportunity, its receivables in
// one step, a comment, a duplicate seen while typing, two customers made one.
#include "tests/ui/screens/seat.h"

#include "app/ui/screens/day_card.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using Role = platform::SemanticRole;

void create_customer(Seat& seat, const std::string& name) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    seat.press(Role::button, "保存");
    seat.wait();
    REQUIRE(seat.sees(Role::heading, name));
}

void create_lead(Seat& seat) {
    seat.open_address("#/lead/new");
    seat.type("线索名称", "包装线改造");
    seat.type("公司名称", "华东电气");
    seat.type("联系人", "陆瑶");
    seat.type("手机", "13862110114");
    seat.press(Role::button, "保存");
    seat.wait();
    REQUIRE(seat.sees(Role::heading, "包装线改造"));
}

}  // namespace

TEST_CASE("a lead is converted offline: what is made is shown first, and undo takes it back [S06]") {
    Company company;
    const auto seat = company.seat("sales");
    create_lead(*seat);
    seat->go_offline();
    seat->press(Role::button, "转换");
    CHECK(seat->sees_text("转换后得到"));
    CHECK(seat->sees_text("华东电气"));
    seat->press_last(Role::button, "转换线索");
    seat->wait();
    CHECK(seat->sees_text("已转换"));
    CHECK_FALSE(seat->sees(Role::button, "转换"));
    CHECK(seat->sees(Role::link, "华东电气"));
    seat->press(Role::button, "撤销");
    seat->wait();
    CHECK(seat->sees(Role::button, "转换"));
    seat->go_online();
    CHECK(seat->badge().starts_with("已同步"));
}

TEST_CASE("a conversion says when there is such a customer, and can use it [S06]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "华东电气");
    create_lead(*seat);
    seat->press(Role::button, "转换");
    seat->settle();
    CHECK(seat->sees_text("已有同名的客户"));
    seat->press(Role::radio, "已有客户：华东电气");
    seat->press_last(Role::button, "转换线索");
    seat->wait();
    seat->open_address("#/customer");
    seat->wait();
    CHECK(seat->sees_text("共 1 条"));
}

TEST_CASE("a contract grows out of an opportunity, and its receivables are planned in one step [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    seat->press(Role::button, "创建商机");
    seat->wait();
    seat->type("商机名称", "变频器一期");
    seat->type("预计金额", "9000");
    seat->press(Role::button, "保存");
    seat->wait();
    REQUIRE(seat->sees(Role::heading, "变频器一期"));
    seat->press(Role::button, "生成合同");
    seat->wait();
    CHECK(seat->typed("合同名称") == "变频器一期");
    CHECK(seat->typed("合同金额").starts_with("9"));
    seat->press(Role::radio, "常规合同");
    seat->press(Role::radio, "有现货");
    seat->press(Role::button, "保存");
    seat->wait();
    REQUIRE(seat->sees(Role::heading, "变频器一期"));
    // On a phone's card the state stands before the class.
    seat->resize(390, 844);
    seat->open_address("#/contract");
    seat->wait();
    CHECK(seat->node(Role::row, "变频器一期").value == "草稿");
    seat->press(Role::row, "变频器一期");
    seat->resize(1440, 900);
    seat->wait();
    seat->press(Role::button, "生成应收计划");
    seat->type("期数", "3");
    CHECK(seat->sees_text("第3期"));
    seat->press_last(Role::button, "生成应收计划");
    seat->wait();
    seat->press_beginning(Role::tab, "应收款");
    seat->wait();
    CHECK(seat->sees_text("3,000"));
    CHECK(seat->badge().starts_with("已同步"));
}

TEST_CASE("a comment is posted on a record, and its owner is told [S02]") {
    Company company;
    const auto sales = company.seat("sales");
    const auto office = company.seat("manager");
    create_customer(*sales, "海信");
    office->wait();
    office->open_address(sales->screen.window.addresses.back());
    office->wait();
    office->press_beginning(Role::tab, "评论");
    office->wait();
    CHECK(office->sees_text("还没有评论"));
    office->type("内容", "请今天联系采购");
    office->press(Role::button, "发表");
    office->wait();
    CHECK(office->sees_text("请今天联系采购"));
    sales->wait(3'000);
    sales->open_address("#/notifications");
    sales->wait();
    CHECK(sales->sees_text("你的记录有新评论"));
}

TEST_CASE("while a new customer's name is typed, customers that may be the same are named [S06]") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "北京思优特科技发展有限公司");
    seat->go_offline();
    seat->open_address("#/customer/new");
    seat->type("客户名称", "思优特");
    seat->settle();
    CHECK(seat->sees_text("可能重复"));
    CHECK(seat->sees(Role::link, "北京思优特科技发展有限公司"));
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK(seat->sees(Role::heading, "思优特"));
}

TEST_CASE("each day has its motto, in turn") {
    CHECK(motto_of_day(20'778, 5) == 3);
    CHECK(motto_of_day(20'779, 5) == 4);
    CHECK(motto_of_day(20'780, 5) == 0);
    CHECK(motto_of_day(-1, 5) == 4);
    CHECK(motto_of_day(7, 1) == 0);
}

}  // namespace xingke::ui
