#include "app/client/related_records.h"

#include <algorithm>

#include "app/model/layer.h"
#include "app/model/siblings.h"
#include "app/store/declarations.h"

namespace xingke::client {

Result<std::vector<RecordId>> records_with(Workspace& workspace, const model::RecordType& type,
                                           std::vector<model::Filter> filters, bool deleted) {
    model::Query query{.type = type.id, .fields = {model::common_field::created}, .deleted = deleted};
    query.filters = std::move(filters);
    query.count = model::window_rows_max;
    std::vector<RecordId> records;
    while (true) {
        const model::Page page = TRY(workspace.store.page(query));
        for (const model::Row& row : page.rows) {
            records.push_back(row.id);
        }
        query.first += query.count;
        if (query.first >= page.total) {
            return records;
        }
    }
}

Result<std::vector<model::Record>> siblings_with(Workspace& workspace, const model::RecordType& type, RecordId parent,
                                                 model::FieldId field) {
    model::Query query{.type = type.id, .fields = {field}, .count = model::window_rows_max};
    query.filters = {{.field = model::parent_field(type)->id, .value = parent}};
    std::vector<model::Record> siblings;
    for (const model::Row& row : TRY(workspace.store.page(query)).rows) {
        model::Record& sibling = siblings.emplace_back(model::Record{.id = row.id, .type = type.id, .fields = {}});
        sibling.fields[field].value = row.values[0];
    }
    return siblings;
}

Result<bool> has_same_together(Workspace& workspace, const model::RecordType& type, const model::Record& record) {
    if (!model::is_alive(record) || model::key_together(type, record).empty()) {
        return false;
    }
    std::vector<model::Filter> filters;
    for (const std::string& name : type.unique_together) {
        const model::FieldId field = model::find_field(type, name)->id;
        filters.push_back({.field = field, .value = model::value_of(record, field)});
    }
    const std::vector<RecordId> alike = TRY(records_with(workspace, type, std::move(filters)));
    return std::ranges::any_of(alike, [&](RecordId id) { return id != record.id; });
}

Result<std::vector<Message>> refusals_of_declaration(Workspace& workspace, const model::RecordType& type,
                                                     const model::Record* before, const model::Record& after) {
    if (type.name != model::declaration_type_name) {
        return std::vector<Message>();
    }
    std::vector<model::Declaration> others = TRY(store::read_declarations(workspace.store.database()));
    std::erase_if(others, [&](const model::Declaration& other) { return other.record == after.id; });
    return model::refusals_of_declaration(workspace.core, others, before, after, workspace.account.actor());
}

}  // namespace xingke::client
