// What every request is worked on with, beside the storage: what may be declared, the time, chance.
#pragma once

#include <memory>

#include "app/base/clock.h"
#include "app/base/random.h"
#include "app/model/catalogue.h"
#include "sync/server/company_catalogue.h"
#include "sync/server/sight.h"

namespace xingke::server {

struct Rules {
    const model::Catalogue& catalogue;  // the core
    Clock& clock;
    Random& random;
    // What companies make of the core, and who works there, remembered; copies share it.
    std::shared_ptr<CompanyCatalogues> companies = std::make_shared<CompanyCatalogues>();
    std::shared_ptr<CompanySights> sights = std::make_shared<CompanySights>();
};

}  // namespace xingke::server
