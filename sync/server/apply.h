// One transaction meets the state of its company: decided whole over copies first, written only when all of it holds.
// The rules are those the device had asked before (model/permission, model/validate) and sync.md 5.2; in short:
//
//   guards hold · types and fields are known · who acts may do it and sees the record · a record begins with life 1 and
//   nothing else makes one · life goes up by one · a deleted record takes no edit, a purged one nothing at all ·
//   references lead to records · what it makes is valid.
//
// A numbered field is given once, when its record is made, and no number twice. A state changes along its workflow only
// (workflow_check.h). Computed fields are computed here, after the merge, whatever the device made of them.
//
// What follows from a step (values set, records made, deadlines, the countersignature's outcome) is worked out here too
// and stands; the people whom it concerns are told by records of type `notification` in the same transaction.
//
// A value that meets a concurrent one and gives way becomes a record of type `conflict`, in the same transaction.
#pragma once

#include "app/base/random.h"
#include "app/base/result.h"
#include "app/model/catalogue.h"
#include "app/model/permission.h"
#include "sync/server/sight.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

enum class Authority {
    device,  // permission, author and server-only fields are checked
    server,  // an administrator's command; everything else is checked just the same
};

struct Application {
    const model::Transaction& transaction;
    model::Actor actor;
    Authority authority = Authority::device;
    Instant received;
    const model::Catalogue* core = nullptr;  // without the company's layer; null: the catalogue is the core
    const Sight* sight = nullptr;            // what the actor sees; null: everything
};

// Writes records and log entry under the next seq and returns accepted or merged; or writes nothing and returns
// rejected with its reasons. `counter` of the outcome is the transaction's. Faults: those of the storage.
Result<protocol::Outcome> apply(WriteTransaction& storage, const model::Catalogue& catalogue, Random& random,
                                const Application& application);

}  // namespace xingke::server
