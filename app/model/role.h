// Roles, and who may do something, as data: by role, as a person that the record names, or by a condition. who.h
// prepares and asks it; declarations (workflow_declaration.h, countersign.h) hold it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/base/message.h"

namespace xingke::model {

enum class Role : std::uint8_t { administrator, manager, salesperson, read_only, quality, finance };
std::string_view key_of(Role role);  // as stored and on the command line
bool role_of_key(std::string_view key, Role& role);
Title title_of(Role role);

// Whoever has one of the roles, or is a person that one of the expressions gives ("owner", "customer.owner"), or for
// whom the condition holds ("me.department == \"质量部\""). Nothing said: everybody.
struct Who {
    std::vector<Role> roles = {};
    std::vector<std::string> people = {};
    std::string when = "";
    Title title = {};  // how a message names them; empty: by roles and fields
};

}  // namespace xingke::model
