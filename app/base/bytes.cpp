#include "app/base/bytes.h"

#include <array>

#include "app/base/check.h"

namespace xingke {

void Writer::u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        u8(static_cast<std::uint8_t>(value >> shift));
    }
}

void Writer::varint(std::uint64_t value) {
    while (value >= 0x80) {
        u8(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    u8(static_cast<std::uint8_t>(value));
}

void Writer::zigzag(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    varint((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void Writer::raw(std::span<const std::uint8_t> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void Writer::text(std::string_view text) {
    varint(text.size());
    raw(as_bytes(text));
}

void Writer::blob(std::span<const std::uint8_t> bytes) {
    varint(bytes.size());
    raw(bytes);
}

void Writer::patch_u32(std::size_t at, std::uint32_t value) {
    CHECK(at + 4 <= bytes_.size(), "only what was written can be patched");
    for (std::size_t i = 0; i < 4; ++i) {
        bytes_[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
}

std::uint8_t Reader::u8() {
    if (failed_ || at_ >= bytes_.size()) {
        failed_ = true;
        return 0;
    }
    return bytes_[at_++];
}

std::uint32_t Reader::u32() {
    std::uint32_t value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        value |= static_cast<std::uint32_t>(u8()) << shift;
    }
    return failed_ ? 0 : value;
}

std::uint64_t Reader::varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
        const std::uint8_t byte = u8();
        const auto low = static_cast<std::uint64_t>(byte & 0x7f);
        if (shift == 63 && low > 1) {
            break;  // More than 64 bits.
        }
        if (shift > 0 && byte == 0) {
            break;  // Longer than needed: one number has one form, so that equal content has equal bytes.
        }
        value |= low << shift;
        if ((byte & 0x80) == 0) {
            return failed_ ? 0 : value;
        }
    }
    failed_ = true;
    return 0;
}

std::int64_t Reader::zigzag() {
    const std::uint64_t bits = varint();
    return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

std::span<const std::uint8_t> Reader::raw(std::size_t size) {
    if (failed_ || size > left()) {
        failed_ = true;
        return {};
    }
    const auto part = bytes_.subspan(at_, size);
    at_ += size;
    return part;
}

std::span<const std::uint8_t> Reader::blob(std::size_t size_max) {
    const std::uint64_t size = varint();
    if (failed_ || size > size_max || size > left()) {
        failed_ = true;
        return {};
    }
    return raw(static_cast<std::size_t>(size));
}

std::string Reader::text(std::size_t size_max) {
    return std::string(as_text(blob(size_max)));
}

bool Reader::boolean() {
    const std::uint8_t value = u8();
    if (value > 1) {
        failed_ = true;
    }
    return value == 1;
}

std::size_t Reader::count(std::size_t each_min) {
    const std::uint64_t count = varint();
    if (failed_ || (each_min > 0 && count > left() / each_min)) {
        failed_ = true;
        return 0;
    }
    return static_cast<std::size_t>(count);
}

namespace {

constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1) ^ ((value & 1) != 0 ? 0x82f63b78U : 0U);
        }
        table[i] = value;
    }
    return table;
}();

}  // namespace

std::uint32_t crc32c(std::span<const std::uint8_t> bytes) {
    std::uint32_t crc = ~0U;
    for (const std::uint8_t byte : bytes) {
        crc = crc_table[(crc ^ byte) & 0xff] ^ (crc >> 8);
    }
    return ~crc;
}

}  // namespace xingke
