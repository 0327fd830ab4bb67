#include "sync/server/workflow_check.h"

#include <algorithm>

#include "app/model/workflow.h"
#include "sync/protocol/frame.h"
#include "sync/server/stored_records.h"

namespace xingke::server {
namespace {

// The transaction that the log has under a seq, when it is still there and can be read.
Result<std::optional<model::Transaction>> logged(ReadTransaction& storage, Seq seq) {
    const std::optional<Bytes> body = TRY(storage.find_body(seq));
    if (!body) {
        return std::optional<model::Transaction>();
    }
    Reader reader(*body);
    model::Transaction transaction = protocol::decode_transaction(reader);
    return reader.ok() ? std::optional(std::move(transaction)) : std::nullopt;
}

}  // namespace

Result<bool> takes_step_back(ReadTransaction& storage, const Application& application, const model::Workflow& workflow,
                             const model::Record& before, const model::Record& after) {
    const auto state = before.fields.find(workflow.state_field());
    if (application.transaction.intent != model::Intent::undo || state == before.fields.end()) {
        return false;
    }
    const Seq step_seq = state->second.seq;
    const std::optional<model::Transaction> step = TRY(logged(storage, step_seq));
    if (!step || step->device != application.transaction.device || step->author != application.actor.user) {
        return false;
    }
    const model::Guard came_from{before.id, workflow.state_field(), model::value_of(after, workflow.state_field())};
    if (std::ranges::find(step->guards, came_from) == step->guards.end()) {
        return false;
    }
    if (!workflow.state_of(before).is_locked && !workflow.state_of(after).is_locked) {
        return true;
    }
    // From or to a lock only what the step had changed goes back, and nothing may have been edited since: a record
    // would otherwise be unlocked, edited, and locked again without anybody's consent.
    return std::ranges::all_of(workflow.type().fields, [&](const model::Field& field) {
        const auto held = before.fields.find(field.id);
        const Seq seq = held == before.fields.end() ? 0 : held->second.seq;
        const bool stays = model::value_of(before, field.id) == model::value_of(after, field.id);
        return field.set_by_app || seq == step_seq || (seq < step_seq && stays);
    });
}

Result<std::vector<Message>> refusals_of_states(ReadTransaction& storage, const model::Catalogue& catalogue,
                                                const Application& application, const model::Record* before,
                                                const model::Record& after) {
    const model::Workflow* workflow = catalogue.find_workflow(after.type);
    if (workflow == nullptr) {
        return std::vector<Message>();
    }
    const StoredRecords records(storage);
    const model::ExpressionContext context = records.context(application);
    std::vector<Message> refusals = model::refusals_of_change(*workflow, before, after, application.actor, context);
    if (records.error()) {
        return *records.error();
    }
    return refusals;
}

}  // namespace xingke::server
