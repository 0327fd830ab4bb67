#include "app/store/change_log.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

#include "app/base/check.h"
#include "app/store/many_rows.h"
#include "app/store/packed.h"

namespace xingke::store {
namespace {

constexpr std::string_view schema = R"sql(
    CREATE TABLE IF NOT EXISTS outbox(
        counter INTEGER PRIMARY KEY, state INTEGER NOT NULL, intent INTEGER NOT NULL, authored INTEGER NOT NULL,
        base INTEGER NOT NULL, seq INTEGER NOT NULL, reasons BLOB NOT NULL, body BLOB NOT NULL);
    CREATE INDEX IF NOT EXISTS outbox_state ON outbox(state, counter);
    CREATE TABLE IF NOT EXISTS pending(
        record BLOB NOT NULL, field INTEGER NOT NULL, counter INTEGER NOT NULL, ordinal INTEGER NOT NULL,
        type INTEGER NOT NULL, operation INTEGER NOT NULL, value BLOB NOT NULL,
        PRIMARY KEY(record, field, counter, ordinal)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS pending_counter ON pending(counter);
    CREATE TABLE IF NOT EXISTS shadow(
        record BLOB NOT NULL, field INTEGER NOT NULL, type INTEGER NOT NULL, value BLOB NOT NULL, seq INTEGER NOT NULL,
        PRIMARY KEY(record, field)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS created(
        record BLOB PRIMARY KEY NOT NULL, type INTEGER NOT NULL, counter INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS created_counter ON created(counter);
)sql";

constexpr std::string_view last_counter_key = "outbox_last_counter";
constexpr std::string_view offset_key = "outbox_offset";

Result<std::uint64_t> number_in_meta(Store& store, std::string_view key) {
    const auto text = TRY(store.meta(key));
    std::uint64_t number = 0;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

OutboxEntry entry_of(const Statement& row) {
    OutboxEntry entry;
    entry.counter = static_cast<std::uint64_t>(row.integer(0));
    entry.state = static_cast<OutboxState>(row.integer(1));
    entry.intent = static_cast<model::Intent>(row.integer(2));
    entry.authored = {row.integer(3)};
    entry.base = static_cast<model::Seq>(row.integer(4));
    entry.seq = static_cast<model::Seq>(row.integer(5));
    entry.reasons.assign(row.blob(6).begin(), row.blob(6).end());
    entry.body.assign(row.blob(7).begin(), row.blob(7).end());
    return entry;
}

constexpr std::string_view outbox_columns = "counter, state, intent, authored, base, seq, reasons, body";

}  // namespace

Result<ChangeLog> ChangeLog::open(Store& store) {
    Transaction transaction = TRY(Transaction::begin(store.database()));
    TRY(store.database().execute(schema));
    TRY(transaction.commit());
    return ChangeLog(store);
}

// ---- what this device writes ---------------------------------------------------------------------------------------

Result<std::uint64_t> ChangeLog::next_counter() {
    const std::uint64_t last = TRY(number_in_meta(*store_, last_counter_key));
    return last + 1;
}

Result<std::vector<FieldLine>> ChangeLog::write_local(const OutboxEntry& entry,
                                                      std::span<const model::Change> changes) {
    TRY(queue(entry));
    return apply(entry.counter, 0, changes);
}

Result<void> ChangeLog::queue(const OutboxEntry& entry) {
    const std::uint64_t expected = TRY(next_counter());
    CHECK(entry.counter == expected, "counters are dense: the server waits for the next one");
    TRY(store_->set_meta(last_counter_key, std::to_string(entry.counter)));
    Statement insert = database().prepare(
        "INSERT INTO outbox(counter, state, intent, authored, base, seq, reasons, body) VALUES(?,?,?,?,?,0,x'',?)");
    return insert.bind(1, entry.counter)
        .bind(2, static_cast<int>(OutboxState::waiting))
        .bind(3, static_cast<int>(entry.intent))
        .bind(4, entry.authored.ms)
        .bind(5, entry.base)
        .bind_blob(6, entry.body)
        .run();
}

Result<std::vector<FieldLine>> ChangeLog::apply(std::uint64_t counter, std::size_t first_ordinal,
                                                std::span<const model::Change> changes) {
    // By record, in the order in which they first appear.
    std::vector<RecordId> order;
    std::unordered_map<RecordId, std::vector<std::pair<std::size_t, const model::Change*>>> by_record;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto& list = by_record[changes[i].record];
        if (list.empty()) {
            order.push_back(changes[i].record);
        }
        list.emplace_back(first_ordinal + i, &changes[i]);
    }
    std::vector<FieldLine> lines;
    for (const RecordId& record : order) {
        std::vector<FieldLine> of_record = TRY(write_record(counter, record, by_record[record]));
        std::ranges::move(of_record, std::back_inserter(lines));
    }
    return lines;
}

Result<std::vector<FieldLine>> ChangeLog::create(std::uint64_t counter, std::span<const model::Record* const> records) {
    std::vector<FieldLine> lines;
    lines.reserve(records.size());
    for (const model::Record* const record : records) {
        touched_types_.insert(record->type);
        TRY(store_->create(*record, counter));
        lines.push_back(
            {record->id, record->type, model::life_field, model::Empty{}, model::value_of(*record, model::life_field)});
    }
    TRY(note_creations(counter, lines));
    return lines;
}

Result<void> ChangeLog::note_creations(std::uint64_t counter, std::span<const FieldLine> records) {
    return insert_rows(database(), "INSERT INTO created(record, type, counter) VALUES", "(?,?,?)", records.size(),
                       [&](Statement& insert, int first, std::size_t row) {
                           insert.bind(first, records[row].record);
                           insert.bind(first + 1, records[row].type).bind(first + 2, counter);
                       });
}

Result<std::vector<FieldLine>> ChangeLog::write_record(
    std::uint64_t counter, RecordId record, std::span<const std::pair<std::size_t, const model::Change*>> changes) {
    const model::TypeId type = changes.front().second->type;
    const std::optional<model::Record> row = TRY(store_->read(type, record));
    const std::uint64_t creator = TRY(creator_of(record));
    touched_types_.insert(type);

    std::map<model::FieldId, model::FieldState> after;
    std::vector<model::FieldId> pending;
    if (row) {
        pending = TRY(pending_fields(record));
    }
    const std::size_t pending_before = pending.size();
    for (const auto& [ordinal, change] : changes) {
        if (row) {
            if (std::ranges::find(pending, change->field) == pending.end()) {
                TRY(begin_pending(*row, creator, *change));
                pending.push_back(change->field);
            }
            TRY(add_pending_row(counter, ordinal, *change));
        }
        auto found = after.find(change->field);
        if (found == after.end()) {
            model::FieldState now;
            if (row && row->fields.contains(change->field)) {
                now = row->fields.at(change->field);
            }
            found = after.emplace(change->field, std::move(now)).first;
        }
        found->second.value = after_operation(found->second.value, change->operation, change->value);
    }
    const std::vector<FieldWrite> writes(after.begin(), after.end());
    TRY(store_->write(type, record, writes));
    if (pending.size() > pending_before) {
        TRY(store_->add_pending(type, record, static_cast<int>(pending.size() - pending_before)));
    }

    std::vector<FieldLine> lines;
    if (!row) {
        lines.push_back({record, type, model::life_field, model::Empty{}, after[model::life_field].value});
        TRY(note_creations(counter, lines));
        TRY(store_->set_new(type, record, counter));
        return lines;
    }
    for (auto& [field, state] : after) {
        const model::Value& before = model::value_of(*row, field);
        if (before != state.value) {
            lines.push_back({record, type, field, before, std::move(state.value)});
        }
    }
    return lines;
}

// The field's first pending change: from now on it has a shadow (invariants 1 and 3).
Result<void> ChangeLog::begin_pending(const model::Record& row, std::uint64_t creator, const model::Change& change) {
    const auto found = row.fields.find(change.field);
    const model::FieldState now = found == row.fields.end() ? model::FieldState{} : found->second;
    const bool is_creators = creator != 0 && now.seq == 0;
    TRY(set_shadow({change.type, change.record, change.field}, is_creators ? Shadow{} : Shadow{now.value, now.seq}));
    if (is_creators && !model::is_empty(now.value)) {
        const model::Change creation{change.record, change.type, change.field, model::Operation::set, now.value};
        TRY(add_pending_row(creator, 0, creation));
    }
    return {};
}

Result<void> ChangeLog::add_pending_row(std::uint64_t counter, std::size_t ordinal, const model::Change& change) {
    Statement insert = database().prepare(
        "INSERT INTO pending(record, field, counter, ordinal, type, operation, value) VALUES(?,?,?,?,?,?,?)");
    return insert.bind(1, change.record)
        .bind(2, static_cast<int>(change.field))
        .bind(3, counter)
        .bind(4, static_cast<std::uint64_t>(ordinal))
        .bind(5, static_cast<int>(change.type))
        .bind(6, static_cast<int>(change.operation))
        .bind_blob(7, packed(change.value))
        .run();
}

Result<model::Seq> ChangeLog::seen_base(RecordId record, model::FieldId field, model::Seq base) {
    Statement query = database().prepare(
        "SELECT min(o.base) FROM pending p JOIN outbox o ON o.counter = p.counter"
        " JOIN shadow s ON s.record = p.record AND s.field = p.field"
        " WHERE p.record = ? AND p.field = ? AND s.seq > o.base");
    query.bind(1, record).bind(2, static_cast<int>(field));
    if (TRY(query.step()) && !query.is_null(0)) {
        return std::min(base, static_cast<model::Seq>(query.integer(0)));
    }
    return base;
}

Result<model::Seq> ChangeLog::seen_base(model::TypeId type, model::Seq base) {
    Statement query = database().prepare(
        "SELECT min(o.base) FROM pending p JOIN outbox o ON o.counter = p.counter"
        " JOIN shadow s ON s.record = p.record AND s.field = p.field WHERE p.type = ? AND s.seq > o.base");
    query.bind(1, static_cast<int>(type));
    if (TRY(query.step()) && !query.is_null(0)) {
        return std::min(base, static_cast<model::Seq>(query.integer(0)));
    }
    return base;
}

// ---- what the server says ------------------------------------------------------------------------------------------

Result<void> ChangeLog::accept(std::uint64_t counter, model::Seq seq) {
    Statement update = database().prepare("UPDATE outbox SET state = ?, seq = ? WHERE counter = ? AND state = ?");
    return update.bind(1, static_cast<int>(OutboxState::accepted))
        .bind(2, seq)
        .bind(3, counter)
        .bind(4, static_cast<int>(OutboxState::waiting))
        .run();
}

Result<void> ChangeLog::reject(std::uint64_t counter, std::span<const std::uint8_t> reasons) {
    const std::optional<OutboxEntry> entry = TRY(find(counter));
    if (!entry || entry->state != OutboxState::waiting) {
        return {};  // Told twice.
    }
    std::vector<std::pair<model::TypeId, RecordId>> records;
    {
        Statement query = database().prepare("SELECT type, record FROM created WHERE counter = ?");
        query.bind(1, counter);
        while (TRY(query.step())) {
            records.emplace_back(static_cast<model::TypeId>(query.integer(0)), query.id<RecordTag>(1));
        }
    }
    for (const auto& [type, record] : records) {
        TRY(erase_with_pending(type, record));
    }
    TRY(release_fields(counter));
    Statement update = database().prepare("UPDATE outbox SET state = ?, reasons = ? WHERE counter = ?");
    return update.bind(1, static_cast<int>(OutboxState::rejected)).bind_blob(2, reasons).bind(3, counter).run();
}

Result<void> ChangeLog::settle(model::Seq cursor) {
    std::vector<std::uint64_t> counters;
    {
        Statement query =
            database().prepare("SELECT counter FROM outbox WHERE state = ? AND seq <= ? ORDER BY counter");
        query.bind(1, static_cast<int>(OutboxState::accepted)).bind(2, cursor);
        while (TRY(query.step())) {
            counters.push_back(static_cast<std::uint64_t>(query.integer(0)));
        }
    }
    for (const std::uint64_t counter : counters) {
        TRY(release_fields(counter));
        std::vector<std::pair<model::TypeId, RecordId>> records;
        {
            Statement query = database().prepare("SELECT type, record FROM created WHERE counter = ?");
            query.bind(1, counter);
            while (TRY(query.step())) {
                records.emplace_back(static_cast<model::TypeId>(query.integer(0)), query.id<RecordTag>(1));
            }
        }
        for (const auto& [type, record] : records) {
            TRY(store_->set_new(type, record, 0));
            touched_types_.insert(type);
        }
        TRY(database().prepare("DELETE FROM created WHERE counter = ?").bind(1, counter).run());
        TRY(database().prepare("DELETE FROM outbox WHERE counter = ?").bind(1, counter).run());
    }
    return {};
}

// What a transaction that ends had pending: the fields show what is left by invariant (2).
Result<void> ChangeLog::release_fields(std::uint64_t counter) {
    std::vector<Touched> touched;
    {
        Statement query = database().prepare("SELECT DISTINCT type, record, field FROM pending WHERE counter = ?");
        query.bind(1, counter);
        while (TRY(query.step())) {
            touched.push_back({static_cast<model::TypeId>(query.integer(0)), query.id<RecordTag>(1),
                               static_cast<model::FieldId>(query.integer(2))});
        }
    }
    TRY(database().prepare("DELETE FROM pending WHERE counter = ?").bind(1, counter).run());
    for (const Touched& one : touched) {
        TRY(release_field(one));
    }
    return {};
}

Result<void> ChangeLog::release_field(const Touched& touched) {
    const std::optional<Shadow> server = TRY(shadow(touched.record, touched.field));
    CHECK(server.has_value(), "a field with pending rows has a shadow");
    const model::Value visible = TRY(overlaid(touched.record, touched.field, server->value));
    touched_types_.insert(touched.type);
    const FieldWrite write{touched.field, {visible, server->seq}};
    TRY(store_->write(touched.type, touched.record, std::span(&write, 1)));
    if (TRY(has_pending(touched.record, touched.field))) {
        return {};
    }
    return drop_shadow(touched);
}

Result<void> ChangeLog::erase_with_pending(model::TypeId type, RecordId record) {
    touched_types_.insert(type);
    for (const char* sql : {"DELETE FROM pending WHERE record = ?", "DELETE FROM shadow WHERE record = ?",
                            "DELETE FROM created WHERE record = ?"}) {
        TRY(database().prepare(sql).bind(1, record).run());
    }
    return store_->erase(type, record);
}

Result<ChangeLog::Taken> ChangeLog::take_pulled(model::TypeId type, RecordId record, std::span<const FieldWrite> fields,
                                                Take take) {
    Taken taken;
    std::optional<model::Record> found = TRY(store_->read(type, record));
    taken.is_new = !found || model::is_empty(model::value_of(*found, model::life_field));
    model::Record row = found ? *std::move(found) : model::Record{record, type, {}};
    if (const std::uint64_t creator = TRY(creator_of(record)); creator != 0) {
        TRY(drop_creation_rows(type, record, creator));
    }
    std::vector<FieldWrite> writes;
    for (const auto& [field, incoming] : fields) {
        TRY(take_field(row, {type, record, field}, incoming, take, writes, taken.lines));
    }
    if (take == Take::everything) {
        for (const auto& [field, state] : row.fields) {
            const bool is_incoming =
                std::ranges::any_of(fields, [wanted = field](const FieldWrite& one) { return one.first == wanted; });
            if (!is_incoming) {
                TRY(take_field(row, {type, record, field}, {}, take, writes, taken.lines));
            }
        }
    }
    if (!writes.empty() || taken.is_new) {
        TRY(store_->write(type, record, writes));
    }
    return taken;
}

// Invariant (3): what a pull brings of the record includes its creation, whose values the shadows take over.
Result<void> ChangeLog::drop_creation_rows(model::TypeId type, RecordId record, std::uint64_t creator) {
    std::vector<std::pair<model::FieldId, model::Value>> fields;
    {
        Statement query = database().prepare("SELECT field, value FROM pending WHERE record = ? AND counter = ?");
        query.bind(1, record).bind(2, creator);
        while (TRY(query.step())) {
            fields.emplace_back(static_cast<model::FieldId>(query.integer(0)), unpacked(query.blob(1)));
        }
    }
    Statement remove = database().prepare("DELETE FROM pending WHERE record = ? AND counter = ?");
    TRY(remove.bind(1, record).bind(2, creator).run());
    for (auto& [field, value] : fields) {
        if (!TRY(has_pending(record, field))) {
            TRY(drop_shadow({type, record, field}));
        } else {
            TRY(set_shadow({type, record, field}, {std::move(value), 0}));
        }
    }
    return {};
}

Result<void> ChangeLog::drop_shadow(const Touched& touched) {
    Statement remove = database().prepare("DELETE FROM shadow WHERE record = ? AND field = ?");
    TRY(remove.bind(1, touched.record).bind(2, static_cast<int>(touched.field)).run());
    return store_->add_pending(touched.type, touched.record, -1);
}

Result<void> ChangeLog::take_field(const model::Record& row, const Touched& touched, const model::FieldState& incoming,
                                   Take take, std::vector<FieldWrite>& writes, std::vector<FieldLine>& lines) {
    const auto found = row.fields.find(touched.field);
    const model::FieldState here = found == row.fields.end() ? model::FieldState{} : found->second;
    if (take == Take::newer && incoming.seq <= here.seq) {
        return {};
    }
    const std::optional<Shadow> server = TRY(shadow(touched.record, touched.field));
    const model::Value& before = server ? server->value : here.value;
    const bool is_own = server && TRY(is_own_seq(incoming.seq));
    if (before != incoming.value && !is_own) {
        lines.push_back({touched.record, touched.type, touched.field, before, incoming.value});
    }
    if (!server) {
        writes.emplace_back(touched.field, incoming);
        return {};
    }
    TRY(set_shadow(touched, {incoming.value, incoming.seq}));
    model::Value visible = TRY(overlaid(touched.record, touched.field, incoming.value));
    writes.emplace_back(touched.field, model::FieldState{std::move(visible), incoming.seq});
    return {};
}

Result<bool> ChangeLog::is_own_seq(model::Seq seq) {
    Statement query = database().prepare("SELECT 1 FROM outbox WHERE state = ? AND seq = ?");
    return query.bind(1, static_cast<int>(OutboxState::accepted)).bind(2, seq).step();
}

Result<void> ChangeLog::forget_unless_created(model::TypeId type, RecordId record) {
    if (TRY(creator_of(record)) != 0) {
        return {};
    }
    return erase_with_pending(type, record);
}

// ---- the queue -----------------------------------------------------------------------------------------------------

Result<std::vector<OutboxEntry>> ChangeLog::waiting(std::uint64_t first, std::size_t bytes_aim, std::size_t count_max) {
    Statement query = database().prepare("SELECT " + std::string(outbox_columns) +
                                         " FROM outbox WHERE state = ? AND counter >= ? ORDER BY counter LIMIT ?");
    query.bind(1, static_cast<int>(OutboxState::waiting)).bind(2, first).bind(3, static_cast<std::uint64_t>(count_max));
    std::vector<OutboxEntry> entries;
    std::size_t size = 0;
    while (TRY(query.step())) {
        OutboxEntry entry = entry_of(query);
        size += entry.body.size();
        if (!entries.empty() && size > bytes_aim) {
            break;
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<std::optional<std::uint64_t>> ChangeLog::first_waiting() {
    Statement query = database().prepare("SELECT min(counter) FROM outbox WHERE state = ?");
    query.bind(1, static_cast<int>(OutboxState::waiting));
    if (TRY(query.step()) && !query.is_null(0)) {
        return std::optional(static_cast<std::uint64_t>(query.integer(0)));
    }
    return std::optional<std::uint64_t>{};
}

Result<std::uint64_t> ChangeLog::count(OutboxState state) {
    Statement query = database().prepare("SELECT count(*) FROM outbox WHERE state = ?");
    query.bind(1, static_cast<int>(state));
    TRY(query.step());
    return static_cast<std::uint64_t>(query.integer(0));
}

Result<std::optional<OutboxEntry>> ChangeLog::find(std::uint64_t counter) {
    Statement query = database().prepare("SELECT " + std::string(outbox_columns) + " FROM outbox WHERE counter = ?");
    query.bind(1, counter);
    if (TRY(query.step())) {
        return std::optional(entry_of(query));
    }
    return std::optional<OutboxEntry>{};
}

Result<std::vector<OutboxEntry>> ChangeLog::rejected() {
    Statement query = database().prepare("SELECT " + std::string(outbox_columns) +
                                         " FROM outbox WHERE state = ? ORDER BY counter DESC");
    query.bind(1, static_cast<int>(OutboxState::rejected));
    std::vector<OutboxEntry> entries;
    while (TRY(query.step())) {
        entries.push_back(entry_of(query));
    }
    return entries;
}

Result<void> ChangeLog::remove_rejected(std::uint64_t counter) {
    Statement remove = database().prepare("DELETE FROM outbox WHERE counter = ? AND state = ?");
    return remove.bind(1, counter).bind(2, static_cast<int>(OutboxState::rejected)).run();
}

Result<void> ChangeLog::replace_rejected(std::uint64_t counter, const Bytes& body) {
    Statement update = database().prepare("UPDATE outbox SET body = ? WHERE counter = ? AND state = ?");
    return update.bind_blob(1, body).bind(2, counter).bind(3, static_cast<int>(OutboxState::rejected)).run();
}

Result<std::vector<model::FieldId>> ChangeLog::pending_fields(RecordId record) {
    Statement query = database().prepare("SELECT field FROM shadow WHERE record = ? ORDER BY field");
    query.bind(1, record);
    std::vector<model::FieldId> fields;
    while (TRY(query.step())) {
        fields.push_back(static_cast<model::FieldId>(query.integer(0)));
    }
    return fields;
}

// ---- identity ------------------------------------------------------------------------------------------------------

Result<std::uint64_t> ChangeLog::offset() {
    return number_in_meta(*store_, offset_key);
}

Result<void> ChangeLog::unaccept() {
    Statement update = database().prepare("UPDATE outbox SET state = ?, seq = 0 WHERE state = ?");
    return update.bind(1, static_cast<int>(OutboxState::waiting))
        .bind(2, static_cast<int>(OutboxState::accepted))
        .run();
}

Result<void> ChangeLog::rekey(const Rewrite& rewrite, const Renumbered& renumbered) {
    const std::uint64_t new_offset = TRY(number_in_meta(*store_, last_counter_key));
    std::uint64_t number = 0;
    std::uint64_t next = 0;
    while (true) {
        // One at a time: a body may be large.
        std::vector<OutboxEntry> entries = TRY(waiting(next, 0, 1));
        if (entries.empty() || entries.front().counter > new_offset) {
            break;
        }
        const OutboxEntry& entry = entries.front();
        next = entry.counter + 1;
        ++number;
        const std::uint64_t counter = new_offset + number;
        Statement update = database().prepare("UPDATE outbox SET counter = ?, body = ? WHERE counter = ?");
        TRY(update.bind(1, counter).bind_blob(2, rewrite(entry, number)).bind(3, entry.counter).run());
        for (const char* sql :
             {"UPDATE pending SET counter = ? WHERE counter = ?", "UPDATE created SET counter = ? WHERE counter = ?"}) {
            TRY(database().prepare(sql).bind(1, counter).bind(2, entry.counter).run());
        }
        TRY(renumbered(entry.counter, counter));
    }
    TRY(store_->set_meta(offset_key, std::to_string(new_offset)));
    return store_->set_meta(last_counter_key, std::to_string(new_offset + number));
}

std::set<model::TypeId> ChangeLog::take_touched_types() {
    return std::exchange(touched_types_, {});
}

// ---- pending and shadow --------------------------------------------------------------------------------------------

Result<std::uint64_t> ChangeLog::creator_of(RecordId record) {
    Statement query = database().prepare("SELECT counter FROM created WHERE record = ?");
    query.bind(1, record);
    const bool found = TRY(query.step());
    return found ? static_cast<std::uint64_t>(query.integer(0)) : std::uint64_t{0};
}

Result<std::optional<ChangeLog::Shadow>> ChangeLog::shadow(RecordId record, model::FieldId field) {
    Statement query = database().prepare("SELECT value, seq FROM shadow WHERE record = ? AND field = ?");
    query.bind(1, record).bind(2, static_cast<int>(field));
    if (TRY(query.step())) {
        return std::optional(Shadow{unpacked(query.blob(0)), static_cast<model::Seq>(query.integer(1))});
    }
    return std::optional<Shadow>{};
}

Result<void> ChangeLog::set_shadow(const Touched& touched, const Shadow& shadow) {
    Statement insert = database().prepare(
        "INSERT INTO shadow(record, field, type, value, seq) VALUES(?,?,?,?,?)"
        " ON CONFLICT(record, field) DO UPDATE SET value = excluded.value, seq = excluded.seq");
    return insert.bind(1, touched.record)
        .bind(2, static_cast<int>(touched.field))
        .bind(3, static_cast<int>(touched.type))
        .bind_blob(4, packed(shadow.value))
        .bind(5, shadow.seq)
        .run();
}

Result<bool> ChangeLog::has_pending(RecordId record, model::FieldId field) {
    Statement query = database().prepare("SELECT 1 FROM pending WHERE record = ? AND field = ? LIMIT 1");
    query.bind(1, record).bind(2, static_cast<int>(field));
    return query.step();
}

Result<model::Value> ChangeLog::overlaid(RecordId record, model::FieldId field, model::Value value) {
    Statement query = database().prepare(
        "SELECT operation, value FROM pending WHERE record = ? AND field = ? ORDER BY counter, ordinal");
    query.bind(1, record).bind(2, static_cast<int>(field));
    while (TRY(query.step())) {
        value = after_operation(value, static_cast<model::Operation>(query.integer(0)), unpacked(query.blob(1)));
    }
    return value;
}

}  // namespace xingke::store
