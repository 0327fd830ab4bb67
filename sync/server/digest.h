// SHA-256, through libsodium.
#pragma once

#include <span>

#include "sync/server/storage/storage.h"

namespace xingke::server {

Digest sha256(std::span<const std::uint8_t> bytes);

}  // namespace xingke::server
