// A phone's fingers: everything that can be pressed is as large as one (44 CSS pixels both ways) on every screen, and a
// stroke from the left edge leads back.
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit/theme.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

constexpr float size_least = kit::metric::touch - 0.5F;

bool can_be_pressed(const platform::SemanticNode& node) {
    constexpr Role roles[] = {Role::button,  Role::link,      Role::checkbox, Role::radio,
                              Role::switch_, Role::tab,       Role::textbox,  Role::combobox,
                              Role::option,  Role::searchbox, Role::menuitem, Role::row};
    return !node.is_disabled && std::ranges::find(roles, node.role) != std::end(roles);
}

// Days of a month on a small screen and days of a year in a chart stand as close as a calendar has them; the list below
// the month, and the rows of the chart's table, have them again in full size.
bool is_day_of_calendar(const std::vector<platform::SemanticNode>& nodes, const platform::SemanticNode& node) {
    const auto parent = std::ranges::find_if(nodes, [&](const auto& one) { return one.id == node.parent; });
    return parent != nodes.end() && parent->role == Role::grid;
}

// Letters stand below each other as in any address book; the search field finds the same without them.
bool is_letter_of_index(const platform::SemanticNode& node) {
    return std::string_view(node.name).starts_with("首字母");
}

std::string too_small(const Seat& seat) {
    const auto& nodes = seat.screen.semantics.nodes;
    std::string found;
    for (const platform::SemanticNode& node : nodes) {
        const bool is_small = node.rect.width < size_least || node.rect.height < size_least;
        if (can_be_pressed(node) && is_small && !is_day_of_calendar(nodes, node) && !is_letter_of_index(node)) {
            found += std::string(platform::name_of(node.role)) + " “" + node.name + "” " +
                     std::to_string(node.rect.width) + " × " + std::to_string(node.rect.height) + "\n";
        }
    }
    return found;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("on a phone everything that can be pressed is as large as a finger") {
    Company company;
    Seat seat(company);
    seat.resize(390, 844, 2);
    const auto check = [&](const std::string& what) {
        CAPTURE(what);
        CHECK(too_small(seat) == "");
    };
    const auto at = [&](const std::string& address) {
        seat.open_address(address);
        seat.wait(200);
        check(address);
    };
    check("sign-in");
    seat.sign_in("sales");
    at("#/");
    seat.open_address("#/import/customer");
    check("import");
    seat.give_file("客户名单.csv", read_file("tests/data/customers_utf8.csv"));
    seat.wait(200);
    check("import, its columns");
    seat.press(Role::button, "开始导入");
    seat.wait(5'000);
    check("import, its result");
    at("#/customer/new");
    seat.press(Role::button, "保存");
    check("a form with errors");
    seat.type("客户名称", "北京思优特科技发展有限公司");
    seat.type("姓名", "李思优");
    seat.type("手机", "13800138000");
    seat.press(Role::button, "保存");
    seat.wait(500);
    const std::string customer = seat.screen.window.addresses.back();
    for (const char* tab : {"", "?tab=contact", "?tab=visit", "?tab=comments", "?tab=timeline"}) {
        at(customer + tab);
    }
    at(customer + "/edit");
    for (const char* address :
         {"#/customer", "#/contact", "#/visit", "#/opportunity?as=board", "#/customer?as=board", "#/visit?as=calendar",
          "#/contract?as=calendar", "#/reports", "#/sync", "#/inbox", "#/notifications", "#/settings", "#/search",
          "#/me", "#/customer?view=pool", "#/contract/new", "#/visit/new", "#/opportunity/new", "#/gallery"}) {
        at(address);
    }
}

TEST_CASE("the panels of a list are as large as a finger, too") {
    Company company;
    Seat seat(company);
    seat.resize(390, 844, 2);
    seat.sign_in("sales");
    seat.open_address("#/customer");
    seat.wait(200);
    const auto check = [&](const std::string& what) {
        CAPTURE(what);
        CHECK(too_small(seat) == "");
    };
    seat.press(Role::button, "筛选");
    seat.wait(400);
    check("filter");
    seat.press(Role::button, "客户行业");
    check("one condition");
    seat.key("Escape");
    seat.wait(400);
    seat.press(Role::button, "更多");
    check("menu");
    seat.press(Role::menuitem, "显示设置");
    seat.wait(400);
    check("display");
    seat.key("Escape");
    seat.wait(400);
    seat.press(Role::link, "新建");
    check("what one can create");
}

TEST_CASE("a stroke from the left edge leads back; a short one, one from elsewhere and one that is cancelled do not") {
    Company company;
    Seat seat(company);
    seat.resize(390, 844, 2);
    seat.sign_in("sales");
    seat.open_address("#/settings");
    double time_ms = 1'000;
    const auto stroke = [&](float from, float to, PointerPhase end) {
        const auto tell = [&](PointerPhase phase, float x) {
            time_ms += 16;
            seat.app->on_pointer(
                {.id = 3, .kind = PointerKind::touch, .phase = phase, .x = x, .y = 400, .time_ms = time_ms});
            seat.settle();
        };
        tell(PointerPhase::down, from);
        for (int step = 1; step <= 4; ++step) {
            tell(PointerPhase::move, from + (to - from) * static_cast<float>(step) / 4);
        }
        tell(end, to);
        seat.wait(100);
    };
    stroke(6, 60, PointerPhase::up);
    CHECK(seat.sees(Role::heading, "设置"));
    stroke(120, 300, PointerPhase::up);
    CHECK(seat.sees(Role::heading, "设置"));
    stroke(6, 200, PointerPhase::cancel);
    CHECK(seat.sees(Role::heading, "设置"));
    stroke(6, 200, PointerPhase::up);
    CHECK_FALSE(seat.sees(Role::heading, "设置"));
    CHECK(seat.screen.window.addresses.back() == "#/");
    // At the root there is nowhere to go back to.
    stroke(6, 200, PointerPhase::up);
    CHECK(seat.screen.window.addresses.back() == "#/");
}

TEST_CASE("a keyboard that comes up leaves the field that is written in above it") {
    Company company;
    Seat seat(company);
    seat.resize(390, 844, 2);
    seat.sign_in("sales");
    seat.open_address("#/customer/new");
    seat.wait(200);
    constexpr float height_with_keyboard = 460;
    const auto& fields = seat.screen.text_input.fields;
    const auto low = std::ranges::find_if(
        fields, [](const auto& field) { return field.rect.y > height_with_keyboard && field.rect.y < 700; });
    REQUIRE(low != fields.end());
    const std::uint32_t id = low->id;
    seat.app->on_text_focus(id);
    seat.settle();
    seat.resize(390, height_with_keyboard, 2);
    const auto now = std::ranges::find_if(fields, [id](const auto& field) { return field.id == id; });
    REQUIRE(now != fields.end());
    CHECK(now->rect.y > 0);
    CHECK(now->rect.y + now->rect.height < height_with_keyboard - 60);
}
