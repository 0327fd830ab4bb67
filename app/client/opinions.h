// Opinions on countersigned records, as this device knows them: those that the server has taken, in its order, and then
// those of this device that have not arrived there. The rules are model/countersign_fields.h's.
#pragma once

#include <vector>

#include "app/client/frames.h"
#include "app/client/workspace.h"
#include "app/model/countersign_fields.h"

namespace xingke::client {

// Without those taken back.
Result<std::vector<model::Record>> opinion_records(Workspace& workspace, const model::Record& subject,
                                                   const model::RecordType& opinion_type);
std::vector<model::Opinion> opinions_in(const std::vector<model::Record>& records,
                                        const model::RecordType& opinion_type);

// For the record's page; of a type that is not countersigned, or before the first round: without seats.
Result<CountersignView> countersign_view(Workspace& workspace, const model::Record& subject);

}  // namespace xingke::client
