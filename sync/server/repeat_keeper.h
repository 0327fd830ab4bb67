// Finds records that repeat each other (RecordType::repeats), such as the third complaint of one customer within a year
// (requirements 2.7.4; S21), and writes the yes into those that are not closed, as transactions of nobody: devices do
// not see all of a company's records. Reads what was written since the last look. Belongs to the thread of its storage.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/server/rules.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

class RepeatKeeper {
public:
    RepeatKeeper(Storage& storage, const Rules& rules) : storage_(storage), rules_(rules) {}

    // One look at every company, with at most one write transaction in each. True: there is more to do at once.
    // `committed` is called after each commit with the company's new head.
    Result<bool> run(const std::function<void(TenantId, Seq)>& committed);

private:
    struct Trait {
        std::string alike, of;  // alike is empty where a value is missing: it repeats nothing
        std::int64_t day = 0;
        bool is_said = false;  // the yes stands there
    };
    struct Known {
        model::TypeId type = 0;
        bool is_closed = false;
        std::vector<Trait> traits;  // one a repeat of its type
    };
    struct Company {
        std::array<std::uint8_t, 16> epoch{};
        protocol::PullPosition read_to;
        std::map<RecordId, Known> known;
        std::map<std::string, std::set<RecordId>> alike;
        std::set<RecordId> due;
    };

    Result<bool> keep(TenantId id, const std::function<void(TenantId, Seq)>& committed);
    Result<void> look(ReadTransaction& storage, const model::Catalogue& catalogue, Company& company);
    static void learn(const model::RecordType& type, const model::Record& record, Company& company);
    static void say(const model::RecordType& type, RecordId record, const Company& company,
                    std::map<std::pair<RecordId, model::FieldId>, model::Change>& changes);

    Storage& storage_;
    Rules rules_;
    std::map<TenantId, Company> companies_;
};

}  // namespace xingke::server
