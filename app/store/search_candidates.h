// Which records a search is about, best first: the label begins with the first word; contains it; sounds like it;
// another field has it. Among equals the one changed last. No more are looked at than are needed to fill the list: of a
// word that is in tens of thousands of records the newest that come up are ranked, and a person types on.
#pragma once

#include <vector>

#include "app/store/schema.h"
#include "app/store/search_index.h"

namespace xingke::store {

struct SearchCandidate {
    std::int64_t row = 0;  // of search_row
    std::int64_t updated = 0;
    model::TypeId type = 0;
    RecordId record;
};

// Without record types that are not offered to people. All of them if there are fewer than `count_max`.
Result<std::vector<SearchCandidate>> find_candidates(Database& database, const Tables& tables,
                                                     const std::vector<SearchWord>& words, std::size_t count_max);

}  // namespace xingke::store
