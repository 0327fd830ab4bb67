// One request frame in, one response frame out: all of /sync but the network. The HTTP side and the simulation call it
// alike. Belongs to the thread of its storage.
#pragma once

#include <functional>
#include <span>

#include "sync/server/churn_keeper.h"
#include "sync/server/commit.h"
#include "sync/server/pool_keeper.h"
#include "sync/server/pull.h"
#include "sync/server/repeat_keeper.h"

namespace xingke::server {

class Service {
public:
    Service(Storage& storage, const Rules& rules)
        : storage_(storage), rules_(rules), pools_(storage, rules), churn_(storage, rules), repeats_(storage, rules) {}

    // invalid_input, unsupported: the frame (protocol/frame.h); otherwise what push() and pull() say. After an error
    // nothing has changed.
    Result<Bytes> handle(const Caller& caller, std::span<const std::uint8_t> request);

    // What is due by the clock alone or follows from all of a company's records (pool_keeper.h, churn_keeper.h,
    // repeat_keeper.h). True: there is more to do at once.
    Result<bool> keep_pools() {
        const bool has_more = TRY(pools_.run(listener_));
        const bool has_more_churn = TRY(churn_.run(listener_));
        return TRY(repeats_.run(listener_)) || has_more_churn || has_more;
    }

    // Called on the same thread after a commit of that company, with its new head, before handle() returns.
    void tell_commits_to(std::function<void(TenantId, Seq)> listener) { listener_ = std::move(listener); }

private:
    Result<protocol::Body> administer_and_tell(const Caller& caller, const protocol::AdminRequest& request);
    Result<protocol::Body> answer(const Caller& caller, const protocol::Body& request);

    Storage& storage_;
    Rules rules_;
    PoolKeeper pools_;
    ChurnKeeper churn_;
    RepeatKeeper repeats_;
    std::function<void(TenantId, Seq)> listener_;
};

}  // namespace xingke::server
