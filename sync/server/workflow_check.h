// Whether what a transaction makes of a record keeps to the states that the record goes through (model/workflow.h). A
// device has asked the same before it wrote; it is asked again here because a device may be of another mind.
//
// Who acts, other records and the record as it was are read from the storage alone, as they stood before the
// transaction, so that a transaction cannot first give itself what it then needs.
//
// Taking a step back is allowed to the one whose step was the last, from the same device, and only to where that step
// came from: the log has the step, and the step's guard says from which state it was taken. Where a lock is at either
// end, nothing may have been edited since.
#pragma once

#include <vector>

#include "app/base/result.h"
#include "app/model/workflow.h"
#include "sync/server/apply.h"

namespace xingke::server {

// Whether the change of state is one that takes the last step back.
Result<bool> takes_step_back(ReadTransaction& storage, const Application& application, const model::Workflow& workflow,
                             const model::Record& before, const model::Record& after);

// For a change that takes no step back. Empty: it may. `before` is null for a new record. Nothing is asked of types
// without a workflow. Faults: the storage's.
Result<std::vector<Message>> refusals_of_states(ReadTransaction& storage, const model::Catalogue& catalogue,
                                                const Application& application, const model::Record* before,
                                                const model::Record& after);

}  // namespace xingke::server
