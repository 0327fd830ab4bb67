#include "app/ui/views/form_part.h"

#include <algorithm>

#include "app/ui/views/attachments.h"

namespace xingke::ui::views {
namespace {

void append_element_changes(const FormPart& part, const model::Field& field, const model::Value& before,
                            const model::Value& after, std::vector<model::Change>& changes) {
    static const model::Elements none;
    const auto* old_keys = std::get_if<model::Elements>(&before);
    const auto* new_keys = std::get_if<model::Elements>(&after);
    const model::Elements& from = old_keys == nullptr ? none : *old_keys;
    const model::Elements& to = new_keys == nullptr ? none : *new_keys;
    const auto append = [&](model::Operation operation, const std::string& key) {
        changes.push_back({part.start.id, part.type->id, field.id, operation, key});
    };
    for (const std::string& key : to) {
        if (!std::binary_search(from.begin(), from.end(), key)) {
            append(model::Operation::add, key);
        }
    }
    for (const std::string& key : from) {
        if (!std::binary_search(to.begin(), to.end(), key)) {
            append(model::Operation::remove, key);
        }
    }
}

}  // namespace

bool is_editable(const model::Field& field) {
    return model::is_typed(field);
}

FormPart begin_part(const kit::Ui& ui, const model::RecordType& type, const model::Record& initial,
                    const std::vector<std::pair<model::FieldId, std::string>>& labels) {
    FormPart part;
    part.type = &type;
    part.start = initial;
    for (const model::Field& field : type.fields) {
        if (!is_editable(field)) {
            continue;
        }
        const auto label =
            std::find_if(labels.begin(), labels.end(), [&](const auto& l) { return l.first == field.id; });
        part.edits.emplace(field.id, begin_edit(ui, field, model::value_of(initial, field.id),
                                                label == labels.end() ? std::string_view() : label->second));
    }
    return part;
}

bool is_new(const FormPart& part) {
    return !model::is_alive(part.start);
}

bool is_touched(const FormPart& part) {
    return std::any_of(part.edits.begin(), part.edits.end(), [&](const auto& entry) {
        const model::Value& start = model::value_of(part.start, entry.first);
        const bool both_empty = model::is_empty(start) && model::is_empty(entry.second.value);
        return entry.second.is_text_wrong || (entry.second.value != start && !both_empty);
    });
}

model::Record typed_record(const FormPart& part) {
    model::Record record = part.start;
    for (const auto& [field, edit] : part.edits) {
        if (model::is_empty(edit.value) && !record.fields.contains(field)) {
            continue;
        }
        record.fields[field].value = edit.value;
    }
    return record;
}

void append_changes(const FormPart& part, std::vector<model::Change>& changes) {
    if (part.is_optional && !is_touched(part)) {
        return;
    }
    static const model::Value nothing;
    if (is_new(part)) {
        changes.push_back({part.start.id, part.type->id, model::life_field, model::Operation::set, std::int64_t{1}});
    }
    for (const model::Field& field : part.type->fields) {
        const auto edit = part.edits.find(field.id);
        if (edit == part.edits.end()) {
            continue;
        }
        const model::Value& before = is_new(part) ? nothing : model::value_of(part.start, field.id);
        const model::Value& after = edit->second.value;
        if (before == after || (model::is_empty(before) && model::is_empty(after))) {
            continue;
        }
        if (model::merge_rule(field) == model::MergeRule::elements) {
            append_element_changes(part, field, before, after, changes);
            if (std::holds_alternative<model::kind::Attachment>(field.kind)) {
                append_file_changes(part.start.id, part.type->id, edit->second, before, changes);
            }
        } else {
            changes.push_back({part.start.id, part.type->id, field.id, model::Operation::set, after});
        }
    }
}

std::vector<model::Issue> issues_of(const FormPart& part) {
    std::vector<model::Issue> issues;
    for (const model::Field& field : part.type->fields) {
        const auto edit = part.edits.find(field.id);
        if (edit != part.edits.end() && edit->second.is_text_wrong) {
            issues.push_back({field.name, edit->second.problem});
        }
    }
    for (model::Issue& issue : model::validate(*part.type, typed_record(part))) {
        const bool is_known =
            std::any_of(issues.begin(), issues.end(), [&](const model::Issue& i) { return i.field == issue.field; });
        if (!is_known) {
            issues.push_back(std::move(issue));
        }
    }
    return issues;
}

}  // namespace xingke::ui::views
