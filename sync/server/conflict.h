// A value that gave way, as the record of type `conflict` that keeps it for its author (app/catalogue/system.cpp).
#pragma once

#include "app/base/random.h"
#include "app/model/catalogue.h"
#include "app/model/change.h"

namespace xingke::server {

struct Sibling {
    RecordId record;
    model::TypeId type = 0;
    model::FieldId field = 0;
    model::Value value;
    model::Seq current_seq = 0;  // of the value that stayed
};

// Lower-case hexadecimal of a value's encoding: what the conflict's field `value` holds.
std::string hexadecimal(const model::Value& value);

// All its fields carry `seq`. The catalogue declares the type, or it is a CHECK.
model::Record conflict_record(const model::Catalogue& catalogue, const Sibling& sibling,
                              const model::Transaction& transaction, model::Seq seq, Instant received, Random& random);

}  // namespace xingke::server
