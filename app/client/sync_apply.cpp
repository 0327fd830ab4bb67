#include "app/client/sync_apply.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "app/base/log.h"
#include "app/base/planted.h"
#include "app/base/sha256.h"

namespace xingke::client {
namespace {

using protocol::PulledRecord;

// ---- outcomes ------------------------------------------------------------------------------------------------------

Bytes packed_reasons(const protocol::Outcome& outcome) {
    protocol::PushResponse carrier;
    carrier.outcomes.push_back(outcome);
    return protocol::encode(protocol::Frame{0, std::move(carrier)});
}

// Of a pull alone: a push has been compared with what the server has, but a pull knows only numbers, and a device that
// was set back to an older copy of its disk gives its numbers a second time.
Result<bool> is_of_another(Workspace& workspace, const protocol::Outcome& outcome, std::uint64_t counter) {
    const auto entry = TRY(workspace.log.find(counter));
    return entry && entry->state == store::OutboxState::waiting &&
           protocol::content_mark(sha256_of(entry->body)) != outcome.content;
}

// How many are of this device's transactions: all, or those before the first that is another's.
Result<std::size_t> count_own(Workspace& workspace, std::span<const protocol::Outcome> outcomes) {
    const std::uint64_t offset = TRY(workspace.log.offset());
    std::size_t count = 0;
    while (count < outcomes.size() &&
           !TRY(is_of_another(workspace, outcomes[count], outcomes[count].counter + offset))) {
        ++count;
    }
    return count;
}

Result<void> apply_outcomes(Workspace& workspace, std::span<const protocol::Outcome> outcomes) {
    const std::uint64_t offset = TRY(workspace.log.offset());
    for (const protocol::Outcome& outcome : outcomes) {
        const std::uint64_t counter = outcome.counter + offset;
        if (outcome.status == protocol::Status::rejected) {
            if (planted(Mistake::rejection_blocks)) {
                continue;
            }
            TRY(workspace.log.reject(counter, packed_reasons(outcome)));
            TRY(workspace.history.remove(counter));
            if (planted(Mistake::rejection_dropped)) {
                TRY(workspace.log.remove_rejected(counter));
            }
        } else {
            TRY(workspace.log.accept(counter, outcome.seq));
        }
    }
    return {};
}

// ---- identity and epoch --------------------------------------------------------------------------------------------

// From now on this database is another device to the server: what waits is sent again under new numbers.
// Its session belongs to the old id, so its user must sign in again.
enum class Bases : std::uint8_t {
    keep,
    forget,  // the server's history is no longer the one that the waiting transactions were based on
};

Result<void> become_another_device(Workspace& workspace, Bases bases) {
    const auto device = make_id<DeviceTag>(workspace.clock.now(), workspace.random);
    const auto rewrite = [&](const store::OutboxEntry& entry, std::uint64_t number) {
        Reader reader(entry.body);
        model::Transaction transaction = protocol::decode_transaction(reader);
        transaction.device = device;
        transaction.counter = number;
        if (bases == Bases::forget) {
            transaction.base = 0;
        }
        Writer writer;
        protocol::encode(writer, transaction);
        return writer.take();
    };
    const auto renumbered = [&](std::uint64_t old_counter, std::uint64_t new_counter) {
        return workspace.history.renumber(old_counter, new_counter);
    };
    TRY(workspace.log.rekey(rewrite, renumbered));
    TRY(workspace.store.set_meta(meta_key::device, print(device)));
    TRY(workspace.store.remove_meta(meta_key::token));
    workspace.device = device;
    workspace.account.renewal_token.clear();
    log(LogLevel::warning, "device_renumbered");
    return {};
}

// The server lacks transactions that this device has sent and forgotten, or never heard of the numbers that wait here.
Result<bool> must_renumber(Workspace& workspace, std::uint64_t expected_counter) {
    const auto first = TRY(workspace.log.first_waiting());
    if (!first) {
        return false;
    }
    const std::uint64_t offset = TRY(workspace.log.offset());
    return *first <= offset || expected_counter < *first - offset;
}

// What is here stays until everything has come again; so does the cursor, which says what forms have seen.
Result<void> begin_resync(Workspace& workspace) {
    TRY(workspace.store.database().execute("DELETE FROM stage"));
    TRY(workspace.store.set_meta(meta_key::resync, "1"));
    TRY(workspace.store.remove_meta(meta_key::pull_seq));
    return workspace.store.remove_meta(meta_key::pull_record);
}

enum class Epoch : std::uint8_t { same, first_seen, changed };

Result<Epoch> note_epoch(Workspace& workspace, std::span<const std::uint8_t> epoch) {
    const std::string now = hex_of(epoch);
    const auto known = TRY(workspace.store.meta(meta_key::epoch));
    if (known == now) {
        return Epoch::same;
    }
    TRY(workspace.store.set_meta(meta_key::epoch, now));
    if (!known) {
        return Epoch::first_seen;
    }
    log(LogLevel::warning, "server_epoch_changed");
    TRY(set_meta_number(workspace.store, meta_key::cursor, 0));
    TRY(begin_resync(workspace));
    TRY(workspace.log.unaccept());
    return Epoch::changed;
}

// From the beginning any sight will do; later the pages before it were chosen by another.
Result<bool> must_pull_again(Workspace& workspace, const protocol::PullResponse& response) {
    const std::string now = hex_of(response.sight);
    if (TRY(workspace.store.meta(meta_key::sight)) == now) {
        return false;
    }
    const PullState state = TRY(pull_state(workspace));
    TRY(workspace.store.set_meta(meta_key::sight, now));
    return state.cursor != 0 || TRY(workspace.store.meta(meta_key::pull_record)).has_value();
}

// ---- records -------------------------------------------------------------------------------------------------------

model::Intent intent_of(const std::vector<store::FieldLine>& lines) {
    const auto life = std::ranges::find(lines, model::life_field, &store::FieldLine::field);
    if (life == lines.end()) {
        return model::Intent::edit;
    }
    const auto* number = std::get_if<std::int64_t>(&life->after);
    return number != nullptr && *number % 2 == 1 ? model::Intent::restore : model::Intent::remove;
}

// What others changed goes into the timeline; at which time only the record's own field can say.
Result<void> note_history(Workspace& workspace, const PulledRecord& pulled, store::ChangeLog::Taken taken) {
    const model::RecordType* type = workspace.catalogue.find(pulled.type);
    const auto life = std::ranges::find(pulled.fields, model::life_field, &protocol::PulledField::field);
    if (life != pulled.fields.end() && life->state.value == model::Value(model::purged_life)) {
        return workspace.history.forget(pulled.record);
    }
    if (taken.is_new || type == nullptr || type->is_system) {
        return {};
    }
    store::HistoryEntry entry;
    entry.at = workspace.clock.now();
    for (const protocol::PulledField& field : pulled.fields) {
        const auto* time = std::get_if<std::int64_t>(&field.state.value);
        if (field.field == model::common_field::updated && time != nullptr) {
            entry.at = {*time};
        }
    }
    entry.intent = intent_of(taken.lines);
    return workspace.history.append(entry, taken.lines);
}

Result<void> apply_records(Workspace& workspace, std::span<const PulledRecord> records,
                           store::ChangeLog::Take take = store::ChangeLog::Take::newer) {
    std::vector<store::FieldWrite> fields;
    for (const PulledRecord& pulled : records) {
        fields.clear();
        for (const protocol::PulledField& field : pulled.fields) {
            fields.emplace_back(field.field, field.state);
        }
        auto taken = TRY(workspace.log.take_pulled(pulled.type, pulled.record, fields, take));
        TRY(note_history(workspace, pulled, std::move(taken)));
    }
    return {};
}

// ---- settling -------------------------------------------------------------------------------------------------------

using RecordKey = std::pair<model::TypeId, RecordId>;

// Records with fields that settling will release.
Result<std::vector<RecordKey>> records_to_settle(Workspace& workspace, protocol::Seq cursor) {
    std::vector<RecordKey> records;
    Statement query = workspace.store.database().prepare(
        "SELECT DISTINCT p.type, p.record FROM pending p JOIN outbox o ON o.counter = p.counter"
        " WHERE o.state = ? AND o.seq <= ?");
    query.bind(1, static_cast<int>(store::OutboxState::accepted)).bind(2, cursor);
    while (TRY(query.step())) {
        records.emplace_back(static_cast<model::TypeId>(query.integer(0)), query.id<RecordTag>(1));
    }
    return records;
}

// A value of this device's own gave way, perhaps to one that the history took for its own on the way: the timeline ends
// with what is shown.
Result<void> end_history_at_present(Workspace& workspace, const RecordKey& key) {
    const auto& [type, id] = key;
    const auto now = TRY(workspace.store.read(type, id));
    const auto told = TRY(workspace.history.record_at(type, id, INT64_MAX));
    const bool is_pending = !TRY(workspace.log.pending_fields(id)).empty();
    if (!now || !told || is_pending) {
        return {};
    }
    std::vector<store::FieldLine> lines;
    const auto compare = [&](model::FieldId field) {
        const model::Value &before = model::value_of(*told, field), &after = model::value_of(*now, field);
        const auto is_same = [field](const store::FieldLine& line) { return line.field == field; };
        if (before != after && std::ranges::none_of(lines, is_same)) {
            lines.push_back({id, type, field, before, after});
        }
    };
    for (const auto& [field, state] : now->fields) {
        compare(field);
    }
    for (const auto& [field, state] : told->fields) {
        compare(field);
    }
    return workspace.history.append({.at = workspace.clock.now()}, lines);
}

Result<void> settle(Workspace& workspace, protocol::Seq cursor) {
    const std::vector<RecordKey> records = TRY(records_to_settle(workspace, cursor));
    TRY(workspace.log.settle(cursor));
    for (const RecordKey& record : records) {
        TRY(end_history_at_present(workspace, record));
    }
    return {};
}

// ---- stage ---------------------------------------------------------------------------------------------------------

Result<void> stage(Workspace& workspace, const protocol::PullResponse& response) {
    protocol::PullResponse page;
    page.records = response.records;
    page.gone = response.gone;
    Statement insert = workspace.store.database().prepare("INSERT INTO stage(body) VALUES(?)");
    return insert.bind_blob(1, protocol::encode(protocol::Frame{0, std::move(page)})).run();
}

Result<bool> has_staged(Workspace& workspace) {
    Statement query = workspace.store.database().prepare("SELECT EXISTS(SELECT 1 FROM stage)");
    TRY(query.step());
    return query.integer(0) != 0;
}

// Calls `each` with each page staged.
template <class Each>
Result<void> for_staged(Workspace& workspace, Each each) {
    Statement query = workspace.store.database().prepare("SELECT body FROM stage ORDER BY page");
    while (TRY(query.step())) {
        protocol::Frame frame = TRY(protocol::decode(query.blob(0)));
        if (const auto* page = std::get_if<protocol::PullResponse>(&frame.body)) {
            TRY(each(*page));
        }
    }
    return {};
}

Result<std::vector<RecordId>> ids_of(Workspace& workspace, const model::RecordType& type) {
    std::vector<RecordId> ids;
    Statement query = workspace.store.database().prepare("SELECT _id FROM " + quoted_name(type.name));
    while (TRY(query.step())) {
        ids.push_back(query.id<RecordTag>(0));
    }
    return ids;
}

using Gone = std::map<RecordId, model::TypeId>;

// A page may repeat a record that changed while the pull went on: the last one staged is the newest.
Result<void> replace_all(Workspace& workspace, Gone& gone) {
    std::unordered_set<RecordId> held;
    TRY(for_staged(workspace, [&](const protocol::PullResponse& page) -> Result<void> {
        for (const PulledRecord& one : page.records) {
            held.insert(one.record);
        }
        for (const protocol::GoneRecord& one : page.gone) {
            held.erase(one.record);
        }
        return apply_records(workspace, page.records, store::ChangeLog::Take::everything);
    }));
    for (const model::RecordType& type : workspace.catalogue.types()) {
        for (const RecordId& id : TRY(ids_of(workspace, type))) {
            if (!held.contains(id)) {
                gone[id] = type.id;
            }
        }
    }
    return {};
}

// Off this device, and out of its file: what SQLite lets go of is overwritten.
Result<void> forget_all(Workspace& workspace, const Gone& gone) {
    for (const auto& [record, type] : gone) {
        if (planted(Mistake::eviction_ignored)) {
            continue;
        }
        if (planted(Mistake::eviction_purges_pending)) {
            constexpr const char* sql =
                "DELETE FROM outbox WHERE counter IN (SELECT counter FROM pending WHERE record = ?)";
            TRY(workspace.store.database().prepare(sql).bind(1, record).run());
        }
        TRY(workspace.log.forget_unless_created(type, record));
        TRY(workspace.history.forget(record));
    }
    return {};
}

// What undo writes back may be somebody else's words. Refused, it waits for its author like other work; but once its
// record has left this device, the words have, too.
Result<void> empty_vain_undoes(Workspace& workspace) {
    for (const store::OutboxEntry& entry : TRY(workspace.log.rejected())) {
        if (entry.intent != model::Intent::undo) {
            continue;
        }
        Reader reader(entry.body);
        model::Transaction transaction = protocol::decode_transaction(reader);
        bool is_emptied = false;
        for (model::Change& change : transaction.changes) {
            const bool has_words = change.field != model::life_field && !model::is_empty(change.value);
            if (has_words && !TRY(workspace.store.read(change.type, change.record)).has_value()) {
                change.operation = model::Operation::set;
                change.value = model::Empty{};
                is_emptied = true;
            }
        }
        if (is_emptied) {
            Writer writer;
            protocol::encode(writer, transaction);
            TRY(workspace.log.replace_rejected(entry.counter, writer.take()));
        }
    }
    return {};
}

Result<void> reach(Workspace& workspace, protocol::Seq point) {
    TRY(workspace.store.database().execute("DELETE FROM stage"));
    TRY(set_meta_number(workspace.store, meta_key::cursor, point));
    TRY(workspace.store.remove_meta(meta_key::pull_seq));
    TRY(workspace.store.remove_meta(meta_key::pull_record));
    TRY(workspace.store.remove_meta(meta_key::resync));
    TRY(workspace.store.set_meta(meta_key::first_sync_done, "1"));
    TRY(workspace.store.set_meta(meta_key::synced_at, std::to_string(workspace.clock.now().ms)));
    return settle(workspace, point);
}

// Most polls: there is nothing new, and so nothing to write.
Result<bool> is_news(Workspace& workspace, const protocol::PullResponse& response) {
    const auto epoch = TRY(workspace.store.meta(meta_key::epoch));
    const auto done = TRY(workspace.store.meta(meta_key::first_sync_done));
    const std::uint64_t cursor = TRY(meta_number(workspace.store, meta_key::cursor));
    const auto record = TRY(workspace.store.meta(meta_key::pull_record));
    return epoch != hex_of(response.epoch) || !done || record || response.more || response.point != cursor ||
           !response.records.empty() || !response.gone.empty() || !response.outcomes.empty() ||
           TRY(workspace.store.meta(meta_key::sight)) != hex_of(response.sight);
}

}  // namespace

Result<void> prepare_sync_tables(store::Store& store) {
    // What is deleted is overwritten: a record that went out of sight had been in the outbox and in the stage before.
    TRY(store.database().execute(planted(Mistake::erased_not_overwritten) ? "PRAGMA secure_delete=OFF"
                                                                          : "PRAGMA secure_delete=ON"));
    if (planted(Mistake::saved_before_durable)) {
        TRY(store.database().execute("PRAGMA synchronous=OFF"));
    }
    Transaction transaction = TRY(Transaction::begin(store.database()));
    TRY(store.database().execute("CREATE TABLE IF NOT EXISTS stage(page INTEGER PRIMARY KEY, body BLOB NOT NULL)"));
    return transaction.commit();
}

Result<PullState> pull_state(Workspace& workspace) {
    PullState state;
    const bool is_resync = TRY(workspace.store.meta(meta_key::resync)).has_value();
    state.cursor = is_resync ? 0 : TRY(meta_number(workspace.store, meta_key::cursor));
    state.first_sync_done = TRY(workspace.store.meta(meta_key::first_sync_done)).has_value();
    state.after.seq = state.cursor;
    state.after.record.bytes.fill(0xff);
    const auto record = TRY(workspace.store.meta(meta_key::pull_record));
    if (const auto id = record ? parse_id<RecordTag>(*record) : std::nullopt) {
        state.after = {TRY(meta_number(workspace.store, meta_key::pull_seq)), *id};
    }
    if (const auto sight = TRY(workspace.store.meta(meta_key::sight))) {
        const Bytes bytes = bytes_of_hex(*sight).value_or(Bytes{});
        std::copy_n(bytes.begin(), std::min(bytes.size(), state.sight.size()), state.sight.begin());
    }
    const std::uint64_t offset = TRY(workspace.log.offset());
    const auto first = TRY(workspace.log.first_waiting());
    const std::uint64_t next = TRY(workspace.log.next_counter());
    const std::uint64_t unknown = first.value_or(next);
    state.outcomes_after = unknown > offset ? unknown - offset - 1 : 0;
    state.waiting_count = TRY(workspace.log.count(store::OutboxState::waiting));
    return state;
}

Result<Applied> apply_push(Workspace& workspace, const protocol::PushResponse& response) {
    Applied applied;
    Transaction transaction = TRY(Transaction::begin(workspace.store.database()));
    applied.restarted = TRY(note_epoch(workspace, response.epoch)) == Epoch::changed;
    // Before a fork shows, the server may have known some of them.
    TRY(apply_outcomes(workspace, response.outcomes));
    const protocol::Seq cursor = TRY(meta_number(workspace.store, meta_key::cursor));
    TRY(settle(workspace, cursor));
    const bool is_restored = TRY(must_renumber(workspace, response.expected_counter));
    if (response.forked || is_restored) {
        TRY(become_another_device(workspace, is_restored ? Bases::forget : Bases::keep));
        applied.renumbered = true;
    }
    TRY(transaction.commit());
    return applied;
}

Result<Applied> apply_pull(Workspace& workspace, const protocol::PullResponse& response) {
    Applied applied;
    if (!TRY(is_news(workspace, response))) {
        return applied;
    }
    Transaction transaction = TRY(Transaction::begin(workspace.store.database()));
    if (TRY(note_epoch(workspace, response.epoch)) == Epoch::changed) {
        // What came was asked for from a cursor of the old epoch.
        applied.restarted = true;
        TRY(transaction.commit());
        return applied;
    }
    const std::size_t own_count = TRY(count_own(workspace, response.outcomes));
    TRY(apply_outcomes(workspace, std::span(response.outcomes).first(own_count)));
    if (own_count < response.outcomes.size()) {
        TRY(become_another_device(workspace, Bases::keep));
        applied.renumbered = true;
        TRY(transaction.commit());
        return applied;
    }
    if (TRY(must_pull_again(workspace, response))) {
        TRY(begin_resync(workspace));
        applied.restarted = true;
        TRY(transaction.commit());
        return applied;
    }
    const bool is_first = !TRY(workspace.store.meta(meta_key::first_sync_done)).has_value();
    const bool is_resync = TRY(workspace.store.meta(meta_key::resync)).has_value();
    const bool is_applied_at_once = (is_first || planted(Mistake::split_transaction)) && !is_resync;
    applied.more = response.more;
    if (is_applied_at_once) {
        TRY(apply_records(workspace, response.records));
    }
    // What is gone goes at the end, unless it has come again by then: so what comes after it is kept in mind, too.
    if (!is_applied_at_once || !response.gone.empty() || TRY(has_staged(workspace))) {
        TRY(stage(workspace, response));
    }
    if (response.more) {
        TRY(set_meta_number(workspace.store, meta_key::pull_seq, response.next.seq));
        TRY(workspace.store.set_meta(meta_key::pull_record, print(response.next.record)));
        TRY(transaction.commit());
        return applied;
    }
    Gone gone;
    if (is_resync) {
        TRY(replace_all(workspace, gone));
    } else {
        TRY(for_staged(workspace, [&](const protocol::PullResponse& page) -> Result<void> {
            for (const PulledRecord& one : page.records) {
                gone.erase(one.record);
            }
            for (const protocol::GoneRecord& one : page.gone) {
                gone[one.record] = one.type;
            }
            return is_applied_at_once ? Result<void>() : apply_records(workspace, page.records);
        }));
    }
    TRY(reach(workspace, response.point));
    TRY(forget_all(workspace, gone));  // after settling: what was made here for somebody else goes too
    TRY(empty_vain_undoes(workspace));
    TRY(transaction.commit());
    if (!gone.empty() && !planted(Mistake::erased_not_overwritten)) {
        // Out of the log too. It will be tried again when there is nothing to do.
        const auto emptied = workspace.store.database().checkpoint();
        log(emptied ? LogLevel::info : LogLevel::warning, "records_out_of_sight", {{"count", gone.size()}});
    }
    return applied;
}

std::vector<protocol::Reason> reasons_of(const store::OutboxEntry& entry) {
    const Result<protocol::Frame> frame = protocol::decode(entry.reasons);
    if (!frame) {
        return {};
    }
    const auto* carrier = std::get_if<protocol::PushResponse>(&frame->body);
    return carrier != nullptr && !carrier->outcomes.empty() ? carrier->outcomes.front().reasons
                                                            : std::vector<protocol::Reason>{};
}

}  // namespace xingke::client
