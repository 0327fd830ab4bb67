#include "app/client/opinions.h"

#include "tests/client/review_desk.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

// "production+ business?": signed, and may sign.
std::string seats_of(const CountersignView& view) {
    std::string text;
    for (const SeatView& seat : view.seats) {
        text += (text.empty() ? "" : " ") + seat.key + (seat.opinion != 0 ? "+" : "") + (seat.may_sign ? "?" : "");
    }
    return text;
}

}  // namespace

TEST_CASE("the page of a countersigned record has its seats, who may sign, and every opinion with its author") {
    ReviewDesk desk;
    CHECK(desk.answer(desk.mine).countersign.round == 0);
    REQUIRE(desk.step(desk.mine, "submit").saved);
    desk.run();
    const CountersignView open = desk.answer(desk.production).countersign;
    CHECK(open.round == 1);
    CHECK(open.is_open);
    CHECK(open.route == "not_in_stock");
    CHECK(seats_of(open) == "production? business");
    CHECK(words(open.explanation, Language::chinese) == "还差生产副厂长、经营处的意见");
    CHECK(seats_of(desk.answer(desk.mine).countersign) == "production business");

    REQUIRE(desk.sign(desk.production, "production", "disagree").saved);
    desk.run();
    const CountersignView refused = desk.answer(desk.business).countersign;
    CHECK(refused.state == model::CountersignState::refused);
    CHECK(seats_of(refused) == "production+ business");
    REQUIRE(refused.opinions.size() == 1);
    CHECK(refused.opinions[0].author_name == "shen");
    CHECK(refused.opinions[0].remark == "见附件");
    CHECK(refused.opinions[0].verdict == model::Verdict::disagree);
}

TEST_CASE("opinions of an earlier round stay to be read and sign for nobody") {
    ReviewDesk desk;
    REQUIRE(desk.step(desk.mine, "submit").saved);
    desk.run();
    REQUIRE(desk.sign(desk.production, "production", "agree").saved);
    desk.run();
    REQUIRE(desk.step(desk.boss, "send_back").saved);
    desk.run();
    REQUIRE(desk.step(desk.mine, "submit").saved);
    desk.run();
    const CountersignView view = desk.answer(desk.production).countersign;
    CHECK(view.round == 2);
    CHECK(seats_of(view) == "production? business");
    REQUIRE(view.opinions.size() == 1);
    CHECK(view.opinions[0].round == 1);
}

TEST_CASE("a record of another type has no countersignature") {
    ReviewDesk desk;
    const RecordId customer = desk.create(desk.mine, "青岛啤酒").record;
    CHECK(ReviewDesk::show(desk.mine, customer).countersign.seats.empty());
}

}  // namespace xingke::client
