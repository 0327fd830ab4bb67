#include "app/client/absorbing.h"

#include "app/client/related_records.h"

namespace xingke::client {
Result<std::vector<model::Change>> absorbing_changes(Workspace& workspace, const Absorption& absorption) {
    for (const RecordId id : {absorption.into, absorption.record}) {
        const auto record = TRY(workspace.store.read(absorption.type, id));
        if (!record || !model::is_alive(*record) || absorption.into == absorption.record) {
            return Error{Fault::not_found, {Text::record_missing, {}}, ""};
        }
    }
    const std::string name = workspace.catalogue.find(absorption.type)->name;
    std::vector<model::Change> changes;
    for (const model::RecordType& type : workspace.catalogue.types()) {
        for (const model::Field& field : type.fields) {
            const auto* reference = std::get_if<model::kind::Reference>(&field.kind);
            if (reference == nullptr || reference->type != name || field.server_only || field.set_by_app) {
                continue;
            }
            for (const RecordId id :
                 TRY(records_with(workspace, type, {{.field = field.id, .value = absorption.record}}))) {
                changes.push_back({id, type.id, field.id, model::Operation::set, absorption.into});
            }
        }
    }
    changes.push_back({absorption.record, absorption.type, model::life_field, model::Operation::set, std::int64_t{2}});
    return changes;
}

}  // namespace xingke::client
