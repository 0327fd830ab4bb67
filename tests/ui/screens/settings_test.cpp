#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

TEST_CASE("the language changes at once and stays after a restart") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/settings");
    seat->press(Role::radio, "English");
    CHECK(seat->sees(Role::heading, "Settings"));
    CHECK(seat->screen.semantics.language == "en");
    seat->restart();
    CHECK(seat->sees(Role::navigation, "Main navigation"));
    seat->open_address("#/customer/new");
    seat->press(Role::button, "Save");
    CHECK(seat->error_at("Customer name") == "Please fill in the customer name");
}

TEST_CASE("the theme is the system's until one is chosen") {
    Company company;
    const auto seat = company.seat("sales");
    const std::uint32_t light = seat->screen.window.theme_color;
    seat->screen.window.is_dark = true;
    seat->app->on_theme_changed();
    seat->settle();
    const std::uint32_t dark = seat->screen.window.theme_color;
    CHECK(dark != light);
    seat->open_address("#/settings");
    seat->press(Role::radio, "浅色");
    CHECK(seat->screen.window.theme_color == light);
    seat->press(Role::radio, "深色");
    CHECK(seat->screen.window.theme_color == dark);
}

TEST_CASE("a bigger text size is kept") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/settings");
    seat->press(Role::radio, "特大");
    CHECK(seat->screen.preferences.read("text_percent") == "130");
    CHECK(seat->node(Role::radio, "特大").is_checked);
}

TEST_CASE("the sync page tells the truth about this device") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/sync");
    seat->wait();
    CHECK(seat->sees_text("一切都已同步"));
    CHECK(seat->sees_text("关机断电也不会丢"));
    CHECK(seat->sees_text("设备编号"));
    seat->go_offline();
    CHECK(seat->sees_text("离线：改动保存在本机"));
}

TEST_CASE("on a phone everything is reached from the bottom bar") {
    Company company;
    const auto seat = company.seat("sales");
    seat->resize(390, 844);
    for (const std::string_view name : {"工作台", "客户", "需处理", "我的"}) {
        seat->press_beginning(Role::link, name);
        CHECK(seat->sees(Role::heading, name));
    }
    seat->press(Role::button, "设置");
    CHECK(seat->sees(Role::heading, "设置"));
    seat->press(Role::button, "返回");
    CHECK(seat->sees(Role::heading, "我的"));
    seat->press_beginning(Role::link, "新建");
    seat->press(Role::menuitem, "新建客户");
    CHECK(seat->screen.window.addresses.back() == "#/customer/new");
    seat->press(Role::button, "返回");
    CHECK(seat->screen.window.addresses.back() == "#/me");
}

TEST_CASE("a new version that waits is offered, and pressing it starts it") {
    Company company;
    const auto seat = company.seat("sales");
    seat->app->on_update_ready();
    seat->settle();
    seat->press(Role::button, "刷新以更新");
    CHECK(seat->screen.window.reload_count == 1);
}
