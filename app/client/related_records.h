// Questions about records that are related to one, which a write asks of this device's database. Reads only. In the
// data worker. Faults: storage.
#pragma once

#include <span>
#include <vector>

#include "app/client/workspace.h"
#include "app/model/query.h"

namespace xingke::client {

// The records that all of the filters hold for: the living, or those in the recycle bin.
Result<std::vector<RecordId>> records_with(Workspace& workspace, const model::RecordType& type,
                                           std::vector<model::Filter> filters, bool deleted = false);

// The living records of one parent, with their `field` alone.
Result<std::vector<model::Record>> siblings_with(Workspace& workspace, const model::RecordType& type, RecordId parent,
                                                 model::FieldId field);

// Whether another living record has the same values in the type's unique_together.
Result<bool> has_same_together(Workspace& workspace, const model::RecordType& type, const model::Record& record);

// Why a record of a company's declarations cannot stand beside the others; nothing for other types.
Result<std::vector<Message>> refusals_of_declaration(Workspace& workspace, const model::RecordType& type,
                                                     const model::Record* before, const model::Record& after);

}  // namespace xingke::client
