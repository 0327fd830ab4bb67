// Who may do what. Pure; asked on the device before offering an action and on the server before applying one.
#pragma once

#include "app/model/catalogue.h"
#include "app/model/change.h"

namespace xingke::model {

struct Actor {
    RecordId user;
    Role role = Role::read_only;
};

bool may(const Actor& actor, Action action, const RecordType& type);

}  // namespace xingke::model
