// The answer to what somebody types into the search box. In the data worker.
#pragma once

#include "app/client/frames.h"
#include "app/client/workspace.h"

namespace xingke::client {

// At most as many hits as were asked for. Faults: those of Store::search().
Result<SearchAnswer> search(Workspace& workspace, const Search& question);

}  // namespace xingke::client
