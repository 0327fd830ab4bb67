#include "sync/server/sessions.h"

#include <sodium.h>

#include <algorithm>

#include "app/base/log.h"
#include "sync/server/digest.h"

namespace xingke::server {
namespace {

constexpr std::size_t id_bytes = 16;
constexpr int renew_attempts_max = 3;  // against other servers that renew the same session at the same moment
constexpr auto base64_form = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using Secret = std::array<std::uint8_t, token_bytes>;

Error ended(std::string detail) {
    return {Fault::unauthorized, {Text::session_ended, {}}, std::move(detail)};
}

// The session's id, to find it by, and the secret.
std::string token_of(SessionId session, const Secret& secret) {
    std::array<std::uint8_t, id_bytes + token_bytes> bytes;
    std::ranges::copy(session.bytes, bytes.begin());
    std::ranges::copy(secret, bytes.begin() + id_bytes);
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), base64_form), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), base64_form);
    text.pop_back();  // the final zero
    return text;
}

std::optional<SessionId> session_of(std::string_view token) {
    std::array<std::uint8_t, id_bytes + token_bytes> bytes;
    std::size_t size = 0;
    const char* end = nullptr;
    const int failed =
        sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &size, &end, base64_form);
    if (failed != 0 || size != bytes.size() || end != token.data() + token.size()) {
        return std::nullopt;
    }
    return id_from_bytes<SessionTag>(std::span(bytes).first(id_bytes));
}

Secret random_secret(Random& random) {
    Secret secret;
    random.fill(secret);
    return secret;
}

// The pair that follows a renewal token: whoever holds neither the token nor the salt cannot tell it.
SessionTokens tokens_after(const Session& session, std::string_view renewal_token) {
    const auto secret_for = [&](std::string_view use) {
        Bytes mixed(session.salt.begin(), session.salt.end());
        mixed.insert(mixed.end(), use.begin(), use.end());
        mixed.insert(mixed.end(), renewal_token.begin(), renewal_token.end());
        return sha256(mixed);
    };
    return {token_of(session.id, secret_for("access ")), token_of(session.id, secret_for("renewal "))};
}

bool is_used(const Session& session) {
    return session.last_used > session.renewed;
}

}  // namespace

Digest hash_of_token(std::string_view token) {
    return sha256(as_bytes(token));
}

Result<SessionTokens> Sessions::begin(TenantId company, RecordId user, DeviceId device) {
    const Instant now = clock_.now();
    Session session;
    session.id = make_id<SessionTag>(now, random_);
    session.company = company;
    session.user = user;
    session.device = device;
    session.created = session.last_used = session.renewed = now;
    session.expires = {now.ms + settings_.lifetime_ms};
    session.access_expires = {now.ms + settings_.access_lifetime_ms};
    const SessionTokens tokens{token_of(session.id, random_secret(random_)),
                               token_of(session.id, random_secret(random_)), settings_.access_lifetime_ms};
    session.access_hash = hash_of_token(tokens.access);
    session.renewal_hash = hash_of_token(tokens.renewal);
    TRY(storage_.add_session(session));
    return tokens;
}

Result<Authenticated> Sessions::authenticate(std::string_view access_token) {
    const auto id = session_of(access_token);
    const auto session = id ? TRY(storage_.find_session(*id)) : std::nullopt;
    const Instant now = clock_.now();
    if (!session || session->access_hash != hash_of_token(access_token) || session->access_expires <= now) {
        return ended("access token");
    }
    const Authenticated known = TRY(welcome(*session));
    if (!is_used(*session) || now.ms - session->last_used.ms >= session_touch_interval_ms) {
        TRY(touch(*session, now));
    }
    return known;
}

Result<Authenticated> Sessions::authenticate(SessionId id) {
    const auto session = TRY(storage_.find_session(id));
    if (!session) {
        return ended("session");
    }
    return welcome(*session);
}

Result<Session> Sessions::end(std::string_view token) {
    const auto id = session_of(token);
    const auto session = id ? TRY(storage_.find_session(*id)) : std::nullopt;
    const Digest hash = hash_of_token(token);
    if (!session || (session->access_hash != hash && session->renewal_hash != hash && session->previous_hash != hash)) {
        return ended("session");
    }
    TRY(storage_.revoke_session(*id));
    return *session;
}

Result<Authenticated> Sessions::welcome(const Session& session) {
    if (session.is_revoked || session.expires <= clock_.now()) {
        return ended("session");
    }
    const auto reading = TRY(storage_.begin_read(session.company));
    const auto account = TRY(reading->find_account(session.user));
    const auto device = TRY(reading->find_device(session.device));
    if (device && device->is_revoked) {
        return Error{Fault::unauthorized, {Text::device_revoked, {}}, "device"};
    }
    if (!account || account->is_disabled) {
        return ended("account");
    }
    return Authenticated{{session.company, session.user, session.device, account->role}, session.id};
}

// That the present pair has arrived is noted at once, for the sake of renew(); later uses only now and then.
Result<void> Sessions::touch(Session session, Instant now) {
    session.last_used = {std::max(now.ms, session.renewed.ms + 1)};
    TRY(storage_.change_session(session, session.renewal_hash));
    return {};
}

Result<Sessions::Renewed> Sessions::renew(std::string_view renewal_token) {
    const auto id = session_of(renewal_token);
    const Digest hash = hash_of_token(renewal_token);
    for (int attempt = 0; id && attempt < renew_attempts_max; ++attempt) {
        const auto session = TRY(storage_.find_session(*id));
        if (!session) {
            break;
        }
        TRY(welcome(*session));
        const bool is_recent = clock_.now().ms - session->renewed.ms <= settings_.renewal_grace_ms;
        Result<Renewed> renewed = ended("renewal token");
        if (session->renewal_hash == hash) {
            renewed = rotate(*session, renewal_token);
        } else if (session->previous_hash == hash && (is_recent || !is_used(*session))) {
            renewed = repeat(*session, renewal_token);
        } else if (!is_recent) {
            log(LogLevel::warning, "session_copied", {{"user", print(session->user)}});
            TRY(storage_.revoke_session(*id));
            return ended("an old renewal token");
        } else {
            return renewed;
        }
        if (renewed || renewed.error().fault != Fault::conflict) {
            return renewed;
        }
    }
    return ended("renewal token");
}

Result<Sessions::Renewed> Sessions::rotate(Session session, std::string_view renewal_token) {
    const Digest before = session.renewal_hash;
    const Instant now = clock_.now();
    random_.fill(session.salt);
    SessionTokens tokens = tokens_after(session, renewal_token);
    tokens.access_lifetime_ms = settings_.access_lifetime_ms;
    session.previous_hash = before;
    session.renewal_hash = hash_of_token(tokens.renewal);
    session.access_hash = hash_of_token(tokens.access);
    session.access_expires = {now.ms + settings_.access_lifetime_ms};
    session.expires = {now.ms + settings_.lifetime_ms};
    session.renewed = session.last_used = now;
    if (!TRY(storage_.change_session(session, before))) {
        return Error{Fault::conflict, {Text::session_ended, {}}, "renewed elsewhere"};
    }
    return Renewed{TRY(welcome(session)), std::move(tokens)};
}

// The answer was lost, perhaps weeks ago: the access token begins to count now.
Result<Sessions::Renewed> Sessions::repeat(Session session, std::string_view renewal_token) {
    SessionTokens tokens = tokens_after(session, renewal_token);
    tokens.access_lifetime_ms = settings_.access_lifetime_ms;
    if (!is_used(session)) {
        const Instant now = clock_.now();
        session.access_expires = {now.ms + settings_.access_lifetime_ms};
        session.expires = {now.ms + settings_.lifetime_ms};
        session.renewed = session.last_used = now;  // The grace counts from when the pair was last given.
        if (!TRY(storage_.change_session(session, session.renewal_hash))) {
            return Error{Fault::conflict, {Text::session_ended, {}}, "renewed elsewhere"};
        }
    } else {
        tokens.access_lifetime_ms = std::max<std::int64_t>(0, session.access_expires.ms - clock_.now().ms);
    }
    return Renewed{TRY(welcome(session)), std::move(tokens)};
}

}  // namespace xingke::server
