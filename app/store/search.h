// Searching across all record types. Best first: the label begins with the first word; contains it; sounds like it (by
// pinyin); another field contains it. Among equals the one changed last. Record types that are not offered to people
// (RecordType::is_system) are left out.
#pragma once

#include "app/store/schema.h"
#include "app/store/store.h"

namespace xingke::store {

Result<std::vector<SearchHit>> search_records(Database& database, const Tables& tables, std::string_view typed,
                                              int count_max, Language language);

}  // namespace xingke::store
