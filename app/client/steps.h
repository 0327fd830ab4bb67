// The steps of a record's workflow on this device: which are offered, and what taking one changes. The rules are
// model/workflow.h's; here they get the other records, the clock and the person.
#pragma once

#include <string>
#include <vector>

#include "app/client/workspace.h"
#include "app/model/workflow.h"

namespace xingke::client {

// Records as they are on this device.
class LocalRecords : public model::RecordSource {
public:
    explicit LocalRecords(Workspace& workspace) : workspace_(workspace) {}
    const model::Record* find(RecordId record) const override;
    // self_check lets no rule of a workflow ask.
    std::vector<model::Record> children(model::TypeId, model::FieldId, RecordId) const override { return {}; }

    model::ExpressionContext context() const;

private:
    Workspace& workspace_;
    mutable std::optional<model::Record> found_;
};

// What forbids the change, for the person whose device this is. `before` is null for a new record.
std::vector<Message> refusals_of_states(Workspace& workspace, model::Intent intent, const model::Record* before,
                                        const model::Record& after);

}  // namespace xingke::client
