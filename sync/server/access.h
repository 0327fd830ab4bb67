// Who may see a record. One place, asked wherever something is handed out because a record is.
#pragma once

#include "app/model/catalogue.h"
#include "sync/server/sight.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// Alive, and in that sight: a record that describes a file is seen by whoever sees the record that the file belongs to.
Result<bool> may_read(ReadTransaction& storage, const model::Catalogue& catalogue, const Sight& sight, RecordId record);

}  // namespace xingke::server
