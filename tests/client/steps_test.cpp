#include "app/client/steps.h"

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {
namespace {

using Names = std::vector<std::string>;

// One seller with an opportunity of a customer, and the manager.
struct Sale : Harness {
    simulation::Device& mine = add_device("sales");
    simulation::Device& boss = add_device("manager");
    const model::RecordType& type = *catalogue.find("opportunity");
    RecordId opportunity = new_id();

    Sale() {
        const RecordId customer = create(mine, "海信").record;
        REQUIRE(commit(mine, model::Intent::create,
                       {change(model::life_field, std::int64_t{1}), change(id_of("name"), std::string("变频器")),
                        change(id_of("customer"), customer)})
                    .saved);
        run();
    }
    model::FieldId id_of(std::string_view field) const { return model::find_field(type, field)->id; }
    model::Change change(model::FieldId field, model::Value value) const {
        return {opportunity, type.id, field, model::Operation::set, std::move(value)};
    }
    RecordAnswer answer(simulation::Device& device) const {
        return device.link().watch(opportunity, type.id)->answer();
    }
    model::Value value(simulation::Device& device, std::string_view field) const {
        return model::value_of(answer(device).record, id_of(field));
    }
    std::string stage(simulation::Device& device) const { return std::get<std::string>(value(device, "stage")); }
    Names steps(simulation::Device& device) const {
        Names names;
        for (const OfferedStep& step : answer(device).steps) {
            names.push_back(step.name + (step.refusals.empty() ? "" : "?"));
        }
        return names;
    }
    Committed step(simulation::Device& device, const std::string& name, std::vector<model::Change> changes = {}) {
        Committed result;
        device.link().commit(model::Intent::edit, device.link().sync().cursor, std::move(changes),
                             [&result](const Committed& committed) { result = committed; },
                             {opportunity, type.id, name});
        device.pump();
        return result;
    }
};

Names keys_of(const Committed& committed) {
    Names keys;
    for (const model::Issue& issue : committed.issues) {
        keys.emplace_back(name_of(issue.message.key));
    }
    return keys;
}

}  // namespace

TEST_CASE("a new record begins in the first state, with its computed fields, here and at the server") {
    Sale sale;
    CHECK(sale.stage(sale.mine) == "contact");
    CHECK(sale.stage(sale.boss) == "contact");
    CHECK(
        Sale::commit(sale.mine, model::Intent::edit, {sale.change(sale.id_of("amount"), std::int64_t{100'000})}).saved);
    CHECK(sale.value(sale.mine, "weighted") == model::Value(std::int64_t{10'000}));
    sale.run();
    CHECK(sale.value(sale.boss, "weighted") == model::Value(std::int64_t{10'000}));
}

TEST_CASE("steps are offered to whom they are for; those that lack something say so") {
    Sale sale;
    CHECK(sale.steps(sale.mine) == Names{"confirm_needs", "lose?"});
    CHECK(sale.steps(sale.boss) == Names{"confirm_needs", "lose?"});
    simulation::Device& reader = [&]() -> simulation::Device& {
        sale.server.add_person("reader", "周", model::Role::read_only);
        return sale.add_device("reader");
    }();
    CHECK(sale.steps(reader).empty());
}

TEST_CASE("a step is one transaction with its effects, reaches everybody, and can be taken back") {
    Sale sale;
    const Committed done = sale.step(sale.mine, "confirm_needs");
    REQUIRE(done.saved);
    CHECK(sale.stage(sale.mine) == "needs");
    CHECK(sale.value(sale.mine, "win_rate") == model::Value(std::int64_t{3'000}));
    CHECK(sale.value(sale.mine, "status") == model::Value(std::string("open")));
    sale.run();
    CHECK(sale.stage(sale.boss) == "needs");
    REQUIRE(Sale::undo(sale.mine, done.counter).saved);
    sale.run();
    CHECK(sale.mine.link().sync().needs_you == 0);
    CHECK(sale.stage(sale.mine) == "contact");
    CHECK(sale.stage(sale.boss) == "contact");
    CHECK(model::is_empty(sale.value(sale.boss, "win_rate")));
}

TEST_CASE("a step is refused without what it asks for, and taken with it in one go") {
    Sale sale;
    const Committed refused = sale.step(sale.mine, "lose");
    CHECK_FALSE(refused.saved);
    CHECK(keys_of(refused) == Names{"required"});
    CHECK(sale.stage(sale.mine) == "contact");
    CHECK(sale.step(sale.mine, "lose", {sale.change(sale.id_of("lost_reason"), std::string("价格"))}).saved);
    CHECK(sale.stage(sale.mine) == "lost");
    CHECK(sale.steps(sale.mine).empty());
    CHECK(keys_of(sale.step(sale.mine, "confirm_needs")) == Names{"workflow_not_here"});
}

TEST_CASE("a state is not written past its steps, by an edit or by an import") {
    Sale sale;
    const auto stage = sale.change(sale.id_of("stage"), std::string("won"));
    for (const model::Intent intent : {model::Intent::edit, model::Intent::import}) {
        const Committed refused = Sale::commit(sale.mine, intent, {stage});
        CHECK_FALSE(refused.saved);
        REQUIRE(keys_of(refused) == Names{"workflow_no_way"});
        CHECK(refused.issues[0].field == "stage");
        CHECK(words(refused.issues[0].message, Language::chinese) == "没有从“初步接洽”到“赢单”的步骤");
    }
}

TEST_CASE("of two steps taken apart, one reaches the server and the other is given back") {
    Sale sale;
    Sale::cut(sale.mine);
    REQUIRE(sale.step(sale.mine, "confirm_needs").saved);
    REQUIRE(sale.step(sale.boss, "lose", {sale.change(sale.id_of("lost_reason"), std::string("预算取消"))}).saved);
    sale.run();
    sale.mend(sale.mine);
    CHECK(sale.stage(sale.boss) == "lost");
    CHECK(sale.stage(sale.mine) == "lost");
    CHECK(sale.mine.link().sync().needs_you == 1);
}

}  // namespace xingke::client
