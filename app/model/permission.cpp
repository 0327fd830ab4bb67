#include "app/model/permission.h"

#include <algorithm>

namespace xingke::model {

bool may(const Actor& actor, Action action, const RecordType& type) {
    switch (action) {
        case Action::view:
        case Action::export_:
            return true;
        case Action::create:
        case Action::import:
            return std::ranges::count(type.may_create, actor.role) > 0;
        case Action::edit:
            return std::ranges::count(type.may_edit, actor.role) > 0;
        case Action::remove:
            return std::ranges::count(type.may_remove, actor.role) > 0;
        case Action::purge:
            return actor.role == Role::administrator;
    }
    return false;
}

bool may_take_back(const Actor& actor, Intent intent, const RecordType& type, const Record& record) {
    return intent == Intent::undo && may(actor, Action::create, type) &&
           value_of(record, common_field::creator) == Value{actor.user};
}

}  // namespace xingke::model
