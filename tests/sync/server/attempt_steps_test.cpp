// What a hostile device may try with the effects of steps, with deadlines and with countersignatures.
#include "app/model/countersign_fields.h"

#include "tests/sync/server/review_office.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Changes = std::vector<model::Change>;
using Keys = std::vector<std::string>;
using protocol::Status;

// A corrective action of the manager, in a state.
RecordId capa(ReviewOffice& office, std::string_view state) {
    const RecordId id = office.new_id();
    const auto is = [&](std::string_view field, model::Value value) {
        return office.set(id, "capa", field, std::move(value));
    };
    CHECK(reasons_of(office.boss.commit({begin_life(id, *office.catalogue.find("capa")),
                                         is("no", "JZ-20261121-00-000" + std::to_string(++office.count)),
                                         is("type", std::string("corrective")), is("trigger", std::string("complaint")),
                                         is("source", std::string("users")), is("nc_text", std::string("划伤")),
                                         is("owner", office.manager), is("resp_dept", std::string("生产部"))})) ==
          Keys{});
    const auto writing = must(office.storage->begin_write(office.company.id));
    must(commit_as_server(*writing, office.rules, office.manager, {is("state", std::string(state))}));
    must(writing->commit());
    return id;
}

protocol::Outcome step(ReviewOffice& office, RecordId id, std::string_view from, Changes changes) {
    model::Transaction sent = office.boss.transaction(std::move(changes), office.World::head());
    sent.guards = {{id, office.id_of("capa", "state"), std::string(from)}};
    return office.boss.push_one(std::move(sent));
}

}  // namespace

TEST_CASE("what a step sets is set by the server, whether the device left it out or said otherwise") {
    ReviewOffice office;
    const RecordId id = office.new_id();
    const auto is = [&](std::string_view field, model::Value value) {
        return office.set(id, "opportunity", field, std::move(value));
    };
    REQUIRE(office.mine
                .commit({begin_life(id, *office.catalogue.find("opportunity")), is("name", std::string("变频器")),
                         is("customer", office.customer), is("owner", office.seller)})
                .status == Status::accepted);
    SUBCASE("left out") {
        CHECK(office.mine.commit({is("stage", std::string("needs"))}).status == Status::accepted);
    }
    SUBCASE("otherwise") {
        CHECK(office.mine
                  .commit({is("stage", std::string("needs")), is("win_rate", std::int64_t{9'900}),
                           is("status", std::string("won"))})
                  .status == Status::accepted);
    }
    CHECK(office.value(id, "opportunity", "win_rate") == model::Value(std::int64_t{3'000}));
    CHECK(office.text(id, "opportunity", "status") == "open");
}

TEST_CASE("a demand reads a field as it was before the step clears it [S13]") {
    ReviewOffice office;
    const RecordId id = capa(office, "implemented");
    REQUIRE(reasons_of(step(office, id, "implemented",
                            {office.set(id, "capa", "state", std::string("verified")),
                             office.set(id, "capa", "verify", std::string("ineffective"))})) == Keys{});
    CHECK(reasons_of(step(office, id, "verified",
                          {office.set(id, "capa", "state", std::string("issued")),
                           office.set(id, "capa", "verify", model::Empty{})})) == Keys{});
    CHECK(office.text(id, "capa", "verify").empty());
}

TEST_CASE("a deadline runs from the step, at the author's time but never in the future, whatever a device says [S13]") {
    struct Case {
        std::int64_t authored_later_ms;
        std::int64_t started_later_ms;
    };
    for (const Case& c : {Case{-3'600'000, -3'600'000}, Case{0, 0}, Case{3'600'000, 0}}) {
        CAPTURE(c.authored_later_ms);
        ReviewOffice office;
        const RecordId id = capa(office, "analysed");
        const std::int64_t now = office.clock.now().ms;
        model::Transaction sent =
            office.boss.transaction({office.set(id, "capa", "state", std::string("issued")),
                                     office.set(id, "capa", "issued", std::int64_t{20'778}),
                                     office.set(id, "capa", "plan_due_at", std::int64_t{4'000'000'000'000}),
                                     office.set(id, "capa", "plan_started", std::int64_t{4'000'000'000'000})},
                                    office.World::head());
        sent.authored = Instant{now + c.authored_later_ms};
        REQUIRE(reasons_of(office.boss.push_one(std::move(sent))) == Keys{});
        CHECK(office.value(id, "capa", "plan_started") == model::Value(now + c.started_later_ms));
        const model::Value due = office.value(id, "capa", "plan_due_at");
        REQUIRE(std::holds_alternative<std::int64_t>(due));
        CHECK(std::get<std::int64_t>(due) - now < 3 * 86'400'000LL);

        // Nor can an edit move it.
        CHECK(office.boss
                  .commit({office.set(id, "capa", "plan_due_at", std::int64_t{4'000'000'000'000}),
                           office.set(id, "capa", "risk", std::string("小"))})
                  .status == Status::accepted);
        CHECK(office.value(id, "capa", "plan_due_at") == due);
    }
}

TEST_CASE("a deadline stops with its step and runs on when the step is taken back [S13]") {
    ReviewOffice office;
    const RecordId id = capa(office, "analysed");
    REQUIRE(reasons_of(step(office, id, "analysed",
                            {office.set(id, "capa", "state", std::string("issued")),
                             office.set(id, "capa", "issued", std::int64_t{20'778})})) == Keys{});
    const model::Value due = office.value(id, "capa", "plan_due_at");
    REQUIRE(reasons_of(step(office, id, "issued",
                            {office.set(id, "capa", "state", std::string("planned")),
                             office.set(id, "capa", "cause", std::string("刀具")),
                             office.set(id, "capa", "plan", std::string("换刀具"))})) == Keys{});
    CHECK(model::is_empty(office.value(id, "capa", "plan_due_at")));
    CHECK(std::holds_alternative<std::int64_t>(office.value(id, "capa", "plan_stopped")));

    model::Transaction back =
        office.boss.transaction({office.set(id, "capa", "state", std::string("issued"))}, office.World::head());
    back.intent = model::Intent::undo;
    REQUIRE(reasons_of(office.boss.push_one(std::move(back))) == Keys{});
    CHECK(office.value(id, "capa", "plan_due_at") == due);
    CHECK(model::is_empty(office.value(id, "capa", "plan_stopped")));
}

TEST_CASE("the approval opens when all departments are in, and only for the approver [S19]") {
    ReviewOffice office;
    const RecordId id = office.submitted();
    CHECK(office.outcome_of(id) == "open");
    const auto approve = [&](TestDevice& device) {
        return reasons_of(office.step(device, id, "in_review", "approved",
                                      {office.set(id, "product_review", "overall", model::Elements{"clear"})}));
    };
    CHECK(approve(office.head) == Keys{"declared"});
    CHECK(office.sign(office.production, id, "production", "agree") == Keys{});
    CHECK(approve(office.head) == Keys{"declared"});
    CHECK(office.sign(office.business, id, "business", "agree") == Keys{});
    CHECK(office.outcome_of(id) == "agreed");
    CHECK(approve(office.mine) == Keys{"workflow_not_you"});
    CHECK(approve(office.head) == Keys{});
    CHECK(std::holds_alternative<std::int64_t>(office.value(id, "product_review", "approved_on")));
}

TEST_CASE("an outcome that a device claims is not believed") {
    ReviewOffice office;
    const RecordId id = office.submitted();
    const auto claim = [&] {
        return Changes{office.set(id, "product_review", "countersign_state", std::string("agreed")),
                       office.set(id, "product_review", "countersign_round", std::int64_t{7}),
                       office.set(id, "product_review", "opinion_log", print(office.new_id())),
                       office.set(id, "product_review", "overall", model::Elements{"clear"})};
    };
    CHECK(reasons_of(office.step(office.head, id, "in_review", "approved", claim())) == Keys{"declared"});
    CHECK(office.outcome_of(id) == "open");
    CHECK(model::round_of(office.record(id)) == 1);
}

TEST_CASE("an opinion is signed in one's own name, for one's own seat, in its round, while it is open [S19]") {
    struct Case {
        const char* seat;
        const char* verdict;
        std::int64_t round;
        Keys reasons;
    };
    const std::vector<Case> cases = {
        {"production", "agree", 1, {}},
        {"production", "conditional", 1, {}},
        {"production", "disagree", 1, {}},
        {"business", "agree", 1, {"countersign_not_your_seat"}},
        {"quality", "agree", 1, {"countersign_not_a_seat"}},
        {"production", "agree", 2, {"countersign_wrong_round"}},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        ReviewOffice office;
        CHECK(office.sign(office.production, office.submitted(), c.seat, c.verdict, c.round) == c.reasons);
    }
    ReviewOffice office;
    CHECK(office.sign(office.production, office.review(), "production", "agree") == Keys{"countersign_not_open"});
    const RecordId id = office.submitted();
    Changes forged = office.opinion(office.new_id(), id, office.business, "production", "agree");
    CHECK(reasons_of(office.production.commit(forged)).front() == "may_not_write_field");
}

TEST_CASE("an opinion is never edited, only signed anew, or taken back by its author while it is open") {
    ReviewOffice office;
    const RecordId id = office.submitted(), opinion = office.new_id();
    REQUIRE(
        office.production.commit(office.opinion(opinion, id, office.production, "production", "conditional")).status ==
        Status::accepted);
    CHECK(reasons_of(office.production.commit({office.set(
              opinion, "review_opinion", "verdict", std::string("agree"))})) == Keys{"countersign_opinion_fixed"});
    const Changes end = {{opinion, office.catalogue.find("review_opinion")->id, model::life_field,
                          model::Operation::set, std::int64_t{2}}};
    CHECK_FALSE(reasons_of(office.production.commit(end)).empty());
    const auto take_back = [&](TestDevice& device) {
        model::Transaction sent = device.transaction(end, office.World::head());
        sent.intent = model::Intent::undo;
        return reasons_of(device.push_one(std::move(sent)));
    };
    CHECK_FALSE(take_back(office.business).empty());
    SUBCASE("while it is open") {
        CHECK(take_back(office.production) == Keys{});
        CHECK(office.value(id, "product_review", "waiting_seats") ==
              model::Value(model::Elements{"business", "production"}));
    }
    SUBCASE("not after the outcome") {
        CHECK(office.sign(office.production, id, "production", "agree") == Keys{});
        CHECK(office.sign(office.business, id, "business", "agree") == Keys{});
        CHECK(take_back(office.production) == Keys{"countersign_not_taken_back"});
        CHECK(office.sign(office.business, id, "business", "disagree") == Keys{"countersign_closed"});
    }
}

TEST_CASE(
    "a refusal refuses; a changed requirement is reviewed in a new round, where old opinions count nothing [S21]") {
    ReviewOffice office;
    const RecordId id = office.submitted();
    CHECK(office.sign(office.production, id, "production", "disagree") == Keys{});
    CHECK(office.outcome_of(id) == "refused");
    CHECK(reasons_of(office.step(office.boss, id, "in_review", "draft")) == Keys{});
    CHECK(office.outcome_of(id).empty());
    CHECK(reasons_of(office.step(office.mine, id, "draft", "in_review")) == Keys{});
    CHECK(model::round_of(office.record(id)) == 2);
    CHECK(office.outcome_of(id) == "open");
    CHECK(office.sign(office.business, id, "business", "agree", 1) == Keys{"countersign_wrong_round"});
    CHECK(office.sign(office.business, id, "business", "agree", 2) == Keys{});
    CHECK(office.sign(office.production, id, "production", "agree", 2) == Keys{});
    CHECK(office.outcome_of(id) == "agreed");
}

TEST_CASE("two departments that have not seen each other's opinion agree together") {
    ReviewOffice office;
    const RecordId id = office.submitted();
    const Seq before = office.World::head();
    auto first = office.opinion(office.new_id(), id, office.production, "production", "agree");
    auto second = office.opinion(office.new_id(), id, office.business, "business", "agree");
    first.push_back(office.set(id, "product_review", "waiting_seats", model::Elements{"business"}));
    second.push_back(office.set(id, "product_review", "waiting_seats", model::Elements{"production"}));
    CHECK(office.production.push_one(office.production.transaction(first, before)).status == Status::accepted);
    CHECK(office.business.push_one(office.business.transaction(second, before)).status == Status::accepted);
    CHECK(office.outcome_of(id) == "agreed");
    CHECK(model::is_empty(office.value(id, "product_review", "waiting_seats")));
}

}  // namespace xingke::server
