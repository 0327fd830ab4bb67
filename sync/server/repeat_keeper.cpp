#include "sync/server/repeat_keeper.h"

#include <algorithm>
#include <utility>

#include "sync/server/commit.h"
#include "sync/server/limits.h"

namespace xingke::server {
namespace {

std::string words_of(const model::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    const auto* record = std::get_if<RecordId>(&value);
    return record == nullptr ? std::string() : print(*record);
}

const model::Value& value_in(const model::RecordType& type, const model::Record& record, std::string_view field) {
    static const model::Value nothing;
    const model::Field* declared = model::find_field(type, field);
    return declared == nullptr ? nothing : model::value_of(record, declared->id);
}

std::int64_t day_in(const model::RecordType& type, const model::Record& record, const model::Repeat& repeat) {
    const auto* number = std::get_if<std::int64_t>(&value_in(type, record, repeat.on));
    const model::Field* field = model::find_field(type, repeat.on);
    if (number == nullptr) {
        return 0;
    }
    return std::holds_alternative<model::kind::Date>(field->kind)
               ? *number
               : model::local_day({*number}, model::Catalogue::utc_offset_minutes);
}

bool is_closed(const model::RecordType& type, const model::Record& record) {
    if (!type.workflow) {
        return false;
    }
    const auto* key = std::get_if<std::string>(&value_in(type, record, type.workflow->state_field));
    return key != nullptr && std::ranges::any_of(type.workflow->states, [&](const model::WorkflowState& state) {
               return state.key == *key && state.is_final;
           });
}

}  // namespace

Result<bool> RepeatKeeper::run(const std::function<void(TenantId, Seq)>& committed) {
    bool has_more = false;
    for (const auto& [company, head] : TRY(storage_.heads())) {
        const Result<bool> more = keep(company, committed);
        if (!more) {
            companies_.erase(company);  // What was taken for done was not: all of it is looked at again.
            return more.error();
        }
        has_more = *more || has_more;
    }
    return has_more;
}

Result<bool> RepeatKeeper::keep(TenantId id, const std::function<void(TenantId, Seq)>& committed) {
    Company& company = companies_[id];
    std::map<std::pair<RecordId, model::FieldId>, model::Change> changes;
    {
        const auto reading = TRY(storage_.begin_read(id));
        const auto catalogue = TRY(rules_.companies->of(*reading, rules_.catalogue));
        TRY(look(*reading, *catalogue, company));
        while (!company.due.empty() && changes.size() < pool_records_at_once) {
            const RecordId record = *company.due.begin();
            company.due.erase(company.due.begin());
            if (const auto known = company.known.find(record); known != company.known.end()) {
                say(*catalogue->find(known->second.type), record, company, changes);
            }
        }
    }
    if (changes.empty()) {
        return false;
    }
    std::vector<model::Change> written;
    for (auto& [place, change] : changes) {
        written.push_back(std::move(change));
    }
    const auto writing = TRY(storage_.begin_write(id));
    const Seq done = TRY(commit_as_server(*writing, rules_, {}, std::move(written)));
    TRY(writing->commit());
    if (committed) {
        committed(id, done);
    }
    return !company.due.empty();
}

Result<void> RepeatKeeper::look(ReadTransaction& storage, const model::Catalogue& catalogue, Company& company) {
    constexpr std::size_t page_count = 500, page_bytes = 1 << 22;
    if (company.epoch != storage.company().epoch) {
        company = {.epoch = storage.company().epoch, .read_to = {}, .known = {}, .alike = {}, .due = {}};
    }
    std::vector<model::TypeId> types;
    for (const model::RecordType& type : catalogue.types()) {
        if (!type.repeats.empty()) {
            types.push_back(type.id);
        }
    }
    while (!types.empty()) {
        const auto page = TRY(storage.records_after(types, company.read_to, page_count, page_bytes));
        if (page.empty()) {
            break;
        }
        for (const StoredRecord& one : page) {
            learn(*catalogue.find(one.record.type), one.record, company);
        }
        company.read_to = {page.back().row_seq, page.back().record.id};
    }
    return {};
}

void RepeatKeeper::learn(const model::RecordType& type, const model::Record& record, Company& company) {
    if (const auto before = company.known.find(record.id); before != company.known.end()) {
        for (const Trait& trait : before->second.traits) {
            company.alike[trait.alike].erase(record.id);
        }
        company.known.erase(before);
    }
    if (!model::is_alive(record)) {
        return;
    }
    Known known{.type = type.id, .is_closed = is_closed(type, record), .traits = {}};
    for (std::size_t i = 0; i < type.repeats.size(); ++i) {
        const model::Repeat& repeat = type.repeats[i];
        Trait trait{.alike = std::to_string(type.id) + "/" + std::to_string(i),
                    .of = words_of(value_in(type, record, repeat.of)),
                    .day = day_in(type, record, repeat),
                    .is_said = value_in(type, record, repeat.sets) == model::Value(true)};
        for (const std::string& field : repeat.alike) {
            const std::string words = words_of(value_in(type, record, field));
            trait.alike = words.empty() || trait.alike.empty() ? "" : trait.alike + "\n" + words;
        }
        if (trait.day == 0) {
            trait.alike.clear();
        }
        if (!trait.alike.empty()) {
            company.alike[trait.alike].insert(record.id);
        }
        known.traits.push_back(std::move(trait));
    }
    company.known[record.id] = std::move(known);
    company.due.insert(record.id);
}

// It may be the last of those that count, or have come late to later ones: each of them looks back.
void RepeatKeeper::say(const model::RecordType& type, RecordId record, const Company& company,
                       std::map<std::pair<RecordId, model::FieldId>, model::Change>& changes) {
    const Known& known = company.known.at(record);
    for (std::size_t i = 0; i < known.traits.size() && i < type.repeats.size(); ++i) {
        const model::Repeat& repeat = type.repeats[i];
        const Trait& trait = known.traits[i];
        if (trait.alike.empty()) {
            continue;
        }
        const model::FieldId field = model::find_field(type, repeat.sets)->id;
        const std::set<RecordId>& group = company.alike.at(trait.alike);
        const auto day_of = [&](RecordId id) { return company.known.at(id).traits[i].day; };
        const auto is_before = [&](std::int64_t day, std::int64_t last) {
            return day <= last && last - day <= repeat.days;
        };
        for (const RecordId last : group) {
            if (!is_before(trait.day, day_of(last))) {
                continue;
            }
            std::vector<RecordId> near;
            std::set<std::string> different;
            for (const RecordId other : group) {
                if (is_before(day_of(other), day_of(last))) {
                    near.push_back(other);
                    different.insert(repeat.of.empty() ? print(other) : company.known.at(other).traits[i].of);
                }
            }
            if (different.size() < static_cast<std::size_t>(repeat.count)) {
                continue;
            }
            for (const RecordId other : near) {
                const Known& theirs = company.known.at(other);
                if (!theirs.traits[i].is_said && !theirs.is_closed) {
                    changes[{other, field}] = {.record = other, .type = type.id, .field = field, .value = true};
                }
            }
        }
    }
}

}  // namespace xingke::server
