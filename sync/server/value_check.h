// What a device's change must not do although each value is valid by itself: change what is read only, choose a retired
// option, take a value that is another record's alone, write what its author may not see, or declare what cannot stand.
// Asked by apply.h of each record after merging.
#pragma once

#include <vector>

#include "app/model/catalogue.h"
#include "app/model/validate.h"
#include "sync/server/apply.h"
#include "sync/server/storage/storage.h"

namespace xingke::server {

// `before` null: the record is new. `core` is the catalogue without the company's layer.
Result<std::vector<model::Issue>> refusals_of_values(ReadTransaction& storage, const model::Catalogue& core,
                                                     const Application& application, const model::RecordType& type,
                                                     const model::Record* before, const model::Record& after);

// The form in which a unique value is kept and compared: as search folds it.
std::string unique_key(const model::Value& value);

// Under which field the values of RecordType::unique_together are kept, and what is said when they are taken.
constexpr model::FieldId together_field = model::life_field;
Message message_together(const model::RecordType& type);

}  // namespace xingke::server
