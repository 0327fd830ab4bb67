#include "sync/server/accounts.h"

#include <sodium.h>

#include "app/base/text.h"
#include "app/model/numbering.h"
#include "sync/server/digest.h"
#include "sync/server/passwords.h"

namespace xingke::server {
namespace {

Error wrong_password() {
    return {Fault::unauthorized, {Text::wrong_password, {}}, "sign-in refused"};
}

Error revoked() {
    return {Fault::unauthorized, {Text::device_revoked, {}}, "device"};
}

Error ended(std::string detail) {
    return {Fault::unauthorized, {Text::session_ended, {}}, std::move(detail)};
}

std::string make_token(Random& random) {
    std::array<std::uint8_t, token_bytes> bytes;
    random.fill(bytes);
    std::string text(sodium_base64_ENCODED_LEN(token_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.pop_back();  // the final zero
    return text;
}

}  // namespace

std::string fold_login(std::string_view login) {
    return fold(trim(login));
}

Digest hash_of_token(std::string_view token) {
    return sha256(as_bytes(token));
}

Accounts::Accounts(Storage& storage, Clock& clock, Random& random, const AccountSettings& settings,
                   std::string unknown_hash)
    : storage_(storage),
      clock_(clock),
      random_(random),
      settings_(settings),
      unknown_hash_(std::move(unknown_hash)),
      by_login_(settings.failures_per_login, settings.failure_window_ms, settings.counted_keys_max),
      by_address_(settings.failures_per_address, settings.failure_window_ms, settings.counted_keys_max) {}

Result<std::unique_ptr<Accounts>> Accounts::make(Storage& storage, Clock& clock, Random& random,
                                                 const AccountSettings& settings) {
    std::string unknown_hash = TRY(hash_password(make_token(random)));
    TRY(storage.drop_sessions_expired_before(clock.now()));
    return std::unique_ptr<Accounts>(new Accounts(storage, clock, random, settings, std::move(unknown_hash)));
}

Result<Accounts::Attempt> Accounts::begin_sign_in(std::string_view login, const std::string& address) {
    Attempt attempt{fold_login(login), address, unknown_hash_, false};
    const std::int64_t now_ms = clock_.monotonic_ms();
    const std::int64_t wait_ms =
        std::max(by_login_.wait_ms(attempt.login, now_ms), by_address_.wait_ms(attempt.address, now_ms));
    if (wait_ms > 0) {
        const std::int64_t minutes = (wait_ms + 59'999) / 60'000;
        return Error{Fault::forbidden,
                     {Text::too_many_attempts, {argument("minutes", std::to_string(minutes))}},
                     "sign-ins limited"};
    }
    const auto account = TRY(storage_.find_login(attempt.login));
    by_login_.count(attempt.login, now_ms);
    by_address_.count(attempt.address, now_ms);
    if (account && !account->is_disabled) {
        attempt.hash = account->password_hash;
        attempt.is_known = true;
    }
    return attempt;
}

bool Accounts::is_right(const Attempt& attempt, std::string_view password) {
    // The comparison is made in any case: an unknown login takes the same time.
    const bool is_match = is_right_password(attempt.hash, password.substr(0, password_bytes_max));
    return is_match && attempt.is_known && password.size() <= password_bytes_max;
}

Result<SignedIn> Accounts::finish_sign_in(const Attempt& attempt, bool is_right, DeviceId device) {
    if (!is_right) {
        return wrong_password();
    }
    if (device.is_nil()) {
        return Error{Fault::invalid_input, {Text::malformed, {}}, "no device id"};
    }
    // Asked again: the account may have been disabled meanwhile.
    const auto account = TRY(storage_.find_login(attempt.login));
    if (!account || account->is_disabled || account->password_hash != attempt.hash) {
        return wrong_password();
    }
    {
        const auto reading = TRY(storage_.begin_read(account->company));
        if (const auto known = TRY(reading->find_device(device)); known && known->is_revoked) {
            return revoked();
        }
    }
    by_login_.forget(attempt.login);
    by_address_.take_back(attempt.address);
    const Instant now = clock_.now();
    SignedIn signed_in;
    signed_in.caller = {account->company, account->user, device, account->role};
    signed_in.profile = TRY(profile(signed_in.caller));
    const auto writing = TRY(storage_.begin_write(account->company));
    signed_in.profile.device_code = model::device_code(TRY(writing->ensure_device_index(device)));
    TRY(writing->commit());
    signed_in.token = make_token(random_);
    TRY(storage_.add_session({hash_of_token(signed_in.token),
                              account->company,
                              account->user,
                              device,
                              now,
                              now,
                              {now.ms + settings_.session_lifetime_ms},
                              false}));
    return signed_in;
}

Result<SignedIn> Accounts::sign_in(std::string_view login, std::string_view password, DeviceId device,
                                   const std::string& address) {
    const Attempt attempt = TRY(begin_sign_in(login, address));
    return finish_sign_in(attempt, is_right(attempt, password), device);
}

Result<Authenticated> Accounts::authenticate(std::string_view token) {
    return authenticate(hash_of_token(token));
}

Result<Authenticated> Accounts::authenticate(const Digest& token_hash) {
    const auto session = TRY(storage_.find_session(token_hash));
    const Instant now = clock_.now();
    if (!session || session->is_revoked || session->expires <= now) {
        return ended("session");
    }
    Authenticated authenticated{{session->company, session->user, session->device, model::Role::read_only}, token_hash};
    {
        const auto reading = TRY(storage_.begin_read(session->company));
        const auto account = TRY(reading->find_account(session->user));
        const auto device = TRY(reading->find_device(session->device));
        if (device && device->is_revoked) {
            return revoked();
        }
        if (!account || account->is_disabled) {
            return ended("account");
        }
        authenticated.caller.role = account->role;
    }
    if (now.ms - session->last_used.ms >= session_touch_interval_ms) {
        TRY(storage_.extend_session(token_hash, now, {now.ms + settings_.session_lifetime_ms}));
    }
    return authenticated;
}

Result<Profile> Accounts::profile(const Caller& caller) {
    const auto reading = TRY(storage_.begin_read(caller.company));
    const auto account = TRY(reading->find_account(caller.user));
    if (!account) {
        return ended("account");
    }
    Profile profile{caller.user,    account->login,          account->role, reading->company().name,
                    account->login, reading->company().epoch};
    if (const auto record = TRY(reading->find_record(caller.user))) {
        constexpr model::FieldId name_field = 1;  // of type user, see app/catalogue/system.cpp
        if (const auto* name = std::get_if<std::string>(&model::value_of(*record, name_field))) {
            profile.name = *name;
        }
    }
    return profile;
}

Result<void> Accounts::sign_out(std::string_view token) {
    return storage_.revoke_session(hash_of_token(token));
}

}  // namespace xingke::server
