// The index behind every search: one row per record with the folded text of its searchable fields, and a trigram index
// over it. Words of three and more characters go through the trigrams and are then verified; shorter ones scan the
// rows, which are small and lie together (100,000 rows: tens of milliseconds).
//
//   search_row   row, type, record, alive, updated, label, pinyin, body
//     label      the label field, folded                         (if it is searchable)
//     pinyin     of the fields that are names (pinyin.h)
//     body       the other searchable fields, folded, one per line; of numbers also their digits alone
//   search_fts   FTS5 over label, pinyin (lower case) and body; no copy of the text, no positions
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/base/sqlite.h"
#include "app/store/schema.h"
#include "app/store/sql_text.h"

namespace xingke::store {

// Raised when folding, pinyin or the rows' form change: the next start then makes anew all that is derived from them.
constexpr int search_format = 1;
extern const std::string_view search_tables_sql;

// What is derived from this type's fields, and how: its part of this index, its label's sort key, its folded indexes.
// When it changes, they are made anew.
std::string derived_fingerprint(const TypeTable& table);

// Brings the record's row of the index to what its table holds; a record that is not there leaves the index.
Result<void> refresh_search(Database& database, const TypeTable& table, RecordId id);
Result<void> remove_from_search(Database& database, model::TypeId type, RecordId id);
Result<void> remove_type_from_search(Database& database, model::TypeId type);

// What a person typed, as words that must all be found. Folded; at most 8 of 64 characters.
struct SearchWord {
    std::string folded;
    std::string digits;  // of "138-0013": "1380013", which numbers are found by; empty if there is nothing to drop
    std::string pinyin_pattern;  // GLOB over `pinyin`; empty if the word cannot be pinyin
};
std::vector<SearchWord> search_words(std::string_view typed);

// A condition on a row `s` of search_row: all words are found in it. True if the trigram index leads to its rows; then
// nothing else should (SQLite would rather go through all rows of a type).
bool append_search_condition(SqlText& sql, const std::vector<SearchWord>& words);

// Folded as the index has it: what a field of this kind is compared by.
std::string searchable_text(const Column& column, std::string_view value);

}  // namespace xingke::store
