// The JSON of /session. What comes in is read without exceptions and bounded by limits.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/server/accounts.h"

namespace xingke::server {

struct SignInForm {
    std::string login;
    std::string password;
    DeviceId device;
};

// {"login":"sales","password":"…","device":"0192e4a0-…"}; nullopt when it is anything else.
std::optional<SignInForm> parse_sign_in(std::string_view json);

// {"renewal":"…"}; nullopt when it is anything else.
std::optional<std::string> parse_renewal(std::string_view json);

// {"user":…,"name":…,"role":…,"company":…,"login":…,"epoch":…,"server_time_ms":…}; with tokens also "token", "renewal"
// and "token_lifetime_ms".
std::string profile_json(const Profile& profile, Instant server_time, const SessionTokens& tokens = {});

}  // namespace xingke::server
