#include "sync/server/administration.h"

#include <algorithm>

#include "app/model/numbering.h"
#include "sync/protocol/limits.h"
#include "sync/server/admin.h"
#include "sync/server/departments.h"

namespace xingke::server {
namespace {

using protocol::AdminAction;
using Words = std::vector<std::string>;

const Title administrators_only = {"只有管理员可以这样做", "Only an administrator may do this"};
const Title not_oneself = {"不能停用自己，也不能改自己的角色。请让另一位管理员来做",
                           "You cannot disable yourself or change your own role; ask another administrator"};

struct Asked {
    Storage& storage;
    const Rules& rules;
    const Caller& caller;
    bool is_administrator = false;
    const Words& words;
};

Error not_these_words() {
    return {Fault::invalid_input, {Text::malformed, {}}, "words of an administration request"};
}

std::size_t word_count_of(AdminAction action) {
    switch (action) {
        case AdminAction::add_person:
            return 6;
        case AdminAction::change_person:
            return 4;
        case AdminAction::reset_password:
        case AdminAction::move_department:
            return 2;
        case AdminAction::list_devices:
            return 0;
        default:
            return 1;
    }
}

// Of this company; no other account can be named.
Result<Account> person_named(const Asked& asked) {
    const auto id = parse_id<RecordTag>(asked.words[0]);
    const auto reading = TRY(asked.storage.begin_read(asked.caller.company));
    const auto account = id ? TRY(reading->find_account(*id)) : std::nullopt;
    if (!account) {
        return Error{Fault::not_found, {Text::login_missing, {argument("login", asked.words[0])}}, ""};
    }
    return *account;
}

// So that a company never lacks an administrator: the last one cannot take himself out.
Result<void> check_not_oneself(const Asked& asked, const Account& account) {
    if (account.user == asked.caller.user) {
        return refused(Fault::forbidden, not_oneself);
    }
    return {};
}

Result<void> add_person(const Asked& asked) {
    model::Role role{};
    if (!model::role_of_key(asked.words[3], role)) {
        return not_these_words();
    }
    NewUser user{asked.words[0], asked.words[1], asked.words[2], role, asked.words[4], asked.words[5]};
    TRY(add_user(asked.storage, asked.rules, asked.caller.company, user));
    return {};
}

Result<void> change_person(const Asked& asked) {
    const Account account = TRY(person_named(asked));
    model::Role role{};
    if (!model::role_of_key(asked.words[1], role)) {
        return not_these_words();
    }
    if (role != account.role) {
        TRY(check_not_oneself(asked, account));
    }
    TRY(change_department(asked.storage, asked.rules, account.login, asked.words[2], asked.words[3]));
    return role == account.role ? Result<void>() : change_role(asked.storage, asked.rules, account.login, role);
}

Result<void> disable_person(const Asked& asked, Disabled disabled) {
    const Account account = TRY(person_named(asked));
    TRY(check_not_oneself(asked, account));
    return disable_user(asked.storage, asked.rules, account.login, disabled);
}

Result<void> reset_password(const Asked& asked) {
    const Account account = TRY(person_named(asked));
    return change_password(asked.storage, account.login, asked.words[1]);
}

Result<std::vector<Words>> list_devices(const Asked& asked) {
    std::vector<Words> rows;
    // A device that has been seen has its code; asking for it needs a transaction that may give one.
    const auto writing = TRY(asked.storage.begin_write(asked.caller.company));
    for (const Device& device : TRY(writing->devices())) {
        if (asked.is_administrator || device.user == asked.caller.user) {
            const std::uint32_t index = TRY(writing->ensure_device_index(device.id));
            rows.push_back({print(device.id), model::device_code(index), print(device.user),
                            std::to_string(device.last_seen.ms), std::to_string(device.waiting_count),
                            device.is_revoked ? "1" : "0"});
        }
        if (rows.size() == protocol::admin_rows_max) {
            break;
        }
    }
    TRY(writing->commit());
    return rows;
}

Result<void> revoke(const Asked& asked) {
    const auto id = parse_id<DeviceTag>(asked.words[0]);
    {
        const auto reading = TRY(asked.storage.begin_read(asked.caller.company));
        const auto device = id ? TRY(reading->find_device(*id)) : std::nullopt;
        if (device && device->user != asked.caller.user && !asked.is_administrator) {
            return refused(Fault::forbidden, administrators_only);
        }
    }
    return revoke_device(asked.storage, asked.caller.company, asked.words[0]);
}

Result<void> change(const Asked& asked, AdminAction action) {
    const auto& [storage, rules, caller, is_administrator, words] = asked;
    switch (action) {
        case AdminAction::add_person:
            return add_person(asked);
        case AdminAction::change_person:
            return change_person(asked);
        case AdminAction::disable_person:
            return disable_person(asked, Disabled::yes);
        case AdminAction::enable_person:
            return disable_person(asked, Disabled::no);
        case AdminAction::reset_password:
            return reset_password(asked);
        case AdminAction::add_department:
            return add_department(storage, rules, caller, words[0]);
        case AdminAction::move_department:
            return move_department(storage, rules, caller, words[0], words[1]);
        case AdminAction::withdraw_department:
            return withdraw_department(storage, rules, caller, words[0]);
        case AdminAction::revoke_device:
            return revoke(asked);
        case AdminAction::list_devices:
            break;
    }
    return {};
}

bool is_for_everybody(AdminAction action) {
    return action == AdminAction::list_devices || action == AdminAction::revoke_device;
}

}  // namespace

Result<protocol::AdminResponse> administer(Storage& storage, const Rules& rules, const Caller& caller,
                                           const protocol::AdminRequest& request) {
    Asked asked{storage, rules, caller, false, request.words};
    {
        const auto reading = TRY(storage.begin_read(caller.company));
        const auto device = TRY(reading->find_device(caller.device));
        if (device && device->is_revoked) {
            return Error{Fault::unauthorized, {Text::device_revoked, {}}, "device"};
        }
        const auto account = TRY(reading->find_account(caller.user));
        if (!account || account->is_disabled) {
            return Error{Fault::unauthorized, {Text::session_ended, {}}, "account"};
        }
        asked.is_administrator = account->role == model::Role::administrator;
    }
    if (request.words.size() != word_count_of(request.action)) {
        return not_these_words();
    }
    protocol::AdminResponse response;
    if (!asked.is_administrator && !is_for_everybody(request.action)) {
        response.is_refused = true;
        response.refusal = refused(Fault::forbidden, administrators_only).message;
        return response;
    }
    if (request.action == AdminAction::list_devices) {
        response.rows = TRY(list_devices(asked));
        return response;
    }
    const Result<void> done = change(asked, request.action);
    if (!done && (done.error().fault == Fault::storage || done.error().fault == Fault::storage_full)) {
        return done.error();
    }
    if (!done) {
        response.is_refused = true;
        response.refusal = done.error().message;
    }
    return response;
}

}  // namespace xingke::server
