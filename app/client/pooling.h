// The customer pool on this device: the same rules as the server's (model/pool.h) with what this device knows, so that
// a claim offline is offered, counted and refused as it will be later; the server has the last word.
#pragma once

#include <optional>

#include "app/client/workspace.h"
#include "app/model/pool.h"

namespace xingke::client {

Result<model::PoolRules> read_pool_rules(Workspace& workspace);

// Claims of today, those that the server has not seen yet among them, and customers held.
Result<model::PoolCounts> pool_counts(Workspace& workspace, const model::RecordType& type);

// What the records of one write bring to a pooled record that they belong to.
struct PoolNews {
    std::optional<Instant> followed_at = {}, opportunity_at = {};
    bool is_undo = false;
};
model::FieldValues outdated_pool_values(const Workspace& workspace, const model::RecordType& type,
                                        const model::Passage& passage, const PoolNews& news,
                                        const model::PoolRules& rules);

// Why the owner may not change so; nothing: it may, or it does not.
Result<Message> refusal_of_owner(Workspace& workspace, const model::RecordType& type, const model::Passage& passage,
                                 bool is_undo, std::int64_t claimed_before);

}  // namespace xingke::client
