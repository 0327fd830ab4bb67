// A product requirement review as people see it: the departments' places, signing, notifications, and what is due.
#include "sync/server/admin.h"
#include "tests/ui/screens/seat.h"

#include <doctest/doctest.h>

namespace xingke::ui {
namespace {

using Role = platform::SemanticRole;

constexpr std::int64_t start_ms = 1'795'000'000'000;

struct Review : Company {
    simulation::SeededRandom random{5};
    RecordId review = make_id<RecordTag>({start_ms}, random), customer = make_id<RecordTag>({start_ms}, random);
    simulation::Person production = person("shen", "生产副厂长"), business = person("jing", "经营处");
    RecordId owner = server.add_person("zhou", "周", model::Role::salesperson).user;

    simulation::Person person(const std::string& login, const std::string& department) {
        const simulation::Person made = server.add_person(login, login, model::Role::salesperson);
        server.commit({server::set_field(made.user, *catalogue.find("user"), "department", department)});
        return made;
    }
    // Of the owner, without stock, submitted already.
    Review() {
        const model::RecordType& type = *catalogue.find("product_review");
        const model::RecordType& customers = *catalogue.find("customer");
        const auto is = [&](std::string_view field, model::Value value) {
            return server::set_field(review, type, field, std::move(value));
        };
        server.commit({server::begin_life(customer, customers),
                       server::set_field(customer, customers, "name", std::string("海信"))});
        server.commit({server::begin_life(review, type), is("customer", customer), is("product", std::string("变频器")),
                       is("model", std::string("BP-7")), is("quantity", std::int64_t{20}),
                       is("draft_kind", std::string("contract")), is("requirement_classes", model::Elements{"stated"}),
                       is("template", std::string("by_class")), is("class", std::string("regular")),
                       is("stock", std::string("not_in_stock")), is("owner", owner),
                       is("state", std::string("in_review"))});
    }
    std::string address() const { return "#/product_review/" + print(review); }
};

}  // namespace

TEST_CASE("each department signs at its place, and everybody sees how far it is [S42]") {
    Review company;
    const auto production = company.seat("shen"), business = company.seat("jing");
    production->open_address(company.address());
    production->wait();
    CHECK(production->sees_text("2方中0方已签署"));
    CHECK(production->sees_text("还差生产副厂长、经营处的意见"));
    CHECK(production->sees_text("无现货的常规合同"));
    production->press(Role::button, "签署意见");
    production->press(Role::radio, "同意");
    production->press_last(Role::button, "签署意见");
    production->wait(3'000);
    CHECK(production->sees_text("2方中1方已签署"));
    CHECK(production->sees(Role::button, "重新签署"));

    business->open_address(company.address());
    business->wait(3'000);
    CHECK(business->sees_text("2方中1方已签署"));
    business->press(Role::button, "签署意见");
    business->press(Role::radio, "有条件同意");
    business->press_last(Role::button, "签署意见");
    CHECK(business->error_at("条件") == "有条件同意时请写明条件");
    business->type("条件", "先付定金");
    business->press_last(Role::button, "签署意见");
    business->wait(3'000);
    CHECK(business->sees_text("经营处提出的条件还没有全部满足"));
    CHECK(business->sees_text("先付定金"));
    business->press(Role::button, "重新签署");
    business->press(Role::radio, "同意");
    business->press_last(Role::button, "签署意见");
    business->wait(3'000);
    CHECK(business->sees_text("2方中2方同意"));
    CHECK_FALSE(business->sees(Role::button, "重新签署"));
    production->wait(3'000);
    CHECK(production->sees_text("2方中2方同意"));
    CHECK(production->sees_text("全部意见"));
}

TEST_CASE("an opinion is signed without a network, and nobody signs for another department") {
    Review company;
    const auto production = company.seat("shen"), other = company.seat("zhou");
    other->open_address(company.address());
    other->wait();
    CHECK(other->sees_text("还差生产副厂长、经营处的意见"));
    CHECK_FALSE(other->sees(Role::button, "签署意见"));
    production->open_address(company.address());
    production->wait();
    production->go_offline();
    production->press(Role::button, "签署意见");
    production->press(Role::radio, "不同意");
    production->press_last(Role::button, "签署意见");
    CHECK(production->error_at("说明") == "不同意时请写明理由");
    production->type("说明", "产能不足");
    production->press_last(Role::button, "签署意见");
    production->wait();
    CHECK(production->sees_text("生产副厂长不同意"));
    CHECK(other->sees_text("还差生产副厂长、经营处的意见"));
    production->go_online();
    production->wait(10'000);
    other->wait(3'000);
    CHECK(other->sees_text("生产副厂长不同意"));
    CHECK(other->sees_text("产能不足"));

    // The owner is told, and finds the record from there.
    other->press_beginning(Role::link, "通知");
    CHECK(other->sees_text("会签未通过"));
    CHECK(other->sees_text("未读"));
    other->press_beginning(Role::button, "会签未通过");
    other->wait();
    CHECK(other->sees_text("产能不足"));
    other->press_beginning(Role::link, "通知");
    CHECK_FALSE(other->sees_text("未读"));
}

TEST_CASE("all notifications are marked as read at once, on every device of the person") {
    Review company;
    const auto owner = company.seat("zhou"), manager = company.seat("manager");
    manager->open_address(company.address());
    manager->wait();
    manager->press(Role::button, "退回（与顾客协商）");
    manager->wait(3'000);
    owner->wait(3'000);
    owner->press_beginning(Role::link, "通知");
    CHECK(owner->sees_text("产品要求评审已退回"));
    owner->press(Role::button, "全部标为已读");
    owner->wait(3'000);
    CHECK_FALSE(owner->sees_text("未读"));
    CHECK_FALSE(owner->sees(Role::button, "全部标为已读"));
    manager->press_beginning(Role::link, "通知");
    CHECK(manager->sees_text("没有通知"));
    const auto again = company.seat("zhou");
    again->press_beginning(Role::link, "通知");
    CHECK(again->sees_text("产品要求评审已退回"));
    CHECK_FALSE(again->sees_text("未读"));
}

TEST_CASE("what is due stands on the home page and on the record, and changes as time goes by [S20]") {
    Review company;
    const model::RecordType& type = *company.catalogue.find("complaint");
    const RecordId id = make_id<RecordTag>({start_ms}, company.random);
    const auto is = [&](std::string_view field, model::Value value) {
        return server::set_field(id, type, field, std::move(value));
    };
    constexpr std::int64_t hour = 3'600'000;
    company.server.commit({server::begin_life(id, type), is("no", std::string("TS-20261118-00-0001")),
                           is("customer", company.customer), is("channel", std::string("phone")),
                           is("date", start_ms - 5 * hour), is("topic", std::string("quality")),
                           is("text", std::string("划伤")), is("owner", company.owner)});
    const auto owner = company.seat("zhou"), manager = company.seat("manager"), other = company.seat("shen");
    CHECK(owner->sees_text("即将到期"));
    CHECK(owner->sees_text("未到期 · 海信 · 投诉 · 答复期限"));
    CHECK_FALSE(other->sees_text("即将到期"));
    CHECK_FALSE(manager->sees_text("即将到期"));
    company.timeline.run_until(company.timeline.now_ms() + 2 * hour);
    owner->wait();
    CHECK(owner->sees_text("临近到期 · 海信 · 投诉 · 答复期限"));
    company.timeline.run_until(company.timeline.now_ms() + 2 * hour);
    owner->wait();
    manager->wait();
    CHECK(owner->sees_text("已逾期 · 海信 · 投诉 · 答复期限"));
    CHECK(manager->sees_text("已逾期 · 海信 · 投诉 · 答复期限"));
    CHECK_FALSE(other->sees_text("即将到期"));
    owner->press_beginning(Role::button, "TS-20261118-00-0001");
    owner->wait();
    CHECK(owner->sees_text("已逾期"));
    CHECK(owner->sees_text("8小时"));
    CHECK_FALSE(owner->sees_text("计时开始"));
}

}  // namespace xingke::ui
