// 流失预警 (requirements 3.2, R12; S10, S64): how likely a customer is to be lost, worked out by the server alone, as
// transactions of nobody. A level is written into the customer's record when it has changed; when it becomes 预警 the
// owner and the managers who see the customer are told. What was written about a customer since the last look, and all
// customers at the first look of a day, are judged anew. Belongs to the thread of its storage.
//
//   no contact         more than 30 days since the last follow-up, or since the customer was made
//   turnover           payments of this quarter below half of the last quarter's, for the share of days gone by
//   serious complaint  one that is not closed
//   trading stopped    交易状态 is 停止交易
//
// None: 正常; one: 关注; two or more: 预警.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "sync/server/rules.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

class ChurnKeeper {
public:
    ChurnKeeper(Storage& storage, const Rules& rules) : storage_(storage), rules_(rules) {}

    // One look at every company, with at most one write transaction in each. True: there is more to do at once.
    // `committed` is called after each commit with the company's new head.
    Result<bool> run(const std::function<void(TenantId, Seq)>& committed);

private:
    struct Company {
        std::array<std::uint8_t, 16> epoch{};
        protocol::PullPosition read_to;
        std::int64_t day = 0;  // of the last look
        std::set<RecordId> customers, due;
    };

    Result<bool> keep(TenantId id, const std::function<void(TenantId, Seq)>& committed);
    Result<void> look(ReadTransaction& storage, const model::Catalogue& catalogue, Company& company);
    Result<std::vector<model::Change>> changes_of(ReadTransaction& storage, const model::Catalogue& catalogue,
                                                  RecordId id);
    Result<void> tell(ReadTransaction& storage, const model::Catalogue& catalogue, const model::Record& customer,
                      std::vector<model::Change>& changes);

    Storage& storage_;
    Rules rules_;
    std::map<TenantId, Company> companies_;
};

}  // namespace xingke::server
