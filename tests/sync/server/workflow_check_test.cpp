// What a hostile device may try with the states of opportunities and contracts.
#include "sync/server/workflow_check.h"

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Changes = std::vector<model::Change>;
using Keys = std::vector<std::string>;
using protocol::Status;

struct Office : World {
    TestDevice mine{*this, seller, model::Role::salesperson};
    TestDevice boss{*this, manager, model::Role::manager};
    TestDevice other{*this, add("zhao", "赵销售", model::Role::salesperson), model::Role::salesperson};
    RecordId customer = new_id();
    int contract_count = 0;

    Office() {
        REQUIRE(mine.commit(new_customer_of(*this, seller, customer, "青岛海信电子有限公司")).status ==
                Status::accepted);
    }

    model::Change set(RecordId id, std::string_view type, std::string_view field, model::Value value) {
        return set_field(id, *catalogue.find(type), field, std::move(value));
    }
    Changes new_opportunity(RecordId id, std::string_view stage) {
        return {begin_life(id, *catalogue.find("opportunity")), set(id, "opportunity", "name", std::string("变频器")),
                set(id, "opportunity", "customer", customer), set(id, "opportunity", "owner", seller),
                set(id, "opportunity", "stage", std::string(stage))};
    }
    // Of a customer that is the other one's by then, who therefore sees it.
    RecordId opportunity() {
        const RecordId id = new_id();
        give_customer_to(seller);
        REQUIRE(mine.commit(new_opportunity(id, "contact")).status == Status::accepted);
        give_customer_to(other.caller.user);
        return id;
    }
    void give_customer_to(model::Value person) {
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(*writing, rules, manager, {set(customer, "customer", "owner", std::move(person))}));
        must(writing->commit());
    }
    // As an administrator would, past all steps.
    void put(RecordId id, std::string_view type, std::string_view field, std::string_view value) {
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(*writing, rules, manager, {set(id, type, field, std::string(value))}));
        must(writing->commit());
    }
    RecordId contract(std::string_view status) {
        const RecordId id = new_id();
        const std::string number = "HT-20261121-00-000" + std::to_string(++contract_count);
        const model::RecordType& type = *catalogue.find("contract");
        REQUIRE(mine.commit({begin_life(id, type), set_field(id, type, "name", std::string("供货合同")),
                             set_field(id, type, "no", number), set_field(id, type, "customer", customer),
                             set_field(id, type, "owner", seller), set_field(id, type, "class", std::string("regular")),
                             set_field(id, type, "stock", std::string("in_stock")),
                             set_field(id, type, "amount", std::int64_t{100'000})})
                    .status == Status::accepted);
        put(id, "contract", "status", status);
        return id;
    }
    model::Value value(RecordId id, std::string_view type, std::string_view field) {
        return model::value_of(record(id), model::find_field(*catalogue.find(type), field)->id);
    }
    // A step as an honest device sends it: with the guard that says where it came from.
    static protocol::Outcome step(TestDevice& device, RecordId id, std::string_view from, Changes changes) {
        auto sent = device.transaction(std::move(changes), device.world.head());
        const model::RecordType& type = *device.world.catalogue.find("opportunity");
        sent.guards = {{id, model::find_field(type, "stage")->id, std::string(from)}};
        return device.push_one(std::move(sent));
    }
    static protocol::Outcome take_back(TestDevice& device, Changes changes) {
        auto sent = device.transaction(std::move(changes), device.world.head());
        sent.intent = model::Intent::undo;
        return device.push_one(std::move(sent));
    }
};

}  // namespace

TEST_CASE("a record begins in the first state and nowhere else [S02]") {
    Office office;
    for (const char* stage : {"needs", "won", "lost"}) {
        CAPTURE(stage);
        CHECK(reasons_of(office.mine.commit(office.new_opportunity(office.new_id(), stage))) ==
              Keys{"workflow_begins"});
    }
    CHECK(office.mine.commit(office.new_opportunity(office.new_id(), "contact")).status == Status::accepted);
}

TEST_CASE("a state changes along a step, by whom the step is for, with what it asks for [S02]") {
    struct Case {
        const char* from;
        const char* to;
        const char* field;  // filled in along with it
        bool is_owner;
        Keys reasons;
    };
    const std::vector<Case> cases = {
        {"contact", "needs", "", true, {}},
        {"contact", "needs", "", false, {"workflow_not_you"}},
        {"contact", "won", "amount", true, {"workflow_no_way"}},
        {"needs", "contact", "", true, {"workflow_no_way"}},
        {"won", "contact", "", true, {"workflow_no_way"}},
        {"won", "", "", true, {"workflow_no_way"}},
        {"negotiation", "won", "amount", true, {}},
        {"negotiation", "won", "", true, {"required"}},
        {"contact", "lost", "lost_reason", true, {}},
        {"contact", "lost", "", true, {"required"}},
        {"contact", "lost", "", false, {"workflow_not_you", "required"}},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        Office office;
        const RecordId id = office.opportunity();
        office.put(id, "opportunity", "stage", c.from);
        const model::Value to = *c.to == 0 ? model::Value(model::Empty{}) : model::Value(std::string(c.to));
        Changes changes = {office.set(id, "opportunity", "stage", to)};
        if (*c.field != 0) {
            const bool is_amount = std::string_view(c.field) == "amount";
            changes.push_back(office.set(id, "opportunity", c.field,
                                         is_amount ? model::Value(std::int64_t{5'000'000}) : std::string("价格")));
        }
        TestDevice& device = c.is_owner ? office.mine : office.other;
        const auto outcome = device.commit(changes);
        CHECK(reasons_of(outcome) == c.reasons);
        CHECK((office.value(id, "opportunity", "stage") == to) == c.reasons.empty());
    }
}

TEST_CASE("nobody becomes the owner by the same change that only the owner may make") {
    Office office;
    const RecordId id = office.opportunity();
    const auto outcome = office.other.commit({office.set(id, "opportunity", "owner", office.other.caller.user),
                                              office.set(id, "opportunity", "stage", std::string("needs"))});
    CHECK(reasons_of(outcome) == Keys{"workflow_not_you"});
}

TEST_CASE("a state cannot be smuggled in while a record is being deleted") {
    Office office;
    const RecordId id = office.opportunity();
    const model::RecordType& type = *office.catalogue.find("opportunity");
    const auto outcome = office.boss.commit({office.set(id, "opportunity", "stage", std::string("won")),
                                             {id, type.id, model::life_field, model::Operation::set, std::int64_t{2}}});
    CHECK(reasons_of(outcome) == Keys{"workflow_no_way"});
}

TEST_CASE("a locked record takes no change but a step with what the step asks for [S09]") {
    struct Case {
        const char* status;
        const char* to;
        std::vector<std::pair<const char*, model::Value>> fields;
        Keys reasons;
    };
    const std::vector<std::pair<const char*, model::Value>> signing = {
        {"sign_date", std::int64_t{20'778}}, {"signer_own", std::string("王")}, {"signer_customer", std::string("李")}};
    auto signing_and_amount = signing;
    signing_and_amount.emplace_back("amount", std::int64_t{1});
    const std::vector<Case> cases = {
        {"draft", "", {{"amount", std::int64_t{1}}}, {}},
        {"in_review", "", {{"amount", std::int64_t{1}}}, {"workflow_locked"}},
        {"approved", "", {{"amount", std::int64_t{1}}}, {"workflow_locked"}},
        {"approved", "signed", signing, {}},
        {"approved", "signed", signing_and_amount, {"workflow_locked"}},
        {"draft", "signed", signing, {"workflow_no_way"}},
        {"in_review", "reviewed", {}, {"workflow_not_you"}},
        {"signed", "changing", {{"amount", std::int64_t{1}}}, {"workflow_locked"}},
        {"changing", "", {{"amount", std::int64_t{1}}}, {}},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        Office office;
        const RecordId id = office.contract(c.status);
        Changes changes;
        if (*c.to != 0) {
            changes.push_back(office.set(id, "contract", "status", std::string(c.to)));
        }
        for (const auto& [field, value] : c.fields) {
            changes.push_back(office.set(id, "contract", field, value));
        }
        CHECK(reasons_of(office.mine.commit(changes)) == c.reasons);
    }
}

TEST_CASE("a step is taken back by who took it, to where it came from") {
    Office office;
    const auto to = [&](RecordId id, const char* stage) {
        return Changes{office.set(id, "opportunity", "stage", std::string(stage))};
    };
    const RecordId id = office.opportunity();
    REQUIRE(Office::step(office.mine, id, "contact", to(id, "needs")).status == Status::accepted);
    SUBCASE("so that it stands there again") {
        CHECK(reasons_of(Office::take_back(office.mine, to(id, "contact"))).empty());
        CHECK(office.value(id, "opportunity", "stage") == model::Value(std::string("contact")));
    }
    SUBCASE("not by an edit") {
        CHECK(reasons_of(office.mine.commit(to(id, "contact"))) == Keys{"workflow_no_way"});
    }
    SUBCASE("not to anywhere else") {
        CHECK(reasons_of(Office::take_back(office.mine, to(id, "won"))) == Keys{"workflow_no_way"});
    }
    SUBCASE("not by another") {
        CHECK(reasons_of(Office::take_back(office.boss, to(id, "contact"))) == Keys{"workflow_no_way"});
    }
    SUBCASE("not after another step") {
        REQUIRE(Office::step(office.boss, id, "needs", to(id, "proposal")).status == Status::accepted);
        CHECK(reasons_of(Office::take_back(office.mine, to(id, "contact"))) == Keys{"workflow_no_way"});
    }
    SUBCASE("not when it did not say where it came from") {
        const RecordId unguarded = office.opportunity();
        REQUIRE(office.mine.commit(to(unguarded, "needs")).status == Status::accepted);
        CHECK(reasons_of(Office::take_back(office.mine, to(unguarded, "contact"))) == Keys{"workflow_no_way"});
    }
}

TEST_CASE("a lock is not got round by a step, an edit, and taking the step back") {
    struct Case {
        bool edits_between;
        bool edits_along;
        Keys reasons;
    };
    const std::vector<Case> cases = {
        {false, false, {}}, {true, false, {"workflow_no_way"}}, {false, true, {"workflow_no_way"}}};
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        Office office;
        const RecordId id = office.contract("signed");
        const auto status = [&](const char* state) { return office.set(id, "contract", "status", std::string(state)); };
        const auto amount = office.set(id, "contract", "amount", std::int64_t{1});
        auto step = office.mine.transaction({status("changing")}, office.head());
        step.guards = {{id, status("signed").field, std::string("signed")}};
        REQUIRE(office.mine.push_one(std::move(step)).status == Status::accepted);
        if (c.edits_between) {
            REQUIRE(office.mine.commit({amount}).status == Status::accepted);
        }
        Changes back = {status("signed")};
        if (c.edits_along) {
            back.push_back(amount);
        }
        CHECK(reasons_of(Office::take_back(office.mine, back)) == c.reasons);
    }
}

TEST_CASE("computed fields are what the server computes, whatever a device says") {
    Office office;
    const RecordId id = office.opportunity();
    const auto amount = office.set(id, "opportunity", "amount", std::int64_t{100'000});
    CHECK(office.mine.commit({amount, office.set(id, "opportunity", "weighted", std::int64_t{7})}).status ==
          Status::accepted);
    CHECK(office.value(id, "opportunity", "weighted") == model::Value(std::int64_t{10'000}));

    // Two who have not seen each other: the product is of both.
    const Seq before = office.head();
    const auto pair = [&](std::string_view field, std::int64_t value, std::int64_t weighted) {
        return Changes{office.set(id, "opportunity", field, value),
                       office.set(id, "opportunity", "weighted", weighted)};
    };
    CHECK(office.mine.push_one(office.mine.transaction(pair("amount", 200'000, 20'000), before)).status ==
          Status::accepted);
    CHECK(office.boss.push_one(office.boss.transaction(pair("win_rate", 5'000, 50'000), before)).status ==
          Status::accepted);
    CHECK(office.value(id, "opportunity", "weighted") == model::Value(std::int64_t{100'000}));
}

TEST_CASE("a contract is signed only when the product requirement review that it names is approved [S19]") {
    Office office;
    const RecordId id = office.contract("approved"), review = office.new_id();
    const auto is = [&](std::string_view field, model::Value value) {
        return office.set(review, "product_review", field, std::move(value));
    };
    const auto writing = must(office.storage->begin_write(office.company.id));
    must(commit_as_server(
        *writing, office.rules, office.manager,
        {begin_life(review, *office.catalogue.find("product_review")), is("customer", office.customer),
         is("product", std::string("变频器")), is("model", std::string("BP-7")), is("quantity", std::int64_t{1}),
         is("draft_kind", std::string("contract")), is("requirement_classes", model::Elements{"stated"}),
         is("template", std::string("departments")), is("class", std::string("special"))}));
    must(writing->commit());
    const auto writing_link = must(office.storage->begin_write(office.company.id));
    must(commit_as_server(*writing_link, office.rules, office.manager, {office.set(id, "contract", "review", review)}));
    must(writing_link->commit());
    const Changes signing = {office.set(id, "contract", "status", std::string("signed")),
                             office.set(id, "contract", "sign_date", std::int64_t{20'778}),
                             office.set(id, "contract", "signer_own", std::string("王")),
                             office.set(id, "contract", "signer_customer", std::string("李"))};
    CHECK(reasons_of(office.mine.commit(signing)) == Keys{"declared"});
    office.put(review, "product_review", "state", "approved");
    CHECK(reasons_of(office.mine.commit(signing)) == Keys{});
}

}  // namespace xingke::server
