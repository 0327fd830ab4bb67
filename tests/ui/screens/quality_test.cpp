// From a serious complaint to the corrective action that follows from it, as people see it.
#include "sync/server/admin.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using Role = platform::SemanticRole;

constexpr std::int64_t start_ms = 1'795'000'000'000;

// A serious complaint of a customer of 张.
struct Complaint : Company {
    simulation::SeededRandom random{5};
    RecordId customer = make_id<RecordTag>({start_ms}, random), complaint = make_id<RecordTag>({start_ms}, random);
    RecordId owner = server.add_person("zhang", "张", model::Role::salesperson).user;

    Complaint() {
        const model::RecordType &customers = *catalogue.find("customer"), &type = *catalogue.find("complaint");
        const auto is = [&](std::string_view field, model::Value value) {
            return server::set_field(complaint, type, field, std::move(value));
        };
        server.commit({server::begin_life(customer, customers),
                       server::set_field(customer, customers, "name", std::string("海信")),
                       server::set_field(customer, customers, "owner", owner)});
        server.commit({server::begin_life(complaint, type), is("customer", customer), is("channel", std::string("fax")),
                       is("date", start_ms), is("topic", std::string("quality")), is("text", std::string("外壳开裂")),
                       is("resp_dept", std::string("生产部")), is("returned", true), is("owner", owner)});
    }
    std::string address() const { return "#/complaint/" + print(complaint); }
};

void choose(Seat& seat, const std::string& field, const std::string& option) {
    seat.press(Role::combobox, field);
    seat.wait(200);
    seat.press(Role::menuitem, option);
    seat.wait(200);
}

}  // namespace

TEST_CASE(
    "a corrective action begun from a complaint is named in it, and is planned and proven measure by measure [S13]") {
    Complaint company;
    const auto seat = company.seat("zhang"), office = company.seat("manager");
    seat->open_address(company.address());
    seat->wait();
    CHECK(seat->sees_text("严重"));
    seat->press(Role::button, "发起纠正预防措施");
    seat->wait();
    CHECK(seat->typed("不合格描述") == "外壳开裂");
    CHECK(seat->typed("责任部门") == "生产部");
    seat->press(Role::radio, "纠正措施");
    choose(*seat, "时机", "相关方投诉");
    choose(*seat, "信息来源", "用户的意见和投诉");
    seat->press(Role::button, "保存");
    seat->wait(3'000);
    const std::string action = seat->screen.window.addresses.back();
    CHECK(action.starts_with("#/capa/"));
    seat->open_address(company.address());
    seat->wait();
    CHECK(seat->sees_text("JZ-"));

    seat->open_address(action);
    seat->wait();
    seat->press(Role::button, "初步分析");
    seat->wait(3'000);
    office->open_address(action);
    office->wait();
    office->press(Role::button, "下达任务");
    office->wait();
    office->type("下达时间", "2026-11-18");
    office->press_last(Role::button, "下达任务");
    office->wait(3'000);
    seat->wait();
    seat->press(Role::button, "提交计划");
    seat->wait();
    seat->type("原因分析", "模具温度过高");
    CHECK(seat->sees_text("须先填写纠正措施计划"));
    seat->press(Role::button, "取消");
    seat->wait();

    seat->press(Role::tab, "纠正措施");
    seat->wait();
    seat->press(Role::button, "新建纠正措施");
    seat->wait();
    seat->type("措施", "模温降到60度");
    seat->press(Role::combobox, "责任人");
    seat->wait();
    seat->press_last(Role::button, "张");
    seat->type("完成日期", "2026-11-30");
    seat->press(Role::button, "保存");
    seat->wait(3'000);
    seat->open_address(action);
    seat->wait();
    seat->press(Role::button, "提交计划");
    seat->wait();
    seat->type("原因分析", "模具温度过高");
    seat->press_last(Role::button, "提交计划");
    seat->wait(3'000);
    CHECK(seat->sees_text("计划提交"));

    office->press(Role::button, "批准");
    office->wait(3'000);
    seat->wait();
    seat->press(Role::button, "提交实施结果");
    seat->wait();
    CHECK(seat->sees_text("还有措施没有实施证据"));
}

}  // namespace xingke::ui
