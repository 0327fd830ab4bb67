// Passwords: argon2id through libsodium. Both functions take 50–100 ms and 64 MiB on purpose, so they run on threads of
// their own; they touch nothing shared.
#pragma once

#include <string>
#include <string_view>

#include "app/base/result.h"

namespace xingke::server {

// The printed form, with its salt and its cost inside. storage_full: no memory to compute it.
Result<std::string> hash_password(std::string_view password);
bool is_right_password(const std::string& hash, std::string_view password);

}  // namespace xingke::server
