// A record: an identity, a type, and a value for each field that has one. With each value goes the sequence number at
// which the server set it, which is what concurrency is decided by.
#pragma once

#include <cstdint>
#include <map>

#include "app/model/field.h"
#include "app/model/value.h"

namespace xingke::model {

// The life of a record that is deleted for good: its values are gone everywhere, and nothing changes it any more. Even,
// as all that is not alive; below the lives that are counted.
constexpr std::int64_t purged_life = -2;

// The server's order of transactions, dense from 1 per company; 0 = never seen by the server.
using Seq = std::uint64_t;

struct FieldState {
    Value value;
    Seq seq = 0;
    bool operator==(const FieldState&) const = default;
};

struct Record {
    RecordId id;
    TypeId type = 0;
    std::map<FieldId, FieldState> fields;  // unknown ids are kept: a newer app may have written them

    bool operator==(const Record&) const = default;
};

const Value& value_of(const Record& record, FieldId field);  // Empty when it has none
bool is_alive(const Record& record);                         // life is odd
bool is_purged(const Record& record);
Seq newest_seq(const Record& record);

}  // namespace xingke::model
