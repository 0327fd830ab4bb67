// A company whose departments countersign product requirement reviews, for tests of what follows from steps.
#pragma once

#include "tests/sync/server/world.h"

namespace xingke::server {

struct ReviewOffice : World {
    TestDevice mine{*this, seller, model::Role::salesperson};
    TestDevice boss{*this, manager, model::Role::manager};
    TestDevice production = of_department("shen", "生产副厂长");
    TestDevice business = of_department("jing", "经营处");
    TestDevice head = of_department("chu", "经营处处长");
    RecordId customer = new_id();
    int count = 0;

    ReviewOffice() {
        REQUIRE(mine.commit(new_customer_of(*this, seller, customer, "青岛海信电子有限公司")).status ==
                protocol::Status::accepted);
    }

    TestDevice of_department(const std::string& login, const std::string& department) {
        const RecordId user = add(login, login, model::Role::salesperson);
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(*writing, rules, user, {set(user, "user", "department", department)}));
        must(writing->commit());
        return {*this, user, model::Role::salesperson};
    }
    model::FieldId id_of(std::string_view type, std::string_view field) {
        return model::find_field(*catalogue.find(type), field)->id;
    }
    model::Change set(RecordId id, std::string_view type, std::string_view field, model::Value value) {
        return set_field(id, *catalogue.find(type), field, std::move(value));
    }
    model::Value value(RecordId id, std::string_view type, std::string_view field) {
        return model::value_of(record(id), id_of(type, field));
    }
    std::string text(RecordId id, std::string_view type, std::string_view field) {
        const model::Value held = value(id, type, field);
        const auto* text = std::get_if<std::string>(&held);
        return text == nullptr ? "" : *text;
    }

    // A draft without stock, which two seats countersign.
    RecordId review() {
        const RecordId id = new_id();
        const auto is = [&](std::string_view field, model::Value value) {
            return set(id, "product_review", field, std::move(value));
        };
        const auto outcome = mine.commit(
            {begin_life(id, *catalogue.find("product_review")),
             is("no", "PS-20261121-00-000" + std::to_string(++count)), is("customer", customer), is("owner", seller),
             is("state", std::string("draft")), is("product", std::string("变频器")), is("model", std::string("BP-7")),
             is("quantity", std::int64_t{20}), is("draft_kind", std::string("contract")),
             is("requirement_classes", model::Elements{"stated"}), is("template", std::string("by_class")),
             is("class", std::string("regular")), is("stock", std::string("not_in_stock")), is("is_defined", true),
             is("is_oral_confirmed", true), is("is_difference_solved", true), is("is_able", true)});
        CHECK(reasons_of(outcome) == std::vector<std::string>{});
        return id;
    }
    // As an honest device sends it: with the guard that says where it came from.
    protocol::Outcome step(TestDevice& device, RecordId id, std::string_view from, std::string_view to,
                           std::vector<model::Change> changes = {}) {
        changes.insert(changes.begin(), set(id, "product_review", "state", std::string(to)));
        model::Transaction sent = device.transaction(std::move(changes), World::head());
        sent.guards = {{id, id_of("product_review", "state"), std::string(from)}};
        return device.push_one(std::move(sent));
    }
    RecordId submitted() {
        const RecordId id = review();
        CHECK(reasons_of(step(mine, id, "draft", "in_review")) == std::vector<std::string>{});
        return id;
    }
    std::vector<model::Change> opinion(RecordId opinion, RecordId review, const TestDevice& device,
                                       std::string_view seat, std::string_view verdict, std::int64_t round = 1) {
        const auto is = [&](std::string_view field, model::Value value) {
            return set(opinion, "review_opinion", field, std::move(value));
        };
        return {begin_life(opinion, *catalogue.find("review_opinion")),
                is("review", review),
                is("seat", std::string(seat)),
                is("verdict", std::string(verdict)),
                is("round", round),
                is("remark", std::string("见附件")),
                is("conditions", verdict == "conditional" ? model::Value(std::string("先付定金")) : model::Empty{}),
                is("creator", device.caller.user)};
    }
    std::vector<std::string> sign(TestDevice& device, RecordId review, std::string_view seat, std::string_view verdict,
                                  std::int64_t round = 1) {
        return reasons_of(device.commit(opinion(new_id(), review, device, seat, verdict, round)));
    }
    std::string outcome_of(RecordId review) { return text(review, "product_review", "countersign_state"); }

    std::vector<model::Record> notifications_for(RecordId person) {
        std::vector<model::Record> found;
        const auto reading = must(storage->begin_read(company.id));
        for (const StoredRecord& stored : must(reading->records_after({}, {}, 10'000, 100'000'000))) {
            if (stored.record.type == catalogue.find("notification")->id &&
                model::value_of(stored.record, id_of("notification", "recipient")) == model::Value(person)) {
                found.push_back(stored.record);
            }
        }
        return found;
    }
};

}  // namespace xingke::server
