#include "sync/server/digest.h"

#include <sodium.h>

namespace xingke::server {

Digest sha256(std::span<const std::uint8_t> bytes) {
    Digest digest{};
    static_assert(sizeof(digest) == crypto_hash_sha256_BYTES);
    crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
    return digest;
}

}  // namespace xingke::server
