// SHA-256 (FIPS 180-4), by which files are named. Ours, because the browser's own answers later and only on secure
// origins, and the server's library is not in the app; the test has the standard's examples.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace xingke {

std::array<std::uint8_t, 32> sha256_of(std::span<const std::uint8_t> bytes);

}  // namespace xingke
