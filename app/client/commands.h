// What a person does, made into one transaction: completed (identity, creator, times, owner), checked with the same
// rules that the server will apply again, and written durably, all of it or nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "app/client/frames.h"
#include "app/client/workspace.h"
#include "app/model/change.h"
#include "app/model/validate.h"

namespace xingke::client {

struct Draft {
    model::Intent intent = model::Intent::edit;
    model::Seq base = 0;  // cursor at which the author's form was loaded
    std::vector<model::Change> changes;
    std::vector<model::Guard> guards = {};
    Step step = {};
    Absorption absorption = {};
    // The changes were completed once already (a rejected transaction tried again): what the app fills in is in them.
    bool is_complete = false;
    std::uint64_t replaces = 0;  // the rejected transaction that this one is instead of
};

struct Written {
    bool saved = false;  // durable on this device
    std::uint64_t counter = 0;
    RecordId record;                   // the first record changed
    std::vector<model::Issue> issues;  // why not: what the person can put right
    Message error = {};                // why not: what stood in the way
};

// Changes that would change nothing are left out; a draft of which nothing is left is not saved (empty_transaction).
// A step adds its new state, its effects, and the guard that nobody else has taken one meanwhile.
// Setting a several-choices field becomes adding and removing of elements, so that it merges with what others do.
Written write(Workspace& workspace, Draft draft);

// The transaction that sets back what transaction `counter` of this device did; nothing_to_undo when that cannot be
// done any more because a field has since been changed to something else, or when it has been taken back already.
Result<Draft> undo_draft(Workspace& workspace, std::uint64_t counter);

// The transaction that makes a record what it was after an entry of its history: the fields that people fill in, and of
// those the ones that differ from now. Faults: invalid_input, version_missing or version_is_present.
Result<Draft> version_draft(Workspace& workspace, const RestoreVersion& wanted);

}  // namespace xingke::client
