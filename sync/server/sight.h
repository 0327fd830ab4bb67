// Who sees which record, kept as postings (storage.h) in the transaction that changes it, so that a pull asks an index
// and nobody is sent what is not theirs. A record's people are those that it names (model/sight.h) and those of the
// record that it belongs to, but for everybody: what belongs to nobody's customer is nobody's.
//
// How a pull's reader stands to each type follows from the role (model/reach.h): all its records are read from the
// records themselves, anything less from the postings of the people within reach. Changing a department or a role
// writes no posting; it gives its people another `token`, upon which their devices pull everything again.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "app/base/result.h"
#include "app/model/catalogue.h"
#include "app/model/permission.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// What one person sees.
struct Sight {
    // Types of which those records are seen that name one of these people; ascending, the person itself and everybody
    // (nil) among them.
    struct Group {
        std::vector<RecordId> people;
        std::vector<model::TypeId> types;
    };
    std::vector<model::TypeId> whole;  // types of which every record is seen
    std::vector<Group> groups;
    protocol::Sight token{};

    bool sees_all_of(model::TypeId type) const;
    const Group* group_of(model::TypeId type) const;
};

// The people of each company by department, kept between requests; see CompanyCatalogues.
class CompanySights {
public:
    // As of what the transaction sees.
    Result<Sight> of(ReadTransaction& storage, const model::Catalogue& catalogue, const model::Actor& actor);

private:
    struct Kept {
        Seq newest = 0;
        std::map<RecordId, std::string> departments;  // of everybody, by person; empty: none
    };
    std::map<TenantId, Kept> kept_;
};

// Whether somebody with that sight sees the record as it is stored.
Result<bool> sees(ReadTransaction& storage, const Sight& sight, model::TypeId type, RecordId record);

// Brings the postings of the records that one transaction wrote under `seq`, and of what belongs to them, to what they
// are now. `author` (nil: nobody) is told of what that person has made and does not see.
Result<void> update_postings(WriteTransaction& storage, const model::Catalogue& catalogue,
                             std::span<const model::Record* const> records, Seq seq, RecordId author);

// Makes all postings of the company anew where they were made by other rules (another version of the catalogue).
bool has_postings(const ReadTransaction& storage, const model::Catalogue& catalogue);
Result<void> ensure_postings(WriteTransaction& storage, const model::Catalogue& catalogue);

}  // namespace xingke::server
