#include <algorithm>

#include "app/client/commands.h"

namespace xingke::client {
namespace {

Error nothing_to_undo() {
    return {Fault::conflict, {Text::nothing_to_undo, {}}, ""};
}

// Elements are taken back one by one, so that what others added since stays.
void undo_elements(const store::FieldLine& line, std::vector<model::Change>& changes) {
    const auto elements_of = [](const model::Value& value) {
        const auto* elements = std::get_if<model::Elements>(&value);
        return elements != nullptr ? *elements : model::Elements{};
    };
    const model::Elements before = elements_of(line.before), after = elements_of(line.after);
    for (const std::string& key : after) {
        if (!std::ranges::binary_search(before, key)) {
            changes.push_back({line.record, line.type, line.field, model::Operation::remove, key});
        }
    }
    for (const std::string& key : before) {
        if (!std::ranges::binary_search(after, key)) {
            changes.push_back({line.record, line.type, line.field, model::Operation::add, key});
        }
    }
}

}  // namespace

Result<Draft> undo_draft(Workspace& workspace, std::uint64_t counter) {
    const std::vector<store::FieldLine> lines = TRY(workspace.history.of_transaction(counter));
    if (lines.empty()) {
        return nothing_to_undo();
    }
    Draft draft;
    draft.intent = model::Intent::undo;
    draft.base = TRY(meta_number(workspace.store, meta_key::cursor));
    std::optional<model::Record> row;
    for (const store::FieldLine& line : lines) {
        if (!row || row->id != line.record) {
            row = TRY(workspace.store.read(line.type, line.record));
        }
        const model::RecordType* type = workspace.catalogue.find(line.type);
        if (!row || type == nullptr) {
            return nothing_to_undo();
        }
        const model::Field* field = model::find_field(*type, line.field);
        if (field != nullptr && field->set_by_app) {
            continue;
        }
        if (field != nullptr && model::merge_rule(*field) == model::MergeRule::elements) {
            undo_elements(line, draft.changes);
            continue;
        }
        if (model::value_of(*row, line.field) != line.after) {
            return nothing_to_undo();
        }
        // Life is counted, so going back is going on: Commands makes the number.
        const bool was_alive =
            std::holds_alternative<std::int64_t>(line.before) && std::get<std::int64_t>(line.before) % 2 == 1;
        const model::Value back =
            line.field == model::life_field ? model::Value{std::int64_t{was_alive ? 1 : 0}} : line.before;
        draft.changes.push_back({line.record, line.type, line.field, model::Operation::set, back});
        draft.guards.push_back({line.record, line.field, line.after});
    }
    // So large an undo is of an import, whose records are new, or of a bulk edit: what overtakes it on the way to the
    // server is kept beside it as a conflict.
    if (draft.guards.size() > model::guard_count_max) {
        draft.guards.clear();
    }
    return draft;
}

Result<Draft> version_draft(Workspace& workspace, const RestoreVersion& wanted) {
    const model::RecordType* type = workspace.catalogue.find(wanted.type);
    const auto now = TRY(workspace.store.read(wanted.type, wanted.record));
    const auto then = TRY(workspace.history.record_at(wanted.type, wanted.record, wanted.entry));
    if (type == nullptr || !now || !then) {
        return Error{Fault::invalid_input, {Text::version_missing, {}}, ""};
    }
    Draft draft;
    draft.base = wanted.base;
    for (const model::Field& field : type->fields) {
        const model::Value& value = model::value_of(*then, field.id);
        if (model::is_typed(field) && value != model::value_of(*now, field.id)) {
            draft.changes.push_back({wanted.record, wanted.type, field.id, model::Operation::set, value});
        }
    }
    if (draft.changes.empty()) {
        return Error{Fault::invalid_input, {Text::version_is_present, {}}, ""};
    }
    return draft;
}

}  // namespace xingke::client
