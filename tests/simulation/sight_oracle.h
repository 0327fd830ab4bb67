// Who may see what, worked out from the records alone by rules written down a second time: no posting, no sight and no
// query of the product runs here.
#pragma once

#include <set>
#include <span>

#include "app/model/catalogue.h"
#include "app/model/record.h"
#include "app/model/role.h"

namespace xingke::simulation {

std::set<RecordId> visible_records(const model::Catalogue& catalogue, std::span<const model::Record> records,
                                   RecordId user, model::Role role);

}  // namespace xingke::simulation
