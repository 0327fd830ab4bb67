// Brings the tables to the catalogue: makes what is new, renames what was renamed (identity is the id), and loses
// nothing: fields and types that this catalogue no longer knows go to `_ext` and unknown_record, from where they return
// when a later catalogue knows them again. Everything in one transaction; an unchanged catalogue writes nothing.
#pragma once

#include "app/store/schema.h"

namespace xingke::store {

// Faults: unsupported (written by a newer catalogue or a newer form of these tables; nothing was touched), storage,
// storage_full (nothing was changed).
Result<void> migrate(Database& database, const model::Catalogue& catalogue, const Tables& tables);

}  // namespace xingke::store
