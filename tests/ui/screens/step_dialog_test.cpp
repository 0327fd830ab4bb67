// Steps of a workflow, pressed by people: at once, or after what is missing has been asked for.
#include "app/ui/screens/step_dialog.h"

#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

// A customer with an opportunity, which is on the screen.
void create_opportunity(Seat& seat) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", "海信");
    seat.press(SemanticRole::button, "保存");
    seat.wait();
    seat.press_beginning(SemanticRole::tab, "商机");
    seat.press(SemanticRole::button, "新建商机");
    seat.type("商机名称", "变频器一期");
    seat.press(SemanticRole::button, "保存");
    seat.wait(10'000);
    seat.press(SemanticRole::row, "变频器一期");
    seat.wait();
}

}  // namespace

TEST_CASE("a step is taken by its button and taken back from the toast; the state is in no form") {
    Company company;
    const auto seat = company.seat("sales");
    create_opportunity(*seat);
    CHECK(seat->sees_text("初步接洽"));
    seat->press(SemanticRole::button, "确认需求");
    seat->wait();
    CHECK(seat->sees_text("需求确认"));
    CHECK(seat->sees(SemanticRole::button, "提交报价"));
    CHECK_FALSE(seat->sees(SemanticRole::button, "确认需求"));
    seat->press(SemanticRole::button, "撤销");
    seat->wait(10'000);
    CHECK(seat->sees(SemanticRole::button, "确认需求"));
    seat->press(SemanticRole::button, "编辑");
    CHECK(seat->sees_text("预计金额"));
    CHECK_FALSE(seat->sees_text("商机阶段"));
    CHECK_FALSE(seat->sees_text("加权金额"));
}

TEST_CASE("a step that asks for a field is taken with it, and not without [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    create_opportunity(*seat);
    seat->press(SemanticRole::button, "输单");
    seat->press_last(SemanticRole::button, "输单");
    CHECK(seat->error_at("输单原因") == "请填写输单原因");
    seat->type("输单原因", "价格");
    seat->press_last(SemanticRole::button, "输单");
    seat->wait();
    CHECK_FALSE(seat->sees(SemanticRole::button, "确认需求"));
    CHECK(seat->sees_text("价格"));
    CHECK(seat->badge().starts_with("已同步"));

    const auto office = company.seat("manager");
    office->press(SemanticRole::link, "商机");
    office->wait();
    CHECK(office->sees_text("输单"));
}

}  // namespace xingke::ui
