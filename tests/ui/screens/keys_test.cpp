// The app by keyboard alone: the command palette, letters on a page, and where G leads.
#include "app/ui/screens/commands.h"

#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

void create_customer(Seat& seat, std::string_view name) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    seat.press(SemanticRole::button, "保存");
    seat.wait(10'000);
}

std::string address(const Seat& seat) {
    return seat.screen.window.addresses.back();
}

}  // namespace

TEST_CASE("commands are found by all of their words, in any case") {
    const auto command = [](std::string title) { return Command{.title = std::move(title)}; };
    const std::vector<Command> all = {command("Go to Customers"), command("New customer"), command("Go to Reports")};
    CHECK(matching_commands(all, "go cust").size() == 1);
    CHECK(matching_commands(all, "CUSTOMER").size() == 2);
    CHECK(matching_commands(all, "").size() == 3);
    CHECK(matching_commands(all, "visit").empty());
}

TEST_CASE("the palette goes to a page, begins a record, and acts on the record that is shown") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    seat->key("k", true);
    seat->type("搜索全部", "新建 商机");
    seat->wait();
    seat->press(SemanticRole::option, "新建商机");
    seat->wait();
    CHECK(address(*seat) == "#/opportunity/new");
    seat->key("k", true);
    seat->type("搜索全部", "报表");
    seat->wait();
    seat->press(SemanticRole::option, "前往报表");
    seat->wait();
    CHECK(address(*seat) == "#/reports");
    seat->open_address("#/customer");
    seat->wait();
    seat->press(SemanticRole::row, "海信");
    seat->wait();
    seat->key("k", true);
    seat->wait();
    seat->press(SemanticRole::option, "编辑");
    seat->wait();
    CHECK(address(*seat).ends_with("/edit"));
}

TEST_CASE("letters act on the page, and G with a letter goes elsewhere") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    create_customer(*seat, "美的");
    seat->open_address("#/customer");
    seat->wait();
    seat->key("j");
    seat->key("j");
    seat->key("k");
    CHECK(seat->node(SemanticRole::row, "美的").is_focused);
    seat->key("Enter");
    seat->wait();
    CHECK(seat->sees_text("美的"));
    seat->key("e");
    seat->wait();
    CHECK(address(*seat).ends_with("/edit"));
    seat->key("Escape");
    seat->wait();
    seat->key("g");
    seat->key("r");
    seat->wait();
    CHECK(address(*seat) == "#/reports");
    seat->key("g");
    seat->key("c");
    seat->wait();
    CHECK(address(*seat) == "#/customer");
    seat->key("v");
    seat->wait();
    CHECK(address(*seat) == "#/customer?as=board");
    seat->key("n");
    seat->wait();
    CHECK(address(*seat) == "#/customer/new");
    seat->key("Escape");
    seat->wait();
    seat->key("?");
    CHECK(seat->sees_text("前往：先按 G，再按"));
    CHECK(seat->sees_text("G R"));
}

TEST_CASE("a letter that is typed into a field stays there") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    seat->type("客户名称", "n");
    seat->key("n");
    CHECK(seat->typed("客户名称") == "n");
    CHECK(seat->sees(SemanticRole::button, "保存"));
}

}  // namespace xingke::ui
