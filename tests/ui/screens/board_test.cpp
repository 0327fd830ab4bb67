// The board: opportunities by stage, carried on by finger, mouse, keyboard and menu; what a move asks for, and undo.
#include "app/ui/views/board.h"

#include <utility>

#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using platform::SemanticRole;

// A customer with two opportunities; then the board.
void open_board(Seat& seat) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", "海信");
    seat.press(SemanticRole::button, "保存");
    seat.wait();
    const std::string customer = seat.screen.window.addresses.back().substr(11, 36);
    for (const auto& [name, amount] : {std::pair("变频器一期", "250000"), std::pair("电机大修", "80000")}) {
        seat.open_address("#/opportunity/new?parent=" + customer);
        seat.type("商机名称", name);
        seat.type("预计金额", amount);
        seat.press(SemanticRole::button, "保存");
        seat.wait(10'000);
    }
    seat.open_address("#/opportunity?as=board");
    seat.wait();
}

std::string count_in(const Seat& seat, std::string_view column) {
    return seat.node(SemanticRole::list, column).value;
}

ImVec2 middle(const Seat& seat, SemanticRole role, std::string_view name) {
    const platform::Rect& rect = seat.node(role, name).rect;
    return {rect.x + rect.width / 2, rect.y + rect.height / 2};
}

void point(Seat& seat, PointerKind kind, PointerPhase phase, ImVec2 at) {
    seat.app->on_pointer({.id = 1,
                          .kind = kind,
                          .phase = phase,
                          .x = at.x,
                          .y = at.y,
                          .time_ms = static_cast<double>(seat.screen.clock.monotonic - 1'000)});
    seat.settle();
}

// Time goes by, and frames are drawn meanwhile: a long press, an edge that scrolls.
void linger(Seat& seat, std::int64_t ms) {
    constexpr std::int64_t frame_ms = 50;
    for (std::int64_t gone = 0; gone < ms; gone += frame_ms) {
        seat.wait(frame_ms);
        seat.draw_again();
    }
}

// By Tab to the first card, and on by arrows.
void focus(Seat& seat, std::string_view card) {
    const auto is_at = [&](std::string_view name) {
        return seat.sees(SemanticRole::button, name) && seat.node(SemanticRole::button, name).is_focused;
    };
    for (int i = 0; i < 60 && !is_at(card); ++i) {
        seat.key(is_at("电机大修") ? "ArrowDown" : "Tab");
    }
    REQUIRE(is_at(card));
}

}  // namespace

TEST_CASE("a column shows how many and how much, also weighted [S02]") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    CHECK(count_in(*seat, "初步接洽") == "2");
    CHECK(count_in(*seat, "赢单") == "0");
    CHECK(seat->node(SemanticRole::list, "初步接洽").description == "预计金额 ¥330,000.00 · 加权金额 ¥33,000.00");
    seat->press(SemanticRole::button, "变频器一期");
    seat->wait();
    CHECK(seat->sees(SemanticRole::button, "确认需求"));
}

TEST_CASE("a card carried by mouse takes the step to that column, and undo takes it back") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    const ImVec2 from = middle(*seat, SemanticRole::button, "变频器一期");
    const ImVec2 to = middle(*seat, SemanticRole::list, "需求确认");
    point(*seat, PointerKind::mouse, PointerPhase::move, from);
    point(*seat, PointerKind::mouse, PointerPhase::down, from);
    point(*seat, PointerKind::mouse, PointerPhase::move, {from.x + 30, from.y});
    point(*seat, PointerKind::mouse, PointerPhase::move, to);
    point(*seat, PointerKind::mouse, PointerPhase::up, to);
    seat->wait();
    CHECK(count_in(*seat, "初步接洽") == "1");
    CHECK(count_in(*seat, "需求确认") == "1");
    CHECK(seat->badge().starts_with("已同步"));
    seat->press(SemanticRole::button, "撤销");
    seat->wait();
    CHECK(count_in(*seat, "初步接洽") == "2");
}

TEST_CASE("a card dropped where no step leads stays where it was") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    const ImVec2 from = middle(*seat, SemanticRole::button, "变频器一期");
    const ImVec2 to = middle(*seat, SemanticRole::list, "方案报价");
    point(*seat, PointerKind::mouse, PointerPhase::move, from);
    point(*seat, PointerKind::mouse, PointerPhase::down, from);
    point(*seat, PointerKind::mouse, PointerPhase::move, to);
    point(*seat, PointerKind::mouse, PointerPhase::up, to);
    seat->wait();
    CHECK(count_in(*seat, "初步接洽") == "2");
    CHECK(seat->sees_text("不能从“初步接洽”直接到“方案报价”"));
    // Let go by Esc it stays as well, and nothing is said.
    point(*seat, PointerKind::mouse, PointerPhase::move, from);
    point(*seat, PointerKind::mouse, PointerPhase::down, from);
    point(*seat, PointerKind::mouse, PointerPhase::move, middle(*seat, SemanticRole::list, "需求确认"));
    seat->key("Escape");
    point(*seat, PointerKind::mouse, PointerPhase::up, middle(*seat, SemanticRole::list, "需求确认"));
    seat->wait();
    CHECK(count_in(*seat, "初步接洽") == "2");
}

TEST_CASE("Ctrl with an arrow moves the card that has the focus; a step asks for what it needs") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    focus(*seat, "变频器一期");
    for (const char* column : {"需求确认", "方案报价", "商务谈判"}) {
        seat->key("ArrowRight", true);
        seat->wait();
        CHECK(count_in(*seat, column) == "1");
        CHECK(seat->node(SemanticRole::button, "变频器一期").is_focused);
    }
    focus(*seat, "电机大修");
    const ImVec2 from = middle(*seat, SemanticRole::button, "电机大修");
    point(*seat, PointerKind::mouse, PointerPhase::move, from);
    point(*seat, PointerKind::mouse, PointerPhase::down, from);
    const ImVec2 to = middle(*seat, SemanticRole::list, "输单");
    point(*seat, PointerKind::mouse, PointerPhase::move, to);
    point(*seat, PointerKind::mouse, PointerPhase::up, to);
    seat->wait();
    seat->type("输单原因", "价格");
    seat->press_last(SemanticRole::button, "输单");
    seat->wait();
    CHECK(count_in(*seat, "输单") == "1");
}

TEST_CASE("arrows go from card to card, and to the column beside") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    focus(*seat, "电机大修");
    seat->key("ArrowRight", true);
    seat->wait();
    seat->key("ArrowLeft");
    CHECK(seat->node(SemanticRole::button, "变频器一期").is_focused);
    seat->key("ArrowRight");
    CHECK(seat->node(SemanticRole::button, "电机大修").is_focused);
}

TEST_CASE("on a phone one column is shown, and a long press carries or offers where to go") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    seat->resize(390, 844, 2);
    seat->wait();
    CHECK(seat->sees(SemanticRole::button, "变频器一期"));
    const ImVec2 card = middle(*seat, SemanticRole::button, "变频器一期");
    point(*seat, PointerKind::touch, PointerPhase::down, card);
    linger(*seat, 800);
    point(*seat, PointerKind::touch, PointerPhase::up, card);
    seat->press(SemanticRole::menuitem, "移动到 需求确认");
    seat->wait();
    CHECK(count_in(*seat, "初步接洽") == "1");
    // To the edge, where the next column comes, and let go there.
    const ImVec2 other = middle(*seat, SemanticRole::button, "电机大修");
    point(*seat, PointerKind::touch, PointerPhase::down, other);
    linger(*seat, 800);
    point(*seat, PointerKind::touch, PointerPhase::move, {380, other.y});
    linger(*seat, 600);
    point(*seat, PointerKind::touch, PointerPhase::move, {200, other.y});
    linger(*seat, 500);
    point(*seat, PointerKind::touch, PointerPhase::up, {200, other.y});
    seat->wait();
    CHECK(count_in(*seat, "需求确认") == "2");
}

TEST_CASE("a board of a type without a workflow sets its stage field") {
    Company company;
    const auto seat = company.seat("sales");
    open_board(*seat);
    seat->open_address("#/customer?as=board");
    seat->wait();
    CHECK(count_in(*seat, "未设置") == "1");
    focus(*seat, "海信");
    seat->key("ArrowRight", true);
    seat->wait();
    CHECK(count_in(*seat, "潜在") == "1");
    CHECK_FALSE(seat->sees(SemanticRole::list, "未设置"));
    seat->press(SemanticRole::button, "撤销");
    seat->wait();
    CHECK(count_in(*seat, "未设置") == "1");
}

TEST_CASE("a card without a change for fourteen days is marked until its stage is final [2.4]") {
    Company company;
    auto seat = company.seat("sales");
    open_board(*seat);
    CHECK_FALSE(seat->sees_text("天没有进展"));
    seat->switch_off();
    company.timeline.run_until(company.timeline.now_ms() + 15LL * 24 * 3'600'000);
    const auto at_home = std::exchange(seat, company.seat("sales"));
    seat->open_address("#/opportunity?as=board");
    seat->wait(5'000);
    CAPTURE(seat->page());
    CHECK(seat->sees_text("15天没有进展"));
}

}  // namespace xingke::ui
