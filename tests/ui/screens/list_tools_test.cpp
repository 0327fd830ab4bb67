// What one does with a list: filter it, save views of it, arrange it, read its figures, change many of its records.
#include <utility>

#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

constexpr std::pair<float, float> sizes[] = {{1440.0F, 900.0F}, {390.0F, 844.0F}};

const char* const customers =
    "客户名称,客户行业,评分,客户状态\n"
    "安泰培训,教育/培训,三星,成交\n"
    "博远电商,电子商务,二星,潜在\n"
    "晨光电商,电子商务,三星,潜在\n"
    "德邦外贸,对外贸易,一星,无效\n"
    "恩泽贸易,,,\n";

std::unique_ptr<Seat> seat_with_customers(Company& company, const std::string& login) {
    auto seat = company.seat(login);
    seat->open_address("#/import/customer");
    seat->give_file("客户.csv", customers);
    seat->press(Role::button, "开始导入");
    seat->wait(12'000);
    seat->open_address("#/customer");
    seat->wait();
    REQUIRE(seat->sees(Role::row, "安泰培训"));
    return seat;
}

std::size_t count_rows(const Seat& seat) {
    std::size_t count = 0;
    for (const platform::SemanticNode& node : seat.screen.semantics.nodes) {
        count += node.role == Role::row && node.row_index > 0 ? 1 : 0;
    }
    return count;
}

void open_tool(Seat& seat, const std::string& on_laptop, const std::string& on_phone) {
    if (seat.sees(Role::button, on_laptop)) {
        seat.press(Role::button, on_laptop);
    } else {
        seat.press(Role::button, "更多");
        seat.press(Role::menuitem, on_phone);
    }
    seat.wait();
}

void filter_industry(Seat& seat, const std::string& option) {
    seat.press(Role::button, "筛选");
    seat.press(Role::button, "客户行业");
    seat.press(Role::button, option);
    seat.wait();
}

void choose(Seat& seat, const std::string& field, const std::string& option) {
    seat.press(Role::combobox, field);
    seat.press(Role::menuitem, option);
}

}  // namespace

TEST_CASE("a list is filtered by conditions, S06's first, while the count follows [S06]") {
    for (const auto& [width, height] : sizes) {
        Company company;
        const auto seat = seat_with_customers(company, "sales");
        seat->resize(width, height);
        seat->press(Role::button, "筛选");
        for (const char* field :
             {"客户名称", "客户行业", "客户信息来源", "公司性质", "年营业额", "客户联系地址", "负责人"}) {
            CHECK(seat->sees(Role::button, field));
        }
        seat->press(Role::button, "客户行业");
        seat->press(Role::button, "电子商务");
        seat->wait();
        CHECK(seat->sees(Role::button, "显示2条"));
        seat->press(Role::button, "教育/培训");
        seat->wait();
        CHECK(seat->sees(Role::button, "显示3条"));
        seat->press(Role::button, "显示3条");
        seat->wait();
        CHECK(seat->sees(Role::button, "客户行业：电子商务、教育/培训"));
        CHECK(count_rows(*seat) == 3);
        seat->press(Role::button, "移除条件：客户行业");
        seat->wait();
        CHECK(count_rows(*seat) == 5);
    }
}

TEST_CASE("conditions are joined by all or by any, and texts, persons and emptiness are conditions, too") {
    Company company;
    const auto seat = seat_with_customers(company, "sales");
    filter_industry(*seat, "电子商务");
    seat->press(Role::button, "客户名称");
    seat->type("客户名称", "泽");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示0条"));
    seat->press(Role::radio, "满足任一");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示3条"));
    seat->press(Role::button, "清除筛选");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示5条"));
    seat->press(Role::button, "负责人");
    seat->press(Role::button, "我自己");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示5条"));
    choose(*seat, "负责人的条件", "不是");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示0条"));
    seat->press(Role::button, "移除条件：负责人");
    choose(*seat, "更多字段", "评分");
    choose(*seat, "评分的条件", "为空");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示1条"));
    seat->press(Role::button, "显示1条");
    CHECK(seat->sees(Role::row, "恩泽贸易"));
}

TEST_CASE("days are filtered by words or from and to") {
    Company company;
    const auto seat = seat_with_customers(company, "sales");
    seat->press(Role::button, "筛选");
    choose(*seat, "更多字段", "创建时间");
    seat->press(Role::radio, "今天");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示5条"));
    seat->press(Role::radio, "昨天");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示0条"));
    choose(*seat, "创建时间的条件", "范围");
    seat->type("从", "2020-01-01");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示5条"));
    seat->type("到", "2020-12-31");
    seat->wait();
    CHECK(seat->sees(Role::button, "显示0条"));
    seat->press(Role::button, "显示0条");
    CHECK(seat->sees(Role::button, "创建时间：2020-01-01 – 2020-12-31"));
}

TEST_CASE("a view is saved, stands beside the others, is shared, changed, and deleted, and each can be undone") {
    Company company;
    const auto manager = seat_with_customers(company, "manager");
    const auto other = company.seat("admin");
    filter_industry(*manager, "电子商务");
    manager->press(Role::button, "显示2条");
    manager->press(Role::button, "保存视图");
    manager->press_last(Role::button, "保存");
    CHECK(manager->error_at("视图名称") == "请填写视图名称");
    manager->type("视图名称", "电商客户");
    manager->press(Role::switch_, "全公司可用");
    manager->press_last(Role::button, "保存");
    manager->wait(12'000);
    CHECK(manager->screen.window.addresses.back().starts_with("#/customer?view="));
    CHECK(manager->node(Role::button, "电商客户").is_selected);
    manager->press(Role::button, "全部");
    manager->wait();
    CHECK(count_rows(*manager) == 5);

    other->open_address("#/customer");
    other->wait();
    other->press(Role::button, "电商客户");
    other->wait();
    CHECK(count_rows(*other) == 2);

    manager->press(Role::button, "电商客户");
    manager->wait();
    manager->press(Role::button, "编辑视图");
    manager->type("视图名称", "电子商务");
    manager->press(Role::switch_, "默认视图");
    manager->press_last(Role::button, "保存");
    manager->wait(12'000);
    other->open_address("#/");
    other->open_address("#/customer");
    other->wait();
    CHECK(other->node(Role::button, "电子商务").is_selected);
    other->press(Role::button, "全部");
    other->wait();
    CHECK(count_rows(*other) == 5);

    manager->press(Role::button, "编辑视图");
    manager->press(Role::button, "删除视图");
    manager->wait();
    CHECK_FALSE(manager->sees(Role::button, "电子商务"));
    manager->press(Role::button, "撤销");
    manager->wait();
    CHECK(manager->sees(Role::button, "电子商务"));
}

TEST_CASE("a view of one's own is seen by nobody else, and a salesperson shares none") {
    Company company;
    const auto sales = seat_with_customers(company, "sales");
    const auto manager = company.seat("manager");
    filter_industry(*sales, "电子商务");
    sales->press(Role::button, "显示2条");
    sales->press(Role::button, "保存视图");
    CHECK_FALSE(sales->sees(Role::switch_, "全公司可用"));
    sales->type("视图名称", "我的电商");
    sales->press_last(Role::button, "保存");
    sales->wait(12'000);
    CHECK(sales->sees(Role::button, "我的电商"));
    CHECK(sales->badge().starts_with("已同步"));
    manager->open_address("#/customer");
    manager->wait();
    CHECK_FALSE(manager->sees(Role::button, "我的电商"));
}

TEST_CASE("columns, order and groups are chosen, and groups fold") {
    Company company;
    const auto seat = seat_with_customers(company, "sales");
    CHECK_FALSE(seat->sees(Role::columnheader, "电话"));
    seat->press(Role::button, "显示");
    seat->press(Role::checkbox, "电话");
    seat->press(Role::checkbox, "评分");
    choose(*seat, "分组", "客户行业");
    seat->press(Role::button, "完成");
    seat->wait();
    CHECK(seat->sees(Role::columnheader, "电话"));
    CHECK_FALSE(seat->sees(Role::columnheader, "评分"));
    CHECK(seat->sees(Role::button, "电子商务，2条"));
    CHECK(seat->sees(Role::button, "未填写，1条"));
    CHECK(count_rows(*seat) == 5);
    seat->press(Role::button, "电子商务，2条");
    seat->wait();
    CHECK(count_rows(*seat) == 3);
    CHECK_FALSE(seat->sees(Role::row, "博远电商"));
    CHECK(seat->sees(Role::row, "德邦外贸"));
    seat->press(Role::button, "电子商务，2条");
    seat->wait();
    CHECK(count_rows(*seat) == 5);
    seat->press(Role::columnheader, "客户名称");
    seat->wait();
    CHECK(seat->node(Role::columnheader, "客户名称").value == "ascending");
    seat->press(Role::columnheader, "客户名称");
    seat->wait();
    CHECK(seat->node(Role::columnheader, "客户名称").value == "descending");
}

TEST_CASE("the figures of a list count its options for the present filter, and a bar filters [S02]") {
    for (const auto& [width, height] : sizes) {
        Company company;
        const auto seat = seat_with_customers(company, "sales");
        seat->resize(width, height);
        open_tool(*seat, "统计", "统计");
        CHECK(seat->sees_text("客户列表统计"));
        CHECK(seat->sees(Role::button, "电子商务：2条"));
        CHECK(seat->sees(Role::button, "三星：2条"));
        CHECK(seat->sees(Role::group, "客户信息来源"));
        CHECK(seat->sees(Role::group, "公司性质"));
        seat->press(Role::button, "电子商务：2条");
        seat->wait();
        CHECK(seat->sees(Role::button, "三星：1条"));
        seat->press_last(Role::button, "关闭");
        seat->wait();
        CHECK(count_rows(*seat) == 2);
        CHECK(seat->sees(Role::button, "客户行业：电子商务"));
    }
}

TEST_CASE("selected records are changed in one go, and all of it is undone") {
    Company company;
    const auto seat = seat_with_customers(company, "manager");
    seat->press(Role::checkbox, "选择“安泰培训”");
    seat->press(Role::checkbox, "选择“博远电商”");
    CHECK(seat->sees_text("已选2条"));
    seat->press(Role::button, "修改字段");
    choose(*seat, "要修改的字段", "评分");
    seat->press(Role::radio, "一星");
    seat->press(Role::button, "确定");
    seat->wait();
    CHECK(seat->sees_text("已处理2条"));
    CHECK_FALSE(seat->sees_text("已选2条"));
    seat->press(Role::button, "统计");
    seat->wait();
    CHECK(seat->sees(Role::button, "一星：3条"));
    seat->press(Role::button, "撤销");
    seat->wait();
    CHECK(seat->sees(Role::button, "一星：1条"));
}

TEST_CASE("all that a filter lets through is selected at once, transferred, and deleted [S02]") {
    Company company;
    const auto seat = seat_with_customers(company, "manager");
    filter_industry(*seat, "电子商务");
    seat->press(Role::button, "显示2条");
    seat->press(Role::checkbox, "选择全部2条");
    seat->press(Role::button, "批量转移");
    seat->press(Role::combobox, "负责人");
    seat->wait();
    seat->press(Role::button, "张伟");
    seat->press(Role::button, "确定");
    seat->wait(12'000);
    const auto sales = company.seat("sales");
    sales->open_address("#/customer?view=mine");
    sales->wait();
    CHECK(count_rows(*sales) == 2);

    seat->press(Role::checkbox, "选择“博远电商”");
    seat->press(Role::button, "选择全部2条");
    seat->press(Role::button, "删除");
    seat->settle();
    CHECK(seat->sees_text("删除2条记录？"));
    seat->press_last(Role::button, "删除");
    seat->wait();
    CHECK(count_rows(*seat) == 0);
    seat->press(Role::button, "撤销");
    seat->wait();
    CHECK(count_rows(*seat) == 2);
}

TEST_CASE("contacts are filtered by the first letter of their names in pinyin [S02 3-1]") {
    for (const auto& [width, height] : sizes) {
        Company company;
        const auto seat = company.seat("sales");
        for (const auto& [customer, contact] : {std::pair{"甲公司", "李思优"}, std::pair{"乙公司", "王强"}}) {
            seat->open_address("#/customer/new");
            seat->type("客户名称", customer);
            seat->type("姓名", contact);
            seat->press(Role::button, "保存");
            seat->wait();
        }
        seat->resize(width, height);
        seat->open_address("#/contact");
        seat->wait();
        CHECK(count_rows(*seat) == 2);
        seat->press(Role::button, "首字母L");
        seat->wait();
        CHECK(count_rows(*seat) == 1);
        CHECK(seat->sees(Role::row, "李思优"));
        seat->press(Role::button, "首字母Z");
        seat->wait();
        CHECK(count_rows(*seat) == 0);
        seat->press(Role::button, "首字母Z");
        seat->wait();
        CHECK(count_rows(*seat) == 2);
    }
}
