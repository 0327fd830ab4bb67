#include "sync/server/value_check.h"

#include "app/model/layer.h"
#include "tests/sync/server/world.h"

#include <doctest/doctest.h>

namespace xingke::server {
namespace {

using Reasons = std::vector<std::string>;

struct Declaring : World {
    RecordId boss = add("zhao", "赵管理", model::Role::administrator);
    TestDevice admin{*this, boss, model::Role::administrator};
    TestDevice sales{*this, seller, model::Role::salesperson};
    const model::RecordType& type = *catalogue.find("declaration");

    std::vector<model::Change> declaration(RecordId id, const model::Addition& addition, std::string_view layer) {
        return {begin_life(id, type), set_field(id, type, "label", std::string("声明")),
                set_field(id, type, "layer", std::string(layer)),
                set_field(id, type, "body", model::print_addition(addition)),
                set_field(id, type, "creator", id_of_author)};
    }
    protocol::Outcome declare(TestDevice& device, const model::Addition& addition, std::string_view layer = "company") {
        id_of_author = device.caller.user;
        return device.commit(declaration(new_id(), addition, layer));
    }
    RecordId id_of_author;
};

model::layered::Narrowing of_customer(std::string field) {
    return {.of = "customer", .field = std::move(field)};
}

}  // namespace

TEST_CASE("a device that declares for the company without being an administrator's is refused") {
    Declaring world;
    model::layered::Narrowing narrowing = of_customer("fax");
    narrowing.required = true;
    CHECK(reasons_of(world.declare(world.sales, narrowing)) == Reasons{"may_not_edit"});
    CHECK(reasons_of(world.declare(world.sales, narrowing, "person")) == Reasons{"declaration_only_company"});
    CHECK(reasons_of(world.declare(world.admin, narrowing)) == Reasons{});
    // From now on it binds everybody.
    const auto made = world.sales.commit(new_customer(world, world.new_id(), "海信"));
    CHECK(reasons_of(made) == Reasons{"required"});
}

TEST_CASE("what cannot stand on the core is refused whatever the device thought of it") {
    Declaring world;
    model::layered::Narrowing loosens = of_customer("name");
    loosens.characters_max = 5'000;
    CHECK(reasons_of(world.declare(world.admin, loosens)) == Reasons{"declaration_loosens"});
    CHECK(reasons_of(world.declare(world.admin, of_customer("no_such"))) == Reasons{"declaration_field_unknown"});
}

TEST_CASE("what a role may not see does not leave the server, and is not taken from it") {
    Declaring world;
    model::layered::Narrowing secret = of_customer("turnover");
    secret.secret_from = {model::Role::salesperson};
    CHECK(reasons_of(world.declare(world.admin, secret)) == Reasons{});
    const RecordId customer = world.new_id();
    auto changes = new_customer(world, customer, "海信");
    changes.push_back(customer_field(world, customer, "turnover", std::string("to_10")));
    CHECK(reasons_of(world.admin.commit(changes)) == Reasons{});
    const auto has_turnover = [&](TestDevice& device) {
        const model::FieldId turnover = model::find_field(*world.catalogue.find("customer"), "turnover")->id;
        for (const protocol::PulledRecord& record : device.pull(pull_from(0)).records) {
            for (const protocol::PulledField& pulled : record.fields) {
                if (record.record == customer && pulled.field == turnover) {
                    return true;
                }
            }
        }
        return false;
    };
    CHECK(has_turnover(world.admin));
    CHECK_FALSE(has_turnover(world.sales));
    const auto wrote = world.sales.commit({customer_field(world, customer, "turnover", std::string("above_50"))});
    CHECK(reasons_of(wrote) == Reasons{"value_secret"});
}

TEST_CASE("a read-only field is refused to a device that was never told") {
    Declaring world;
    model::layered::Narrowing fixed = of_customer("fax");
    fixed.read_only_when = "status == \"won\"";
    CHECK(reasons_of(world.declare(world.admin, fixed)) == Reasons{});
    const RecordId customer = world.new_id();
    CHECK(reasons_of(world.sales.commit(new_customer(world, customer, "海信"))) == Reasons{});
    CHECK(reasons_of(world.sales.commit({customer_field(world, customer, "fax", std::string("13800138000")),
                                         customer_field(world, customer, "status", std::string("won"))})) == Reasons{});
    CHECK(reasons_of(world.sales.commit({customer_field(world, customer, "fax", std::string("13900139000"))})) ==
          Reasons{"value_read_only"});
}

TEST_CASE("a unique value belongs to one living record at a time") {
    Declaring world;
    model::layered::NewField field{
        .of = "customer",
        .field = {.id = 2001, .name = "x_code", .title = {"代码", "Code"}, .unique = true, .source = "company"}};
    CHECK(reasons_of(world.declare(world.admin, field)) == Reasons{});
    const model::TypeId type = world.catalogue.find("customer")->id;
    const auto code = [&](RecordId id, std::string value) {
        return model::Change{id, type, 2001, model::Operation::set, std::move(value)};
    };
    const auto make = [&](RecordId id, const std::string& value) {
        auto changes = new_customer(world, id, "客户" + value);
        changes.push_back(code(id, value));
        return reasons_of(world.sales.commit(changes));
    };
    const RecordId a = world.new_id(), b = world.new_id(), c = world.new_id();
    CHECK(make(a, "K1") == Reasons{});
    CHECK(make(b, "k1") == Reasons{"value_taken"});  // folded, as search sees it
    CHECK(make(b, "K2") == Reasons{});
    CHECK(reasons_of(world.sales.commit({code(a, "K3")})) == Reasons{});
    CHECK(reasons_of(world.sales.commit({code(b, "K1")})) == Reasons{});  // free again
    CHECK(reasons_of(world.sales.commit({code(a, "K1")})) == Reasons{"value_taken"});
    CHECK(reasons_of(world.admin.commit({life(world, b, 2)})) == Reasons{});
    CHECK(make(c, "K1") == Reasons{});  // a deleted record keeps nothing
    auto both = new_customer(world, world.new_id(), "一");
    both.push_back(code(both.front().record, "K9"));
    auto other = new_customer(world, world.new_id(), "二");
    other.push_back(code(other.front().record, "K9"));
    both.insert(both.end(), other.begin(), other.end());
    CHECK(reasons_of(world.sales.commit(both)) == Reasons{"value_twice"});
}

}  // namespace xingke::server
