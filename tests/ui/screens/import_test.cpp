#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

const std::string table =
    "客户名称,邮编,姓名,手机\r\n"
    "北京思优特科技发展有限公司,100080,李思优,13800138000\r\n"
    "上海一帆贸易有限公司,2000,王帆,13900139000\r\n"
    "\"广州, 天河电子\",510000,,\r\n";

void open_import(Seat& seat) {
    seat.press(Role::link, "客户");
    seat.press(Role::button, "导入");
    seat.press(Role::button, "选择文件");
    REQUIRE(seat.screen.files.asked_for.size() == 1);
    seat.give_file("客户.csv", table);
}

}  // namespace

TEST_CASE("a file comes in; its broken row is corrected in place; the whole import can be taken back") {
    Company company;
    const auto seat = company.seat("sales");
    open_import(*seat);
    CHECK(seat->sees_text("3行"));
    CHECK(seat->sees_text("UTF-8"));
    seat->press(Role::button, "开始导入");
    seat->wait();
    REQUIRE(seat->sees(Role::heading, "导入完成"));
    CHECK(seat->sees(Role::group, "第3行"));
    CHECK(seat->error_at("邮编") == "邮编须为6位数字");

    seat->press(Role::button, "下载错误行");
    REQUIRE(seat->screen.files.handed_out.size() == 1);
    const std::string handed(as_text(seat->screen.files.handed_out[0].bytes));
    CHECK(handed.find("上海一帆贸易有限公司,2000,王帆,13900139000,3,") != std::string::npos);

    seat->type("邮编", "200001");
    seat->press(Role::button, "修正后重试");
    seat->wait();
    CHECK_FALSE(seat->sees(Role::group, "第3行"));
    seat->press(Role::link, "客户");
    seat->wait();
    CHECK(seat->sees_text("共 3 条"));
    CHECK(seat->sees_text("广州, 天河电子"));
}

TEST_CASE("taking an import back leaves nothing of it") {
    Company company;
    const auto seat = company.seat("sales");
    open_import(*seat);
    seat->press(Role::button, "开始导入");
    seat->wait();
    seat->press(Role::button, "撤销整个导入");
    seat->wait();
    CHECK(seat->sees_text("导入已撤销"));
    seat->press(Role::link, "客户");
    seat->wait();
    CHECK_FALSE(seat->sees_text("思优特"));
}

TEST_CASE("a file that is no table says what to do instead") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/import/customer");
    seat->give_file("客户.xls", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0", 12));
    CHECK(seat->sees(Role::button, "选择文件"));
    CHECK(seat->sees_text("CSV"));
    CHECK(seat->screen.semantics.count(Role::alert) == 1);
}

TEST_CASE("a file whose columns nobody knows cannot be started before its name is mapped") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/import/customer");
    seat->give_file("x.csv", "a,b\r\n一,二\r\n");
    CHECK(seat->sees_text("还没有哪一列对应“客户名称”"));
    CHECK(seat->node(Role::button, "开始导入").is_disabled);
}

TEST_CASE("the template names every field that can be imported") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/import/customer");
    seat->press(Role::button, "下载 CSV 模板");
    seat->wait();
    seat->press(Role::button, "下载模板");
    seat->wait();
    REQUIRE(seat->screen.files.handed_out.size() == 2);
    CHECK(seat->screen.files.handed_out[0].name == "客户导入模板.csv");
    CHECK(as_text(seat->screen.files.handed_out[0].bytes).starts_with("\xEF\xBB\xBF客户名称,"));
    CHECK(seat->screen.files.handed_out[1].name == "客户导入模板.xls");
    CHECK(as_text(seat->screen.files.handed_out[1].bytes).starts_with("\xD0\xCF\x11\xE0"));
    seat->press(Role::button, "下载 .xlsx 模板");
    seat->wait();
    REQUIRE(seat->screen.files.handed_out.size() == 3);
    CHECK(seat->screen.files.handed_out[2].name == "客户导入模板.xlsx");
    CHECK(as_text(seat->screen.files.handed_out[2].bytes).starts_with("PK"));
}

TEST_CASE("a trial says what an import would do, and writes nothing") {
    Company company;
    const auto seat = company.seat("sales");
    open_import(*seat);
    seat->press(Role::button, "试运行");
    seat->wait();
    REQUIRE(seat->sees(Role::heading, "试运行结果"));
    CHECK(seat->sees(Role::group, "第3行"));
    CHECK(seat->sees_text("邮编须为6位数字"));
    seat->press(Role::button, "返回修改");
    CHECK(seat->sees(Role::button, "试运行"));
    seat->press(Role::link, "客户");
    seat->wait();
    CHECK_FALSE(seat->sees_text("思优特"));

    seat->press(Role::button, "导入");
    seat->give_file("客户.csv", table);
    seat->press(Role::button, "试运行");
    seat->wait();
    seat->press(Role::button, "开始导入");
    seat->wait();
    CHECK(seat->sees(Role::heading, "导入完成"));
}
