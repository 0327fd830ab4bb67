// What time alone brings to pooled records: warns owners, and releases what is due to the pool 公海, as transactions of
// nobody. Knows each company's terms in memory and reads only what changed since it last looked; before it writes it
// asks again inside the transaction that holds the company's head row, so that it does nothing twice, however many
// servers work on one database. An owner whose device has not been heard since the term ended has some hours more
// (PoolRules::grace_hours): what was done in a tunnel still counts. Belongs to the thread of its storage.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "app/model/pool.h"
#include "sync/server/rules.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

class PoolKeeper {
public:
    PoolKeeper(Storage& storage, const Rules& rules) : storage_(storage), rules_(rules) {}

    // One look at every company, with at most one write transaction in each. True: there is more to do at once.
    // `committed` is called after each commit with the company's new head.
    Result<bool> run(const std::function<void(TenantId, Seq)>& committed);

private:
    struct Term {
        std::int64_t due_ms = 0, remind_ms = 0, warned_ms = 0;  // 0: none
        RecordId owner;
    };
    struct Company {
        std::array<std::uint8_t, 16> epoch{};
        std::optional<model::PoolRules> rules;
        protocol::PullPosition read_to;
        std::map<RecordId, Term> terms;
        std::set<RecordId> outdated;  // by rules that have changed since
    };
    struct Work {
        std::vector<RecordId> outdated, warned, released;
        bool is_empty() const { return outdated.empty() && warned.empty() && released.empty(); }
        std::size_t size() const { return outdated.size() + warned.size() + released.size(); }
    };

    Result<bool> keep(TenantId id, const std::function<void(TenantId, Seq)>& committed);
    Result<void> look(ReadTransaction& storage, const model::Catalogue& catalogue, Company& company);
    void note(const model::Catalogue& catalogue, const model::Record& record, Company& company);
    Result<Work> due_work(ReadTransaction& storage, const Company& company);
    Result<Seq> write(WriteTransaction& storage, const Work& work, Company& company);
    Result<std::vector<model::Change>> change_of(WriteTransaction& storage, RecordId id, const model::PoolRules& rules);

    Storage& storage_;
    Rules rules_;
    std::map<TenantId, Company> companies_;
};

}  // namespace xingke::server
