#include "app/client/derived_values.h"

#include "tests/client/review_desk.h"

#include <doctest/doctest.h>

namespace xingke::client {

using Keys = std::vector<std::string>;

TEST_CASE("a countersignature goes on without a network, and comes together when it is back [S42]") {
    ReviewDesk desk;
    REQUIRE(desk.step(desk.mine, "submit").saved);
    desk.run();
    CHECK(desk.text(desk.production, "countersign_state") == "open");
    ReviewDesk::cut(desk.production);
    ReviewDesk::cut(desk.business);
    REQUIRE(desk.sign(desk.production, "production", "agree").saved);
    REQUIRE(desk.sign(desk.business, "business", "agree").saved);
    CHECK(model::value_of(desk.answer(desk.production).record, desk.id_of("waiting_seats")) ==
          model::Value(model::Elements{"business"}));
    CHECK(desk.text(desk.production, "countersign_state") == "open");
    desk.mend(desk.production);
    desk.mend(desk.business);
    desk.run();
    for (simulation::Device* device : {&desk.mine, &desk.boss, &desk.production, &desk.business}) {
        CHECK(desk.text(*device, "countersign_state") == "agreed");
    }
}

TEST_CASE("a device refuses an opinion as the server would, before it is saved") {
    ReviewDesk desk;
    CHECK(ReviewDesk::keys_of(desk.sign(desk.production, "production", "agree")) == Keys{"countersign_not_open"});
    REQUIRE(desk.step(desk.mine, "submit").saved);
    desk.run();
    CHECK(ReviewDesk::keys_of(desk.sign(desk.business, "production", "agree")) == Keys{"countersign_not_your_seat"});
    CHECK(ReviewDesk::keys_of(desk.sign(desk.business, "business", "conditional")) ==
          Keys{"countersign_condition_missing"});
    CHECK(desk.sign(desk.business, "business", "agree").saved);
    CHECK(ReviewDesk::keys_of(desk.step(desk.boss, "approve")) ==
          Keys{"workflow_not_you", "required", "declared", "declared"});
}

TEST_CASE("an opinion is taken back as long as the countersignature is open") {
    ReviewDesk desk;
    REQUIRE(desk.step(desk.mine, "submit").saved);
    desk.run();
    const Committed signed_once = desk.sign(desk.production, "production", "agree");
    REQUIRE(signed_once.saved);
    desk.run();
    CHECK(desk.answer(desk.mine).countersign.opinions.size() == 1);
    CHECK(ReviewDesk::undo(desk.production, signed_once.counter).saved);
    desk.run();
    CHECK(desk.answer(desk.mine).countersign.opinions.empty());
    CHECK(model::value_of(desk.answer(desk.mine).record, desk.id_of("waiting_seats")) ==
          model::Value(model::Elements{"business", "production"}));
}

TEST_CASE("a deadline is the same on the device that works offline and at the server [S20]") {
    ReviewDesk desk;
    const model::RecordType& complaint = *desk.catalogue.find("complaint");
    const RecordId id = desk.new_id(), customer = desk.create(desk.mine, "青岛啤酒").record;
    const auto is = [&](std::string_view field, model::Value value) {
        return model::Change{id, complaint.id, model::find_field(complaint, field)->id, model::Operation::set,
                             std::move(value)};
    };
    ReviewDesk::cut(desk.mine);
    constexpr std::int64_t received = 1'795'000'000'000;
    REQUIRE(ReviewDesk::commit(desk.mine, model::Intent::create,
                               {{id, complaint.id, model::life_field, model::Operation::set, std::int64_t{1}},
                                is("customer", customer),
                                is("channel", std::string("phone")),
                                is("date", received),
                                is("topic", std::string("quality")),
                                is("text", std::string("划伤"))})
                .saved);
    const auto due = [&](simulation::Device& device) {
        return model::value_of(device.link().watch(id, complaint.id)->answer().record,
                               model::find_field(complaint, "reply_due_at")->id);
    };
    CHECK(due(desk.mine) == model::Value(received + 8 * 3'600'000));
    desk.mend(desk.mine);
    desk.run();
    CHECK(due(desk.mine) == model::Value(received + 8 * 3'600'000));
    CHECK(due(desk.boss) == model::Value(received + 8 * 3'600'000));
}

}  // namespace xingke::client
