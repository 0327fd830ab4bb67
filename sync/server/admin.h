// What an administrator does from the command line, as plain functions over storage and rules. They work while the
// server runs: each is one storage transaction.
#pragma once

#include <string>

#include "sync/server/commit.h"

namespace xingke::server {

struct NewUser {
    std::string login;
    std::string name;
    std::string password;
    model::Role role = model::Role::salesperson;
    std::string department = "";  // higher ones first: "销售部/华东"; what a person sees follows from it (sight.h)
    std::string signs_for = "";   // whose opinions this person signs (app/model/countersign.h); empty: the last of it
};

// invalid_input: no name. conflict: there is one of that name.
Result<Company> add_company(Storage& storage, const Rules& rules, const std::string& name);
// By name; an empty name finds the only company. not_found with a message that says which of the two failed.
Result<Company> find_company(Storage& storage, const std::string& name);

// Makes the account and its user record together. invalid_input, conflict: messages say what to change.
Result<RecordId> add_user(Storage& storage, const Rules& rules, TenantId company, const NewUser& user);

// These three also end the account's sessions. not_found: no such login.
Result<void> change_password(Storage& storage, const std::string& login, const std::string& password);
enum class Disabled { no, yes };
Result<void> disable_user(Storage& storage, const Rules& rules, const std::string& login, Disabled disabled);
// Of whoever has that login, both as in NewUser; empty: none. Sessions go on.
Result<void> change_department(Storage& storage, const Rules& rules, const std::string& login,
                               const std::string& department, const std::string& signs_for);
// Ends the sessions, too: the app learns its person's role when they sign in.
Result<void> change_role(Storage& storage, const Rules& rules, const std::string& login, model::Role role);
// The device erases what it keeps at its next contact, what it had not sent included; its number (printed by `device
// list`) is never welcome again. not_found: no such device in that company.
Result<void> revoke_device(Storage& storage, TenantId company, const std::string& device);
// Returns how many were open.
Result<std::int64_t> revoke_sessions(Storage& storage, const std::string& login);

// A refusal in words of its own: the app need not know them yet, so that an older one says the same.
Error refused(Fault fault, const Title& words);

// A change that sets one field, for those who write transactions by hand.
model::Change set_field(RecordId record, const model::RecordType& type, std::string_view field, model::Value value);
model::Change begin_life(RecordId record, const model::RecordType& type);

}  // namespace xingke::server
