// Devices of people who write and countersign product requirement reviews, in the simulated world.
#pragma once

#include "sync/server/admin.h"
#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {

struct ReviewDesk : Harness {
    const model::RecordType& type = *catalogue.find("product_review");
    const model::RecordType& opinion_type = *catalogue.find("review_opinion");
    simulation::Device& mine = add_device("sales");
    simulation::Device& boss = add_device("manager");
    simulation::Device& production = of_department("shen", "生产副厂长");
    simulation::Device& business = of_department("jing", "经营处");
    RecordId review = new_id();

    ReviewDesk() {
        const RecordId customer = create(mine, "海信").record;
        const Committed made =
            commit(mine, model::Intent::create,
                   {is(model::life_field, std::int64_t{1}), is("customer", customer),
                    is("product", std::string("变频器")), is("model", std::string("BP-7")),
                    is("quantity", std::int64_t{20}), is("draft_kind", std::string("contract")),
                    is("requirement_classes", model::Elements{"stated"}), is("template", std::string("by_class")),
                    is("class", std::string("regular")), is("stock", std::string("not_in_stock"))});
        REQUIRE(made.saved);
        run();
    }
    simulation::Device& of_department(const std::string& login, const std::string& department) {
        const simulation::Person person = server.add_person(login, login, model::Role::salesperson);
        server.commit({server::set_field(person.user, *catalogue.find("user"), "department", department)});
        return add_device(login);
    }
    model::FieldId id_of(std::string_view field) const { return model::find_field(type, field)->id; }
    model::Change is(model::FieldId field, model::Value value) const {
        return {review, type.id, field, model::Operation::set, std::move(value)};
    }
    model::Change is(std::string_view field, model::Value value) const { return is(id_of(field), std::move(value)); }
    RecordAnswer answer(simulation::Device& device) const { return device.link().watch(review, type.id)->answer(); }
    std::string text(simulation::Device& device, std::string_view field) const {
        const model::Value held = model::value_of(answer(device).record, id_of(field));
        const auto* found = std::get_if<std::string>(&held);
        return found == nullptr ? "" : *found;
    }
    Committed step(simulation::Device& device, const std::string& name, std::vector<model::Change> changes = {}) {
        Committed result;
        device.link().commit(model::Intent::edit, device.link().sync().cursor, std::move(changes),
                             [&result](const Committed& committed) { result = committed; }, {review, type.id, name});
        device.pump();
        return result;
    }
    // As the dialog does.
    Committed sign(simulation::Device& device, std::string_view seat, std::string_view verdict) {
        const RecordId opinion = new_id();
        const auto field = [&](std::string_view name, model::Value value) {
            return model::Change{opinion, opinion_type.id, model::find_field(opinion_type, name)->id,
                                 model::Operation::set, std::move(value)};
        };
        return commit(device, model::Intent::create,
                      {{opinion, opinion_type.id, model::life_field, model::Operation::set, std::int64_t{1}},
                       field("review", review),
                       field("seat", std::string(seat)),
                       field("verdict", std::string(verdict)),
                       field("remark", std::string("见附件"))});
    }
    static std::vector<std::string> keys_of(const Committed& committed) {
        std::vector<std::string> keys;
        for (const model::Issue& issue : committed.issues) {
            keys.emplace_back(name_of(issue.message.key));
        }
        return keys;
    }
};

}  // namespace xingke::client
