// The index behind every search: one row per record with the folded text of its searchable fields, and a trigram index
// over it. A word of three and more characters is found by its trigrams; a shorter one by all trigrams that begin with
// it, which is why each column of the index ends in two line ends: its last characters begin trigrams, too. What the
// trigrams find is then verified.
//
//   search_row   row, type, record, alive, updated, label, pinyin, body
//     label      the label field, folded                         (if it is searchable)
//     pinyin     of the fields that are names (pinyin.h)
//     body       the other searchable fields, folded, one per line; of numbers also their digits alone
//   search_fts   FTS5 over label, pinyin and body; no copy of the text, no positions
//   search_term  its trigrams in order, and for each the rows that have it
//
// The trigrams of thousands of new records are a third of what writing them costs, so those of an import are put off:
// meta has the number of the last row that stands in search_fts (nothing: all do), and whatever is searched for is
// looked for in the rows above it one by one, until index_more() has caught up, also after a new start. A row stands in
// search_fts if and only if its number is not above that one; both change in the same transaction.
#pragma once

#include <cstdint>

#include <string>
#include <string_view>
#include <vector>

#include "app/base/sqlite.h"
#include "app/model/record.h"
#include "app/store/schema.h"
#include "app/store/sql_text.h"

namespace xingke::store {

// Raised when folding, pinyin or the rows' form change: the next start then makes anew all that is derived from them.
constexpr int search_format = 2;
extern const std::string_view search_tables_sql;

// What is derived from this type's fields, and how: its part of this index, its label's sort key, its folded indexes.
// When it changes, they are made anew.
std::string derived_fingerprint(const TypeTable& table);

// Brings the record's row of the index to what its table holds; a record that is not there leaves the index.
Result<void> refresh_search(Database& database, const TypeTable& table, RecordId id);
// The same for a record that was not in the index, from what its table has been given. `indexed_row`: as below.
Result<void> add_to_search(Database& database, const TypeTable& table, const model::Record& record, std::int64_t life,
                           std::int64_t indexed_row);
Result<void> remove_from_search(Database& database, model::TypeId type, RecordId id);
Result<void> remove_type_from_search(Database& database, model::TypeId type);

// Before and after thousands of records in one transaction, and part of it: the trigrams of new ones are put off, and
// for changed ones the index gathers that many more before it writes them out, so that it need not merge as often.
Result<void> enter_bulk_search(Database& database);
Result<void> leave_bulk_search(Database& database);
// The last row that stands in search_fts.
constexpr std::int64_t every_row = INT64_MAX;
Result<std::int64_t> indexed_row(Database& database);
// Puts the next rows into search_fts, in a transaction of its own. True: there are more.
Result<bool> index_more(Database& database, std::int64_t row_count);

// What a person typed, as words that must all be found. Folded; at most 8 of 64 characters.
struct SearchWord {
    std::string folded;
    std::string digits;  // of "138-0013": "1380013", which numbers are found by; empty if there is nothing to drop
    std::string pinyin_pattern;  // GLOB over `pinyin`; empty if the word cannot be pinyin
};
std::vector<SearchWord> search_words(std::string_view typed);

// A condition on a row `s` of search_row, with its index: all words are found in it.
void append_search_condition(SqlText& sql, const std::vector<SearchWord>& words);
// The same without the index, for rows that were found already.
void append_verification(SqlText& sql, const std::vector<SearchWord>& words);

// Of search_row: what search_fts does not know, and only looking at it finds.
extern const std::string_view unindexed_sql;

// For FTS5's MATCH: has all trigrams of the word as it is written, or of its digits; empty when either is too short.
std::string trigram_query(const SearchWord& word);
// The same as it sounds; empty if the word is no pinyin or too short.
std::string pinyin_query(const SearchWord& word);
// What a trigram of a record that has the word begins with (one of these). For words that have no query.
std::vector<std::string> trigram_prefixes(const SearchWord& word);
// The least text that is above all that begin with the prefix.
std::string end_of_prefix(std::string_view prefix);

// Folded as the index has it: what a field of this kind is compared by.
std::string searchable_text(const Column& column, std::string_view value);

}  // namespace xingke::store
