// A draft, completed (identity, creator, times, owner, what follows from a step) and checked with the same rules that
// the server will apply again: all that is left to do is to write it (writing.h). Reads the database, writes nothing.
// In the data worker.
#pragma once

#include <vector>

#include "app/client/commands.h"
#include "app/client/numbers.h"
#include "app/client/workspace.h"
#include "app/model/change.h"
#include "app/model/record.h"

namespace xingke::client {

struct PreparedRecord {
    model::Record after;
    std::vector<model::Change> changes;  // never empty; of a new record they are all that it holds
    bool is_new = false;
};

struct Prepared {
    std::vector<PreparedRecord> records;  // in the order in which the draft names them
    std::vector<model::Guard> guards;
};

// What the person can put right goes into `written.issues`, and then nothing of it may be written. Numbers that records
// are given count in `numbers`; `now` is the time of the transaction. Faults: what stands in the way.
Result<Prepared> prepare(Workspace& workspace, Draft draft, Instant now, Numbers& numbers, Written& written);

}  // namespace xingke::client
