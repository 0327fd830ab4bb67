#include "app/model/record_type.h"

#include <doctest/doctest.h>

using namespace xingke::model;

TEST_CASE("roles are found by the key that is stored") {
    for (const Role role : {Role::administrator, Role::manager, Role::salesperson, Role::read_only}) {
        Role found = Role::read_only;
        CHECK(role_of_key(key_of(role), found));
        CHECK(found == role);
    }
    Role untouched = Role::manager;
    CHECK_FALSE(role_of_key("king", untouched));
    CHECK(untouched == Role::manager);
}

TEST_CASE("sets merge by element, the server's fields not at all, the rest as registers") {
    CHECK(merge_rule({.kind = kind::Choices{}}) == MergeRule::elements);
    CHECK(merge_rule({.kind = kind::Text{}}) == MergeRule::value);
    CHECK(merge_rule({.kind = kind::Choices{}, .server_only = true}) == MergeRule::server_only);
}
