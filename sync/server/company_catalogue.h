// The catalogue of one company: the core with what the company declares on top of it (app/model/layer.h). Kept between
// requests and made anew when a declaration has changed, by whichever server. Belongs to the thread of its storage.
#pragma once

#include <map>
#include <memory>

#include "app/model/layer.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

class CompanyCatalogues {
public:
    // As of what the transaction sees. A company that declares nothing has the core itself.
    Result<std::shared_ptr<const model::Catalogue>> of(ReadTransaction& storage, const model::Catalogue& core);

private:
    struct Kept {
        Seq newest = 0;
        std::shared_ptr<const model::Catalogue> catalogue;
    };
    std::map<TenantId, Kept> kept_;
};

// Those in force, without the record `except`.
Result<std::vector<model::Declaration>> declarations_of(ReadTransaction& storage, RecordId except = {});

}  // namespace xingke::server
