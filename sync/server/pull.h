// The reading half of sync: net change since a cursor, page by page, each page from one view of the company. A record
// that changes while a device is between two pages moves behind the place where the device goes on, and is met again
// there; so pages may be asked for at any time, at any server, and repeated.
#pragma once

#include "app/base/result.h"
#include "sync/server/caller.h"
#include "sync/server/rules.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// What the caller sees (sight.h), without the fields that the caller's role may not see, and what the caller has ceased
// to see. With another sight than the request's, and not from the beginning: nothing but that sight (messages.h).
// unauthorized: the account or the device is no longer welcome.
Result<protocol::PullResponse> pull(Storage& storage, const Rules& rules, const Caller& caller,
                                    const protocol::PullRequest& request);

}  // namespace xingke::server
