// What waits for a decision of the person on this device (需处理): values of theirs that gave way to a concurrent one,
// and transactions that the server refused, with what was typed and why it was refused.
#pragma once

#include "app/client/frames.h"
#include "app/client/workspace.h"

namespace xingke::client {

// Newest first, at most inbox_items_max.
Result<std::vector<InboxItem>> inbox(Workspace& workspace);
// The same, counted.
Result<std::uint64_t> inbox_count(Workspace& workspace);

// Sends a rejected transaction again as a new one on top of what is here now, or lets it go. It stays when it cannot be
// written (what it needs is no longer there, or it is no longer valid).
Result<void> resolve_rejected(Workspace& workspace, std::uint64_t counter, bool retry);

}  // namespace xingke::client
