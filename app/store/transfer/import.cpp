#include "app/store/transfer/import.h"

#include <algorithm>
#include <bitset>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/formats/limits.h"
#include "app/model/importable.h"
#include "app/store/transfer/cell_reader.h"

namespace xingke::store {
namespace {

using formats::import_columns_max;
using formats::TableRow;
using model::child_field_flag;
using model::ImportField;

// The child that was made first with its parent is the primary one, where the child's type knows the difference.
constexpr std::string_view primary_field = "is_primary";

std::vector<const model::Field*> duplicate_fields(const model::RecordType& type) {
    std::vector<const model::Field*> fields;
    for (const std::string& name : type.duplicate_fields) {
        const model::Field* const field = model::find_field(type, name);
        CHECK(field != nullptr, "self_check has seen that the type has its duplicate fields");
        fields.push_back(field);
    }
    return fields;
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

// One of the fields by which a record may be known already.
struct KnownBy {
    const model::Field* field;
    LabelIndex existing;
    std::unordered_map<std::string, std::size_t> made;  // by an earlier row of this file: which of the made records
};
// By duplicate field; empty where the row says nothing.
using Keys = std::vector<std::string>;

}  // namespace

struct ImportPlan::Impl {
    Store& store;
    const model::RecordType& type;
    const model::RecordType* child;
    formats::RowCursor rows;
    std::size_t row_count;
    std::size_t column_count;
    Duplicates duplicates;
    Clock& clock;
    Random& random;

    std::vector<std::pair<std::size_t, CellReader>> readers;  // by column, only the mapped ones
    bool is_prepared = false;
    std::vector<KnownBy> known;                     // loaded by the first step; none when duplicates are to be made
    std::vector<MadeRecord> made;                   // of those with a key
    std::unordered_set<std::string> made_children;  // parent id and label, for merging
    std::size_t done = 0;
    std::deque<model::Change> changes;
    std::vector<BadTableRow> bad;
    std::uint32_t created = 0, merged = 0, skipped = 0;

    Result<void> prepare();
    Result<void> take_row(TableRow& row);
    Result<Draft> read_row(const TableRow& row);
    Keys keys_of(const Draft& draft) const;
    Result<void> create(Draft draft, const Keys& keys, TableRow& row);
    void remember(const model::Record& record, const Keys& keys);
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
    if (duplicates != Duplicates::create) {
        for (const model::Field* const field : duplicate_fields(type)) {
            known.push_back({field, TRY(LabelIndex::load(store, type, *field)), {}});
        }
    }
    is_prepared = true;
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
    const Keys keys = keys_of(draft);
    const LabelEntry* there = nullptr;
    MadeRecord* made_record = nullptr;
    for (std::size_t i = 0; i < keys.size() && there == nullptr && made_record == nullptr; ++i) {
        if (!keys[i].empty()) {
            there = known[i].existing.find(keys[i]);
            const auto earlier = known[i].made.find(keys[i]);
            made_record = there == nullptr && earlier != known[i].made.end() ? &made[earlier->second] : nullptr;
        }
    }
    if (there == nullptr && made_record == nullptr) {
        return create(std::move(draft), keys, row);
    }
    if (duplicates == Duplicates::skip) {
        ++skipped;
        return {};
    }
    return merge_into(there == nullptr ? made_record->record : there->record, made_record, std::move(draft), row);
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
        const bool is_childs = field.is_childs();
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

Keys ImportPlan::Impl::keys_of(const Draft& draft) const {
    Keys keys;
    for (const KnownBy& by : known) {
        keys.push_back(key_of(*by.field, text_of_value(value_of(draft.record, by.field->id))));
    }
    return keys;
}

Result<void> ImportPlan::Impl::create(Draft draft, const Keys& keys, TableRow& row) {
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
    remember(draft.record, keys);
    return {};
}

void ImportPlan::Impl::remember(const model::Record& record, const Keys& keys) {
    if (std::ranges::all_of(keys, &std::string::empty)) {
        return;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!keys[i].empty()) {
            known[i].made.emplace(keys[i], made.size());
        }
    }
    MadeRecord& made_record = made.emplace_back();
    made_record.record = record.id;
    for (const auto& [column, reader] : readers) {
        made_record.set[column] = record.fields.contains(reader.field().id);
    }
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
    return std::string(as_text(parent.bytes)) + key_of(*label, text_of_value(value_of(child_draft, label->id)));
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

ImportPlan::ImportPlan(Store& store, const model::RecordType& type, const formats::PackedRows& rows,
                       std::vector<model::FieldId> mapping, Duplicates duplicates, Clock& clock, Random& random)
    : impl_(new Impl{.store = store,
                     .type = type,
                     .child = model::child_type(store.catalogue(), type),
                     .rows = formats::RowCursor(rows),
                     .row_count = rows.size(),
                     .column_count = mapping.size(),
                     .duplicates = duplicates,
                     .clock = clock,
                     .random = random}) {
    std::vector<ImportField> fields = model::importable_fields(store.catalogue(), type);
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
    if (!impl_->is_prepared) {
        TRY(impl_->prepare());
    }
    TableRow row;
    for (std::size_t i = 0; i < row_count && impl_->rows.next(row); ++i) {
        TRY(impl_->take_row(row));
        ++impl_->done;
    }
    return impl_->done < impl_->row_count;
}

std::size_t ImportPlan::done() const {
    return impl_->done;
}
std::size_t ImportPlan::total() const {
    return impl_->row_count;
}
std::deque<model::Change>& ImportPlan::changes() {
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

Result<std::uint32_t> count_duplicates(Store& store, const model::RecordType& type, const formats::PackedRows& rows,
                                       const std::vector<model::FieldId>& mapping) {
    struct Column {
        std::size_t at;
        const model::Field* field;
        LabelIndex existing;
        std::unordered_set<std::string> seen = {};
    };
    std::vector<Column> columns;
    for (const model::Field* const field : duplicate_fields(type)) {
        const auto found = std::ranges::find(mapping, field->id);
        if (found != mapping.end()) {
            columns.push_back(
                {static_cast<std::size_t>(found - mapping.begin()), field, TRY(LabelIndex::load(store, type, *field))});
        }
    }
    std::uint32_t count = 0;
    formats::RowCursor cursor(rows);
    for (TableRow row; cursor.next(row);) {
        bool is_known = false;
        for (Column& column : columns) {
            const std::string key =
                column.at < row.cells.size() ? key_of(*column.field, plain_cell(row.cells[column.at])) : std::string();
            is_known |= !key.empty() && (column.existing.find(key) != nullptr || !column.seen.insert(key).second);
        }
        count += is_known ? 1 : 0;
    }
    return count;
}

}  // namespace xingke::store
