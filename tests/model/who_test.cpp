#include "app/model/who.h"

#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

RecordId id_of(std::uint8_t number) {
    RecordId id;
    id.bytes[15] = number;
    return id;
}

}  // namespace

TEST_CASE("by role, as a person whom the record names, or by a condition; nothing said is everybody") {
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    examples::Records records;
    Record record{.id = id_of(1), .type = examples::customer_id, .fields = {}};
    record.fields[life_field].value = std::int64_t{1};
    record.fields[common_field::owner].value = id_of(7);
    struct Case {
        Who who;
        std::uint8_t user;
        Role role;
        bool expected;
    };
    const std::vector<Case> cases = {
        {{}, 9, Role::read_only, true},
        {{.roles = {Role::manager}}, 9, Role::manager, true},
        {{.roles = {Role::manager}}, 9, Role::administrator, false},
        {{.people = {"owner"}}, 7, Role::salesperson, true},
        {{.people = {"owner"}}, 9, Role::salesperson, false},
        {{.roles = {Role::manager}, .people = {"owner"}}, 7, Role::salesperson, true},
        {{.when = "me() == owner && !is_key"}, 7, Role::salesperson, true},
        {{.when = "is_key"}, 7, Role::salesperson, false},
        {{.people = {"head_office.owner"}}, 0, Role::salesperson, false},  // nobody is named, so nobody is meant
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        const Result<PreparedWho> who = PreparedWho::prepare(c.who, customer, catalogue);
        REQUIRE(who);
        const ExpressionContext context{{}, 480, id_of(c.user), &records};
        CHECK(who->includes(record, {id_of(c.user), c.role}, context) == c.expected);
    }
    // Whoever the context is about, the question is about the actor.
    const PreparedWho named = *PreparedWho::prepare({.when = "me() == owner"}, customer, catalogue);
    const ExpressionContext of_somebody_else{{}, 480, id_of(9), &records};
    CHECK(named.includes(record, {id_of(7), Role::salesperson}, of_somebody_else));
    const PreparedWho owner =
        *PreparedWho::prepare({.people = {"owner", "head_office.owner", "owner"}}, customer, catalogue);
    CHECK(owner.people(record, {.records = &records}) == std::vector<RecordId>{id_of(7)});
}

TEST_CASE("how a message names them") {
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    CHECK(who_argument("who", {.roles = {Role::manager}, .people = {"owner", "head_office.owner"}}, customer) ==
          MessageArgument{"who", "销售经理、负责人、head_office.owner", "Sales manager, Owner, head_office.owner"});
    CHECK(who_argument("who", {.when = "is_key", .title = {"质量部", "QA"}}, customer) ==
          MessageArgument{"who", "质量部", "QA"});
}

TEST_CASE("what does not name people, or says neither yes nor no, is refused") {
    const Catalogue catalogue = examples::catalogue();
    const RecordType& customer = *catalogue.find("customer");
    for (const Who& who : std::vector<Who>{
             {.people = {"name"}}, {.people = {"ghost"}}, {.people = {"owner.name"}}, {.when = "visits"}}) {
        CHECK_FALSE(PreparedWho::prepare(who, customer, catalogue));
    }
}
