// A transaction's bytes (frame.h: encode) in pieces, for one whose changes are never all in memory: the head, which
// says how many changes follow, then the changes in any number of calls, each record's in one of them.
#pragma once

#include <cstddef>
#include <span>

#include "app/base/bytes.h"
#include "app/model/change.h"

namespace xingke::protocol {

// `transaction.changes` does not matter.
void encode_head(Writer& writer, const model::Transaction& transaction, std::size_t change_count);
void encode_changes(Writer& writer, std::span<const model::Change> changes);

}  // namespace xingke::protocol
