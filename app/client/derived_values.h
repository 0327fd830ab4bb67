// What a write makes of a record's deadlines and countersignature on this device: the same as the server will work out,
// as far as this device knows. The rules are model/deadline_fields.h's and model/countersign_fields.h's.
#pragma once

#include <vector>

#include "app/client/workspace.h"
#include "app/model/countersign_fields.h"

namespace xingke::client {

// `opinions` are records of opinions that the same write makes or takes back, as it leaves them.
Result<model::FieldValues> outdated_derived_values(Workspace& workspace, const model::RecordType& type,
                                                   const model::Passage& passage,
                                                   const std::vector<model::Record>& opinions);

// Why an opinion cannot be signed or taken back on this device; nothing for types that hold no opinions. `subject` is
// the countersigned record as it was.
Result<std::vector<Message>> refusals_of_opinion(Workspace& workspace, const model::RecordType& opinion_type,
                                                 const model::Record* before, const model::Record& after,
                                                 const model::Record& subject, bool is_undo);

}  // namespace xingke::client
