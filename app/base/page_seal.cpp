#include "app/base/page_seal.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace xingke {
namespace {

using Seal = std::array<std::uint8_t, seal_bytes>;

// Two sums, the second of which knows the order (Fletcher); they begin above zero.
Seal seal_of(std::span<const std::uint8_t> content) {
    std::uint32_t one = 0x9E3779B9, two = 0x85EBCA6B;
    for (std::size_t i = 0; i + 4 <= content.size(); i += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, content.data() + i, 4);
        one += word + two;
        two += one;
    }
    Seal seal;
    for (std::size_t i = 0; i < 4; ++i) {
        seal[i] = static_cast<std::uint8_t>(one >> (8 * i));
        seal[i + 4] = static_cast<std::uint8_t>(two >> (8 * i));
    }
    return seal;
}

}  // namespace

void seal_page(std::span<std::uint8_t> page) {
    const Seal seal = seal_of(page.first(page.size() - seal_bytes));
    std::ranges::copy(seal, page.end() - seal_bytes);
}

bool has_seal(std::span<const std::uint8_t> page) {
    const Seal seal = seal_of(page.first(page.size() - seal_bytes));
    return std::ranges::equal(seal, page.last(seal_bytes));
}

std::size_t sealed_page_size(std::span<const std::uint8_t> header) {
    constexpr std::size_t page_size_at = 16, reserved_at = 20;
    if (header.size() <= reserved_at || header[reserved_at] != seal_bytes) {
        return 0;
    }
    const std::size_t size = std::size_t{header[page_size_at]} * 256 + header[page_size_at + 1];
    return size == 1 ? 65'536 : size;
}

}  // namespace xingke
