// Two records that are the same thing become one (requirements 2.0, merge of duplicates): which changes that takes on
// this device. Reads the database, writes nothing. In the data worker.
#pragma once

#include <vector>

#include "app/client/commands.h"

namespace xingke::client {

// Every reference to the absorbed record, of whatever type, leads to the other one instead; the absorbed record is
// deleted last. Records in the recycle bin stay as they are. Fault not_found: one of the two is not here.
Result<std::vector<model::Change>> absorbing_changes(Workspace& workspace, const Absorption& absorption);

}  // namespace xingke::client
