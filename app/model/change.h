// What an edit is: one user action is one transaction of changes by field, whole or not at all (sync.md 5.1, 5.7).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/base/clock.h"
#include "app/model/record.h"

namespace xingke::model {

enum class Operation : std::uint8_t {
    set,     // the field becomes `value`
    add,     // `value` (one text key) joins the elements
    remove,  // … leaves them
};

struct Change {
    RecordId record;
    TypeId type = 0;
    FieldId field = 0;
    Operation operation = Operation::set;
    Value value;
    bool operator==(const Change&) const = default;
};

// What must still be true at the server for the transaction to be applied ("still in the pool").
struct Guard {
    RecordId record;
    FieldId field = 0;
    Value expected;
    bool operator==(const Guard&) const = default;
};

// What the person did, for history, undo and messages.
enum class Intent : std::uint8_t { create, edit, remove, restore, import, undo, resolve, server };

struct Transaction {
    DeviceId device;
    std::uint64_t counter = 0;  // dense from 1 per device
    RecordId author;            // the user record
    std::uint32_t schema = 0;   // catalogue version of the author's app
    Instant authored;           // the author's clock: for display, decides nothing
    Seq base = 0;               // the cursor at which the author's form was loaded
    Intent intent = Intent::edit;
    std::vector<Guard> guards;
    std::vector<Change> changes;
    bool operator==(const Transaction&) const = default;
};

// Limits of one transaction; the decoder and the commands refuse more. The largest is an import of 100,000 rows with 15
// columns, to which life, owner, creator and two times are added.
constexpr std::size_t change_count_max = 2'500'000;
constexpr std::size_t guard_count_max = 1'000;

}  // namespace xingke::model
