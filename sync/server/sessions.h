// Sessions: who was let in, on which device, for how long. A device holds two tokens, of which only hashes are here.
// The access token goes with each request and is worth nothing after half an hour; the renewal token gives the next
// pair, and so lives as long as the session, which ends when it was not renewed for its lifetime, or is revoked.
//
// Each renewal gives new tokens in place of both. A device that did not hear the answer asks again with the old token
// and gets the same pair again, as often as it likes, until the pair has been used: the pair follows from the old token
// and a salt of this renewal. Later, an old token means that two hold the same session, one of whom was not given it:
// the session ends for both. What is late on its way by less than the grace ends nothing.
//
//   renewal token │ present: rotates │ previous, pair unused or within the grace: same pair │ other: refused …
//                 └ … and the session ends, unless the last renewal is younger than the grace.
//
// Belongs to the thread of its storage.
#pragma once

#include <string>
#include <string_view>

#include "app/base/random.h"
#include "app/base/result.h"
#include "sync/server/caller.h"
#include "sync/server/limits.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

struct SessionTokens {
    std::string access;
    std::string renewal;
    std::int64_t access_lifetime_ms = 0;
};

struct Authenticated {
    Caller caller;
    SessionId session;
};

class Sessions {
public:
    Sessions(Storage& storage, Clock& clock, Random& random, const SessionSettings& settings)
        : storage_(storage), clock_(clock), random_(random), settings_(settings) {}

    Result<SessionTokens> begin(TenantId company, RecordId user, DeviceId device);

    // unauthorized: unknown, expired, revoked; or the account or (device_revoked) the device no longer is welcome.
    Result<Authenticated> authenticate(std::string_view access_token);
    // Whether the session goes on, whichever its present tokens are.
    Result<Authenticated> authenticate(SessionId session);

    struct Renewed {
        Authenticated known;
        SessionTokens tokens;
    };
    // unauthorized, as above.
    Result<Renewed> renew(std::string_view renewal_token);
    // With either token. unauthorized: it is of no session.
    Result<Session> end(std::string_view token);
    const SessionSettings& settings() const { return settings_; }

private:
    Result<Authenticated> welcome(const Session& session);
    Result<Renewed> rotate(Session session, std::string_view renewal_token);
    Result<Renewed> repeat(Session session, std::string_view renewal_token);
    Result<void> touch(Session session, Instant now);

    Storage& storage_;
    Clock& clock_;
    Random& random_;
    SessionSettings settings_;
};

Digest hash_of_token(std::string_view token);

}  // namespace xingke::server
