// People and their sessions. A password is checked in three steps, because the slow one must not hold the storage's
// thread: begin (storage), is_right (any thread), finish (storage). A login that does not exist, or is disabled, costs
// the same time and gets the same answer as a wrong password.
//
// Whoever is let in gets a session (sessions.h). Belongs to the thread of its storage, but for is_right().
#pragma once

#include <string>
#include <string_view>

#include "app/base/random.h"
#include "app/base/result.h"
#include "sync/server/limits.h"
#include "sync/server/rate_limit.h"
#include "sync/server/sessions.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// What the app is told about who signed in.
struct Profile {
    RecordId user;
    std::string name;
    model::Role role = model::Role::read_only;
    std::string company;
    std::string login;
    std::array<std::uint8_t, 16> epoch{};
    std::string device_code = {};  // told at sign-in; stands in the numbers that the device gives
};

struct SignedIn {
    SessionTokens tokens;
    Caller caller;
    Profile profile;
};

class Accounts {
public:
    // storage_full: no memory for the hash that unknown logins are compared with.
    static Result<std::unique_ptr<Accounts>> make(Storage& storage, Clock& clock, Random& random,
                                                  const AccountSettings& settings = {});

    struct Attempt {
        std::string login;  // folded
        std::string address;
        std::string hash;  // to compare with; one that nothing matches for an unknown login
        bool is_known = false;
    };
    // forbidden: too many failures; the message says how long to wait.
    Result<Attempt> begin_sign_in(std::string_view login, const std::string& address);
    static bool is_right(const Attempt& attempt, std::string_view password);
    // unauthorized: wrong. invalid_input: no device id.
    Result<SignedIn> finish_sign_in(const Attempt& attempt, bool is_right, DeviceId device);
    // The three at once.
    Result<SignedIn> sign_in(std::string_view login, std::string_view password, DeviceId device,
                             const std::string& address);

    // As Sessions says, which has the rest of a session's life.
    Result<Authenticated> authenticate(std::string_view access_token) { return sessions_.authenticate(access_token); }
    Sessions& sessions() { return sessions_; }
    Result<Profile> profile(const Caller& caller);

private:
    Accounts(Storage& storage, Clock& clock, Random& random, const AccountSettings& settings, std::string unknown_hash);
    Storage& storage_;
    Clock& clock_;
    AccountSettings settings_;
    std::string unknown_hash_;
    Sessions sessions_;
    FailureLimit by_login_;
    FailureLimit by_address_;
};

// Logins are compared without regard to case and width: "Sales" is "sales".
std::string fold_login(std::string_view login);

}  // namespace xingke::server
