#include "sync/server/pool_keeper.h"

#include <algorithm>

#include "app/base/log.h"
#include "sync/server/commit.h"
#include "sync/server/limits.h"
#include "sync/server/pool_ledger.h"

namespace xingke::server {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

std::int64_t ms_in(const model::Record& record, model::FieldId field) {
    const auto* ms = std::get_if<std::int64_t>(&model::value_of(record, field));
    return ms == nullptr ? 0 : *ms;
}

RecordId owner_of(const model::Record& record) {
    const auto* owner = std::get_if<RecordId>(&model::value_of(record, model::common_field::owner));
    return owner == nullptr ? RecordId{} : *owner;
}

model::PoolCalendar calendar_of(const model::Catalogue& catalogue) {
    return {catalogue.calendar(), model::Catalogue::utc_offset_minutes};
}

// One of the person's devices may hold what puts the term off: it has not been heard since, or said that it waits.
bool may_have_news(const std::vector<Device>& devices, RecordId owner, std::int64_t due_ms) {
    return std::ranges::any_of(devices, [&](const Device& device) {
        return device.user == owner && !device.is_revoked && (device.last_seen.ms < due_ms || device.waiting_count > 0);
    });
}

}  // namespace

Result<bool> PoolKeeper::run(const std::function<void(TenantId, Seq)>& committed) {
    bool has_more = false;
    for (const auto& [company, head] : TRY(storage_.heads())) {
        has_more = TRY(keep(company, committed)) || has_more;
    }
    return has_more;
}

Result<bool> PoolKeeper::keep(TenantId id, const std::function<void(TenantId, Seq)>& committed) {
    Company& company = companies_[id];
    Work work;
    {
        const auto reading = TRY(storage_.begin_read(id));
        const auto catalogue = TRY(rules_.companies->of(*reading, rules_.catalogue));
        TRY(look(*reading, *catalogue, company));
        work = TRY(due_work(*reading, company));
    }
    if (work.is_empty()) {
        return false;
    }
    const auto writing = TRY(storage_.begin_write(id));
    const Result<Seq> newest = write(*writing, work, company);
    const Result<void> done = !newest        ? Result<void>(newest.error())
                              : *newest != 0 ? writing->commit()
                                             : Result<void>();
    if (!done) {
        companies_.erase(id);  // What was noted as written was not: all of it is read again.
        return done.error();
    }
    if (*newest != 0 && committed) {
        committed(id, *newest);
    }
    return work.size() >= pool_records_at_once;
}

Result<void> PoolKeeper::look(ReadTransaction& storage, const model::Catalogue& catalogue, Company& company) {
    constexpr std::size_t page_count = 500, page_bytes = 1 << 22;
    const model::PoolRules present = TRY(read_pool_rules(storage, catalogue));
    if (company.epoch != storage.company().epoch || company.rules != present) {
        company = {.epoch = storage.company().epoch, .rules = present, .read_to = {}, .terms = {}, .outdated = {}};
    }
    std::vector<model::TypeId> types;
    for (const model::RecordType& type : catalogue.types()) {
        if (type.is_pooled) {
            types.push_back(type.id);
        }
    }
    while (!types.empty()) {
        const auto page = TRY(storage.records_after(types, company.read_to, page_count, page_bytes));
        for (const StoredRecord& one : page) {
            note(catalogue, one.record, company);
        }
        if (page.empty()) {
            return {};
        }
        company.read_to = {page.back().row_seq, page.back().record.id};
    }
    return {};
}

void PoolKeeper::note(const model::Catalogue& catalogue, const model::Record& record, Company& company) {
    company.terms.erase(record.id);
    company.outdated.erase(record.id);
    const model::RecordType& type = *catalogue.find(record.type);
    const std::int64_t due_ms = ms_in(record, model::pool_field::due_at);
    // Before a company switches its pool on for the first time, nothing is written for it.
    const bool has_pool = company.rules->is_on || due_ms != 0;
    if (!model::is_alive(record) || !has_pool) {
        return;
    }
    const model::PoolMoment moment{*company.rules, calendar_of(catalogue), owner_of(record)};
    if (!model::outdated_pool(type, {&record, record, false, rules_.clock.now()}, moment).empty()) {
        company.outdated.insert(record.id);
    } else if (due_ms != 0 && due_ms != model::never_due_ms && !owner_of(record).is_nil()) {
        company.terms[record.id] = {due_ms, ms_in(record, model::pool_field::remind_at),
                                    ms_in(record, model::pool_field::warned_for), owner_of(record)};
    }
}

Result<PoolKeeper::Work> PoolKeeper::due_work(ReadTransaction& storage, const Company& company) {
    Work work;
    const std::int64_t now = rules_.clock.now().ms;
    const std::int64_t grace_ms = company.rules->grace_hours * hour_ms;
    std::optional<std::vector<Device>> devices;
    for (const RecordId& id : company.outdated) {
        if (work.size() < pool_records_at_once) {
            work.outdated.push_back(id);
        }
    }
    for (const auto& [id, term] : company.terms) {
        if (work.size() >= pool_records_at_once) {
            break;
        }
        if (term.due_ms > now) {
            if (term.remind_ms != 0 && term.remind_ms <= now && term.warned_ms != term.due_ms) {
                work.warned.push_back(id);
            }
            continue;
        }
        if (!devices) {
            devices = TRY(storage.devices());
        }
        if (now >= term.due_ms + grace_ms || !may_have_news(*devices, term.owner, term.due_ms)) {
            work.released.push_back(id);
        }
    }
    return work;
}

// Nothing: somebody else was faster, or it is different by now.
Result<std::vector<model::Change>> PoolKeeper::change_of(WriteTransaction& storage, RecordId id,
                                                         const model::PoolRules& rules) {
    std::vector<model::Change> changes;
    const auto record = TRY(storage.find_record(id));
    const auto catalogue = TRY(rules_.companies->of(storage, rules_.catalogue));
    const model::RecordType* type = record ? catalogue->find(record->type) : nullptr;
    if (type == nullptr || !model::is_alive(*record) || owner_of(*record).is_nil()) {
        return changes;
    }
    const auto change = [&](model::FieldId field, model::Value value) {
        changes.push_back({id, type->id, field, model::Operation::set, std::move(value)});
    };
    const std::int64_t now = rules_.clock.now().ms;
    const model::PoolCalendar calendar = calendar_of(*catalogue);
    const model::PoolMoment moment{rules, calendar, owner_of(*record)};
    if (!model::outdated_pool(*type, {&*record, *record, false, {now}}, moment).empty()) {
        // Whatever is written there: the server works it out.
        change(model::pool_field::due_at, model::Empty{});
        return changes;
    }
    const model::PoolDue due = model::pool_due(model::pool_facts(*type, *record), rules, calendar);
    if (due.at && due.at->ms <= now) {
        change(model::common_field::owner, model::Empty{});
    } else if (due.at && ms_in(*record, model::pool_field::remind_at) <= now &&
               ms_in(*record, model::pool_field::warned_for) != due.at->ms) {
        change(model::pool_field::warned_for, due.at->ms);
    }
    return changes;
}

Result<Seq> PoolKeeper::write(WriteTransaction& storage, const Work& work, Company& company) {
    const auto catalogue = TRY(rules_.companies->of(storage, rules_.catalogue));
    const model::PoolRules present = TRY(read_pool_rules(storage, *catalogue));
    Seq newest = 0;
    std::vector<model::Change> outdated;
    for (const RecordId& id : work.outdated) {
        company.outdated.erase(id);
        for (model::Change& change : TRY(change_of(storage, id, present))) {
            outdated.push_back(std::move(change));
        }
    }
    if (!outdated.empty()) {
        newest = TRY(commit_as_server(storage, rules_, {}, std::move(outdated)));
    }
    for (const std::vector<RecordId>* ids : {&work.warned, &work.released}) {
        for (const RecordId& id : *ids) {
            std::vector<model::Change> changes = TRY(change_of(storage, id, present));
            if (changes.empty()) {
                continue;
            }
            const Result<Seq> done = commit_as_server(storage, rules_, {}, std::move(changes));
            if (done) {
                newest = *done;
            } else if (done.error().fault != Fault::invalid_input) {
                return done.error();
            } else {
                // One that cannot be released holds up no other; it comes again when it changes.
                log(LogLevel::warning, "pool_release_refused", {{"record", print(id)}});
                company.terms.erase(id);
            }
        }
    }
    return newest;
}

}  // namespace xingke::server
