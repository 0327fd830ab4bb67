// Compressed bodies. Those of /sync are gzip (RFC 1952), which every browser makes and reads by itself:
// CompressionStream on the way up, Content-Encoding on the way down.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/base/result.h"

namespace xingke::server {

// Below this, headers and checksums cost more than they save.
constexpr std::size_t gzip_from_bytes = 512;

std::string gzip(std::string_view bytes);
// Fails with Text::malformed for what is not one whole gzip member, and with Text::too_large when more than `size_max`
// bytes would come out; no more than that is ever kept.
Result<std::string> gunzip(std::string_view bytes, std::size_t size_max);
// Whether an Accept-Encoding header admits the coding ("gzip", "br").
bool accepts(std::string_view accept_encoding, std::string_view coding);

}  // namespace xingke::server
