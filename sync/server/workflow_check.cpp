#include "sync/server/workflow_check.h"

#include <algorithm>

#include "app/model/workflow.h"
#include "sync/protocol/frame.h"

namespace xingke::server {
namespace {

class StoredRecords : public model::RecordSource {
public:
    explicit StoredRecords(ReadTransaction& storage) : storage_(storage) {}

    const model::Record* find(RecordId record) const override {
        Result<std::optional<model::Record>> found = storage_.find_record(record);
        if (!found) {
            error_ = found.error();
            return nullptr;
        }
        found_ = *std::move(found);
        return found_ && model::is_alive(*found_) ? &*found_ : nullptr;
    }
    // self_check lets no rule of a workflow ask.
    std::vector<model::Record> children(model::TypeId, model::FieldId, RecordId) const override { return {}; }

    const std::optional<Error>& error() const { return error_; }

private:
    ReadTransaction& storage_;
    mutable std::optional<model::Record> found_;
    mutable std::optional<Error> error_;
};

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

}  // namespace

Result<std::vector<Message>> refusals_of_states(ReadTransaction& storage, const model::Catalogue& catalogue,
                                                const Application& application, const model::Record* before,
                                                const model::Record& after) {
    const model::Workflow* workflow = catalogue.find_workflow(after.type);
    if (workflow == nullptr) {
        return std::vector<Message>();
    }
    if (before != nullptr && TRY(takes_step_back(storage, application, *workflow, *before, after))) {
        return std::vector<Message>();
    }
    const StoredRecords records(storage);
    const model::ExpressionContext context{
        .now = application.received, .me = application.actor.user, .records = &records};
    std::vector<Message> refusals = model::refusals_of_change(*workflow, before, after, application.actor, context);
    if (records.error()) {
        return *records.error();
    }
    return refusals;
}

}  // namespace xingke::server
