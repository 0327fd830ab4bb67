// A salesperson's day on the way: where the customers are, who is near, checking in with and without a place, phrases,
// the next follow-up in one press, the calendar as a file, comments that mention several people.
#include "app/ui/screens/follow_up.h"
#include "app/ui/screens/route_page.h"
#include "tests/ui/screens/seat.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using Role = platform::SemanticRole;
using Outcome = platform::Located::Outcome;

void create_customer(Seat& seat, const std::string& name) {
    seat.open_address("#/customer/new");
    seat.type("客户名称", name);
    seat.press(Role::button, "保存");
    seat.wait();
    REQUIRE(seat.sees(Role::heading, name));
}

// On the customer's page; the visit's page follows.
void plan_visit(Seat& seat, const std::string& subject, const std::string& day) {
    seat.press(Role::button, "新建拜访");
    seat.wait();
    seat.type("主题", subject);
    if (!day.empty()) {
        seat.type("填写日期", day);
    }
    seat.press(Role::button, "保存");
    seat.wait();
    REQUIRE(seat.sees(Role::heading, subject));
}

void locate(Seat& seat, const platform::Located& located) {
    REQUIRE(seat.screen.location.asked != 0);
    seat.app->on_located(seat.screen.location.asked, located);
    seat.wait();
}

constexpr platform::Located at_the_door{Outcome::found, 360671000, 1203826000, 12};
constexpr platform::Located near_by{Outcome::found, 360680000, 1203826000, 20};
constexpr std::string_view today = "2026-11-18";

}  // namespace

TEST_CASE("whoever checks in at the door leaves time, place and accuracy, and the customer has a place from then on") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    plan_visit(*seat, "谈价格", "");
    REQUIRE(seat->sees(Role::heading, "谈价格"));
    seat->go_offline();
    seat->press(Role::button, "签到");
    seat->settle();
    CHECK(seat->sees_text("正在定位"));
    locate(*seat, at_the_door);
    CHECK(seat->sees_text("已签到"));
    CHECK(seat->sees_text("误差约12米"));
    CHECK(seat->sees_text("36.0671"));
    seat->press(Role::button, "完成拜访");
    seat->settle();
    locate(*seat, near_by);
    CHECK(seat->sees_text("已完成"));
    CHECK(seat->sees_text("距客户位置100米"));
    seat->go_online();
    CHECK(seat->badge().starts_with("已同步"));
    seat->press(Role::link, "海信");
    seat->wait();
    CHECK(seat->sees_text("36.0671"));
}

TEST_CASE("a check-in that is refused a place, or gets a bad one, says so and goes on all the same") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    plan_visit(*seat, "谈价格", "");
    seat->press(Role::button, "签到");
    seat->settle();
    locate(*seat, {Outcome::refused});
    CHECK(seat->sees_text("未允许定位"));
    seat->press(Role::button, "重新定位");
    seat->settle();
    locate(*seat, {Outcome::found, 360671000, 1203826000, 1'500});
    CHECK(seat->sees_text("定位误差约1500米"));
    CHECK_FALSE(seat->sees_text("已签到"));
    seat->press(Role::button, "不带位置继续");
    seat->wait();
    INFO(seat->page());
    CHECK(seat->sees_text("已签到"));
    CHECK(seat->sees_text("没有记录位置"));
    CHECK(seat->sees_text("定位不够准确"));
    CHECK(seat->badge().starts_with("已同步"));
}

TEST_CASE("a visit that is written down afterwards is not asked where it is") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    plan_visit(*seat, "谈价格", "");
    seat->press(Role::button, "完成拜访");
    seat->wait();
    CHECK(seat->screen.location.asked == 0);
    CHECK(seat->sees_text("已完成"));
}

TEST_CASE("today's stops are ordered by distance, those without a place behind") {
    const auto stop = [](const char* name, std::optional<model::Position> place) {
        return RouteStop{.name = name, .place = place};
    };
    std::vector<RouteStop> stops = {stop("far", model::Position{.latitude_e7 = 10'000'000}), stop("nowhere", {}),
                                    stop("near", model::Position{.latitude_e7 = 1'000'000})};
    order_by_distance(stops, model::Position{});
    CHECK(stops[0].name == "near");
    CHECK(stops[1].name == "far");
    CHECK(stops[2].name == "nowhere");
    CHECK(*stops[0].metres == 11'120);
    order_by_distance(stops, std::nullopt);
    CHECK_FALSE(stops[0].metres.has_value());
}

TEST_CASE("today's route shows the visits of the day and follow-ups that are due, offline, and leads to a map app") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    plan_visit(*seat, "谈价格", std::string(today));
    seat->press(Role::button, "签到");
    seat->settle();
    locate(*seat, at_the_door);
    create_customer(*seat, "澳柯玛");
    plan_visit(*seat, "明年再说", "2027-01-05");
    seat->go_offline();
    seat->open_address("#/route");
    seat->settle();
    CHECK(seat->sees(Role::button, "海信"));
    CHECK_FALSE(seat->sees(Role::button, "澳柯玛"));
    CHECK(seat->sees_text("0米"));
    seat->press(Role::button, "重新定位");
    seat->settle();
    locate(*seat, near_by);
    CHECK(seat->sees_text("100米"));
    seat->press(Role::button, "导航");
    seat->settle();
    seat->press(Role::button, "高德地图");
    seat->settle();
    REQUIRE(seat->screen.window.links.size() == 1);
    CHECK(seat->screen.window.links.front().starts_with(
        "amapuri://route/plan/?sourceApplication=xingke&dlat=36.0671000"));
}

TEST_CASE("the next follow-up is set in one press, at a visit for its customer, too, and is then due") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    const std::string customer = seat->screen.window.addresses.back().substr(11, 36);
    plan_visit(*seat, "谈价格", "");
    seat->press(Role::button, "明天");
    seat->wait();
    CHECK(seat->sees_text("下次跟进：11-19 09:00"));
    seat->press(Role::link, "海信");
    seat->wait();
    CHECK(seat->sees_text("2026-11-19 09:00"));
    seat->open_address("#/route");
    seat->settle();
    CHECK(seat->sees_text("今天没有安排"));
    seat->open_address("#/customer/" + customer + "/edit");
    seat->wait();
    seat->type("下次跟进时间", "2026-11-18 09:00");
    seat->press(Role::button, "保存");
    seat->wait();
    seat->open_address("#/route");
    seat->settle();
    CHECK(seat->sees(Role::button, "海信"));
    CHECK(seat->sees_text("待跟进"));
}

TEST_CASE("a month later is the same day, or the last one that the month has") {
    CHECK(follow_up_day(FollowUpIn::one_month, {2026, 1, 31}) == Date{2026, 2, 28});
    CHECK(follow_up_day(FollowUpIn::one_month, {2026, 12, 15}) == Date{2027, 1, 15});
    CHECK(follow_up_day(FollowUpIn::three_days, {2026, 12, 30}) == Date{2027, 1, 2});
    CHECK(follow_up_day(FollowUpIn::one_week, {2026, 11, 18}) == Date{2026, 11, 25});
    CHECK(follow_up_day(FollowUpIn::one_day, {2028, 2, 28}) == Date{2028, 2, 29});
}

TEST_CASE("what was written once is kept as a phrase and put into the next note, and nobody else has it") {
    Company company;
    const auto seat = company.seat("sales");
    create_customer(*seat, "海信");
    seat->press(Role::button, "新建拜访");
    seat->wait();
    seat->type("主题", "第一次");
    seat->type("访问记录", "客户不在，已留资料");
    seat->press(Role::button, "常用语");
    seat->settle();
    seat->press(Role::menuitem, "存为常用语");
    seat->wait();
    CHECK(seat->sees_text("已存为常用语"));
    seat->press(Role::button, "保存");
    seat->wait();
    seat->open_address("#/visit/new");
    seat->wait();
    seat->press(Role::button, "常用语");
    seat->wait();
    seat->press(Role::menuitem, "客户不在，已留资料");
    seat->settle();
    CHECK(seat->typed("访问记录") == "客户不在，已留资料");
    const auto manager = company.seat("manager");
    manager->wait(5'000);
    manager->open_address("#/quick_phrase");
    manager->wait();
    CHECK(manager->sees_text("共 0 条"));
}

TEST_CASE("the calendar goes out as an iCalendar file") {
    Company company;
    const auto seat = company.seat("sales");
    seat->open_address("#/schedule/new");
    seat->type("主题", "谈价格, 第二轮");
    seat->type("开始时间", "2026-11-19 09:30");
    seat->type("地点", "青岛");
    seat->press(Role::button, "保存");
    seat->wait();
    seat->open_address("#/schedule?as=calendar");
    seat->wait();
    seat->press(Role::button, "导出日历文件");
    seat->wait();
    REQUIRE(seat->screen.files.handed_out.size() == 1);
    const auto& file = seat->screen.files.handed_out.front();
    CHECK(file.name == "日程.ics");
    CHECK(file.media_type == "text/calendar");
    const std::string_view text = as_text(file.bytes);
    CHECK(text.find("SUMMARY:谈价格\\, 第二轮\r\n") != std::string_view::npos);
    CHECK(text.find("DTSTART:20261119T013000Z\r\n") != std::string_view::npos);
    CHECK(text.find("LOCATION:青岛\r\n") != std::string_view::npos);
}

TEST_CASE("a comment mentions several people, and each is told") {
    Company company;
    const auto seat = company.seat("manager");
    create_customer(*seat, "海信");
    seat->press(Role::tab, "评论");
    seat->wait();
    seat->type("内容", "请一起看看");
    for (const char* name : {"张伟", "王强"}) {
        seat->press(Role::combobox, "提到的人");
        seat->wait();
        seat->press_last(Role::button, name);
        seat->settle();
    }
    seat->press(Role::button, "发表");
    seat->wait(3'000);
    CHECK(seat->sees_text("提到张伟"));
    CHECK(seat->sees_text("提到王强"));
    const auto told = company.seat("sales");
    told->wait(5'000);
    told->open_address("#/notifications");
    told->wait();
    CHECK(told->sees_text("有评论提到了你"));
}

}  // namespace xingke::ui
