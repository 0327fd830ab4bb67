#include "sync/server/accounts.h"

#include "app/base/text.h"
#include "app/model/numbering.h"
#include "sync/server/passwords.h"

namespace xingke::server {
namespace {

Error wrong_password() {
    return {Fault::unauthorized, {Text::wrong_password, {}}, "sign-in refused"};
}

Error revoked() {
    return {Fault::unauthorized, {Text::device_revoked, {}}, "device"};
}

// What no password makes.
std::string random_text(Random& random) {
    std::array<std::uint8_t, token_bytes> bytes;
    random.fill(bytes);
    return std::string(as_text(bytes));
}

}  // namespace

std::string fold_login(std::string_view login) {
    return fold(trim(login));
}

Accounts::Accounts(Storage& storage, Clock& clock, Random& random, const AccountSettings& settings,
                   std::string unknown_hash)
    : storage_(storage),
      clock_(clock),
      settings_(settings),
      unknown_hash_(std::move(unknown_hash)),
      sessions_(storage, clock, random, settings.session),
      by_login_(settings.failures_per_login, settings.failure_window_ms, settings.counted_keys_max),
      by_address_(settings.failures_per_address, settings.failure_window_ms, settings.counted_keys_max) {}

Result<std::unique_ptr<Accounts>> Accounts::make(Storage& storage, Clock& clock, Random& random,
                                                 const AccountSettings& settings) {
    std::string unknown_hash = TRY(hash_password(random_text(random)));
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
    SignedIn signed_in;
    signed_in.caller = {account->company, account->user, device, account->role};
    signed_in.profile = TRY(profile(signed_in.caller));
    const auto writing = TRY(storage_.begin_write(account->company));
    signed_in.profile.device_code = model::device_code(TRY(writing->ensure_device_index(device)));
    TRY(writing->commit());
    signed_in.tokens = TRY(sessions_.begin(account->company, account->user, device));
    return signed_in;
}

Result<SignedIn> Accounts::sign_in(std::string_view login, std::string_view password, DeviceId device,
                                   const std::string& address) {
    const Attempt attempt = TRY(begin_sign_in(login, address));
    return finish_sign_in(attempt, is_right(attempt, password), device);
}

Result<Profile> Accounts::profile(const Caller& caller) {
    const auto reading = TRY(storage_.begin_read(caller.company));
    const auto account = TRY(reading->find_account(caller.user));
    if (!account) {
        return Error{Fault::unauthorized, {Text::session_ended, {}}, "account"};
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

}  // namespace xingke::server
