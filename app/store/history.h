// Every change that this device made or saw, with the old and the new value: the timeline of a record's page, and what
// undo turns round. Written in the same SQLite transaction as the change itself. What was there when the device first
// synced has no lines here: a record's own creator and created fields tell of its beginning.
//
// Tables:
//   history       id, at, author, intent, counter (of an own transaction, else 0)
//   history_line  record, entry, field, type, before, after
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/model/change.h"
#include "app/store/change_log.h"
#include "app/store/store.h"

namespace xingke::store {

struct HistoryEntry {
    std::int64_t id = 0;  // of entries read; they grow in the order in which this device saw what happened
    Instant at;
    RecordId author;  // nil: not known
    model::Intent intent = model::Intent::edit;
    std::uint64_t counter = 0;  // of an own transaction, else 0
};

struct RecordHistory {
    HistoryEntry entry;
    std::vector<FieldLine> lines;  // of one record
};

class History {
public:
    // Makes its tables when they are not there, in a transaction of its own.
    static Result<History> open(Store& store);

    // Inside the caller's transaction; bookkeeping (model::is_bookkeeping) gets no lines, and without lines there is no
    // entry.
    Result<void> append(const HistoryEntry& entry, std::span<const FieldLine> lines);
    // The same in pieces: an entry, then its lines in any number of calls.
    Result<std::int64_t> begin_entry(const HistoryEntry& entry);
    Result<void> add_lines(std::int64_t entry, std::span<const FieldLine> lines);
    // All lines of an own transaction, in no particular order; empty when it is not known.
    Result<std::vector<FieldLine>> of_transaction(std::uint64_t counter);
    // Newest first.
    Result<std::vector<RecordHistory>> of_record(RecordId record, int entry_count_max);
    // The record as it stood after that entry, as this device saw it; after entry 0: before everything that is kept.
    // Nothing when it did not exist then. Its time of change is the entry's; the other bookkeeping, and the seqs, are
    // left out. Cost: as the record's own history is long.
    Result<std::optional<model::Record>> record_at(model::TypeId type, RecordId record, std::int64_t entry);
    // A purged record leaves no history.
    Result<void> forget(RecordId record);
    // A rejected transaction never happened.
    Result<void> remove(std::uint64_t counter);
    Result<void> renumber(std::uint64_t old_counter, std::uint64_t new_counter);

private:
    explicit History(Store& store) : store_(&store) {}
    Database& database() { return store_->database(); }

    Store* store_;
};

}  // namespace xingke::store
