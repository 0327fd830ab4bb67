// What this device has changed and the server has not settled yet. A record's visible value (what Store::read gives) is
// the server's value overlaid with this device's unsettled transactions; this file keeps both apart for as long as they
// may differ. Knows transactions as numbers, changes and opaque bodies; client/sync_client decides when they are sent.
//
// Life of a local transaction, one row of `outbox`:
//
//   write_local()           → waiting    visible, durable, not answered by the server
//   waiting  → accept()     → accepted   the server has given it `seq`; its effect, or the winner's, is still to come
//   accepted → settle()     → gone       the cursor has reached `seq`: the server's values speak for themselves
//   waiting  → reject()     → rejected   taken back here at once; kept with its reasons until its author deals with it
//   rejected → remove()     → gone
//   accepted → unaccept()   → waiting    the server was restored from a backup and may have forgotten it
//   waiting  → rekey()      → waiting    under a new device id and new numbers (a cloned device, or a restored server)
//
// Tables:
//   outbox   counter, state, intent, authored, base, seq, reasons, body
//   pending  one row per change of a waiting or accepted transaction: record, field, counter, ordinal, operation, value
//   shadow   the server's value and seq of each field that has pending rows
//   created  records that a waiting or accepted transaction made: record, type, counter
//
// Invariants, true after every call:
//   (1) A field has a shadow if and only if it has pending rows.
//   (2) The visible value of a field with a shadow is the shadow's value with its pending changes applied, in the order
//       of (counter, ordinal); without a shadow it is the server's value. Either way the visible seq is the
//       server's.
//   (3) A record in `created` has no pending rows of its creator as long as nothing else touches the field: the visible
//       value is then the creation's own, at seq 0. When a later transaction touches such a field, the creation's value
//       is written as its pending row over an empty shadow, so that (2) holds. Once a pull has brought the record, the
//       creation is part of the server's values, and its pending rows go.
//   (4) Taking a rejected transaction back never takes back another one's changes: what is shown is what (2) makes of
//       what is left. A rejected creation takes the whole record with it, as the server refuses later edits of it too.
//   (5) Counters grow for ever on one database and are never used twice, not even after rekey(). The number that the
//       server sees is counter − offset, dense from 1 per device id.
//   (6) Every call runs inside the caller's SQLite transaction, and changes records, log and bookkeeping together.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/model/change.h"
#include "app/store/store.h"

namespace xingke::store {

enum class OutboxState : std::uint8_t { waiting, accepted, rejected };

struct OutboxEntry {
    std::uint64_t counter = 0;
    OutboxState state = OutboxState::waiting;
    model::Intent intent = model::Intent::edit;
    Instant authored;
    model::Seq base = 0;
    model::Seq seq = 0;  // of an accepted one
    Bytes reasons;       // of a rejected one, as the caller gave them
    Bytes body;
};

// What became of one field: a line of the history.
struct FieldLine {
    RecordId record;
    model::TypeId type = 0;
    model::FieldId field = 0;
    model::Value before, after;
};

class ChangeLog {
public:
    // Makes its tables when they are not there, in a transaction of its own.
    static Result<ChangeLog> open(Store& store);

    // --- what this device writes ---
    // The number that the next transaction must have.
    Result<std::uint64_t> next_counter();
    // Applies the changes and queues the transaction. Returns what changed; of a record made here only its life.
    Result<std::vector<FieldLine>> write_local(const OutboxEntry& entry, std::span<const model::Change> changes);
    // The parts of write_local, for a transaction too large to be held at once: its records in any number of calls,
    // each in one of them, then the entry. `first_ordinal` is the place of the first change in the transaction.
    Result<std::vector<FieldLine>> apply(std::uint64_t counter, std::size_t first_ordinal,
                                         std::span<const model::Change> changes);
    // Records that are not here yet, as their creation leaves them: the same as apply() of their changes, and much
    // cheaper.
    Result<std::vector<FieldLine>> create(std::uint64_t counter, std::span<const model::Record* const> records);
    Result<void> queue(const OutboxEntry& entry);
    // The cursor that an author of this change has really seen, at most `base`: where the server's value has moved on
    // underneath a pending value, the screen still shows the pending one, whatever the cursor is.
    Result<model::Seq> seen_base(RecordId record, model::FieldId field, model::Seq base);
    // The same for all fields of a type's records: what a form loaded from a list has really seen.
    Result<model::Seq> seen_base(model::TypeId type, model::Seq base);

    // --- what the server says ---
    Result<void> accept(std::uint64_t counter, model::Seq seq);
    Result<void> reject(std::uint64_t counter, std::span<const std::uint8_t> reasons);
    // Lets go of accepted transactions that a pull up to `cursor` includes.
    Result<void> settle(model::Seq cursor);

    enum class Take : std::uint8_t {
        newer,       // a field is taken if and only if it is newer than what is here
        everything,  // the server started anew: all fields are taken, and those it does not have go
    };
    struct Taken {
        bool is_new = false;           // the record was not here before
        std::vector<FieldLine> lines;  // what others changed; own changes that come back are left out
    };
    Result<Taken> take_pulled(model::TypeId type, RecordId record, std::span<const FieldWrite> fields, Take take);
    // Erases a record that the server does not have, with what was pending on it, unless it was made here.
    Result<void> forget_unless_created(model::TypeId type, RecordId record);

    // --- the queue ---
    // Waiting transactions from `first` on, until their bodies together reach `bytes_aim` or there are `count_max`.
    Result<std::vector<OutboxEntry>> waiting(std::uint64_t first, std::size_t bytes_aim, std::size_t count_max);
    Result<std::optional<std::uint64_t>> first_waiting();
    Result<std::uint64_t> count(OutboxState state);
    Result<std::optional<OutboxEntry>> find(std::uint64_t counter);
    Result<std::vector<OutboxEntry>> rejected();  // newest first
    Result<void> remove_rejected(std::uint64_t counter);
    // With another content: less than it was.
    Result<void> replace_rejected(std::uint64_t counter, const Bytes& body);
    // Fields of the record with pending rows.
    Result<std::vector<model::FieldId>> pending_fields(RecordId record);

    // --- identity ---
    Result<std::uint64_t> offset();
    Result<void> unaccept();
    // Gives all waiting transactions new counters, dense in a new numbering. `rewrite` makes the body anew for its
    // number.
    using Rewrite = std::function<Bytes(const OutboxEntry& entry, std::uint64_t number)>;
    using Renumbered = std::function<Result<void>(std::uint64_t old_counter, std::uint64_t new_counter)>;
    Result<void> rekey(const Rewrite& rewrite, const Renumbered& renumbered);

    // Types whose pending marks changed since the last call, beside those that the store reports.
    std::set<model::TypeId> take_touched_types();

private:
    struct Shadow {
        model::Value value;
        model::Seq seq = 0;
    };
    struct Touched {
        model::TypeId type = 0;
        RecordId record;
        model::FieldId field = 0;
    };

    explicit ChangeLog(Store& store) : store_(&store) {}
    Database& database() { return store_->database(); }
    Result<std::vector<FieldLine>> write_record(std::uint64_t counter, RecordId record,
                                                std::span<const std::pair<std::size_t, const model::Change*>> changes);
    Result<void> note_creations(std::uint64_t counter, std::span<const FieldLine> records);
    Result<void> begin_pending(const model::Record& row, std::uint64_t creator, const model::Change& change);
    Result<void> add_pending_row(std::uint64_t counter, std::size_t ordinal, const model::Change& change);
    Result<std::uint64_t> creator_of(RecordId record);
    Result<std::optional<Shadow>> shadow(RecordId record, model::FieldId field);
    Result<void> set_shadow(const Touched& touched, const Shadow& shadow);
    Result<bool> has_pending(RecordId record, model::FieldId field);
    Result<model::Value> overlaid(RecordId record, model::FieldId field, model::Value value);
    Result<void> release_fields(std::uint64_t counter);
    Result<void> release_field(const Touched& touched);
    Result<void> erase_with_pending(model::TypeId type, RecordId record);
    Result<void> drop_creation_rows(model::TypeId type, RecordId record, std::uint64_t creator);
    Result<void> drop_shadow(const Touched& touched);
    Result<bool> is_own_seq(model::Seq seq);
    Result<void> take_field(const model::Record& row, const Touched& touched, const model::FieldState& incoming,
                            Take take, std::vector<FieldWrite>& writes, std::vector<FieldLine>& lines);

    Store* store_;
    std::set<model::TypeId> touched_types_;
};

// The value after one operation on it: the same for what is pending here as for what the server merges.
model::Value after_operation(const model::Value& value, model::Operation operation, const model::Value& operand);

}  // namespace xingke::store
