#include "app/store/transfer/import.h"

#include <algorithm>
#include <bitset>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/store/transfer/cell_reader.h"
#include "app/store/transfer/limits.h"
#include "app/store/transfer/mapping.h"

namespace xingke::store {
namespace {

// The child that was made first with its parent is the primary one, where the child's type knows the difference.
constexpr std::string_view primary_field = "is_primary";

const model::Field* duplicate_field(const model::RecordType& type) {
    return type.duplicate_field.empty() ? nullptr : model::find_field(type, type.duplicate_field);
}

std::string text_of_value(const model::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

// What one row of the file wants to be.
struct Draft {
    model::Record record;
    model::Record child;
    std::vector<model::Issue> issues;
};

bool has_content(const model::Record& record) {
    return !record.fields.empty();
}

// All that is wrong with a record that is to be made, but not "please fill in" for a cell that was filled in wrongly.
void validate_new(const model::RecordType& type, const model::Record& record, std::string_view prefix,
                  std::vector<model::Issue>& issues) {
    std::vector<model::Issue> found = model::validate(type, record);
    for (model::Issue& issue : found) {
        issue.field.insert(0, prefix);
    }
    std::erase_if(found, [&issues](const model::Issue& issue) {
        return std::ranges::find(issues, issue.field, &model::Issue::field) != issues.end();
    });
    std::ranges::move(found, std::back_inserter(issues));
}

// A record that is there already keeps what it has, so only the values of the file are looked at.
void validate_values(const model::RecordType& type, const model::Record& record, std::vector<model::Issue>& issues) {
    for (const auto& [id, state] : record.fields) {
        const model::Field* field = model::find_field(type, id);
        CHECK(field != nullptr, "a mapped field belongs to its type");
        std::ranges::move(model::validate_value(*field, state.value), std::back_inserter(issues));
    }
}

// Cells beyond the header are a shifted row; empty ones are what spreadsheets leave behind.
std::size_t used_cell_count(const TableRow& row) {
    std::size_t count = row.cells.size();
    while (count > 0 && trim(row.cells[count - 1]).empty()) {
        --count;
    }
    return count;
}

// By column of the file: which fields of a record made by this import are set.
using SetColumns = std::bitset<import_columns_max>;

struct MadeRecord {
    RecordId record;
    SetColumns set;
};

}  // namespace

struct ImportPlan::Impl {
    Store& store;
    const model::RecordType& type;
    const model::RecordType* child;
    std::vector<TableRow> rows;
    std::size_t column_count;
    Duplicates duplicates;
    Clock& clock;
    Random& random;

    std::vector<std::pair<std::size_t, CellReader>> readers;  // by column, only the mapped ones
    std::optional<LabelIndex> existing;                       // by the duplicate field; loaded by the first step
    std::unordered_map<std::string, MadeRecord> made;         // by the same, earlier rows of this file
    std::unordered_set<std::string> made_children;            // parent id and label, for merging
    std::size_t done = 0;
    std::vector<model::Change> changes;
    std::vector<BadTableRow> bad;
    std::uint32_t created = 0, merged = 0, skipped = 0;

    Result<void> prepare();
    Result<void> take_row(TableRow& row);
    Result<Draft> read_row(const TableRow& row);
    std::string duplicate_key(const Draft& draft) const;
    Result<void> create(Draft draft, const std::string& key, TableRow& row);
    Result<void> merge_into(RecordId record, MadeRecord* made_record, Draft draft, TableRow& row);
    Result<bool> merge_child(const model::Record& child_draft);
    Result<std::optional<model::Record>> find_child(const model::Record& child_draft);
    void reject(TableRow& row, std::vector<model::Issue> issues);
    bool complete_child(Draft& draft);
    std::string child_key(const model::Record& child_draft) const;
    void add_new(const model::RecordType& of, const model::Record& record);
    void add_set(const model::RecordType& of, RecordId record, model::FieldId field, const model::Value& value);
    std::size_t add_missing(const model::RecordType& of, const model::Record& current, const model::Record& draft);
    std::size_t add_missing_made(MadeRecord& made_record, const model::Record& draft);
};

Result<void> ImportPlan::Impl::prepare() {
    if (readers.empty()) {
        return Error{Fault::invalid_input, {Text::no_columns_mapped, {}}, ""};
    }
    existing.emplace();
    const model::Field* field = duplicate_field(type);
    if (field != nullptr && duplicates != Duplicates::create) {
        existing = TRY(LabelIndex::load(store, type, *field));
    }
    return {};
}

Result<void> ImportPlan::Impl::take_row(TableRow& row) {
    if (row.problem != Text::nothing) {
        reject(row, {{"", {row.problem, {}}}});
        return {};
    }
    if (const std::size_t count = used_cell_count(row); count > column_count) {
        const auto arguments = {argument("count", std::to_string(count)),
                                argument("max", std::to_string(column_count))};
        reject(row, {{"", {Text::too_many_cells, arguments}}});
        return {};
    }
    Draft draft = TRY(read_row(row));
    const std::string key = duplicate_key(draft);
    const auto earlier = key.empty() ? made.end() : made.find(key);
    const LabelEntry* there = key.empty() ? nullptr : existing->find(key);
    if (there == nullptr && earlier == made.end()) {
        return create(std::move(draft), key, row);
    }
    if (duplicates == Duplicates::skip) {
        ++skipped;
        return {};
    }
    MadeRecord* made_record = there == nullptr ? &earlier->second : nullptr;
    return merge_into(there == nullptr ? earlier->second.record : there->record, made_record, std::move(draft), row);
}

Result<Draft> ImportPlan::Impl::read_row(const TableRow& row) {
    Draft draft;
    draft.record.type = type.id;
    draft.child.type = child == nullptr ? model::TypeId{0} : child->id;
    for (auto& [column, reader] : readers) {
        if (column >= row.cells.size()) {
            break;
        }
        CellValue cell = TRY(reader.read(row.cells[column]));
        const ImportField& field = reader.field();
        const bool is_childs = (field.id & child_field_flag) != 0;
        if (cell.issue) {
            cell.issue->field.insert(0, is_childs ? child->name + "." : "");
            draft.issues.push_back(std::move(*cell.issue));
        } else if (!is_empty(cell.value)) {
            model::Record& record = is_childs ? draft.child : draft.record;
            record.fields[field.field->id] = {std::move(cell.value), 0};
        }
    }
    return draft;
}

std::string ImportPlan::Impl::duplicate_key(const Draft& draft) const {
    const model::Field* field = duplicates == Duplicates::create ? nullptr : duplicate_field(type);
    return field == nullptr ? std::string() : label_key(text_of_value(value_of(draft.record, field->id)));
}

Result<void> ImportPlan::Impl::create(Draft draft, const std::string& key, TableRow& row) {
    draft.record.id = make_id<RecordTag>(clock.now(), random);
    const bool has_child = complete_child(draft);
    validate_new(type, draft.record, "", draft.issues);
    if (has_child) {
        validate_new(*child, draft.child, child->name + ".", draft.issues);
    }
    if (!draft.issues.empty()) {
        reject(row, std::move(draft.issues));
        return {};
    }
    add_new(type, draft.record);
    if (has_child) {
        const model::Field* primary = model::find_field(*child, primary_field);
        if (primary != nullptr && is_empty(value_of(draft.child, primary->id))) {
            draft.child.fields[primary->id] = {true, 0};
        }
        add_new(*child, draft.child);
        made_children.insert(child_key(draft.child));
    }
    ++created;
    if (!key.empty()) {
        MadeRecord& made_record = made[key];
        made_record.record = draft.record.id;
        for (const auto& [column, reader] : readers) {
            made_record.set[column] = draft.record.fields.contains(reader.field().id);
        }
    }
    return {};
}

// Fills what the record does not have; what it has stays. A contact that it does not have by that name is added.
Result<void> ImportPlan::Impl::merge_into(RecordId record, MadeRecord* made_record, Draft draft, TableRow& row) {
    draft.record.id = record;
    const bool has_child = complete_child(draft);
    validate_values(type, draft.record, draft.issues);
    if (has_child) {
        validate_new(*child, draft.child, child->name + ".", draft.issues);
    }
    if (!draft.issues.empty()) {
        reject(row, std::move(draft.issues));
        return {};
    }
    std::size_t change_count = 0;
    if (made_record != nullptr) {
        change_count = add_missing_made(*made_record, draft.record);
    } else {
        const std::optional<model::Record> current = TRY(store.read(type.id, record));
        if (!current) {
            return Error{Fault::conflict, {Text::record_missing, {}}, "gone since the import began"};
        }
        change_count = add_missing(type, *current, draft.record);
    }
    const bool child_changed = has_child && TRY(merge_child(draft.child));
    (change_count > 0 || child_changed ? merged : skipped) += 1;
    return {};
}

// True when something was added. A contact that an earlier row of this file made is left as that row made it.
Result<bool> ImportPlan::Impl::merge_child(const model::Record& child_draft) {
    if (!made_children.insert(child_key(child_draft)).second) {
        return false;
    }
    const std::optional<model::Record> current = TRY(find_child(child_draft));
    if (current) {
        return add_missing(*child, *current, child_draft) > 0;
    }
    add_new(*child, child_draft);
    return true;
}

Result<std::optional<model::Record>> ImportPlan::Impl::find_child(const model::Record& child_draft) {
    const model::Field* label = model::find_field(*child, child->label_field);
    const model::Field* parent = model::parent_field(*child);
    const std::string text = text_of_value(value_of(child_draft, label->id));
    const std::vector<RecordId> candidates = TRY(store.find_equal(child->id, label->id, text));
    for (const RecordId candidate : candidates) {
        std::optional<model::Record> record = TRY(store.read(child->id, candidate));
        if (record && value_of(*record, parent->id) == value_of(child_draft, parent->id)) {
            return record;
        }
    }
    return std::optional<model::Record>();
}

void ImportPlan::Impl::reject(TableRow& row, std::vector<model::Issue> issues) {
    bad.push_back({row.line, std::move(row.cells), std::move(issues)});
}

// Gives the child its identity and its parent; false when the row says nothing about a child.
bool ImportPlan::Impl::complete_child(Draft& draft) {
    if (child == nullptr || !has_content(draft.child)) {
        return false;
    }
    draft.child.id = make_id<RecordTag>(clock.now(), random);
    draft.child.fields[model::parent_field(*child)->id] = {draft.record.id, 0};
    return true;
}

std::string ImportPlan::Impl::child_key(const model::Record& child_draft) const {
    const model::Field* label = model::find_field(*child, child->label_field);
    const RecordId parent = std::get<RecordId>(value_of(child_draft, model::parent_field(*child)->id));
    return std::string(as_text(parent.bytes)) + label_key(text_of_value(value_of(child_draft, label->id)));
}

void ImportPlan::Impl::add_new(const model::RecordType& of, const model::Record& record) {
    changes.push_back({record.id, of.id, model::life_field, model::Operation::set, std::int64_t{1}});
    for (const auto& [field, state] : record.fields) {
        add_set(of, record.id, field, state.value);
    }
}

void ImportPlan::Impl::add_set(const model::RecordType& of, RecordId record, model::FieldId field,
                               const model::Value& value) {
    // Elements travel one by one, so that concurrent edits of the set meet without loss.
    if (const auto* elements = std::get_if<model::Elements>(&value)) {
        for (const std::string& element : *elements) {
            changes.push_back({record, of.id, field, model::Operation::add, element});
        }
        return;
    }
    changes.push_back({record, of.id, field, model::Operation::set, value});
}

std::size_t ImportPlan::Impl::add_missing(const model::RecordType& of, const model::Record& current,
                                          const model::Record& draft) {
    const std::size_t before = changes.size();
    for (const auto& [field, state] : draft.fields) {
        if (is_empty(value_of(current, field))) {
            add_set(of, current.id, field, state.value);
        }
    }
    return changes.size() - before;
}

std::size_t ImportPlan::Impl::add_missing_made(MadeRecord& made_record, const model::Record& draft) {
    const std::size_t before = changes.size();
    for (const auto& [column, reader] : readers) {
        const auto field = draft.fields.find(reader.field().id);
        if (field != draft.fields.end() && !made_record.set[column]) {
            add_set(type, made_record.record, field->first, field->second.value);
            made_record.set[column] = true;
        }
    }
    return changes.size() - before;
}

ImportPlan::ImportPlan(Store& store, const model::RecordType& type, std::vector<TableRow> rows,
                       std::vector<model::FieldId> mapping, Duplicates duplicates, Clock& clock, Random& random)
    : impl_(new Impl{store,
                     type,
                     child_type(store.catalogue(), type),
                     std::move(rows),
                     mapping.size(),
                     duplicates,
                     clock,
                     random,
                     {},
                     {},
                     {},
                     {},
                     0,
                     {},
                     {},
                     0,
                     0,
                     0}) {
    std::vector<ImportField> fields = importable_fields(store.catalogue(), type);
    for (std::size_t column = 0; column < std::min(mapping.size(), import_columns_max); ++column) {
        const auto field = std::ranges::find(fields, mapping[column], &ImportField::id);
        if (field != fields.end()) {
            impl_->readers.emplace_back(column, CellReader(store, *field));
            fields.erase(field);  // the first column that claims it has it
        }
    }
}

ImportPlan::~ImportPlan() = default;
ImportPlan::ImportPlan(ImportPlan&&) noexcept = default;

Result<bool> ImportPlan::step(std::size_t row_count) {
    if (!impl_->existing) {
        TRY(impl_->prepare());
    }
    const std::size_t end = std::min(impl_->rows.size(), impl_->done + row_count);
    for (; impl_->done < end; ++impl_->done) {
        TableRow& row = impl_->rows[impl_->done];
        TRY(impl_->take_row(row));
        row.cells = {};  // its memory goes while the changes grow
    }
    return impl_->done < impl_->rows.size();
}

std::size_t ImportPlan::done() const {
    return impl_->done;
}
std::size_t ImportPlan::total() const {
    return impl_->rows.size();
}
std::vector<model::Change>& ImportPlan::changes() {
    return impl_->changes;
}
const std::vector<BadTableRow>& ImportPlan::bad() const {
    return impl_->bad;
}
std::uint32_t ImportPlan::created() const {
    return impl_->created;
}
std::uint32_t ImportPlan::merged() const {
    return impl_->merged;
}
std::uint32_t ImportPlan::skipped() const {
    return impl_->skipped;
}

Result<std::uint32_t> count_duplicates(Store& store, const model::RecordType& type, const std::vector<TableRow>& rows,
                                       const std::vector<model::FieldId>& mapping) {
    const model::Field* field = duplicate_field(type);
    const auto found = field == nullptr ? mapping.end() : std::ranges::find(mapping, field->id);
    if (found == mapping.end()) {
        return std::uint32_t{0};
    }
    const LabelIndex existing = TRY(LabelIndex::load(store, type, *field));
    const auto column = static_cast<std::size_t>(found - mapping.begin());
    std::unordered_set<std::string> seen;
    std::uint32_t count = 0;
    for (const TableRow& row : rows) {
        const std::string key = column < row.cells.size() ? label_key(plain_cell(row.cells[column])) : std::string();
        if (!key.empty() && (existing.find(key) != nullptr || !seen.insert(key).second)) {
            ++count;
        }
    }
    return count;
}

}  // namespace xingke::store
