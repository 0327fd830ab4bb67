#include "app/store/history.h"

#include <algorithm>
#include <set>

#include "app/store/many_rows.h"
#include "app/store/packed.h"

namespace xingke::store {
namespace {

constexpr std::string_view schema = R"sql(
    CREATE TABLE IF NOT EXISTS history(
        id INTEGER PRIMARY KEY, at INTEGER NOT NULL, author BLOB NOT NULL, intent INTEGER NOT NULL,
        counter INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS history_counter ON history(counter) WHERE counter > 0;
    CREATE TABLE IF NOT EXISTS history_line(
        record BLOB NOT NULL, entry INTEGER NOT NULL, field INTEGER NOT NULL, type INTEGER NOT NULL,
        before BLOB NOT NULL, after BLOB NOT NULL,
        PRIMARY KEY(record, entry, field)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS history_line_entry ON history_line(entry);
)sql";

}  // namespace

Result<History> History::open(Store& store) {
    Transaction transaction = TRY(Transaction::begin(store.database()));
    TRY(store.database().execute(schema));
    TRY(transaction.commit());
    return History(store);
}

Result<void> History::append(const HistoryEntry& entry, std::span<const FieldLine> lines) {
    if (std::ranges::all_of(lines, model::is_bookkeeping, &FieldLine::field)) {
        return {};
    }
    const std::int64_t id = TRY(begin_entry(entry));
    return add_lines(id, lines);
}

Result<std::int64_t> History::begin_entry(const HistoryEntry& entry) {
    Statement head = database().prepare("INSERT INTO history(at, author, intent, counter) VALUES(?,?,?,?)");
    TRY(head.bind(1, entry.at.ms)
            .bind(2, entry.author)
            .bind(3, static_cast<int>(entry.intent))
            .bind(4, entry.counter)
            .run());
    return database().last_row_id();
}

Result<void> History::add_lines(std::int64_t entry, std::span<const FieldLine> lines) {
    std::vector<const FieldLine*> kept;
    for (const FieldLine& line : lines) {
        if (!model::is_bookkeeping(line.field)) {
            kept.push_back(&line);
        }
    }
    return insert_rows(database(), "INSERT INTO history_line(record, entry, field, type, before, after) VALUES",
                       "(?,?,?,?,?,?)", kept.size(), [&](Statement& insert, int first, std::size_t row) {
                           const FieldLine& line = *kept[row];
                           insert.bind(first, line.record).bind(first + 1, entry);
                           insert.bind(first + 2, line.field).bind(first + 3, line.type);
                           insert.bind_blob(first + 4, packed(line.before));
                           insert.bind_blob(first + 5, packed(line.after));
                       });
}

Result<std::vector<FieldLine>> History::of_transaction(std::uint64_t counter) {
    std::vector<FieldLine> lines;
    if (counter == 0) {
        return lines;
    }
    Statement query = database().prepare(
        "SELECT l.record, l.type, l.field, l.before, l.after FROM history h JOIN history_line l ON l.entry = h.id"
        " WHERE h.counter = ? AND h.counter > 0 ORDER BY l.record, l.field");
    query.bind(1, counter);
    while (TRY(query.step())) {
        lines.push_back({query.id<RecordTag>(0), static_cast<model::TypeId>(query.integer(1)),
                         static_cast<model::FieldId>(query.integer(2)), unpacked(query.blob(3)),
                         unpacked(query.blob(4))});
    }
    return lines;
}

Result<std::vector<RecordHistory>> History::of_record(RecordId record, int entry_count_max) {
    Statement query = database().prepare(
        "SELECT h.id, h.at, h.author, h.intent, h.counter, l.type, l.field, l.before, l.after"
        " FROM history_line l JOIN history h ON h.id = l.entry"
        " WHERE l.record = ?1 AND l.entry IN"
        " (SELECT DISTINCT entry FROM history_line WHERE record = ?1 ORDER BY entry DESC LIMIT ?2)"
        " ORDER BY l.entry DESC, l.field");
    query.bind(1, record).bind(2, entry_count_max);
    std::vector<RecordHistory> entries;
    std::int64_t last = 0;
    while (TRY(query.step())) {
        if (entries.empty() || query.integer(0) != last) {
            last = query.integer(0);
            entries.push_back({{query.integer(0),
                                {query.integer(1)},
                                query.id<RecordTag>(2),
                                static_cast<model::Intent>(query.integer(3)),
                                static_cast<std::uint64_t>(query.integer(4))},
                               {}});
        }
        entries.back().lines.push_back({record, static_cast<model::TypeId>(query.integer(5)),
                                        static_cast<model::FieldId>(query.integer(6)), unpacked(query.blob(7)),
                                        unpacked(query.blob(8))});
    }
    return entries;
}

Result<std::optional<model::Record>> History::record_at(model::TypeId type, RecordId record, std::int64_t entry) {
    std::optional<model::Record> found = TRY(store_->read(type, record));
    if (!found || model::is_purged(*found)) {
        return std::optional<model::Record>();
    }
    model::Record then = *std::move(found);
    const model::Value created = model::value_of(then, model::common_field::created);
    for (auto it = then.fields.begin(); it != then.fields.end();) {
        it->second.seq = 0;
        it = model::is_bookkeeping(it->first) ? then.fields.erase(it) : std::next(it);
    }
    Statement line = database().prepare(
        "SELECT l.entry, l.field, l.before, l.after, h.at FROM history_line l JOIN history h ON h.id = l.entry"
        " WHERE l.record = ? ORDER BY l.entry");
    line.bind(1, record);
    model::Value updated = created;
    std::set<model::FieldId> known;
    while (TRY(line.step())) {
        const auto field = static_cast<model::FieldId>(line.integer(1));
        const bool is_past = line.integer(0) <= entry;
        if (is_past) {
            then.fields[field].value = unpacked(line.blob(3));
            updated = line.integer(4);
        } else if (!known.contains(field)) {
            then.fields[field].value = unpacked(line.blob(2));  // As it was before the first change that came later.
        }
        known.insert(field);
    }
    std::erase_if(then.fields, [](const auto& each) { return model::is_empty(each.second.value); });
    if (!then.fields.contains(model::life_field)) {
        return std::optional<model::Record>();
    }
    if (!model::is_empty(updated)) {
        then.fields[model::common_field::updated].value = std::move(updated);
    }
    return std::optional(std::move(then));
}

Result<void> History::forget(RecordId record) {
    std::vector<std::int64_t> entries;
    {
        Statement query = database().prepare("SELECT DISTINCT entry FROM history_line WHERE record = ?");
        query.bind(1, record);
        while (TRY(query.step())) {
            entries.push_back(query.integer(0));
        }
    }
    TRY(database().prepare("DELETE FROM history_line WHERE record = ?").bind(1, record).run());
    for (const std::int64_t entry : entries) {
        Statement head = database().prepare(
            "DELETE FROM history WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM history_line WHERE entry = ?1)");
        TRY(head.bind(1, entry).run());
    }
    return {};
}

Result<void> History::remove(std::uint64_t counter) {
    Statement lines = database().prepare(
        "DELETE FROM history_line WHERE entry IN (SELECT id FROM history WHERE counter = ?1 AND counter > 0)");
    TRY(lines.bind(1, counter).run());
    Statement head = database().prepare("DELETE FROM history WHERE counter = ? AND counter > 0");
    return head.bind(1, counter).run();
}

Result<void> History::renumber(std::uint64_t old_counter, std::uint64_t new_counter) {
    Statement update = database().prepare("UPDATE history SET counter = ? WHERE counter = ? AND counter > 0");
    return update.bind(1, new_counter).bind(2, old_counter).run();
}

}  // namespace xingke::store
