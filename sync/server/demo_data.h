// The demo company: people, customers with contacts, visits, and what demo_story.h adds. Written through the same rules
// as everything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sync/server/admin.h"

namespace xingke::server {

struct DemoAccount {
    std::string_view login;
    std::string_view name;
    model::Role role;
    std::string_view department;
    std::string_view signs_for;
};

constexpr std::string_view demo_password = "xingke-demo";
const std::vector<DemoAccount>& demo_accounts();

// Makes company, accounts and records in a database that has no company yet.
Result<void> load_demo(Storage& storage, const Rules& rules);

}  // namespace xingke::server
