#include "app/client/steps.h"

namespace xingke::client {

// A reference does not say which type it leads to; there are few, and each is asked by its key.
const model::Record* LocalRecords::find(RecordId record) const {
    for (const model::RecordType& type : workspace_.catalogue.types()) {
        auto found = workspace_.store.read(type.id, record);
        if (found && *found && model::is_alive(**found)) {
            found_ = **std::move(found);
            return &*found_;
        }
    }
    return nullptr;
}

model::ExpressionContext LocalRecords::context() const {
    const Instant now = workspace_.clock.now();
    return {now, workspace_.clock.utc_offset_minutes(now), workspace_.account.user, this};
}

std::vector<Message> refusals_of_states(Workspace& workspace, model::Intent intent, const model::Record* before,
                                        const model::Record& after) {
    const model::Workflow* workflow = workspace.catalogue.find_workflow(after.type);
    if (workflow == nullptr) {
        return {};
    }
    // Undo gives back a state that this device had left, from its own history; the server looks at its log.
    if (intent == model::Intent::undo && before != nullptr &&
        workflow->state_of(*before).key != workflow->state_of(after).key) {
        return {};
    }
    const LocalRecords records(workspace);
    return model::refusals_of_change(*workflow, before, after, workspace.account.actor(), records.context());
}

}  // namespace xingke::client
