// What a field holds. No floating point: money in fen, percent in hundredths, positions in 1e-7 degrees.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/id.h"

namespace xingke::model {

struct Empty {
    auto operator<=>(const Empty&) const = default;
};

// A position on the earth (WGS 84), with the radius in metres within which it was measured.
struct Position {
    std::int32_t latitude_e7 = 0;
    std::int32_t longitude_e7 = 0;
    std::int32_t accuracy_m = 0;
    auto operator<=>(const Position&) const = default;
};

// Several choices or references as text keys; always sorted, without doubles.
using Elements = std::vector<std::string>;

// Which alternative a kind stores is said beside each kind in field.h. Empty = the field has no value.
using Value = std::variant<Empty, bool, std::int64_t, std::string, RecordId, Elements, Position>;

// The records that a reference, or a set of references, names.
std::vector<RecordId> records_in(const Value& value);

bool is_empty(const Value& value);  // Empty, "", and no elements

// Wire and storage form: one tag byte, then the content. decode() accepts exactly what encode() writes; anything else
// fails the reader. Limits: text 64 KiB, elements 256 of 200 bytes.
constexpr std::size_t text_bytes_max = 64 * 1024;
constexpr std::size_t element_count_max = 256;
constexpr std::size_t element_bytes_max = 200;
void encode(Writer& writer, const Value& value);
Value decode_value(Reader& reader);

}  // namespace xingke::model
