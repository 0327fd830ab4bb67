// xingke_draw_screens: pictures of every screen with data in it, drawn natively by the real app over the simulated
// company, for looking at.
//     xingke_draw_screens <folder> [part of a name…]        names: <screen>-<phone|tablet|laptop>-<light|dark>-<zh|en>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "app/model/pool.h"
#include "app/platform/headless/freetype_glyphs.h"
#include "app/ui/kit/theme.h"
#include "tests/ui/draw/picture.h"
#include "tests/ui/screens/seat.h"

#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;
using Role = platform::SemanticRole;

namespace {

std::string folder;
std::vector<std::string> wanted;

struct Look {
    View view;
    bool is_dark, is_english;
    bool is_phone = view.width < kit::metric::wide_from;  // or a tablet held upright, which is used like one
    std::string suffix() const {
        return std::string(!is_phone          ? "-laptop"
                           : view.width < 500 ? "-phone"
                                              : "-tablet") +
               (is_dark ? "-dark" : "-light") + (is_english ? "-en" : "-zh");
    }
};

std::unique_ptr<platform::Glyphs> device_glyphs() {
    const char* given = std::getenv("XINGKE_FONTS");
    const std::string fonts = given != nullptr ? given : "/usr/share/fonts/opentype/noto";
    const std::string regular = fonts + "/NotoSansCJK-Regular.ttc";
    auto glyphs = platform::FreetypeGlyphs::open(regular, fonts + "/NotoSansCJK-Bold.ttc", regular);
    if (!glyphs) {
        FAIL(glyphs.error().detail << " (set XINGKE_FONTS)");
    }
    return std::move(glyphs).value();
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool is_wanted(const std::string& name) {
    if (wanted.empty()) {
        return true;
    }
    for (const std::string& part : wanted) {
        if (name.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

const std::string siyoute = "北京思优特科技发展有限公司";

// One seat in one look; every scene goes to its place in the Chinese interface, and changes the language last.
struct Stage {
    Company& company;
    Seat& seat;
    Look look;

    void shoot(const std::string& scene) {
        const std::string name = scene + look.suffix();
        if (!is_wanted(name)) {
            return;
        }
        const std::string path = folder + "/" + name + ".png";
        REQUIRE(tests::write_png(tests::paint(seat.draw_again()), path));
        std::printf("%s\n", path.c_str());
    }
    void at(const std::string& scene, const std::string& address) {
        seat.open_address("#/");
        seat.open_address(address);
        seat.wait(200);
        shoot(scene);
    }
};

void set_language(Seat& seat, bool is_english) {
    seat.open_address("#/settings");
    seat.press(Role::radio, is_english ? "English" : "简体中文");
}

void switch_pool_on(Company& company) {
    const model::RecordType& type = *company.catalogue.find("pool_rule");
    const auto set = [&](model::FieldId field, model::Value value) {
        return model::Change{model::pool_rule_id, type.id, field, model::Operation::set, std::move(value)};
    };
    company.server.commit({set(model::life_field, std::int64_t{1}), set(model::find_field(type, "is_on")->id, true),
                           set(model::find_field(type, "follow_up_days")->id, std::int64_t{3})});
}

void fill(Company& company, Seat& seat) {
    seat.open_address("#/import/customer");
    seat.give_file("客户名单.csv", read_file("tests/data/customers_utf8.csv"));
    seat.press(Role::button, "开始导入");
    seat.wait(5'000);
    seat.open_address("#/customer/new");
    seat.type("客户名称", siyoute);
    seat.type("电话", "010-82345678");
    seat.type("详细地址", "海淀区中关村大街1号");
    seat.type("姓名", "李思优");
    seat.type("职位", "采购经理");
    seat.type("手机", "13800138000");
    seat.press(Role::button, "保存");
    seat.wait(3'000);
    switch_pool_on(company);
    company.server.keep_pools();
    seat.open_address("#/customer/new");
    seat.type("客户名称", "西宁思优特乳业有限公司");
    seat.press(Role::checkbox, "放入客户池");
    seat.press(Role::button, "保存");
    seat.wait(3'000);
}

std::string address_of_siyoute(Seat& seat) {
    seat.open_address("#/customer");
    seat.wait(200);
    seat.type("搜索客户", "思优特");
    seat.wait(500);
    seat.press_beginning(Role::row, siyoute);
    seat.wait(500);
    return seat.screen.window.addresses.back();
}

void draw_import(Stage& stage) {
    Seat& seat = stage.seat;
    stage.at("import-choose", "#/import/customer");
    seat.give_file("客户名单.csv", read_file("tests/data/customers_utf8.csv"));
    seat.wait(200);
    stage.shoot("import-mapping");
    seat.press(Role::button, stage.look.is_english ? "Start the import" : "开始导入");
    seat.wait(20);
    stage.shoot("import-running");
    seat.wait(5'000);
    stage.shoot("import-result");
}

void draw_conflict(Stage& stage, Seat& office, const std::string& address) {
    Seat& seat = stage.seat;
    const bool english = stage.look.is_english;
    const std::string_view field = english ? "Address" : "详细地址";
    office.open_address(address);
    office.wait(500);
    seat.open_address(address);
    seat.wait(200);
    seat.go_offline();
    seat.press(Role::button, english ? "Edit" : "编辑");
    seat.type(field, "朝阳区建国路8号");
    seat.press(Role::button, english ? "Save" : "保存");
    seat.wait(300);
    stage.shoot("detail-offline");
    office.press(Role::button, "编辑");
    office.type("详细地址",
                std::string("海淀区知春路") + (english ? "6" : "3") + (stage.look.is_dark ? "2" : "1") + "号");
    office.press(Role::button, "保存");
    office.wait(1'000);
    seat.go_online();
    stage.at("inbox", "#/inbox");
    // Somebody changes what is being typed here.
    seat.open_address(address + "/edit");
    seat.wait(200);
    seat.type(field, "西城区金融街5号");
    office.press(Role::button, "编辑");
    office.type("详细地址",
                std::string("丰台区南四环西路") + (english ? "6" : "3") + (stage.look.is_dark ? "2" : "1") + "号");
    office.press(Role::button, "保存");
    office.wait(3'000);
    stage.shoot("form-clash");
    seat.press(Role::button, english ? "Take the new one" : "用现在的");
}

void draw_sale(Stage& stage, const std::string& customer) {
    Seat& seat = stage.seat;
    const bool english = stage.look.is_english;
    stage.at("form-contract", "#/contract/new?parent=" + customer);
    seat.press(Role::radio, english ? "Special" : "特殊合同");
    stage.shoot("form-contract-special");
    seat.press(Role::radio, english ? "Regular" : "常规合同");
    seat.press(Role::radio, english ? "In stock" : "有现货");
    seat.type(english ? "Contract name" : "合同名称", "变频器供货合同");
    seat.type(english ? "Amount" : "合同金额", "128000");
    seat.press(Role::button, english ? "Save" : "保存");
    seat.wait(10'000);
    seat.press(Role::row, "变频器供货合同");
    seat.wait();
    stage.shoot("detail-contract");
    stage.at("form-opportunity", "#/opportunity/new?parent=" + customer);
    seat.type(english ? "Opportunity name" : "商机名称", "变频器一期");
    seat.type(english ? "Expected amount" : "预计金额", "250000");
    seat.press(Role::button, english ? "Save" : "保存");
    seat.wait(10'000);
    seat.press(Role::row, "变频器一期");
    seat.wait();
    seat.press(Role::button, english ? "Confirm needs" : "确认需求");
    seat.wait();
    stage.shoot("detail-opportunity");
    seat.press(Role::button, english ? "Lost" : "输单");
    stage.shoot("step-dialog");
    seat.press(Role::button, english ? "Cancel" : "取消");
    stage.at("list-opportunity", "#/opportunity");
    stage.at("board", "#/opportunity?as=board");
    stage.at("board-customer", "#/customer?as=board");
    stage.at("calendar", "#/contract?as=calendar");
    stage.at("calendar-visit", "#/visit?as=calendar");
    stage.at("reports", "#/reports");
}

void draw_pool(Stage& stage) {
    stage.at("list-pool", "#/customer?view=pool");
    stage.seat.press(Role::row, "西宁思优特乳业有限公司");
    stage.seat.wait(300);
    stage.shoot("detail-pool");
    stage.at("pool-rules", "#/pool");
}

void draw_list_tools(Stage& stage) {
    Seat& seat = stage.seat;
    const bool english = stage.look.is_english;
    const auto say = [english](const char* chinese, const char* in_english) {
        return std::string(english ? in_english : chinese);
    };
    const auto open = [&](const std::string& tool, const std::string& on_phone) {
        if (stage.look.is_phone) {
            seat.press(Role::button, say("更多", "More"));
            seat.press(Role::menuitem, on_phone);
        } else {
            seat.press(Role::button, tool);
        }
        seat.wait(400);
    };
    seat.open_address("#/customer");
    seat.wait(300);
    seat.press(Role::button, say("筛选", "Filter"));
    seat.wait(400);
    stage.shoot("list-filter-empty");
    seat.press(Role::button, say("客户行业", "Industry"));
    seat.press(Role::button, say("电子商务", "E-commerce"));
    seat.press(Role::button, say("其他", "Other"));
    seat.press(Role::button, say("负责人", "Owner"));
    seat.press(Role::button, say("我自己", "Myself"));
    seat.wait(400);
    stage.shoot("list-filter");
    seat.key("Escape");
    seat.wait(400);
    stage.shoot("list-filtered");
    seat.press(Role::button, say("保存视图", "Save view"));
    seat.wait(400);
    stage.shoot("list-save-view");
    seat.key("Escape");
    seat.press(Role::button, say("恢复默认", "Reset"));
    open(say("显示", "Display"), say("显示设置", "Display settings"));
    seat.press(Role::combobox, say("分组", "Group by"));
    seat.press(Role::menuitem, say("客户行业", "Industry"));
    seat.wait(400);
    stage.shoot("list-display");
    seat.press(Role::button, say("完成", "Done"));
    seat.wait(400);
    stage.shoot("list-grouped");
    open(say("统计", "Statistics"), say("统计", "Statistics"));
    stage.shoot("list-statistics");
    seat.press_last(Role::button, say("关闭", "Close"));
    if (!stage.look.is_phone) {
        seat.press_beginning(Role::checkbox, say("选择“", "Select “"));
        seat.wait(400);
        stage.shoot("list-selected");
        seat.press(Role::button, say("取消选择", "Clear the selection"));
    }
    seat.press(Role::button, say("恢复默认", "Reset"));
    stage.at("list-letters", "#/contact");
}

// Made while the labels are Chinese; its address.
std::string create_lead(Seat& seat) {
    seat.open_address("#/lead/new");
    seat.type("线索名称", "包装线改造询价");
    seat.type("公司名称", siyoute);
    seat.type("联系人", "陆瑶");
    seat.type("手机", "13862110114");
    seat.press(Role::button, "保存");
    seat.wait(300);
    return seat.screen.window.addresses.back();
}

void draw_lead(Stage& stage, const std::string& lead, const std::string& customer) {
    stage.at("detail-comments", customer + "?tab=comments");
    stage.at("detail-lead", lead);
    stage.seat.press(Role::button, stage.look.is_english ? "Convert" : "转换");
    stage.seat.wait(300);
    stage.shoot("convert");
    stage.seat.key("Escape");
    stage.at("list-lead", "#/lead");
}

void draw_search(Stage& stage) {
    Seat& seat = stage.seat;
    const Look& look = stage.look;
    if (look.is_phone) {
        stage.at("me", "#/me");
        stage.at("search", "#/search");
        seat.type(look.is_english ? "Search everything" : "搜索全部", "思优");
        seat.wait(300);
        stage.shoot("search-hits");
        stage.at("home2", "#/");
        seat.press(Role::link, look.is_english ? "New" : "新建");
        stage.shoot("create-menu");
        seat.key("Escape");
    } else {
        stage.at("home2", "#/");
        seat.key("k", true);
        seat.type(look.is_english ? "Search everything" : "搜索全部", "思优");
        seat.wait(300);
        stage.shoot("search-hits");
        seat.key("Escape");
    }
}

// A visit of today, checked in at the customer's door, and the next follow-up. Answers its address.
std::string begin_visit(Seat& seat, const std::string& customer) {
    seat.open_address("#/visit/new?parent=" + customer);
    seat.type("主题", "谈下半年的价格");
    seat.type("填写日期", "2026-11-18");
    seat.press(Role::button, "保存");
    seat.wait(1'000);
    seat.press(Role::row, "谈下半年的价格");
    seat.wait(500);
    const std::string address = seat.screen.window.addresses.back();
    seat.press(Role::button, "签到");
    seat.settle();
    using Outcome = platform::Located::Outcome;
    seat.app->on_located(seat.screen.location.asked, {Outcome::found, 399836000, 1163161000, 15});
    seat.wait(500);
    return address;
}

void draw_field_work(Stage& stage, const std::string& visit) {
    Seat& seat = stage.seat;
    const bool is_english = stage.look.is_english;
    stage.at("route", "#/route");
    seat.press(Role::button, is_english ? "Directions" : "导航");
    stage.shoot("map-dialog");
    seat.key("Escape");
    stage.at("detail-visit", visit);
    stage.at("form-visit-edit", visit + "/edit");
    seat.press(Role::button, is_english ? "Phrases" : "常用语");
    seat.wait(200);
    stage.shoot("phrases");
    seat.key("Escape");
    seat.open_address(visit);
    seat.wait(200);
    seat.press(Role::button, is_english ? "Finish" : "完成拜访");
    seat.settle();
    stage.shoot("check-out-locating");
    seat.app->on_located(seat.screen.location.asked, {platform::Located::Outcome::refused, 0, 0, 0});
    seat.settle();
    stage.shoot("check-out-refused");
    seat.key("Escape");
    seat.open_address("#/");
    seat.wait(200);
    seat.press(Role::button, is_english ? "Arrange" : "调整首页");
    stage.shoot("home-arrange");
    seat.key("Escape");
    stage.at("report-form", "#/daily_report/new");
}

void draw_look(const Look& look) {
    Company company;
    Seat seat(company, device_glyphs());
    seat.screen.window.is_dark = look.is_dark;
    seat.app->on_theme_changed();
    Stage stage{company, seat, look};
    const auto resize = [&] { seat.resize(look.view.width, look.view.height, look.view.scale); };
    resize();
    if (look.is_english) {
        seat.press(Role::link, "English");
    }
    stage.shoot("sign-in");
    if (look.is_english) {
        seat.press(Role::link, "中文");
    }
    seat.resize(1440, 900);
    seat.sign_in("sales");
    stage.shoot("home-empty");
    fill(company, seat);
    const std::string customer = address_of_siyoute(seat), lead = create_lead(seat);
    const std::string visit = begin_visit(seat, customer.substr(11, 36));
    Seat office(company);
    office.sign_in("manager");
    set_language(seat, look.is_english);
    seat.wait(10'000);
    resize();

    stage.at("home", "#/");
    stage.at("list", "#/customer?view=mine");
    draw_list_tools(stage);
    stage.at("list-empty", "#/visit");
    draw_pool(stage);
    stage.at("detail", customer);
    stage.at("detail-contacts", customer + "?tab=contact");
    draw_lead(stage, lead, customer);
    draw_field_work(stage, visit);
    stage.at("detail-timeline", customer + "?tab=timeline");
    stage.at("form", "#/customer/new");
    seat.press(Role::button, look.is_english ? "Save" : "保存");
    stage.shoot("form-errors");
    stage.at("form-edit", customer + "/edit");
    stage.at("form-visit", "#/visit/new?parent=" + customer.substr(11, 36));
    draw_sale(stage, customer.substr(11, 36));
    stage.at("sync", "#/sync");
    stage.at("settings", "#/settings");
    draw_search(stage);
    draw_import(stage);
    draw_conflict(stage, office, customer);
    stage.at("inbox-empty", "#/inbox");
    company.server.revoke("sales");
    seat.open_address("#/");
    seat.go_offline();
    seat.go_online();
    seat.wait(4'000);
    stage.shoot("sign-in-again");
}

TEST_CASE("every screen is drawn in every look") {
    for (const View& view : {View{.width = 390, .height = 844, .scale = 2}, View{.width = 768, .height = 1024},
                             View{.width = 1440, .height = 900}}) {
        for (const bool is_dark : {false, true}) {
            for (const bool is_english : {false, true}) {
                const Look look{view, is_dark, is_english};
                const bool is_any =
                    wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& part) {
                        const bool names_size = part.find("-phone") != std::string::npos ||
                                                part.find("-tablet") != std::string::npos ||
                                                part.find("-laptop") != std::string::npos;
                        return !names_size ? true
                                           : look.suffix().find(part) != std::string::npos ||
                                                 part.find(look.suffix()) != std::string::npos;
                    });
                if (is_any) {
                    draw_look(look);
                }
            }
        }
    }
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 2) {
        std::fprintf(stderr, "usage: xingke_draw_screens <folder> [part of a name…]\n");
        return 2;
    }
    folder = arguments[1];
    wanted.assign(arguments + 2, arguments + argument_count);
    doctest::Context context;
    return context.run();
}
