#include "app/model/sight.h"

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

RecordId person(std::uint8_t number) {
    RecordId id;
    id.bytes.back() = number;
    return id;
}

}  // namespace

TEST_CASE("how far a role sees is said by the type, and what is not said is the company's") {
    const RecordType type{.reach = {{Role::salesperson, Reach::own}, {Role::manager, Reach::department}}};
    CHECK(reach_of(type, Role::salesperson) == Reach::own);
    CHECK(reach_of(type, Role::manager) == Reach::department);
    CHECK(reach_of(type, Role::quality) == Reach::company);
    CHECK_FALSE(is_for_everybody(type));
    CHECK(is_for_everybody(RecordType{}));
}

TEST_CASE("a record names its owner and those in fields that give sight, each once") {
    const RecordType type{.fields = {{.id = 1, .name = "helper", .kind = kind::Reference{"user"}, .gives_sight = true},
                                     {.id = 2, .name = "other", .kind = kind::Reference{"user"}},
                                     {.id = 3, .name = "team", .gives_sight = true}}};
    Record record;
    record.fields[common_field::owner].value = person(2);
    record.fields[1].value = person(1);
    record.fields[2].value = person(9);
    record.fields[3].value = Elements{print(person(2)), print(person(3)), "nobody"};
    CHECK(people_named(type, record) == std::vector<RecordId>{person(1), person(2), person(3)});
}

TEST_CASE("nobody's record of a pooled type is everybody's") {
    RecordType type{.is_pooled = true};
    Record record;
    CHECK(people_named(type, record) == std::vector<RecordId>{RecordId{}});
    record.fields[common_field::owner].value = person(1);
    CHECK(people_named(type, record) == std::vector<RecordId>{person(1)});
    type.follows_parent_only = true;
    CHECK(people_named(type, record).empty());
}

TEST_CASE("departments are a tree by their names") {
    CHECK(is_in_department("销售部", "销售部"));
    CHECK_FALSE(is_in_department("", ""));
    CHECK(is_in_department_or_below("销售部/华东", "销售部"));
    CHECK(is_in_department_or_below("销售部/华东/一组", "销售部"));
    CHECK_FALSE(is_in_department_or_below("销售部二", "销售部"));
    CHECK_FALSE(is_in_department_or_below("销售部", "销售部/华东"));
}

}  // namespace xingke::model
