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
// Undoing one's own creation (and undoing that again) is part of creating, and needs no permission to remove.
bool may_take_back(const Actor& actor, Intent intent, const RecordType& type, const Record& record);

}  // namespace xingke::model
