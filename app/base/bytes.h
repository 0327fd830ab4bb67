// Reading and writing of our binary formats: little endian, LEB128 varints, every read bounded. A Reader never runs
// past its end: the first short or malformed read makes it fail for good, and what it returns from then on is zero, so
// that a decoder reads straight through and asks `ok()` once before it believes anything.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xingke {

using Bytes = std::vector<std::uint8_t>;

inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

class Writer {
public:
    void u8(std::uint8_t value) { bytes_.push_back(value); }
    void u32(std::uint32_t value);     // fixed, little endian
    void varint(std::uint64_t value);  // LEB128, 1–10 bytes
    void zigzag(std::int64_t value);   // signed, as varint
    void raw(std::span<const std::uint8_t> bytes);
    void text(std::string_view text);  // varint size, then the bytes
    void blob(std::span<const std::uint8_t> bytes);
    void boolean(bool value) { u8(value ? 1 : 0); }

    std::size_t size() const { return bytes_.size(); }
    const Bytes& bytes() const { return bytes_; }
    Bytes take() { return std::move(bytes_); }
    // Overwrites four bytes written before (a length known only afterwards).
    void patch_u32(std::size_t at, std::uint32_t value);

private:
    Bytes bytes_;
};

class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::uint8_t u8();
    std::uint32_t u32();
    std::uint64_t varint();
    std::int64_t zigzag();
    std::span<const std::uint8_t> raw(std::size_t size);
    std::string text(std::size_t size_max);
    std::span<const std::uint8_t> blob(std::size_t size_max);
    bool boolean();
    // A count of things that each take at least `each_min` bytes: a count that the rest cannot hold fails at once,
    // so that a hostile length never makes us reserve memory.
    std::size_t count(std::size_t each_min = 1);

    void fail() { failed_ = true; }
    bool ok() const { return !failed_; }
    bool at_end() const { return at_ == bytes_.size(); }
    std::size_t left() const { return bytes_.size() - at_; }

private:
    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

// CRC-32C (Castagnoli), as in iSCSI (RFC 3720).
std::uint32_t crc32c(std::span<const std::uint8_t> bytes);

}  // namespace xingke
