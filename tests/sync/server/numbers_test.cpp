// Numbers at the server: given once, in their form, and never twice, whatever a device says.
#include "sync/server/accounts.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Keys = std::vector<std::string>;
using protocol::Status;

struct Desk : World {
    TestDevice a{*this, seller, model::Role::salesperson};
    TestDevice b{*this, manager, model::Role::manager};
    RecordId customer = new_id();

    Desk() { REQUIRE(a.commit(new_customer_of(*this, seller, customer, "海信")).status == Status::accepted); }

    model::Change set(RecordId id, std::string_view field, model::Value value) {
        return set_field(id, *catalogue.find("contract"), field, std::move(value));
    }
    std::vector<model::Change> contract(RecordId id, model::Value number) {
        return {begin_life(id, *catalogue.find("contract")),
                set(id, "name", std::string("供货合同")),
                set(id, "customer", customer),
                set(id, "owner", seller),
                set(id, "class", std::string("regular")),
                set(id, "stock", std::string("in_stock")),
                set(id, "amount", std::int64_t{1}),
                set(id, "no", std::move(number))};
    }
};

}  // namespace

TEST_CASE("a number has its form, and no two records have the same [S68]") {
    struct Case {
        model::Value number;
        Keys reasons;
    };
    const std::vector<Case> cases = {
        {std::string("HT-20261121-00-0001"), {}}, {std::string("HT-20261121-00-0001"), {"record_exists"}},
        {std::string("HT-20261121-01-0001"), {}}, {std::string("HT-20261121-00-10000"), {}},
        {std::string("HT-1"), {"wrong_kind"}},    {std::string("HT-20261121-00-0001 "), {"wrong_kind"}},
        {std::string(""), {"required"}},          {model::Empty{}, {"required"}},
    };
    Desk desk;
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        CHECK(reasons_of(desk.b.commit(desk.contract(desk.new_id(), c.number))) == c.reasons);
    }
}

TEST_CASE("one transaction does not give a number twice, and a refused one gives none") {
    Desk desk;
    const std::string number = "HT-20261121-00-0001";
    auto both = desk.contract(desk.new_id(), number);
    std::ranges::move(desk.contract(desk.new_id(), number), std::back_inserter(both));
    CHECK(reasons_of(desk.a.commit(both)) == Keys{"record_exists"});
    CHECK(desk.a.commit(desk.contract(desk.new_id(), number)).status == Status::accepted);
}

TEST_CASE("a number stays what it is, and stays given when its record is deleted") {
    Desk desk;
    const RecordId id = desk.new_id();
    const std::string number = "HT-20261121-00-0001";
    REQUIRE(desk.a.commit(desk.contract(id, number)).status == Status::accepted);
    CHECK(reasons_of(desk.a.commit({desk.set(id, "no", std::string("HT-20261121-00-0002"))})) ==
          Keys{"may_not_write_field"});
    CHECK(reasons_of(desk.b.commit({desk.set(id, "no", model::Empty{})})) == Keys{"may_not_write_field"});
    const model::TypeId type = desk.catalogue.find("contract")->id;
    REQUIRE(desk.b.commit({{id, type, model::life_field, model::Operation::set, std::int64_t{2}}}).status ==
            Status::accepted);
    CHECK(reasons_of(desk.a.commit(desk.contract(desk.new_id(), number))) == Keys{"record_exists"});
}

TEST_CASE("each device of a company has a place of its own, and keeps it") {
    Desk desk;
    const auto writing = must(desk.storage->begin_write(desk.company.id));
    CHECK(must(writing->ensure_device_index(desk.a.caller.device)) == 0);
    CHECK(must(writing->ensure_device_index(desk.b.caller.device)) == 1);
    CHECK(must(writing->ensure_device_index(desk.a.caller.device)) == 0);
}

}  // namespace xingke::server
