// Records in and out of their tables, whole or by field, with bookkeeping and search index kept in step. Store's calls,
// one table at a time; all inside the caller's transaction.
#pragma once

#include <optional>
#include <span>

#include "app/store/schema.h"
#include "app/store/store.h"

namespace xingke::store {

Result<std::optional<model::Record>> read_record(Database& database, const TypeTable& table, RecordId id);
Result<void> write_record(Database& database, const TypeTable& table, RecordId id, std::span<const FieldWrite> fields);
// A record that has no row yet, marked as made by `counter`; `indexed_row` as in add_to_search(). Its row's number.
Result<std::int64_t> create_record(Database& database, const TypeTable& table, const model::Record& record,
                                   std::uint64_t counter, std::int64_t indexed_row);
Result<void> erase_record(Database& database, const TypeTable& table, RecordId id);

// The label's sort key and the search index, made anew from what the row holds.
Result<void> rederive_record(Database& database, const TypeTable& table, RecordId id);

// Records of types that this version does not know: table unknown_record(type, id, fields, _new, _pending).
Result<std::optional<model::Record>> read_unknown(Database& database, model::TypeId type, RecordId id);
Result<void> write_unknown(Database& database, model::TypeId type, RecordId id, std::span<const FieldWrite> fields);
Result<void> erase_unknown(Database& database, model::TypeId type, RecordId id);

}  // namespace xingke::store
