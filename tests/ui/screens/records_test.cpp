#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

const std::string siyoute = "北京思优特科技发展有限公司";

void create_customer(Seat& seat, const std::string& name) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    seat.press(Role::button, "保存");
    seat.wait();
    REQUIRE(seat.sees(Role::heading, name));
}

}  // namespace

TEST_CASE("a customer without a name is not saved, and the field says so [S06]") {
    Company company;
    const auto seat = company.seat("sales");
    seat->press(Role::link, "客户");
    seat->press(Role::button, "新建客户");
    seat->press(Role::button, "保存");
    CHECK(seat->error_at("客户名称") == "请填写客户名");
    CHECK(seat->screen.window.addresses.back() == "#/customer/new");
}

TEST_CASE("a customer and its first contact are saved in one go") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    seat->type("客户名称", siyoute);
    seat->type("姓名", "李思优");
    seat->type("手机", "13800138000");
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK(seat->sees(Role::heading, siyoute));
    CHECK(seat->sees_text("已新建“" + siyoute + "”"));
    seat->press_beginning(Role::tab, "联系人");
    seat->wait();
    CHECK(seat->sees_text("李思优"));
    CHECK(seat->badge().starts_with("已同步"));

    const auto office = company.seat("manager");
    office->press(Role::link, "联系人");
    office->wait();
    CHECK(office->sees_text("李思优"));
    CHECK(office->sees_text(siyoute));
}

TEST_CASE("offline work waits, and the badge says how much of it") {
    Company company;
    const auto seat = company.seat("sales");
    seat->go_offline();
    create_customer(*seat, siyoute);
    CHECK(seat->badge() == "离线 · 已保存 · 1 项待同步");
    seat->restart();
    CHECK(seat->badge() == "离线 · 已保存 · 1 项待同步");
    seat->go_online();
    CHECK(seat->badge().starts_with("已同步"));
}

TEST_CASE("an edit can be taken back from the toast") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, siyoute);
    seat->press(Role::button, "编辑");
    seat->type("电话", "010-82345678");
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK(seat->sees_text("82345678"));
    seat->press(Role::button, "撤销");
    seat->wait();
    CHECK(seat->sees_text("已撤销"));
    seat->wait(10'000);
    CHECK_FALSE(seat->sees_text("82345678"));
}

TEST_CASE("a toast never lies over the button that saves the next form") {
    for (const auto& [width, height] : {std::pair{1440.0F, 900.0F}, std::pair{390.0F, 844.0F}}) {
        Company company;
        const auto seat = company.seat("sales");
        seat->resize(width, height);
        create_customer(*seat, siyoute);
        seat->press_beginning(Role::tab, "拜访");
        seat->press(Role::button, "新建拜访");
        seat->settle();
        const auto& toast = seat->node(Role::status, "已新建“" + siyoute + "”").rect;
        const auto& save = seat->node(Role::button, "保存").rect;
        CHECK(toast.y + toast.height <= save.y);
    }
}

TEST_CASE("a form that only has in it what the app put there is left without a question, and saved with it") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, siyoute);
    seat->press(Role::button, "编辑");
    seat->type("详细地址", "中关村大街1号");
    seat->press(Role::button, "保存");
    seat->wait();
    seat->press_beginning(Role::tab, "拜访");
    seat->press(Role::button, "新建拜访");
    seat->wait();
    CHECK(seat->typed("详细地址") == "中关村大街1号");
    seat->press(Role::button, "返回");
    seat->wait();
    CHECK_FALSE(seat->sees_text("离开而不保存？"));
    seat->press(Role::button, "新建拜访");
    seat->wait();
    seat->type("主题", "回访");
    seat->press(Role::button, "返回");
    seat->wait();
    CHECK(seat->sees_text("离开而不保存？"));
    seat->press(Role::button, "继续填写");
    seat->press(Role::button, "保存");
    seat->wait(3'000);
    CHECK(seat->sees_text("中关村大街1号"));
}

TEST_CASE("an earlier version is looked at in the timeline, and restored") {
    for (const auto& [width, height] : {std::pair{1440.0F, 900.0F}, std::pair{390.0F, 844.0F}}) {
        Company company;
        const auto seat = company.seat("manager");
        seat->resize(width, height);
        create_customer(*seat, siyoute);
        seat->press(Role::button, "编辑");
        seat->type("电话", "010-82345678");
        seat->press(Role::button, "保存");
        seat->wait(12'000);
        seat->press(Role::tab, "动态");
        seat->wait();
        seat->press(Role::link, "查看当时的版本");
        seat->wait();
        CHECK(seat->sees_text("与现在不同"));
        seat->press(Role::button, "回到现在");
        seat->settle();
        CHECK_FALSE(seat->sees_text("与现在不同"));
        seat->press(Role::link, "查看当时的版本");
        seat->wait();
        seat->press(Role::button, "恢复为此版本");
        seat->settle();
        CHECK(seat->sees_text("会改回1项"));
        seat->press_last(Role::button, "恢复为此版本");
        seat->wait();
        CHECK(seat->sees_text("已恢复为"));
        seat->press(Role::tab, "资料");
        seat->wait(12'000);
        CHECK_FALSE(seat->sees_text("82345678"));
    }
}

TEST_CASE("the recycle bin shows who deleted what, gives it back, and lets an administrator delete it for good [S02]") {
    for (const auto& [width, height] : {std::pair{1440.0F, 900.0F}, std::pair{390.0F, 844.0F}}) {
        Company company;
        const auto seat = company.seat("admin");
        seat->resize(width, height);
        const auto remove = [&] {
            seat->press(Role::button, "更多");
            seat->press(Role::menuitem, "删除");
            seat->press_last(Role::button, "删除");
            seat->wait(12'000);
            seat->press(Role::button, "回收站");
            seat->wait();
            REQUIRE(seat->sees(Role::row, siyoute));
            CHECK(seat->sees_text("王强"));
            seat->press(Role::row, siyoute);
            seat->wait();
            REQUIRE(seat->sees_text("这条记录已被删除"));
        };
        create_customer(*seat, siyoute);
        remove();
        seat->press(Role::button, "恢复");
        seat->wait(12'000);
        CHECK_FALSE(seat->sees_text("这条记录已被删除"));
        remove();
        CHECK_FALSE(seat->sees(Role::button, "编辑"));
        seat->press(Role::button, "彻底删除");
        seat->settle();
        CHECK(seat->sees_text("不能恢复"));
        seat->press_last(Role::button, "彻底删除");
        seat->wait();
        CHECK(seat->sees_text("已彻底删除"));
        CHECK_FALSE(seat->sees(Role::button, "撤销"));
        CHECK(seat->sees_text("回收站是空的"));
    }
    Company company;
    const auto seller = company.seat("sales");
    seller->open_address("#/customer");
    seller->wait();
    CHECK_FALSE(seller->sees(Role::button, "回收站"));
}

TEST_CASE("a deleted customer leaves the list, and 撤销 brings it back") {
    Company company;
    const auto seat = company.seat("manager");
    create_customer(*seat, siyoute);
    seat->press(Role::button, "更多");
    seat->press(Role::menuitem, "删除");
    REQUIRE(seat->sees_text("删除“" + siyoute + "”？"));
    seat->press_last(Role::button, "删除");
    seat->wait();
    CHECK(seat->screen.window.addresses.back() == "#/customer");
    CHECK_FALSE(seat->sees(Role::row, siyoute));
    seat->press(Role::button, "撤销");
    seat->wait();
    CHECK(seat->sees_text(siyoute));
}

TEST_CASE("leaving a form asks, keeps a draft, and offers it again") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    seat->type("客户名称", siyoute);
    seat->type("姓名", "李思优");
    seat->press(Role::link, "工作台");
    CHECK(seat->sees_text("离开而不保存？"));
    seat->press(Role::button, "离开");
    CHECK(seat->sees_text("最近更新的客户"));

    seat->restart();
    seat->open_address("#/customer/new");
    CHECK(seat->typed("客户名称").empty());
    seat->press(Role::button, "继续填写");
    CHECK(seat->typed("客户名称") == siyoute);
    CHECK(seat->typed("姓名") == "李思优");
    seat->press(Role::button, "保存");
    seat->wait();
    CHECK(seat->sees(Role::heading, siyoute));
    seat->open_address("#/customer/new");
    CHECK_FALSE(seat->sees(Role::button, "继续填写"));
}

TEST_CASE("保存并新建 saves and stays on an empty form [S06]") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/customer/new");
    seat->type("客户名称", siyoute);
    seat->press(Role::button, "保存并新建");
    seat->wait();
    CHECK(seat->typed("客户名称").empty());
    seat->type("客户名称", "上海一帆贸易有限公司");
    seat->press(Role::button, "保存");
    seat->wait();
    seat->open_address("#/customer");
    seat->wait();
    CHECK(seat->sees_text(siyoute));
    CHECK(seat->sees_text("上海一帆贸易有限公司"));
}

TEST_CASE("what someone else changes under an open form is shown, and one chooses") {
    Company company;
    const auto sales = company.seat("sales");
    create_customer(*sales, siyoute);
    const std::string address = sales->screen.window.addresses.back();
    const auto office = company.seat("manager");
    office->open_address(address);
    office->wait();
    office->press(Role::button, "编辑");
    office->type("详细地址", "海淀区中关村大街1号");

    sales->press(Role::button, "编辑");
    sales->type("详细地址", "朝阳区建国路8号");
    sales->press(Role::button, "保存");
    sales->wait(3'000);
    REQUIRE(office->sees(Role::alert, "别人刚修改了这条记录"));
    CHECK(office->sees_text("朝阳区建国路8号"));
    CHECK(office->typed("详细地址") == "海淀区中关村大街1号");

    SUBCASE("mine") {
        office->press(Role::button, "用我的");
        office->press(Role::button, "保存");
        office->wait(3'000);
        CHECK(office->sees_text("海淀区中关村大街1号"));
        CHECK(office->badge().starts_with("已同步"));
        CHECK(sales->sees_text("海淀区中关村大街1号"));
    }
    SUBCASE("theirs") {
        office->press(Role::button, "用现在的");
        CHECK(office->typed("详细地址") == "朝阳区建国路8号");
        CHECK_FALSE(office->sees(Role::alert, "别人刚修改了这条记录"));
    }
}

TEST_CASE("the list finds by words, shows its views, and opens what is pressed") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, siyoute);
    create_customer(*seat, "上海一帆贸易有限公司");
    seat->press(Role::link, "客户");
    seat->wait();
    CHECK(seat->sees_text("共 2 条"));
    seat->type("搜索客户", "一帆");
    seat->wait();
    CHECK(seat->sees_text("共 1 条"));
    seat->type("搜索客户", "");
    seat->press(Role::button, "我的");
    seat->wait();
    CHECK(seat->screen.window.addresses.back() == "#/customer?view=mine");
    CHECK(seat->sees_text("共 2 条"));
    seat->press_beginning(Role::row, siyoute);
    seat->wait();
    CHECK(seat->sees(Role::heading, siyoute));
}

TEST_CASE("search finds across everything and opens what is chosen") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, siyoute);
    seat->key("k", true);
    seat->type("搜索全部", "思优特");
    seat->wait();
    seat->press(Role::option, siyoute);
    seat->wait();
    CHECK(seat->sees(Role::heading, siyoute));
    CHECK_FALSE(seat->sees(Role::searchbox, "搜索全部"));
    seat->key("k", true);
    CHECK(seat->sees_text("最近搜索"));
}

TEST_CASE("the list is exported as it is shown, and the person is told how many rows") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, siyoute);
    seat->open_address("#/customer");
    seat->wait();
    for (const char* form : {"导出为 CSV", "导出为 Excel 工作簿"}) {
        seat->press(Role::button, "导出");
        seat->press(Role::menuitem, form);
        seat->wait();
    }
    REQUIRE(seat->screen.files.handed_out.size() == 2);
    CHECK(seat->screen.files.handed_out[0].name == "客户.csv");
    const std::string text(as_text(seat->screen.files.handed_out[0].bytes));
    CHECK(text.starts_with("\xEF\xBB\xBF客户名称,"));
    CHECK(text.find("\r\n" + siyoute + ",") != std::string::npos);
    CHECK(seat->sees_text("已导出1行"));
    CHECK(seat->screen.files.handed_out[1].name == "客户.xlsx");
    const std::string workbook(as_text(seat->screen.files.handed_out[1].bytes));
    seat->open_address("#/import/customer");
    seat->give_file("客户.xlsx", workbook);
    CHECK(seat->sees_text("1行 · 工作簿"));
}

TEST_CASE("a record is printed from its page, as its type's form") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, siyoute);
    seat->press(Role::button, "更多");
    seat->press(Role::menuitem, "打印");
    REQUIRE(seat->screen.window.printed.size() == 1);
    const std::string& page = seat->screen.window.printed.front();
    CHECK(page.find("<h2>" + siyoute + "</h2>") != std::string::npos);
    CHECK(page.find("张伟") != std::string::npos);
}
