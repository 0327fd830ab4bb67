#include "app/model/permission.h"

#include <doctest/doctest.h>

using namespace xingke::model;

TEST_CASE("who may do what, role by role [S10]") {
    const RecordType customer = {.name = "customer"};
    const RecordType user = {.name = "user", .may_create = {}, .may_edit = {}, .may_remove = {}};
    struct Case {
        Role role;
        Action action;
        const RecordType& type;
        bool expected;
    };
    const Case cases[] = {
        {Role::administrator, Action::create, customer, true}, {Role::administrator, Action::remove, customer, true},
        {Role::manager, Action::create, customer, true},       {Role::manager, Action::remove, customer, true},
        {Role::salesperson, Action::create, customer, true},   {Role::salesperson, Action::edit, customer, true},
        {Role::salesperson, Action::import, customer, true},   {Role::salesperson, Action::remove, customer, false},
        {Role::read_only, Action::view, customer, true},       {Role::read_only, Action::export_, customer, true},
        {Role::read_only, Action::create, customer, false},    {Role::read_only, Action::edit, customer, false},
        {Role::read_only, Action::import, customer, false},    {Role::read_only, Action::remove, customer, false},
        {Role::administrator, Action::create, user, false},    {Role::administrator, Action::edit, user, false},
        {Role::administrator, Action::remove, user, false},    {Role::salesperson, Action::view, user, true},
    };
    for (const Case& c : cases) {
        CAPTURE(static_cast<int>(c.role));
        CAPTURE(static_cast<int>(c.action));
        CHECK(may({.user = {}, .role = c.role}, c.action, c.type) == c.expected);
    }
}
