#include "app/model/saved_view.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

TEST_CASE("an arrangement comes back from the values of its record") {
    Arrangement arrangement;
    arrangement.filter.conditions = {{8, Condition::Test::any_of, {"three"}}};
    arrangement.sorts = {{5, true}, {1, false}};
    arrangement.columns = {2, 9, common_field::owner};
    arrangement.group = 5;
    CHECK(arrangement_of(values_of(arrangement)) == arrangement);
    CHECK(arrangement_of(values_of({})) == Arrangement{});
    CHECK(arrangement_of({{saved_view_field::sorts, std::string("x")}}) == Arrangement{});
}

TEST_CASE("the company's views are the managers', one's own are nobody else's") {
    const Catalogue core = catalogue::core();
    const RecordType& type = *core.find("saved_view");
    Actor seller{.role = Role::salesperson};
    seller.user.bytes[15] = 9;
    Actor manager{.role = Role::manager};
    manager.user.bytes[15] = 8;
    Record own{.type = type.id};
    own.fields[saved_view_field::scope].value = std::string("person");
    own.fields[common_field::creator].value = seller.user;
    Record shared = own;
    shared.fields[saved_view_field::scope].value = std::string("company");
    CHECK(refusals_of_saved_view(type, nullptr, own, seller).empty());
    CHECK_FALSE(refusals_of_saved_view(type, nullptr, shared, seller).empty());
    CHECK_FALSE(refusals_of_saved_view(type, &own, shared, seller).empty());
    CHECK_FALSE(refusals_of_saved_view(type, &shared, own, seller).empty());
    CHECK_FALSE(refusals_of_saved_view(type, nullptr, own, manager).empty());
    CHECK(refusals_of_saved_view(type, nullptr, shared, manager).empty());
}
