// The tree of departments: paths such as "销售部/华东". Which department a person is in stands in the person's record
// (`unit`), and decides what they see (sight.h); that a department exists without anybody in it is a record of type
// `department`. To rename or to move one moves everything below it, people included, in one transaction.
//
// What a person signs for (`department` of the user) is a matter of its own and stays: routes of reviews name it.
#pragma once

#include <string>

#include "sync/server/commit.h"

namespace xingke::server {

// invalid_input: no name, or too long. conflict: there is one.
Result<void> add_department(Storage& storage, const Rules& rules, const Caller& by, const std::string& path);
// not_found, conflict, invalid_input: below itself.
Result<void> move_department(Storage& storage, const Rules& rules, const Caller& by, const std::string& from,
                             const std::string& to);
// conflict: somebody is in it, or something is below it.
Result<void> withdraw_department(Storage& storage, const Rules& rules, const Caller& by, const std::string& path);

}  // namespace xingke::server
