// Fields, options and record types made while the app runs, by hands and eyes alone.
#include "app/ui/screens/fields_page.h"

#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

void add_field(Seat& seat, const std::string& title) {
    seat.open_address("#/fields");
    seat.press(SemanticRole::button, "新增字段");
    seat.type("中文名称", title);
    seat.press_last(SemanticRole::button, "保存");
    seat.wait();
}

}  // namespace

TEST_CASE("an administrator adds a field; colleagues find it in their forms, lists and pages") {
    Company company;
    const auto boss = company.seat("admin");
    const auto sales = company.seat("sales");
    add_field(*boss, "信用等级");
    CHECK(boss->sees_text("信用等级"));
    sales->wait(10'000);
    sales->open_address("#/customer/new");
    sales->type("客户名称", "海信");
    sales->type("信用等级", "AAA");
    sales->press(SemanticRole::button, "保存");
    sales->wait(10'000);
    CHECK(sales->sees_text("AAA"));
    boss->open_address("#/customer");
    boss->wait(10'000);
    CHECK(boss->sees_text("AAA"));
    CHECK(sales->badge().starts_with("已同步"));
}

TEST_CASE("a record type that the company made has a list and a form at once") {
    Company company;
    const auto boss = company.seat("admin");
    boss->open_address("#/fields");
    boss->press(SemanticRole::button, "新建记录类型");
    boss->type("中文名称", "设备");
    boss->press_last(SemanticRole::button, "保存");
    boss->wait(10'000);
    boss->press(SemanticRole::link, "设备");
    boss->wait();
    boss->press(SemanticRole::button, "新建设备");
    boss->type("名称", "注塑机");
    boss->press(SemanticRole::button, "保存");
    boss->wait(10'000);
    CHECK(boss->sees_text("注塑机"));
    CHECK(boss->badge().starts_with("已同步"));
}

TEST_CASE("what is being typed is finished as it was begun, and follows the new declaration afterwards") {
    Company company;
    const auto boss = company.seat("admin");
    const auto sales = company.seat("sales");
    sales->open_address("#/customer/new");
    sales->type("客户名称", "海信");
    add_field(*boss, "信用等级");
    sales->wait(10'000);
    CHECK_FALSE(sales->sees_text("信用等级"));
    CHECK(sales->sees_text("客户名称"));
    sales->press(SemanticRole::button, "保存");
    sales->wait(10'000);
    sales->open_address("#/customer/new");
    CHECK(sales->sees_text("信用等级"));
}

TEST_CASE("a salesperson hides a field for themselves and for nobody else") {
    Company company;
    const auto sales = company.seat("sales");
    const auto manager = company.seat("manager");
    sales->open_address("#/fields");
    CHECK_FALSE(sales->sees(SemanticRole::button, "新增字段"));
    sales->press_beginning(SemanticRole::button, "传真");
    sales->press(SemanticRole::switch_, "隐藏");
    sales->press_last(SemanticRole::button, "保存");
    sales->wait(10'000);
    sales->open_address("#/customer/new");
    CHECK_FALSE(sales->sees_text("传真"));
    manager->wait(10'000);
    manager->open_address("#/customer/new");
    CHECK(manager->sees_text("传真"));
}

}  // namespace xingke::ui
