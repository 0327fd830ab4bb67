// The two packed columns of a record's row, and the whole of a record whose type is not known:
//   _ver     (field id varint, seq varint)…, by ascending id: the fields that are set in columns
//   _ext     (field id varint, seq varint, value as model::encode)…, by ascending id: the fields that have no column
//   here
// What cannot be read is Fault::storage (damaged): only this program writes these columns.
#pragma once

#include <map>
#include <span>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "app/model/record.h"

namespace xingke::store {

using Versions = std::map<model::FieldId, model::Seq>;
using Fields = std::map<model::FieldId, model::FieldState>;

// One entry; the caller goes by ascending id.
void pack_version(Writer& writer, model::FieldId field, model::Seq seq);
void pack_field(Writer& writer, model::FieldId field, const model::FieldState& state);
Bytes pack(const Versions& versions);
Bytes pack(const Fields& fields);
Result<Versions> unpack_versions(std::span<const std::uint8_t> bytes);
Result<Fields> unpack_fields(std::span<const std::uint8_t> bytes);

// A field that is empty and was never set by the server is no different from one that is not there.
inline bool is_nothing(const model::FieldState& state) {
    return state.seq == 0 && std::holds_alternative<model::Empty>(state.value);
}

Error damaged(std::string_view what);

// One value alone.
Bytes packed(const model::Value& value);
model::Value unpacked(std::span<const std::uint8_t> bytes);

}  // namespace xingke::store
