// Sums over the records that refer to one (Field::sum), kept up by adding what each write changes: neither the device,
// which may not see all of those records, nor the server, which has no index for them, ever has to go over them. The
// server's sum is exact because it takes one transaction after the other; a device shows it with its own unsent writes
// added. A sum does not feed another one. Pure; any thread.
#pragma once

#include <vector>

#include "app/model/catalogue.h"
#include "app/model/record.h"

namespace xingke::model {

struct SumChange {
    RecordId record;  // whose sum it is
    TypeId type = 0;
    FieldId field = 0;
    std::int64_t difference = 0;  // never 0
};

// Whether records of this type are summed anywhere: of others there is nothing to ask.
bool is_summed(const Catalogue& catalogue, const RecordType& type);

// What it does to sums elsewhere that a record of `type` becomes `after`. `before` is null for a new record; what is
// deleted adds nothing. Computed fields are up to date.
std::vector<SumChange> changes_of_sums(const Catalogue& catalogue, const RecordType& type, const Record* before,
                                       const Record& after);

// A sum as it is stored, with a difference added to it; what does not fit 64 bits stays at their end.
Value added(const Value& sum, std::int64_t difference);

}  // namespace xingke::model
