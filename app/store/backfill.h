// Computed fields of the records that are here already, when the catalogue that computes them is new: an expression
// that appeared or changed gives its values at the migration, so that lists, filters and sums are right at once.
// Nothing is sent: the server computes the same when the record is next written. Fields with a shadow (change_log.h)
// wait for that.
#pragma once

#include "app/store/schema.h"

namespace xingke::store {

// Inside the migration's transaction. Writes nothing while the expressions of a type are those of the last time.
Result<void> backfill_computed(Database& database, const Tables& tables);

}  // namespace xingke::store
