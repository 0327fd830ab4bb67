#include "sync/server/passwords.h"

#include <sodium.h>

#include "app/base/check.h"

namespace xingke::server {
namespace {

void ensure_sodium() {
    static const bool is_ready = sodium_init() >= 0;
    CHECK(is_ready, "libsodium finds a source of randomness");
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    ensure_sodium();
    char hash[crypto_pwhash_STRBYTES];
    const int code = crypto_pwhash_str(hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                       crypto_pwhash_MEMLIMIT_INTERACTIVE);
    if (code != 0) {
        return Error{Fault::storage_full, {Text::server_trouble, {}}, "no memory for argon2id"};
    }
    return std::string(hash);
}

bool is_right_password(const std::string& hash, std::string_view password) {
    ensure_sodium();
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace xingke::server
