#include "tests/simulation/oracle.h"

#include <algorithm>

#include "sync/protocol/frame.h"

namespace xingke::simulation {
namespace {

constexpr model::FieldId conflict_state_field = 8;

std::string hex(const model::Value& value) {
    Writer writer;
    model::encode(writer, value);
    std::string text;
    for (const std::uint8_t byte : writer.bytes()) {
        constexpr const char* digits = "0123456789abcdef";
        text += digits[byte / 16];
        text += digits[byte % 16];
    }
    return text;
}

std::int64_t integer(const model::Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number != nullptr ? *number : 0;
}

std::string text(const model::Value& value) {
    const auto* held = std::get_if<std::string>(&value);
    return held != nullptr ? *held : "";
}

}  // namespace

Oracle::Oracle(const model::Catalogue& catalogue, const Ledger& ledger) : catalogue_(catalogue) {
    for (const Deed& deed : ledger) {
        deeds_[{deed.device, deed.counter}] = &deed;
    }
}

std::vector<std::string> Oracle::replay(const ServerContent& content) {
    begin_conflicts(content);
    std::set<std::pair<DeviceId, std::uint64_t>> applied;
    for (const LogRow& row : content.log) {
        if (row.seq != ++now_) {
            complain("I5: seq " + std::to_string(row.seq) + " follows " + std::to_string(now_ - 1));
            now_ = row.seq;
        }
        Reader reader(row.body);
        const model::Transaction transaction = protocol::decode_transaction(reader);
        if (!reader.ok() || transaction.device != row.device || transaction.counter != row.counter) {
            complain("I4: the log at " + std::to_string(row.seq) + " does not hold what it says");
        }
        if (!applied.emplace(row.device, row.counter).second) {
            complain("I4: counter " + std::to_string(row.counter) + " of device " + print(row.device) +
                     " was applied twice");
        }
        if (transaction.base >= row.seq) {
            complain("I7: seq " + std::to_string(row.seq) + " is based on " + std::to_string(transaction.base));
        }
        apply(transaction, row.seq);
    }
    if (content.head != now_) {
        complain("I5: the head is " + std::to_string(content.head) + ", the log ends at " + std::to_string(now_));
    }
    compare(content);
    return std::move(wrong_);
}

// Conflict records begin with the transaction that made them; their identity is the server's choice, the rest is not.
void Oracle::begin_conflicts(const ServerContent& content) {
    const model::RecordType* type = catalogue_.find("conflict");
    for (const model::Record& record : content.records) {
        if (type != nullptr && record.type == type->id) {
            conflict_births_[record.fields.at(1).seq].push_back(&record);
        }
    }
}

void Oracle::apply(const model::Transaction& transaction, model::Seq seq) {
    for (const model::Guard& guard : transaction.guards) {
        const auto record = records_.find(guard.record);
        const bool has = record != records_.end() && record->second.contains(guard.field);
        if ((has ? record->second.at(guard.field).value : model::Value{}) != guard.expected) {
            complain("a guard of seq " + std::to_string(seq) + " did not hold");
        }
    }
    std::set<Place> changed;
    std::set<RecordId> agreed;  // deleted or restored already, as this transaction wants it
    for (const model::Change& change : transaction.changes) {
        Fields& fields = records_[change.record];
        if (change.field == model::life_field && !apply_life(change, fields, changed)) {
            agreed.insert(change.record);
        }
    }
    for (const model::Change& change : transaction.changes) {
        const bool is_of_life =
            change.field == model::common_field::remover || change.field == model::common_field::removed;
        if (is_of_life) {
            apply_remover(change, changed);
        } else if (change.field != model::life_field &&
                   !(agreed.contains(change.record) && change.field == model::common_field::updated)) {
            apply_field(transaction, change, records_[change.record], changed);
        }
    }
    for (const auto& [record, field] : changed) {
        Cell& cell = records_[record][field];
        cell.seq = seq;
        cell.device = transaction.device;
    }
    for (const model::Record* born : conflict_births_[seq]) {
        Fields& fields = records_[born->id];
        for (const auto& [field, state] : born->fields) {
            if (state.seq == seq) {  // The others were set by somebody since.
                fields[field] = {state.value, seq, transaction.device};
            }
        }
        fields[conflict_state_field] = {std::string("open"), seq, transaction.device};
    }
}

// Written with a change of life, and at no other time.
void Oracle::apply_remover(const model::Change& change, std::set<Place>& changed) {
    Cell& cell = records_[change.record][change.field];
    if (changed.contains({change.record, model::life_field}) && cell.value != change.value) {
        cell.value = change.value;
        changed.emplace(change.record, change.field);
    }
}

bool Oracle::apply_purge(const model::Change& change, Fields& fields, std::set<Place>& changed) {
    const std::int64_t now = integer(fields[model::life_field].value);
    if (now == model::purged_life) {
        return false;
    }
    if (now % 2 == 1) {
        complain("a living record was purged at seq " + std::to_string(now_));
    }
    for (auto& [field, cell] : fields) {
        if (field == model::life_field) {
            cell.value = model::purged_life;
            changed.emplace(change.record, field);
        } else if (!model::is_empty(cell.value)) {
            cell.value = model::Empty{};
            changed.emplace(change.record, field);
        }
    }
    return true;
}

bool Oracle::apply_life(const model::Change& change, Fields& fields, std::set<Place>& changed) {
    const std::int64_t now = integer(fields[model::life_field].value), wanted = integer(change.value);
    if (wanted == model::purged_life) {
        return apply_purge(change, fields, changed);
    }
    const bool is_so_already = wanted == now || (wanted < now && (now - wanted) % 2 == 0);
    if (!is_so_already) {
        if (wanted != now + 1) {
            complain("I10: a life went from " + std::to_string(now) + " to " + std::to_string(wanted));
        }
        fields[model::life_field].value = wanted;
        changed.emplace(change.record, model::life_field);
    }
    return !is_so_already;
}

void Oracle::apply_field(const model::Transaction& transaction, const model::Change& change, Fields& fields,
                         std::set<Place>& changed) {
    if (model::is_derived(change.field)) {
        return;  // What the server makes of it follows from the rest; devices are compared with the server.
    }
    const model::RecordType* type = catalogue_.find(change.type);
    const model::Field* field = type != nullptr ? model::find_field(*type, change.field) : nullptr;
    if (field == nullptr) {
        complain("seq " + std::to_string(now_) + " changes an unknown field");
        return;
    }
    Cell& cell = fields[change.field];
    if (change.operation != model::Operation::set) {
        apply_element(change, cell, changed);
        return;
    }
    if (cell.value == change.value) {
        return;
    }
    // A claim names the owner that it expects.
    const bool is_guarded = type->is_pooled && change.field == model::common_field::owner &&
                            std::ranges::any_of(transaction.guards, [&](const model::Guard& guard) {
                                return guard.record == change.record && guard.field == change.field;
                            });
    const bool is_concurrent = cell.seq > transaction.base && cell.device != transaction.device && !is_guarded;
    if (!is_concurrent) {
        if (!field->set_by_app) {
            check_seen(transaction, change, cell);
        }
        cell.value = change.value;
        changed.emplace(change.record, change.field);
    } else if (field->set_by_app) {
        if (integer(change.value) > integer(cell.value)) {
            cell.value = change.value;
            changed.emplace(change.record, change.field);
        }
    } else {
        expected_conflicts_.emplace(now_, print(change.record), change.field, hex(change.value),
                                    print(transaction.author), print(transaction.device));
    }
}

void Oracle::apply_element(const model::Change& change, Cell& cell, std::set<Place>& changed) {
    std::set<std::string> elements;
    if (const auto* held = std::get_if<model::Elements>(&cell.value)) {
        elements.insert(held->begin(), held->end());
    }
    const bool differs = change.operation == model::Operation::add ? elements.insert(text(change.value)).second
                                                                   : elements.erase(text(change.value)) > 0;
    if (differs) {
        cell.value =
            elements.empty() ? model::Value{} : model::Value{model::Elements(elements.begin(), elements.end())};
        changed.emplace(change.record, change.field);
    }
}

// I3 by true history: whoever overwrites another's value without a conflict must have been shown that value.
void Oracle::check_seen(const model::Transaction& transaction, const model::Change& change, const Cell& overwritten) {
    if (overwritten.seq == 0 || overwritten.device == transaction.device) {
        return;
    }
    const auto deed = deeds_.find({transaction.device, transaction.counter});
    if (deed == deeds_.end()) {
        return;
    }
    const auto seen = deed->second->seen.find({change.record, change.field});
    if (seen != deed->second->seen.end() && seen->second != overwritten.value) {
        complain("I3: seq " + std::to_string(now_) + " overwrote field " + std::to_string(change.field) + " of " +
                 print(change.record) + " (seq " + std::to_string(overwritten.seq) +
                 "), which its author had not seen");
    }
}

// Notices and the ledger of owners.
bool Oracle::is_of_server(const model::Record& record) const {
    const std::string& name = catalogue_.find(record.type)->name;
    return name == "notification" || name == "pool_event";
}

// The ledger of a customer's owners is a chain: each line begins with the owner with whom the one before it ended,
// a claim with nobody, and the last one ends with the present owner. So of two claims one at most was taken.
void Oracle::check_owners(const ServerContent& content) {
    const model::RecordType* type = catalogue_.find("pool_event");
    const auto person = [&](const model::Record& record, std::string_view field) {
        const auto* id = std::get_if<RecordId>(&model::value_of(record, model::find_field(*type, field)->id));
        return id == nullptr ? RecordId{} : *id;
    };
    std::map<RecordId, std::map<model::Seq, const model::Record*>> chains;
    for (const model::Record& record : content.records) {
        if (record.type == type->id) {
            chains[person(record, "customer")][record.fields.at(model::life_field).seq] = &record;
        }
    }
    for (const model::Record& record : content.records) {
        const auto chain = chains.find(record.id);
        if (chain == chains.end() || model::is_purged(record)) {
            continue;
        }
        std::optional<RecordId> owner;
        for (const auto& [seq, line] : chain->second) {
            const bool is_claim = text(model::value_of(*line, model::find_field(*type, "reason")->id)) == "claimed";
            const RecordId from = person(*line, "from_owner");
            if ((owner && *owner != from) || (is_claim && !from.is_nil())) {
                complain("pool: seq " + std::to_string(seq) + " takes " + print(record.id) + " from somebody else");
            }
            owner = person(*line, "to_owner");
        }
        const auto* present = std::get_if<RecordId>(&model::value_of(record, model::common_field::owner));
        if (*owner != (present == nullptr ? RecordId{} : *present)) {
            complain("pool: the ledger does not end with the owner of " + print(record.id));
        }
    }
}

void Oracle::compare(const ServerContent& content) {
    std::multiset<Conflict> conflicts;
    const model::RecordType* type = catalogue_.find("conflict");
    std::size_t known_count = 0;
    for (const model::Record& record : content.records) {
        if (type != nullptr && record.type == type->id) {
            conflicts.emplace(record.fields.at(1).seq, text(record.fields.at(2).value),
                              integer(record.fields.at(3).value), text(record.fields.at(4).value),
                              print(std::get<RecordId>(record.fields.at(5).value)), text(record.fields.at(6).value));
        }
        if (is_of_server(record)) {
            continue;
        }
        const auto found = records_.find(record.id);
        if (found == records_.end()) {
            complain("I1: the server has a record " + print(record.id) + " that nobody made");
            continue;
        }
        ++known_count;
        for (const auto& [field, state] : record.fields) {
            if (model::is_derived(field)) {
                continue;
            }
            const Cell& cell = found->second[field];
            if (cell.value != state.value || cell.seq != state.seq) {
                complain("I1: field " + std::to_string(field) + " of " + print(record.id) +
                         " at the server is not what its log says (seq " + std::to_string(state.seq) + ", oracle " +
                         std::to_string(cell.seq) + ")");
            }
        }
        for (const auto& [field, cell] : found->second) {
            if (cell.seq != 0 && !record.fields.contains(field)) {
                complain("I1: the server lost field " + std::to_string(field) + " of " + print(record.id));
            }
        }
    }
    if (known_count != records_.size()) {
        complain("I1: the server has " + std::to_string(known_count) + " of " + std::to_string(records_.size()) +
                 " records");
    }
    check_owners(content);
    if (conflicts != expected_conflicts_) {
        complain("I3: the server keeps " + std::to_string(conflicts.size()) + " values that gave way, there were " +
                 std::to_string(expected_conflicts_.size()));
    }
}

}  // namespace xingke::simulation
