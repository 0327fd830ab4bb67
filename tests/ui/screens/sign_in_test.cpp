#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

TEST_CASE("signing in says what is missing, what was wrong, and then opens the workbench") {
    Company company;
    const auto seat = company.seat();
    CHECK(seat->sees(Role::heading, "行客"));

    seat->press(Role::button, "登录");
    CHECK(seat->error_at("账号") == "请填写账号");
    CHECK(seat->error_at("密码") == "请填写密码");

    seat->sign_in("sales", "wrong");
    CHECK(seat->sees_text("账号或密码不对"));
    CHECK(seat->typed("账号") == "sales");
    CHECK(seat->typed("密码").empty());

    seat->sign_in("sales");
    CHECK(seat->sees(Role::navigation, "主导航"));
    CHECK(seat->sees_text("张伟"));
    CHECK(seat->screen.semantics.title == "工作台 · 行客");
    CHECK(seat->badge().starts_with("已同步"));
}

TEST_CASE("without a network the first sign-in says so and loses nothing") {
    Company company;
    const auto seat = company.seat();
    seat->go_offline();
    CHECK(seat->sees_text("现在没有网络"));
    seat->type("账号", "sales");
    seat->type("密码", "password");
    seat->press(Role::button, "登录");
    seat->wait(70'000);
    CAPTURE(seat->page());
    CHECK(seat->sees_text("连不上服务器"));
    CHECK(seat->typed("账号") == "sales");
}

TEST_CASE("the language can be switched before anybody is in") {
    Company company;
    const auto seat = company.seat();
    seat->press(Role::link, "English");
    CHECK(seat->sees(Role::button, "Sign in"));
    CHECK(seat->screen.semantics.language == "en");
    seat->press(Role::link, "中文");
    CHECK(seat->sees(Role::button, "登录"));
}

TEST_CASE("whoever was signed in still is after a restart, also without a network") {
    Company company;
    const auto seat = company.seat("sales");
    seat->go_offline();
    seat->restart();
    CHECK(seat->sees(Role::navigation, "主导航"));
    CHECK(seat->badge().starts_with("离线"));
}

TEST_CASE("signing out leads back to the door, and another person finds nothing of the first on the screen") {
    Company company;
    const auto seat = company.seat("sales");
    seat->press_beginning(Role::link, "设置");
    seat->press(Role::button, "退出登录");
    CHECK(seat->sees(Role::dialog, "退出登录？"));
    seat->press_last(Role::button, "退出登录");
    seat->wait();
    CHECK(seat->sees(Role::button, "登录"));
    seat->sign_in("manager");
    CHECK(seat->sees_text("陈静"));
    CHECK_FALSE(seat->sees_text("张伟"));
}

TEST_CASE("a session that the server ended asks to sign in again in place, and loses nothing") {
    Company company;
    const auto seat = company.seat("sales");
    company.server.revoke("sales");
    seat->press(Role::link, "客户");
    seat->press(Role::button, "新建客户");
    seat->type("客户名称", "北京思优特科技发展有限公司");
    seat->press(Role::button, "保存");
    seat->wait(5'000);
    CHECK(seat->sees(Role::dialog, "请重新登录"));
    seat->type("密码", "password");
    seat->press(Role::button, "登录");
    seat->wait(5'000);
    CHECK_FALSE(seat->sees(Role::dialog, "请重新登录"));
    CHECK(seat->badge().starts_with("已同步"));
    CHECK(seat->sees(Role::heading, "北京思优特科技发展有限公司"));
}

TEST_CASE("a damaged database says so, hands itself over, and is recovered with what only this device had") {
    constexpr std::string_view kept = "北京思优特科技发展有限公司", unsent = "没有同步的公司";
    Company company;
    const auto seat = company.seat("sales");
    const auto import = [&seat](const std::string& names) {
        seat->press(Role::link, "客户");
        seat->press(Role::button, "导入");
        seat->press(Role::button, "选择文件");
        seat->give_file("客户.csv", "客户名称\r\n" + names);
        seat->press(Role::button, "开始导入");
        seat->wait();
        REQUIRE(seat->sees(Role::heading, "导入完成"));
    };
    // So many that no page holds both what is damaged and what only this device has.
    std::string names;
    for (int i = 0; i < 60; ++i) {
        names += i == 30 ? std::string(kept) : "第" + std::to_string(i) + "家公司";
        names += "\r\n";
    }
    import(names);
    seat->wait(10'000);
    seat->go_offline();
    import(std::string(unsent) + "\r\n");
    seat->restart_damaged(kept, unsent);
    if (seat->sees(Role::link, "客户")) {
        seat->press(Role::link, "客户");
        seat->wait();
    }
    CAPTURE(seat->page());
    REQUIRE(seat->sees(Role::heading, "本机数据已损坏"));
    CHECK(seat->sees_text("先取出本机没有同步的改动"));
    CHECK_FALSE(seat->sees(Role::link, "客户"));

    const std::size_t handed_before = seat->screen.files.handed_out.size();
    seat->press(Role::button, "下载损坏的文件");
    REQUIRE(seat->screen.files.handed_out.size() > handed_before);
    CHECK(seat->screen.files.handed_out[handed_before].name == "crm.db");
    CHECK(as_text(seat->screen.files.handed_out[handed_before].bytes).starts_with("SQLite format 3"));

    seat->press(Role::link, "English");
    CHECK(seat->sees(Role::heading, "The data on this device is damaged"));
    CHECK(seat->sees(Role::button, "Download the damaged file"));
    seat->press(Role::link, "中文");

    seat->press(Role::button, "从服务器恢复");
    seat->wait();
    CHECK(seat->sees_text("没有同步的1次改动都已取回"));
    seat->go_online();
    seat->wait(30'000);
    seat->press(Role::link, "客户");
    seat->wait();
    CHECK(seat->sees_text("共 61 条"));
    CHECK(seat->sees_text(unsent));
    CHECK(seat->badge().starts_with("已同步"));
}
