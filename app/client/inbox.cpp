#include "app/client/inbox.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "app/client/commands.h"
#include "app/client/limits.h"
#include "app/client/sync_apply.h"
#include "sync/protocol/frame.h"

namespace xingke::client {
namespace {

// Text of a value that is a reference; empty for all others.
Result<std::string> label_of(Workspace& workspace, const model::Field* field, const model::Value& value) {
    return field == nullptr ? std::string() : workspace.store.label_of(*field, value);
}

// The fields of a conflict record, by the names that the catalogue gives them.
class ConflictReader {
public:
    ConflictReader(const model::RecordType& type, const model::Record& record) : type_(type), record_(record) {}

    std::int64_t number(std::string_view name) const {
        const auto* value = std::get_if<std::int64_t>(&value_of(name));
        return value != nullptr ? *value : 0;
    }
    std::string text(std::string_view name) const {
        const auto* value = std::get_if<std::string>(&value_of(name));
        return value != nullptr ? *value : std::string();
    }
    const model::Value& value_of(std::string_view name) const {
        static const model::Value empty;
        const model::Field* field = model::find_field(type_, name);
        return field != nullptr ? model::value_of(record_, field->id) : empty;
    }

private:
    const model::RecordType& type_;
    const model::Record& record_;
};

model::Query open_conflicts(const Workspace& workspace, const model::RecordType& type) {
    model::Query query;
    query.type = type.id;
    const auto equals = [&](std::string_view name, model::Value value) {
        if (const model::Field* field = model::find_field(type, name)) {
            query.filters.push_back({field->id, model::Filter::Test::equals, std::move(value)});
        }
    };
    equals("state", std::string("open"));
    equals("author", workspace.account.user);
    query.sorts.push_back({model::common_field::created, true});
    return query;
}

Result<std::optional<InboxItem>> conflict_item(Workspace& workspace, const model::RecordType& type, RecordId conflict) {
    const auto record = TRY(workspace.store.read(type.id, conflict));
    if (!record) {
        return std::optional<InboxItem>{};
    }
    const ConflictReader reader(type, *record);
    InboxItem item;
    item.what = InboxItem::What::conflict;
    item.conflict = conflict;
    item.type = static_cast<model::TypeId>(reader.number("subject_type"));
    item.field = static_cast<model::FieldId>(reader.number("field"));
    item.record = parse_id<RecordTag>(reader.text("subject")).value_or(RecordId{});
    if (const auto bytes = bytes_of_hex(reader.text("value"))) {
        Reader value(*bytes);
        item.mine = model::decode_value(value);
    }
    const auto* created = std::get_if<std::int64_t>(&model::value_of(*record, model::common_field::created));
    item.at = {created != nullptr ? *created : 0};
    item.mine_author = workspace.account.name;
    item.record_label = TRY(workspace.store.label(item.type, item.record));
    const auto subject = TRY(workspace.store.read(item.type, item.record));
    if (subject) {
        item.theirs = model::value_of(*subject, item.field);
    }
    const model::RecordType* subject_type = workspace.catalogue.find(item.type);
    const model::Field* field = subject_type != nullptr ? model::find_field(*subject_type, item.field) : nullptr;
    item.mine_label = TRY(label_of(workspace, field, item.mine));
    item.theirs_label = TRY(label_of(workspace, field, item.theirs));
    return std::optional(std::move(item));
}

Result<void> add_conflicts(Workspace& workspace, std::vector<InboxItem>& items) {
    const model::RecordType* type = workspace.catalogue.find("conflict");
    if (type == nullptr) {
        return {};
    }
    model::Query query = open_conflicts(workspace, *type);
    query.count = static_cast<std::int64_t>(inbox_items_max);
    query.fields = {model::common_field::created};
    const model::Page page = TRY(workspace.store.page(query));
    for (const model::Row& row : page.rows) {
        auto item = TRY(conflict_item(workspace, *type, row.id));
        if (item) {
            items.push_back(*std::move(item));
        }
    }
    return {};
}

std::vector<model::Issue> issues_of(const std::vector<protocol::Reason>& reasons, RecordId record) {
    std::vector<model::Issue> issues;
    for (const protocol::Reason& reason : reasons) {
        if (reason.record == record || reason.record.is_nil()) {
            issues.push_back({reason.field, reason.message});
        }
    }
    return issues;
}

// One item for each record that the transaction is about and that the reasons name; without a name, for the first.
Result<void> add_rejected(Workspace& workspace, const store::OutboxEntry& entry, std::vector<InboxItem>& items) {
    Reader reader(entry.body);
    const model::Transaction transaction = protocol::decode_transaction(reader);
    const std::vector<protocol::Reason> reasons = reasons_of(entry);
    std::set<RecordId> named;
    for (const protocol::Reason& reason : reasons) {
        named.insert(reason.record);
    }
    const bool names_none = std::ranges::none_of(
        transaction.changes, [&](const model::Change& change) { return named.contains(change.record); });
    std::set<RecordId> done;
    for (const model::Change& change : transaction.changes) {
        const bool is_named = named.contains(change.record) || (names_none && done.empty());
        if (!is_named || !done.insert(change.record).second || items.size() >= inbox_items_max) {
            continue;
        }
        InboxItem item;
        item.what = InboxItem::What::rejected;
        item.counter = entry.counter;
        item.record = change.record;
        item.type = change.type;
        item.at = entry.authored;
        item.mine_author = workspace.account.name;
        item.reasons = issues_of(reasons, change.record);
        item.record_label = TRY(workspace.store.label(change.type, change.record));
        const model::RecordType* type = workspace.catalogue.find(change.type);
        const auto subject = TRY(workspace.store.read(change.type, change.record));
        // The one field that the person touched, when there is only one.
        std::set<model::FieldId> fields;
        for (const model::Change& other : transaction.changes) {
            const model::Field* field = type != nullptr ? model::find_field(*type, other.field) : nullptr;
            if (other.record != change.record || (field != nullptr && field->set_by_app)) {
                continue;
            }
            fields.insert(other.field);
            if (item.record_label.empty() && field != nullptr && field->name == type->label_field) {
                const auto* label = std::get_if<std::string>(&other.value);
                item.record_label = label != nullptr ? *label : std::string();
            }
            item.mine = other.value;
        }
        if (fields.size() == 1) {
            item.field = *fields.begin();
            const model::Field* field = type != nullptr ? model::find_field(*type, item.field) : nullptr;
            item.theirs = subject ? model::value_of(*subject, item.field) : model::Value{};
            item.mine_label = TRY(label_of(workspace, field, item.mine));
            item.theirs_label = TRY(label_of(workspace, field, item.theirs));
        } else {
            item.mine = model::Empty{};
        }
        item.changes = transaction.changes;
        items.push_back(std::move(item));
    }
    return {};
}

}  // namespace

Result<std::vector<InboxItem>> inbox(Workspace& workspace) {
    std::vector<InboxItem> items;
    for (const store::OutboxEntry& entry : TRY(workspace.log.rejected())) {
        TRY(add_rejected(workspace, entry, items));
    }
    TRY(add_conflicts(workspace, items));
    const auto order = [](const InboxItem& item) {
        return std::tie(item.at, item.counter, item.conflict, item.record);
    };
    std::ranges::sort(items, std::ranges::greater{}, order);
    return items;
}

Result<std::uint64_t> inbox_count(Workspace& workspace) {
    std::uint64_t count = TRY(workspace.log.count(store::OutboxState::rejected));
    if (const model::RecordType* type = workspace.catalogue.find("conflict")) {
        const std::int64_t conflicts = TRY(workspace.store.count(open_conflicts(workspace, *type)));
        count += static_cast<std::uint64_t>(conflicts);
    }
    return count;
}

Result<void> resolve_rejected(Workspace& workspace, std::uint64_t counter, bool retry) {
    const auto entry = TRY(workspace.log.find(counter));
    if (!entry || entry->state != store::OutboxState::rejected) {
        return {};  // Dealt with already.
    }
    if (!retry) {
        Transaction transaction = TRY(Transaction::begin(workspace.store.database()));
        TRY(workspace.log.remove_rejected(counter));
        return transaction.commit();
    }
    Reader reader(entry->body);
    model::Transaction rejected = protocol::decode_transaction(reader);
    Draft draft;
    draft.intent = rejected.intent;
    draft.base = TRY(meta_number(workspace.store, meta_key::cursor));
    draft.changes = std::move(rejected.changes);
    draft.is_complete = true;
    draft.replaces = counter;
    const Written written = write(workspace, std::move(draft));
    if (!written.saved) {
        return Error{Fault::conflict, written.error, "a rejected transaction cannot be written again"};
    }
    return {};
}

}  // namespace xingke::client
