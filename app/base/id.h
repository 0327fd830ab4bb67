// Identities: UUIDv7 (RFC 9562), 16 bytes, sortable by the time they were made. Ids of different things do not mix.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/base/clock.h"

namespace xingke {

class Random;

template <class Tag>
struct Id {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Id&) const = default;
    bool is_nil() const { return bytes == std::array<std::uint8_t, 16>{}; }
};

using RecordId = Id<struct RecordTag>;
using DeviceId = Id<struct DeviceTag>;
using TenantId = Id<struct TenantTag>;

// 48 bits of milliseconds, then 74 random bits, so that ids made on any device sort roughly by time.
std::array<std::uint8_t, 16> make_uuid7(Instant now, Random& random);

template <class Tag>
Id<Tag> make_id(Instant now, Random& random) {
    return {make_uuid7(now, random)};
}

// "0192e4a0-7c3b-7def-8123-456789abcdef"
std::string print_uuid(std::span<const std::uint8_t, 16> bytes);
// Accepts exactly the printed form, in either case; anything else is nullopt.
std::optional<std::array<std::uint8_t, 16>> parse_uuid(std::string_view text);

template <class Tag>
std::string print(const Id<Tag>& id) {
    return print_uuid(id.bytes);
}

template <class Tag>
std::optional<Id<Tag>> parse_id(std::string_view text) {
    if (const auto bytes = parse_uuid(text)) {
        return Id<Tag>{*bytes};
    }
    return std::nullopt;
}

// An id from 16 raw bytes; anything of another size is nullopt.
template <class Tag>
std::optional<Id<Tag>> id_from_bytes(std::span<const std::uint8_t> bytes) {
    if (bytes.size() != 16) {
        return std::nullopt;
    }
    Id<Tag> id;
    for (std::size_t i = 0; i < 16; ++i) {
        id.bytes[i] = bytes[i];
    }
    return id;
}

}  // namespace xingke

template <class Tag>
struct std::hash<xingke::Id<Tag>> {
    std::size_t operator()(const xingke::Id<Tag>& id) const noexcept {
        std::uint64_t mixed = 0xcbf29ce484222325ULL;
        for (const std::uint8_t byte : id.bytes) {
            mixed = (mixed ^ byte) * 0x100000001b3ULL;
        }
        return static_cast<std::size_t>(mixed);
    }
};
