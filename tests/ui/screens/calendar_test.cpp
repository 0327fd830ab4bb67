// The calendar: visits by their day, on both sizes; adding to a day, and moving to another one.
#include "app/ui/views/calendar.h"

#include "app/catalogue/all.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

constexpr const char* day = "2026-11-20 周五";  // the company's today is the 18th

void plan_visit(Seat& seat) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", "海信");
    seat.press(SemanticRole::button, "保存");
    seat.wait();
    const std::string customer = seat.screen.window.addresses.back().substr(11, 36);
    seat.open_address("#/visit/new?parent=" + customer);
    seat.type("主题", "首次拜访");
    seat.type("填写日期", "2026-11-20");
    seat.press(SemanticRole::button, "保存");
    seat.wait(10'000);
    seat.open_address("#/visit?as=calendar");
    seat.wait();
}

void point(Seat& seat, PointerPhase phase, std::string_view name) {
    const platform::Rect& rect = seat.node(SemanticRole::button, name).rect;
    seat.app->on_pointer({.id = 1,
                          .kind = PointerKind::mouse,
                          .phase = phase,
                          .x = rect.x + rect.width / 2,
                          .y = rect.y + rect.height / 2,
                          .time_ms = static_cast<double>(seat.screen.clock.monotonic - 1'000)});
    seat.settle();
}

}  // namespace

TEST_CASE("a type has a calendar when people fill in a date, those of the list first") {
    const model::Catalogue catalogue = catalogue::core();
    const auto names = [&](model::TypeId type) {
        std::vector<std::string> found;
        for (const model::Field* field : views::calendar_fields(*catalogue.find(type))) {
            found.push_back(field->name);
        }
        return found;
    };
    CHECK(names(catalogue::type_id::opportunity) == std::vector<std::string>{"close_on", "next_on"});
    CHECK(names(catalogue::type_id::contract) == std::vector<std::string>{"start", "end", "sign_date"});
    CHECK(names(catalogue::type_id::contact).empty());
}

TEST_CASE("a day of the month shows what is on it, opens it, and begins a new one of that day") {
    Company company;
    const auto seat = company.seat("sales");
    plan_visit(*seat);
    CHECK(seat->node(SemanticRole::button, day).value == "1");
    seat->press(SemanticRole::button, day);
    CHECK(seat->sees(SemanticRole::dialog, day));
    seat->press_last(SemanticRole::button, "新建拜访");
    seat->wait();
    CHECK(seat->typed("填写日期") == "2026-11-20");
    seat->open_address("#/visit?as=calendar");
    seat->wait();
    seat->press(SemanticRole::button, "首次拜访");
    seat->wait();
    CHECK(seat->sees_text("2026-11-20"));
    CHECK(seat->sees(SemanticRole::button, "编辑"));
}

TEST_CASE("a visit carried to another day is of that day, and undo brings it back") {
    Company company;
    const auto seat = company.seat("sales");
    plan_visit(*seat);
    point(*seat, PointerPhase::move, "首次拜访");
    point(*seat, PointerPhase::down, "首次拜访");
    point(*seat, PointerPhase::move, "2026-11-25 周三");
    point(*seat, PointerPhase::up, "2026-11-25 周三");
    seat->wait();
    CHECK(seat->node(SemanticRole::button, "2026-11-25 周三").value == "1");
    CHECK(seat->node(SemanticRole::button, day).value.empty());
    CHECK(seat->sees_text("“首次拜访”已改到2026-11-25"));
    seat->press(SemanticRole::button, "撤销");
    seat->wait();
    CHECK(seat->node(SemanticRole::button, day).value == "1");
}

TEST_CASE("a phone begins with the agenda and lists the chosen day below the month") {
    Company company;
    const auto seat = company.seat("sales");
    plan_visit(*seat);
    seat->resize(390, 844, 2);
    seat->open_address("#/opportunity?as=calendar");
    seat->wait();
    CHECK(seat->node(SemanticRole::radio, "日程").is_checked);
    seat->open_address("#/visit?as=calendar");
    seat->wait();
    seat->press(SemanticRole::radio, "月");
    seat->wait();
    seat->press(SemanticRole::button, day);
    CHECK(seat->sees(SemanticRole::list, day));
    seat->press(SemanticRole::button, "更晚");
    seat->wait();
    CHECK_FALSE(seat->sees(SemanticRole::button, day));
    seat->press(SemanticRole::button, "今天");
    seat->wait();
    CHECK(seat->sees(SemanticRole::button, day));
}

TEST_CASE("arrows go from day to day and from week to week") {
    Company company;
    const auto seat = company.seat("sales");
    plan_visit(*seat);
    const auto is_at = [&](std::string_view name) { return seat->node(SemanticRole::button, name).is_focused; };
    for (int i = 0; i < 60 && !is_at("2026-11-18 周三"); ++i) {
        seat->key("Tab");
    }
    seat->key("ArrowRight");
    CHECK(is_at("2026-11-19 周四"));
    seat->key("ArrowDown");
    CHECK(is_at("2026-11-26 周四"));
    seat->key("ArrowLeft");
    CHECK(is_at("2026-11-25 周三"));
    seat->key("ArrowUp");
    CHECK(is_at("2026-11-18 周三"));
}

}  // namespace xingke::ui
