// The end that answers what asking.h asks: in the browser inside files.wasm, natively called at once.
#pragma once

#include <cstdint>
#include <span>

#include "app/base/bytes.h"

namespace xingke::formats {

// Never fails: what cannot be done is an answer, too.
Bytes answer(std::span<const std::uint8_t> head, std::span<const std::uint8_t> body);

}  // namespace xingke::formats
