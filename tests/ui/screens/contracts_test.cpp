// What is said and printed around contracts: the sale contract on paper, the ledger, what is invoiced beyond the
// contract, a signature without a look at the credit; and the reports that compare.
#include "app/ui/screens/performance.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using Role = platform::SemanticRole;

void save_form(Seat& seat) {
    seat.press(Role::button, "保存");
    seat.wait();
}

void create_contract(Seat& seat) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", "海信");
    seat.type("详细地址", "东海西路17号");
    save_form(seat);
    const std::string customer = seat.screen.window.addresses.back().substr(11, 36);
    seat.open_address("#/contract/new?parent=" + customer);
    seat.wait();
    seat.type("合同名称", "变频器一期");
    seat.type("合同金额", "18912.78");
    seat.type("交货地点", "青岛仓库");
    seat.press(Role::radio, "常规合同");
    seat.press(Role::radio, "有现货");
    save_form(seat);
    seat.press(Role::row, "变频器一期");
    seat.wait();
    REQUIRE(seat.sees(Role::heading, "变频器一期"));
}

model::Group group(std::uint8_t customer, const char* name, std::int64_t sum) {
    return {.keys = {RecordId{{customer}}}, .labels = {name}, .count = 1, .figures = {sum}};
}

}  // namespace

TEST_CASE("a contract is printed as a sale contract with its lines and its sum in capitals [S51]") {
    Company company;
    const auto seat = company.seat("sales");
    create_contract(*seat);
    seat->press(Role::button, "更多");
    seat->settle();
    seat->press(Role::menuitem, "打印买卖合同");
    seat->wait();
    REQUIRE(seat->screen.window.printed.size() == 1);
    const std::string& paper = seat->screen.window.printed.front();
    CHECK(paper.find("甲方：海信") != std::string::npos);
    CHECK(paper.find("东海西路17号") != std::string::npos);
    CHECK(paper.find("青岛仓库") != std::string::npos);
    CHECK(paper.find("壹万捌仟玖佰壹拾贰元柒角捌分") != std::string::npos);
}

TEST_CASE("an invoice that goes beyond its contract is warned of beside its amount, and can be saved [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    create_contract(*seat);
    seat->press(Role::tab, "开票记录");
    seat->wait();
    seat->press(Role::button, "新建开票记录");
    seat->wait();
    seat->type("开票金额", "18912.78");
    seat->wait();
    CHECK_FALSE(seat->sees_text("超出合同金额"));
    seat->type("开票金额", "20000");
    seat->wait();
    CHECK(seat->sees_text("超出合同金额"));
}

TEST_CASE("the contracts of the list go out as a ledger [S09]") {
    Company company;
    const auto seat = company.seat("sales");
    create_contract(*seat);
    seat->open_address("#/contract");
    seat->wait();
    seat->press(Role::button, "导出");
    seat->settle();
    seat->press(Role::menuitem, "合同台账");
    seat->wait();
    REQUIRE(seat->screen.files.handed_out.size() == 1);
    CHECK(seat->screen.files.handed_out.front().name == "合同台账.xlsx");
}

TEST_CASE("growth is counted of those that had turnover before, the largest part first") {
    const model::Groups before{
        .groups = {group(1, "a", 100), group(2, "b", 1'000), group(3, "c", 0), group(4, "d", 50)}};
    const model::Groups now{.groups = {group(1, "a", 150), group(2, "b", 1'900), group(3, "c", 500), group(5, "e", 9)}};
    const std::vector<Growth> growing = fastest_growing(before, now);
    REQUIRE(growing.size() == 2);
    CHECK(growing[0].name == "b");
    CHECK(growing[1].name == "a");
    CHECK(share_words(growing[0].now - growing[0].before, growing[0].before) == "90%");
    CHECK(share_words(1, 0) == "–");
    CHECK(share_words(2, 3) == "66%");
}

TEST_CASE("the reports compare the month and the year with goals and with last year [S51]") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/reports");
    seat->wait();
    CHECK(seat->sees_text("月份业绩"));
    CHECK(seat->sees(Role::group, "营业额 · 本年累计"));
    CHECK(seat->sees_text("业绩按辖区"));
}

}  // namespace xingke::ui
