#include "app/client/exporting.h"

#include "app/model/permission.h"
#include "app/store/transfer/export.h"
#include "app/store/transfer/import.h"

namespace xingke::client {
namespace {

Result<store::ExportTable> table_of(Workspace& workspace, const Export& wanted) {
    const model::RecordType* const type = workspace.catalogue.find(wanted.query.type);
    if (type == nullptr) {
        return Error{Fault::invalid_input, {Text::unknown_type, {}}, ""};
    }
    if (!model::may(workspace.account.actor(), model::Action::export_, *type)) {
        return Error{Fault::forbidden, {Text::may_not_export, {argument("type", type->title)}}, ""};
    }
    return store::export_table(workspace.store, wanted.query,
                               {.language = wanted.language, .utc_offset_minutes = wanted.utc_offset_minutes});
}

}  // namespace

Exported exported(Workspace& workspace, const Export& wanted) {
    Exported answer;
    answer.id = wanted.id;
    const Result<store::ExportTable> table = table_of(workspace, wanted);
    if (!table) {
        answer.error = table.error().message;
        return answer;
    }
    answer.row_count = static_cast<std::uint32_t>(table->rows.size());
    const std::string text = store::write_csv(table->columns, table->rows);
    answer.bytes.assign(text.begin(), text.end());
    return answer;
}

}  // namespace xingke::client
