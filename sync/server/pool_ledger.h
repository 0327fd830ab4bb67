// What is written beside a change of owner of a pooled record: a line of the ledger (type `pool_event`), and who is
// told. Both in the transaction in which the change arrives.
#pragma once

#include <string>
#include <vector>

#include "app/model/pool.h"
#include "sync/server/apply.h"
#include "sync/server/notification.h"

namespace xingke::server {

// One pooled record, before and after the transaction.
struct PoolPassage {
    const model::RecordType& type;
    const model::Record* before = nullptr;  // null: it is new
    const model::Record& after;
    std::optional<model::OwnerChange> change = {};
    std::int64_t count_today = 0;  // of a claim: the how manieth of that person on that day
    bool is_warning = false;       // the owner is to be told that it will go soon
};

// All its fields carry `seq`. The catalogue declares the type, or it is a CHECK.
model::Record pool_event_record(const model::Catalogue& catalogue, const PoolPassage& passage,
                                const Application& application, model::Seq seq, Random& random);

Result<void> add_pool_notices(ReadTransaction& storage, const Application& application, const PoolPassage& passage,
                              const model::PoolRules& rules, const model::PoolCalendar& calendar,
                              std::vector<Notification>& notifications);

// Claims of one person on one day of the company: the newest of them is found by this number of the ledger's field.
constexpr std::string_view claim_count_field = "count_today";
std::string claim_number(RecordId person, Instant at);
Result<std::int64_t> claims_of_day(ReadTransaction& storage, const model::Catalogue& catalogue, RecordId person,
                                   Instant at);
// Living records of the type whose owner that is; stops counting at `most`.
Result<std::int64_t> count_held(ReadTransaction& storage, const model::RecordType& type, RecordId person,
                                std::int64_t most);

// By name; the rules as if there were none when the company has not made any.
Result<model::PoolRules> read_pool_rules(ReadTransaction& storage, const model::Catalogue& catalogue);

}  // namespace xingke::server
