// What the server said, put into the database: outcomes of what was pushed, and pages of a pull. No network here; each
// function is one SQLite transaction, so that a crash at any point leaves the state before or the state after.
//
// A pull is one of three:
//   first      cursor 0, nothing here yet: each page is applied as it comes, so that there is something to work with,
//              and the position is kept with it, so that the rest goes on from there after a restart.
//   catch-up   cursor > 0: pages wait in table `stage` until the one that ends at the consistency point, and are then
//              applied whole, with the cursor: nobody ever sees half of somebody else's transaction.
//   resync     the server started a new epoch (restored from a backup), or what this user may see is decided otherwise
//              than before (protocol/messages.h: `sight`): everything is pulled again into `stage`; then all fields are
//              taken, and records that did not come go, except those made here and waiting.
//   first    → apply_pull() with more = false → catch-up
//   any      → apply_pull() with another epoch or sight → resync → apply_pull() with more = false → catch-up
// A record that leaves this user's sight goes with its history; what was changed on it and not sent is sent still, and
// comes back as rejected with what was typed.
#pragma once

#include <span>

#include "app/client/workspace.h"
#include "sync/protocol/frame.h"
#include "sync/protocol/messages.h"

namespace xingke::client {

// Makes table `stage`.
Result<void> prepare_sync_tables(store::Store& store);

// Where the next pull request goes on.
struct PullState {
    protocol::Seq cursor = 0;
    protocol::PullPosition after;
    bool first_sync_done = false;
    std::uint64_t outcomes_after = 0;  // numbers as the server counts them
    std::uint64_t waiting_count = 0;
    protocol::Sight sight{};
};
Result<PullState> pull_state(Workspace& workspace);

// What a response asks the caller to do next.
struct Applied {
    bool more = false;        // another page is to be asked for
    bool restarted = false;   // the epoch or the sight changed: pull again from the beginning, and push again
    bool renumbered = false;  // this device now has another id: what is under way does not count, and its user signs in
};

Result<Applied> apply_push(Workspace& workspace, const protocol::PushResponse& response);
// `response` answers a request made from pull_state(), with no other pull applied in between.
Result<Applied> apply_pull(Workspace& workspace, const protocol::PullResponse& response);

// The reasons of a rejected transaction, as apply_push() kept them.
std::vector<protocol::Reason> reasons_of(const store::OutboxEntry& entry);

}  // namespace xingke::client
