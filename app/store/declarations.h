// The declarations that a database holds, read before its tables are brought to the catalogue that follows from them.
#pragma once

#include <vector>

#include "app/base/sqlite.h"
#include "app/model/layer.h"

namespace xingke::store {

// By record id; none in a database that does not know the type yet.
Result<std::vector<model::Declaration>> read_declarations(Database& database);

}  // namespace xingke::store
