// The writing half of sync: a device's transactions, each applied whole, once and in order. No network here: storage,
// rules, clock and randomness come in, so that the simulation runs the same code. One storage transaction per request.
#pragma once

#include "app/base/result.h"
#include "sync/server/caller.h"
#include "sync/server/rules.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// For each transaction, in the order of counters:
//
//   counter below the expected   the stored outcome; when the content differs: `forked`, and the rest is left alone
//   counter above it             the rest is left alone; `expected_counter` says where to go on
//   the expected counter         applied (apply.h); its outcome is stored in the same storage transaction
//
// invalid_input: a transaction of another device. unauthorized: the account or the device is no longer welcome.
// What is left without an outcome was not looked at; the device sends it again.
Result<protocol::PushResponse> push(Storage& storage, const Rules& rules, const Caller& caller,
                                    const protocol::PushRequest& request);

// A transaction of the server itself (device nil), for administrators' commands.
// invalid_input with the first reason: it was rejected, and nothing was written.
Result<Seq> commit_as_server(WriteTransaction& storage, const Rules& rules, RecordId author,
                             std::vector<model::Change> changes);

}  // namespace xingke::server
