// Scenarios 1 to 10 of requirements section 7: customers and workbench.
#include "tests/ui/scenarios/scene.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "app/base/date.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

const std::string hisense = "青岛海信电子有限公司";

std::string repeated(std::string_view character, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += character;
    }
    return text;
}

void fill_in_hisense(Seat& seat) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", hisense);
    seat.press(Role::radio, "电子商务");
    choose(seat, "客户信息来源", "网络营销");
    seat.press(Role::radio, "国企");
    seat.type("邮编", "266071");
    choose(seat, "年营业额", "50万以上");
    seat.press(Role::radio, "三星");
    seat.press(Role::combobox, "客户联系地址");
    seat.press(Role::button, "山东省");
    seat.press(Role::button, "青岛市");
    seat.type("详细地址", "江西路11号");
    seat.type("姓名", "刘洋");
    seat.type("手机", "1380013800");
}

std::vector<std::string> columns(const Seat& seat) {
    std::vector<std::string> names;
    for (const platform::SemanticNode& node : seat.screen.semantics.nodes) {
        if (node.role == Role::columnheader) {
            names.push_back(node.name);
        }
    }
    return names;
}

}  // namespace

TEST_CASE("scenario 1: a customer needs a name of at most fifty characters [S06]") {
    Scene scene;
    const auto seat = scene.seat("sales");
    seat->press(Role::link, "客户");
    seat->press(Role::button, "新建客户");
    seat->press(Role::button, "保存");
    CHECK(seat->error_at("客户名称") == "请填写客户名");
    seat->open_address("#/customer");
    seat->wait();
    CHECK(seat->sees_text("还没有客户"));
    seat->open_address("#/customer/new");
    seat->type("客户名称", repeated("海", 51));
    seat->press(Role::button, "保存");
    CHECK(seat->error_at("客户名称").find("50") != std::string::npos);
    seat->type("客户名称", repeated("海", 50));
    save_form(*seat);
    CHECK(seat->sees(Role::heading, repeated("海", 50)));
}

TEST_CASE(
    "scenario 2: the whole form, its contact, the columns of the list, and where each way of saving leads [S06] "
    "[S02]") {
    Scene scene;
    const auto seat = scene.seat("sales");
    fill_in_hisense(*seat);
    seat->press(Role::button, "保存");
    CHECK(seat->error_at("手机").find("11") != std::string::npos);
    seat->type("手机", "13800138000");
    save_form(*seat);
    REQUIRE(seat->sees(Role::heading, hisense));
    seat->press_beginning(Role::tab, "联系人");
    seat->wait();
    seat->press(Role::row, "刘洋");
    seat->wait();
    CHECK(seat->sees_text("首要联系人"));
    seat->open_address("#/customer");
    seat->wait();
    CHECK(seat->sees(Role::cell, "张伟"));
    const std::vector<std::string> wanted = {"客户名称", "客户行业", "评分",     "客户联系地址",
                                             "负责人",   "创建人",   "创建时间", "距到期天数"};
    std::vector<std::string> shown = columns(*seat);
    std::erase_if(shown, [&](const std::string& name) { return std::ranges::find(wanted, name) == wanted.end(); });
    CHECK(shown == wanted);

    seat->open_address("#/customer/new");
    seat->type("客户名称", "海信二部");
    seat->press(Role::checkbox, "同时创建商机");
    save_form(*seat);
    CHECK(seat->sees(Role::heading, "新建商机"));
    CHECK(seat->sees_text("海信二部"));

    seat->open_address("#/customer/new");
    seat->type("客户名称", "海信三部");
    seat->press(Role::button, "保存并新建");
    seat->wait();
    CHECK(seat->typed("客户名称").empty());
    CHECK(seat->sees(Role::heading, "新建客户"));
}

TEST_CASE("scenario 3: into the pool on creation, taken over by a colleague, and in the log [S06] [S02]") {
    Scene scene;
    const auto seat = scene.seat("sales"), lina = scene.seat("lina");
    seat->open_address("#/customer/new");
    seat->type("客户名称", hisense);
    seat->press(Role::checkbox, "放入客户池");
    save_form(*seat);
    const std::string id = shown_record(*seat);
    seat->open_address("#/customer?view=mine");
    seat->wait();
    CHECK_FALSE(seat->sees(Role::row, hisense));
    lina->open_address("#/customer?view=pool");
    lina->wait();
    lina->press(Role::button, "领取");
    lina->wait();
    lina->open_address("#/customer?view=mine");
    lina->wait();
    CHECK(lina->sees(Role::row, hisense));
    lina->open_address("#/customer/" + id);
    lina->wait();
    lina->press(Role::tab, "动态");
    lina->wait();
    CHECK(lina->sees_text("李娜"));
    CHECK(lina->sees_text("负责人"));
}

TEST_CASE("scenario 4: recently changed are those of a month, newest first, and conditions narrow a list [S06] [S02]") {
    Scene scene;
    const auto office = scene.seat("manager");
    create_customer(*office, "很久以前");
    pass_days(scene, 25);
    create_customer(*office, "上个月");
    pass_days(scene, 17);
    create_customer(*office, "这几天");
    pass_days(scene, 3);
    office->open_address("#/customer?view=recent");
    office->wait();
    CHECK(count_rows(*office) == 2);
    std::vector<std::string> rows;
    for (const platform::SemanticNode& node : office->screen.semantics.nodes) {
        if (node.role == Role::row && node.row_index > 0) {
            rows.push_back(node.name);
        }
    }
    CHECK(rows == std::vector<std::string>{"这几天", "上个月"});

    const auto lina = scene.seat("lina"), seat = scene.seat("sales");
    for (const auto& [person, name, nature] : {std::tuple{lina.get(), "李娜民营", "民营"},
                                               {lina.get(), "李娜国企", "国企"},
                                               {seat.get(), "张伟民营", "民营"}}) {
        person->open_address("#/customer/new");
        person->type("客户名称", name);
        person->press(Role::radio, nature);
        save_form(*person);
    }
    office->open_address("#/customer");
    office->wait(3'000);
    office->press(Role::button, "筛选");
    office->press(Role::button, "公司性质");
    office->press(Role::button, "民营");
    office->wait();
    CHECK(office->sees(Role::button, "显示2条"));
    office->press(Role::button, "负责人");
    pick(*office, "添加负责人", "李娜");
    office->wait();
    office->press(Role::button, "显示1条");
    office->wait();
    CHECK(office->sees(Role::row, "李娜民营"));
    CHECK(count_rows(*office) == 1);
}

TEST_CASE("scenario 5: the template is an .xls file; of ten rows the wrong one is named by its line [S06] [S02]") {
    Scene scene;
    const auto seat = scene.seat("sales");
    seat->press(Role::link, "客户");
    seat->wait();
    seat->press(Role::button, "导入");
    seat->wait();
    seat->press(Role::button, "下载模板");
    seat->wait();
    REQUIRE(seat->screen.files.handed_out.size() == 1);
    CHECK(seat->screen.files.handed_out[0].name == "客户导入模板.xls");
    CHECK(as_text(seat->screen.files.handed_out[0].bytes).starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
    std::string table = "客户名称,邮编\r\n";
    for (int i = 1; i <= 10; ++i) {
        table += "客户" + std::to_string(i) + (i == 7 ? ",26607\r\n" : ",266071\r\n");
    }
    seat->press(Role::button, "选择文件");
    seat->give_file("客户.csv", table);
    seat->press(Role::button, "开始导入");
    seat->wait(3'000);
    REQUIRE(seat->sees(Role::heading, "导入完成"));
    CHECK(seat->sees(Role::group, "第8行"));  // the header is line 1
    CHECK(seat->error_at("邮编") == "邮编须为6位数字");
    seat->press(Role::link, "客户");
    seat->wait();
    CHECK(seat->sees_text("共 9 条"));
}

TEST_CASE("scenario 6: contacts by their letter, handed to another customer, deleted and back again [S02]") {
    Scene scene;
    const auto seat = scene.seat("manager");
    for (const auto& [customer, contact] :
         {std::pair{"甲公司", "刘洋"}, std::pair{"乙公司", "李强"}, std::pair{"丙公司", "张敏"}}) {
        seat->open_address("#/customer/new");
        seat->type("客户名称", customer);
        seat->type("姓名", contact);
        save_form(*seat);
    }
    seat->open_address("#/contact");
    seat->wait();
    seat->press(Role::button, "首字母L");
    seat->wait();
    CHECK(count_rows(*seat) == 2);
    CHECK(seat->sees(Role::row, "刘洋"));
    CHECK(seat->sees(Role::row, "李强"));
    seat->press(Role::button, "首字母L");
    seat->wait();
    seat->press(Role::row, "张敏");
    seat->wait();
    const std::string contact = shown_record(*seat);
    seat->press(Role::button, "编辑");
    seat->wait();
    pick(*seat, "所属客户", "甲公司");
    save_form(*seat);
    CHECK(seat->sees(Role::link, "甲公司"));
    seat->press(Role::tab, "动态");
    seat->wait();
    CHECK(seat->sees_text("所属客户"));
    CHECK(seat->sees_text("新建"));
    seat->press(Role::button, "更多");
    seat->press(Role::menuitem, "删除");
    seat->settle();
    seat->press_last(Role::button, "删除");
    seat->wait();
    seat->open_address("#/contact?view=bin");
    seat->wait();
    REQUIRE(seat->sees(Role::row, "张敏"));
    seat->press(Role::row, "张敏");
    seat->wait();
    seat->press(Role::button, "恢复");
    seat->wait();
    seat->open_address("#/contact/" + contact);
    seat->wait();
    CHECK(seat->sees(Role::heading, "张敏"));
    CHECK(seat->sees(Role::link, "甲公司"));
}

TEST_CASE("scenario 7: the workbench counts the month, the unread messages, and reminds of the daily report [S02]") {
    Scene scene;
    const auto seat = scene.seat("sales"), office = scene.seat("manager");
    for (const char* name : {"甲公司", "乙公司", "丙公司", "海信"}) {
        create_customer(*seat, name);
    }
    const std::string customer = shown_record(*seat);
    for (const auto& [name, amount] : {std::pair{"变频器一期", "250000"}, std::pair{"电机大修", "80000"}}) {
        seat->open_address("#/opportunity/new?parent=" + customer);
        seat->type("商机名称", name);
        seat->type("预计金额", amount);
        save_form(*seat);
    }
    for (int i = 1; i <= 5; ++i) {
        seat->open_address("#/visit/new?parent=" + customer);
        seat->type("主题", "拜访" + std::to_string(i));
        seat->type("填写日期", "2026-11-18");
        save_form(*seat);
        seat->wait(9'000);
        seat->press(Role::row, "拜访" + std::to_string(i));
        seat->wait();
        seat->press(Role::button, "完成拜访");
        seat->wait(9'000);
    }
    seat->open_address("#/contract/new?parent=" + customer);
    seat->type("合同名称", "年度供货");
    seat->type("合同金额", "200000");
    seat->press(Role::radio, "常规合同");
    seat->press(Role::radio, "有现货");
    save_form(*seat);
    seat->wait(9'000);
    seat->open_address("#/payment/new?parent=" + customer);
    seat->type("回款金额", "80000");
    seat->type("回款日期", "2026-11-18");
    save_form(*seat);
    office->open_address("#/customer/" + customer);
    office->wait(3'000);
    office->press_beginning(Role::tab, "评论");
    office->wait();
    for (const char* words : {"请今天联系采购", "合同条款再看一下"}) {
        office->type("内容", words);
        office->press(Role::button, "发表");
        office->wait();
    }
    seat->open_address("#/");
    seat->wait(5'000);
    CAPTURE(seat->page());
    CHECK(seat->sees(Role::heading, "概览统计"));
    CHECK(seat->node(Role::button, "新客户").value == "4");
    CHECK(seat->node(Role::button, "新商机").value.starts_with("2"));
    CHECK(seat->node(Role::button, "跟进").value == "5");
    CHECK(seat->node(Role::button, "新合同").value == "1 · ¥20万");
    CHECK(seat->node(Role::button, "新回款").value == "1 · ¥8万");
    CHECK(seat->sees_text("今天的日报还没有写"));
    CHECK(seat->sees_text("本周的工作计划还没有写"));
    const auto& nodes = seat->screen.semantics.nodes;
    const auto bell = std::ranges::find_if(nodes, [](const platform::SemanticNode& node) {
        return node.role == Role::link && node.name.starts_with("通知");
    });
    REQUIRE(bell != nodes.end());
    CHECK((bell->name + bell->value + bell->description).find('2') != std::string::npos);
}

TEST_CASE("scenario 8: no contact and falling turnover make an alarm, and a visit takes it back [S10] [S64]") {
    Scene scene;
    const auto seat = scene.seat("sales"), office = scene.seat("manager");
    create_customer(*seat, hisense);
    const std::string customer = shown_record(*seat);
    for (const auto& [amount, day] : {std::pair{"100000", "2026-08-20"}, std::pair{"30000", "2026-10-20"}}) {
        seat->open_address("#/payment/new?parent=" + customer);
        seat->type("回款金额", amount);
        seat->type("回款日期", day);
        save_form(*seat);
    }
    scene.server.keep_pools();
    pass_days(scene, 40);
    scene.server.keep_pools();
    seat->open_address("#/customer/" + customer);
    seat->wait(3'000);
    CHECK(seat->sees_text("预警"));
    CHECK(seat->sees_text("超过30天无往来"));
    CHECK(seat->sees_text("本季营业额不足上季一半"));
    for (Seat* person : {seat.get(), office.get()}) {
        person->open_address("#/notifications");
        person->wait(3'000);
        CHECK(person->sees_text("客户流失预警"));
        CHECK(person->sees_text(hisense));
    }
    seat->open_address("#/visit/new?parent=" + customer);
    seat->type("主题", "回访");
    save_form(*seat);
    seat->wait(9'000);
    seat->press(Role::row, "回访");
    seat->wait();
    seat->press(Role::button, "完成拜访");
    seat->wait(9'000);
    scene.server.keep_pools();
    seat->open_address("#/customer/" + customer);
    seat->wait(3'000);
    CHECK(seat->sees_text("关注"));
    CHECK_FALSE(seat->sees_text("超过30天无往来"));
}

TEST_CASE("scenario 9: a person's profile, whose first purchase makes an owner; firms by three axes [S57] [S29]") {
    Scene scene;
    const auto seat = scene.seat("sales");
    seat->go_offline();
    seat->open_address("#/customer/new");
    seat->type("客户名称", "孙丽");
    choose(*seat, "客户类型", "个人客户");
    seat->type("年龄", "34");
    seat->type("教育程度", "本科");
    seat->type("兴趣偏好", "园艺");
    choose(*seat, "客户分类（房产）", "意向客户");
    save_form(*seat);
    CHECK(seat->sees_text("意向客户"));
    CHECK(seat->sees_text("个人客户"));
    CHECK(seat->sees_text("园艺"));
    const std::string person = shown_record(*seat);
    seat->open_address("#/purchase/new?parent=" + person);
    seat->type("购买内容", "海景花园3号楼");
    seat->type("金额", "1200000");
    save_form(*seat);
    CHECK(seat->sees(Role::row, "海景花园3号楼"));
    seat->go_online();
    CHECK(seat->badge().starts_with("已同步"));
    const auto office = scene.seat("manager");
    office->open_address("#/customer/" + person);
    office->wait();
    CHECK(office->sees_text("业主"));
    CHECK_FALSE(office->sees_text("意向客户"));
    office->press_beginning(Role::tab, "购买记录");
    office->wait();
    CHECK(office->sees(Role::row, "海景花园3号楼"));

    for (const auto& [name, volume] : {std::pair{"老主力", "主力客户"}, std::pair{"老一般", "一般客户"}}) {
        seat->open_address("#/customer/new");
        seat->type("客户名称", name);
        choose(*seat, "时间序列", "老客户");
        choose(*seat, "交易数量和市场地位", volume);
        choose(*seat, "交易过程", "正在进行交易的客户");
        save_form(*seat);
    }
    seat->open_address("#/customer");
    seat->wait();
    seat->press(Role::button, "筛选");
    for (const auto& [field, option] : {std::pair{"交易数量和市场地位", "主力客户"}, std::pair{"时间序列", "老客户"},
                                        std::pair{"交易过程", "正在进行交易的客户"}}) {
        choose(*seat, "更多字段", field);
        seat->press(Role::button, option);
        seat->wait();
    }
    seat->press(Role::button, "显示1条");
    seat->wait();
    CHECK(seat->sees(Role::row, "老主力"));
    CHECK(count_rows(*seat) == 1);
}

TEST_CASE("scenario 10: a wrong password is said clearly, and the search lists by group [S65]") {
    Scene scene;
    const auto seat = scene.seat();
    seat->sign_in("sales", "wrong");
    CHECK(seat->sees_text("账号或密码不对"));
    seat->sign_in("sales");
    CHECK(seat->screen.semantics.title == "工作台 · 行客");
    seat->open_address("#/customer/new");
    seat->type("客户名称", hisense);
    seat->type("姓名", "海信采购");
    save_form(*seat);
    const std::string customer = shown_record(*seat);
    seat->open_address("#/contract/new?parent=" + customer);
    seat->type("合同名称", "海信变频器");
    seat->type("合同金额", "200000");
    seat->press(Role::radio, "常规合同");
    seat->press(Role::radio, "有现货");
    save_form(*seat);
    seat->open_address("#/complaint/new?parent=" + customer);
    choose(*seat, "方式", "电话");
    seat->type("投诉时间", "2026-11-18 09:00");
    choose(*seat, "投诉内容类别", "产品质量");
    seat->type("投诉内容", "海信反映外壳划伤");
    save_form(*seat);
    seat->open_address("#/search");
    seat->type("搜索全部", "海信");
    seat->wait();
    CAPTURE(seat->page());
    CHECK(seat->sees(Role::heading, "客户 1"));
    CHECK(seat->sees(Role::heading, "联系人 1"));
    CHECK(seat->sees(Role::heading, "合同 1"));
    CHECK(seat->sees(Role::heading, "投诉 1"));
    seat->press(Role::option, hisense);
    seat->wait();
    CHECK(seat->sees(Role::heading, hisense));
}
