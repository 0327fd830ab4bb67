// Complaints that repeat each other, found by the server: requirements 2.7.4, S21.
#include "sync/server/repeat_keeper.h"

#include <string>
#include <utility>

#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using model::Role;

constexpr std::int64_t day_ms = 86'400'000;

struct Firm : World {
    TestDevice mine{*this, seller, Role::salesperson};
    RepeatKeeper keeper{*storage, rules};

    RecordId customer(const std::string& name) {
        const RecordId id = new_id();
        REQUIRE(mine.commit(new_customer(*this, id, name)).status == protocol::Status::accepted);
        return id;
    }
    RecordId complaint(RecordId of, const std::string& topic, const std::string& product, std::int64_t days_ago = 0) {
        const RecordId id = new_id();
        write({begin_life(id, type()), set(id, "customer", of), set(id, "channel", std::string("fax")),
               set(id, "text", std::string("外壳开裂")), set(id, "topic", topic), set(id, "product", product),
               set(id, "date", clock.now().ms - days_ago * day_ms)});
        return id;
    }
    void write(std::vector<model::Change> changes) {
        const auto writing = must(storage->begin_write(company.id));
        must(commit_as_server(*writing, rules, {}, std::move(changes)));
        must(writing->commit());
    }
    const model::RecordType& type() { return *catalogue.find("complaint"); }
    model::Change set(RecordId id, std::string_view field, model::Value value) {
        return set_field(id, type(), field, std::move(value));
    }
    void keep() {
        while (must(keeper.run({}))) {
        }
    }
    bool says(RecordId id, std::string_view field) {
        return model::value_of(record(id), model::find_field(type(), field)->id) == model::Value(true);
    }
    bool is_serious(RecordId id) {
        return model::value_of(record(id), model::find_field(type(), "severity")->id) ==
               model::Value(std::string("serious"));
    }
};

}  // namespace

TEST_CASE("the third complaint of one customer within a year makes all three serious [S21]") {
    Firm firm;
    const RecordId hisense = firm.customer("海信"), other = firm.customer("海尔");
    const RecordId old = firm.complaint(hisense, "quality", "", 400),
                   first = firm.complaint(hisense, "quality", "", 90);
    const RecordId second = firm.complaint(hisense, "delay", "", 30), foreign = firm.complaint(other, "delay", "");
    firm.keep();
    CHECK_FALSE(firm.says(second, "repeated"));
    const RecordId third = firm.complaint(hisense, "service", "");
    firm.keep();
    for (const RecordId each : {first, second, third}) {
        CHECK(firm.says(each, "repeated"));
        CHECK(firm.is_serious(each));
    }
    CHECK_FALSE(firm.says(old, "repeated"));
    CHECK_FALSE(firm.says(foreign, "repeated"));
    const Seq head = firm.head();
    firm.keep();
    CHECK(firm.head() == head);
}

TEST_CASE("several customers who complain about the same thing of one product make it serious [S21]") {
    Firm firm;
    const RecordId hisense = firm.customer("海信"), haier = firm.customer("海尔");
    const RecordId first = firm.complaint(hisense, "quality", "变频器");
    const RecordId again = firm.complaint(hisense, "quality", "变频器");
    const RecordId unnamed = firm.complaint(haier, "quality", ""), late = firm.complaint(haier, "delay", "变频器");
    firm.keep();
    CHECK_FALSE(firm.says(first, "several"));
    const RecordId same = firm.complaint(haier, "quality", "变频器");
    firm.keep();
    CHECK(firm.says(first, "several"));
    CHECK(firm.says(again, "several"));
    CHECK(firm.says(same, "several"));
    CHECK_FALSE(firm.says(unnamed, "several"));
    CHECK_FALSE(firm.says(late, "several"));
    CHECK_FALSE(firm.says(first, "repeated"));
}

TEST_CASE("what is closed or deleted is left alone, what is corrected is looked at again") {
    Firm firm;
    const RecordId hisense = firm.customer("海信"), haier = firm.customer("海尔");
    const RecordId closed = firm.complaint(hisense, "quality", "变频器");
    firm.write({firm.set(closed, "state", std::string("closed"))});
    const RecordId mistyped = firm.complaint(haier, "quality", "变压器");
    firm.keep();
    CHECK_FALSE(firm.says(mistyped, "several"));
    firm.write({firm.set(mistyped, "product", std::string("变频器"))});
    firm.keep();
    CHECK(firm.says(mistyped, "several"));
    CHECK_FALSE(firm.says(closed, "several"));

    const RecordId gone = firm.complaint(hisense, "delay", "水泵");
    firm.write({{.record = gone, .type = firm.type().id, .field = model::life_field, .value = std::int64_t{2}}});
    const RecordId alone = firm.complaint(haier, "delay", "水泵");
    firm.keep();
    CHECK_FALSE(firm.says(alone, "several"));
}

}  // namespace xingke::server
