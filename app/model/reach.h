// How far a role sees into the records of a type. Who sees one record follows from the people that it names: its owner,
// those in fields that give sight (Field::gives_sight), and the people of the record that it belongs to
// (kind::Reference::is_parent). What a person may not see never reaches that person's devices (design 1, promise 6).
#pragma once

#include <cstdint>

#include "app/model/role.h"

namespace xingke::model {

enum class Reach : std::uint8_t {
    own,                   // records that name the person
    department,            // that name somebody of the person's department
    department_and_below,  // or of a department below it; a person without a department: as `company`
    company,
};

struct RoleReach {
    Role role = Role::administrator;
    Reach reach = Reach::own;
    bool operator==(const RoleReach&) const = default;
};

}  // namespace xingke::model
