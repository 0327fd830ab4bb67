// Who may work on this device: asking the server, and remembering the answer in the database, so that the next start
// needs no network. What is kept of the password: nothing.
#pragma once

#include <optional>
#include <string>

#include "app/base/result.h"
#include "app/client/workspace.h"
#include "app/platform/network.h"

namespace xingke::client {

// POST /session {"login", "password", "device"}.
platform::HttpRequest sign_in_request(const std::string& login, const std::string& password, DeviceId device);
// POST /session/renew {"renewal"}.
platform::HttpRequest renewal_request(const std::string& renewal_token);
// DELETE /session: the session's tokens are worth nothing any more.
platform::HttpRequest sign_out_request(const std::string& token);

// What a sign-in and a renewal answer with; nullopt when it is not all there.
struct Tokens {
    std::string access, renewal;
    std::int64_t lifetime_ms = 0;  // of the access token
};
std::optional<Tokens> tokens_of(const platform::HttpResponse& response);
void use_tokens(Account& account, const Tokens& tokens, std::int64_t now_ms);

// unauthorized: wrong account or password; forbidden: too many attempts; network: no usable answer came.
Result<Account> account_of(const platform::HttpResponse& response, const std::string& login, std::int64_t now_ms);

// Whoever was signed in last; user nil: nobody yet. After a sign-out `is_signed_out`, and the account has no token.
struct KeptAccount {
    Account account;
    bool is_signed_out = false;
};
Result<KeptAccount> load_account(store::Store& store);
Result<void> save_account(store::Store& store, const Account& account);
// The data stays for when the same person signs in again.
Result<void> mark_signed_out(store::Store& store);
// Whether what this device keeps is somebody else's than this account's. Fault conflict: it is, and some of it was
// never sent, which only its own person can do.
Result<bool> is_of_another(Workspace& workspace, const Account& account);

}  // namespace xingke::client
