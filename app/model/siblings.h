// What the records of one parent keep between them: that exactly one of them is the first (Field::one_of_siblings), and
// that no two of a type are the same in certain fields together (RecordType::unique_together). Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/model/record.h"
#include "app/model/record_type.h"

namespace xingke::model {

// The type's field of which one among siblings has a yes; null: it has none. Such a type has a parent (self_check).
const Field* field_of_one(const RecordType& type);

// Whose yes must change so that exactly one of these living records of one parent has it. `chosen` is who was made the
// one just now; otherwise whoever is it stays it, and when nobody is, the record that was made first becomes it.
std::vector<std::pair<RecordId, bool>> outdated_siblings(const Field& field, std::span<const Record> siblings,
                                                         const std::optional<RecordId>& chosen);

// The values of the type's unique_together as one text; empty when the type has none or one of them is not filled in.
std::string key_together(const RecordType& type, const Record& record);

}  // namespace xingke::model
