// A record's fields as one value of its row:
//
//   field count v, each: field id v · seq v · value (model/value.h)
//
// sorted by field id. What the fields mean is not asked here: a field that this version does not know is kept like any
// other, and a new field of the catalogue costs no row a rewrite.
#pragma once

#include <span>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "app/model/record.h"

namespace xingke::server {

Bytes pack_fields(const model::Record& record);
// storage: the bytes are not what pack_fields() makes.
Result<void> unpack_fields(std::span<const std::uint8_t> bytes, model::Record& record);

}  // namespace xingke::server
