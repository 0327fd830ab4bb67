#include "app/store/search_index.h"

#include <algorithm>

#include "app/base/text.h"
#include "app/store/pinyin.h"

namespace xingke::store {
namespace {

constexpr std::size_t word_count_max = 8;
constexpr std::size_t word_characters_max = 64;
// A long word's first trigrams already leave few candidates.
constexpr std::size_t trigram_count_max = 12;
constexpr std::size_t trigram_size = 3;
// Of a word's pinyin, the first trigram and the one here, or the last before it.
constexpr std::size_t pinyin_trigram_last = 3;

// Bytes of trigrams that FTS5 gathers before it writes them out: its default, and while thousands of records are
// written.
constexpr std::int64_t usual_hash_bytes = 1 << 20;
constexpr std::int64_t bulk_hash_bytes = 16 << 20;

struct Document {
    bool is_alive = false;
    std::int64_t updated = 0;
    std::string label, pinyin, body;
};

void append_line(std::string& text, std::string_view line) {
    if (!line.empty()) {
        text += text.empty() ? "" : "\n";
        text += line;
    }
}

// `text_of` gives a searchable column's text.
template <class TextOf>
Document document_of(const TypeTable& table, std::int64_t life, std::int64_t updated, const TextOf& text_of) {
    Document document{.is_alive = life % 2 == 1, .updated = updated};
    for (const Column* const column : table.searchable) {
        const std::string_view value = text_of(*column);
        append_line(column == table.label ? document.label : document.body, searchable_text(*column, value));
        if (column->field->searchable == model::Searchable::name) {
            append_line(document.pinyin, searchable_pinyin(value));
        }
    }
    return document;
}

// So that a trigram begins at each character, the last two included.
std::string padded(const std::string& text) {
    return text.empty() ? text : text + "\n\n";
}

Result<void> set_fts(Database& database, std::string_view option, std::int64_t value) {
    return database.prepare("INSERT INTO search_fts(search_fts, rank) VALUES(?1, ?2)")
        .bind(1, option)
        .bind(2, value)
        .run();
}

constexpr std::string_view indexed_row_key = "search_indexed_row";

enum class IsNew : bool { no, yes };

Result<void> write_fts(Database& database, std::int64_t row, const Document& document, IsNew is_new) {
    // A replacement looks for what it replaces first.
    constexpr std::string_view insert = "INSERT INTO search_fts(rowid, label, pinyin, body) VALUES(?1, ?2, ?3, ?4)";
    constexpr std::string_view replace =
        "INSERT OR REPLACE INTO search_fts(rowid, label, pinyin, body) VALUES(?1, ?2, ?3, ?4)";
    return database.prepare(is_new == IsNew::yes ? insert : replace)
        .bind(1, row)
        .bind(2, padded(document.label))
        .bind(3, padded(document.pinyin))
        .bind(4, padded(document.body))
        .run();
}

constexpr std::string_view insert_document_sql =
    "INSERT INTO search_row(type, record, alive, updated, label, pinyin, body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";

Result<void> write_search_row(Database& database, std::string_view sql, model::TypeId type, RecordId id,
                              const Document& document) {
    return database.prepare(sql)
        .bind(1, type)
        .bind(2, id)
        .bind(3, document.is_alive ? 1 : 0)
        .bind(4, document.updated)
        .bind(5, document.label)
        .bind(6, document.pinyin)
        .bind(7, document.body)
        .run();
}

Result<void> write_document(Database& database, model::TypeId type, RecordId id, const Document& document) {
    std::int64_t row = 0;
    bool is_same_text = false;
    bool is_same = false;
    {
        Statement found = database.prepare(
            "SELECT row, alive, updated, label, pinyin, body FROM search_row WHERE type = ?1 AND record = ?2");
        found.bind(1, type).bind(2, id);
        if (TRY(found.step())) {
            row = found.integer(0);
            is_same_text =
                found.text(3) == document.label && found.text(4) == document.pinyin && found.text(5) == document.body;
            is_same =
                is_same_text && (found.integer(1) != 0) == document.is_alive && found.integer(2) == document.updated;
        }
    }
    if (is_same) {
        return {};
    }
    constexpr std::string_view update_sql =
        "UPDATE search_row SET alive = ?3, updated = ?4, label = ?5, pinyin = ?6, body = ?7 "
        "WHERE type = ?1 AND record = ?2";
    TRY(write_search_row(database, row == 0 ? insert_document_sql : update_sql, type, id, document));
    if (is_same_text) {
        return {};
    }
    const IsNew is_new = row == 0 ? IsNew::yes : IsNew::no;
    row = row == 0 ? database.last_row_id() : row;
    return row > TRY(indexed_row(database)) ? Result<void>() : write_fts(database, row, document, is_new);
}

std::vector<std::string_view> trigrams_of(std::string_view word) {
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < word.size();) {
        starts.push_back(at);
        next_code_point(word, at);
    }
    starts.push_back(word.size());
    std::vector<std::string_view> trigrams;
    for (std::size_t i = 0; i + 3 < starts.size() && trigrams.size() < trigram_count_max; ++i) {
        trigrams.push_back(word.substr(starts[i], starts[i + 3] - starts[i]));
    }
    return trigrams;
}

// FTS5's query language for "has all trigrams of the word"; empty when the word is too short to have one.
std::string trigram_query(std::string_view word) {
    std::string query;
    for (const std::string_view trigram : trigrams_of(word)) {
        query += query.empty() ? "\"" : " AND \"";
        query += replace_all(trigram, "\"", "\"\"");
        query += '"';
    }
    return query;
}

// Digits with what people put between them in a number.
bool looks_like_number(std::string_view word) {
    return word.find_first_not_of("0123456789-+()./") == std::string_view::npos;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < text.size(); --count) {
        next_code_point(text, at);
    }
    return text.substr(0, at);
}

// How the index may have written these letters: a capital begins each syllable, and where one begins is not known but
// for the first letter of a word.
std::vector<std::string> pinyin_spellings(std::string_view letters, bool begins_word) {
    std::vector<std::string> spellings = {""};
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const char letter = letters[at];
        const bool is_letter = letter >= 'a' && letter <= 'z';
        std::vector<std::string> longer;
        for (const std::string& spelling : spellings) {
            if (!is_letter || at > 0 || !begins_word) {
                longer.push_back(spelling + letter);
            }
            if (is_letter) {
                longer.push_back(spelling + static_cast<char>(letter - 0x20));
            }
        }
        spellings = std::move(longer);
    }
    return spellings;
}

SearchWord search_word(std::string_view folded) {
    SearchWord word{std::string(first_characters(folded, word_characters_max)), {}, {}};
    word.pinyin_pattern = pinyin_pattern(word.folded);
    if (looks_like_number(word.folded)) {
        word.digits = digits_of(word.folded);
        if (word.digits == word.folded) {
            word.digits.clear();
        }
    }
    return word;
}

}  // namespace

const std::string_view search_tables_sql =
    "CREATE TABLE IF NOT EXISTS search_row(row INTEGER PRIMARY KEY, type INTEGER NOT NULL, record BLOB NOT NULL, "
    "alive INTEGER NOT NULL, updated INTEGER NOT NULL, label TEXT NOT NULL, pinyin TEXT NOT NULL, body TEXT NOT NULL, "
    "UNIQUE(type, record));"
    "CREATE INDEX IF NOT EXISTS search_row_label ON search_row(label);"
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(label, pinyin, body, content='', contentless_delete=1, "
    "detail=column, tokenize='trigram case_sensitive 1');"
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_term USING fts5vocab(search_fts, instance);";

// Where nothing was put off the comparison is with NULL, and nothing is looked at.
const std::string_view unindexed_sql =
    "row > (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'search_indexed_row')";

std::string derived_fingerprint(const TypeTable& table) {
    std::string out = std::to_string(search_format) + ";label=" + table.type->label_field;
    for (const Column& column : table.columns) {
        out += column.field->unique ? ";unique=" + std::to_string(column.id) : "";
    }
    for (const Column* const column : table.searchable) {
        out += ";" + std::to_string(column->id) + ":" + std::to_string(static_cast<int>(column->field->searchable));
    }
    return out;
}

Result<void> refresh_search(Database& database, const TypeTable& table, RecordId id) {
    if (table.searchable.empty()) {
        return {};
    }
    std::optional<Document> document;
    {
        Statement row = database.prepare(table.select_searchable);
        row.bind(1, id);
        if (TRY(row.step())) {
            int index = 1;
            const auto text_of = [&](const Column&) { return row.text(++index); };
            document = document_of(table, row.integer(0), row.integer(1), text_of);
        }
    }
    return document ? write_document(database, table.type->id, id, *document)
                    : remove_from_search(database, table.type->id, id);
}

Result<void> add_to_search(Database& database, const TypeTable& table, const model::Record& record, std::int64_t life,
                           std::int64_t indexed_row) {
    if (table.searchable.empty()) {
        return {};
    }
    const auto text_of = [&](const Column& column) {
        const auto* const text = std::get_if<std::string>(&model::value_of(record, column.id));
        return text == nullptr ? std::string_view() : std::string_view(*text);
    };
    const auto* const updated = std::get_if<std::int64_t>(&model::value_of(record, model::common_field::updated));
    const Document document = document_of(table, life, updated == nullptr ? 0 : *updated, text_of);
    TRY(write_search_row(database, insert_document_sql, record.type, record.id, document));
    const std::int64_t row = database.last_row_id();
    return row > indexed_row ? Result<void>() : write_fts(database, row, document, IsNew::yes);
}

Result<void> enter_bulk_search(Database& database) {
    // What an earlier import has put off stays put off.
    TRY(database.prepare("INSERT OR IGNORE INTO meta(key, value) SELECT ?1, coalesce(max(row), 0) FROM search_row")
            .bind(1, indexed_row_key)
            .run());
    return set_fts(database, "hashsize", bulk_hash_bytes);
}

Result<void> leave_bulk_search(Database& database) {
    return set_fts(database, "hashsize", usual_hash_bytes);
}

Result<std::int64_t> indexed_row(Database& database) {
    Statement row = database.prepare("SELECT value FROM meta WHERE key = ?1");
    row.bind(1, indexed_row_key);
    return TRY(row.step()) ? row.integer(0) : every_row;
}

Result<bool> index_more(Database& database, std::int64_t row_count) {
    Transaction transaction = TRY(Transaction::begin(database));
    std::int64_t last = TRY(indexed_row(database));
    std::int64_t left = row_count;
    {
        Statement row =
            database.prepare("SELECT row, label, pinyin, body FROM search_row WHERE row > ?1 ORDER BY row LIMIT ?2");
        row.bind(1, last).bind(2, row_count);
        while (TRY(row.step())) {
            last = row.integer(0);
            const Document document{.label = std::string(row.text(1)),
                                    .pinyin = std::string(row.text(2)),
                                    .body = std::string(row.text(3))};
            TRY(write_fts(database, last, document, IsNew::yes));
            --left;
        }
    }
    const bool has_more = left == 0;
    Statement note = database.prepare(has_more ? "UPDATE meta SET value = ?2 WHERE key = ?1"
                                               : "DELETE FROM meta WHERE key = ?1 AND ?2 IS NOT NULL");
    TRY(note.bind(1, indexed_row_key).bind(2, last).run());
    TRY(transaction.commit());
    return has_more;
}

Result<void> remove_from_search(Database& database, model::TypeId type, RecordId id) {
    TRY(database
            .prepare(
                "DELETE FROM search_fts WHERE rowid IN (SELECT row FROM search_row WHERE type = ?1 AND record = ?2)")
            .bind(1, type)
            .bind(2, id)
            .run());
    return database.prepare("DELETE FROM search_row WHERE type = ?1 AND record = ?2").bind(1, type).bind(2, id).run();
}

Result<void> remove_type_from_search(Database& database, model::TypeId type) {
    TRY(database.prepare("DELETE FROM search_fts WHERE rowid IN (SELECT row FROM search_row WHERE type = ?1)")
            .bind(1, type)
            .run());
    return database.prepare("DELETE FROM search_row WHERE type = ?1").bind(1, type).run();
}

std::vector<SearchWord> search_words(std::string_view typed) {
    std::string folded = fold(typed);
    // Control characters mean nothing in a search, and a zero would end the query early.
    std::ranges::replace_if(folded, [](char byte) { return static_cast<unsigned char>(byte) < 0x20; }, ' ');
    std::vector<SearchWord> words;
    for (const std::string_view part : split(folded, ' ')) {
        const std::string_view word = trim(part);
        const bool is_known = std::ranges::any_of(words, [&](const SearchWord& known) { return known.folded == word; });
        if (!word.empty() && !is_known && words.size() < word_count_max) {
            words.push_back(search_word(word));
        }
    }
    return words;
}

std::string trigram_query(const SearchWord& word) {
    const std::string query = trigram_query(word.folded);
    if (query.empty() || word.digits.empty()) {
        return query.empty() ? query : "(" + query + ")";
    }
    const std::string digit_query = trigram_query(word.digits);
    return digit_query.empty() ? digit_query : "((" + query + ") OR (" + digit_query + "))";
}

std::string pinyin_query(const SearchWord& word) {
    if (word.pinyin_pattern.empty() || word.folded.size() < trigram_size) {
        return {};
    }
    std::string query;
    for (std::size_t at = 0; at + trigram_size <= word.folded.size() && at <= pinyin_trigram_last; ++at) {
        if (at > 0 && at + trigram_size < word.folded.size() && at < pinyin_trigram_last) {
            continue;  // the first and one more are selective enough
        }
        std::string any;
        for (const std::string& spelling : pinyin_spellings(word.folded.substr(at, trigram_size), at == 0)) {
            any += (any.empty() ? "\"" : " OR \"") + spelling + "\"";
        }
        query += (query.empty() ? "(" : " AND (") + any + ")";
    }
    return "(" + query + ")";
}

std::vector<std::string> trigram_prefixes(const SearchWord& word) {
    std::vector<std::string> prefixes = {std::string(first_code_points(word.folded, trigram_size))};
    if (!word.digits.empty()) {
        prefixes.push_back(word.digits.substr(0, trigram_size));
    }
    if (!word.pinyin_pattern.empty()) {
        for (std::string& spelling : pinyin_spellings(word.folded.substr(0, trigram_size), true)) {
            if (std::ranges::find(prefixes, spelling) == prefixes.end()) {
                prefixes.push_back(std::move(spelling));
            }
        }
    }
    return prefixes;
}

std::string end_of_prefix(std::string_view prefix) {
    return std::string(prefix) + "\U0010FFFF";
}

void append_verification(SqlText& sql, const std::vector<SearchWord>& words) {
    sql += "1";
    for (const SearchWord& word : words) {
        sql += " AND (instr(s.label, ";
        sql.bind(word.folded) += ") OR instr(s.body, ";
        sql.bind(word.folded) += ")";
        if (!word.digits.empty()) {
            sql += " OR instr(s.body, ";
            sql.bind(word.digits) += ")";
        }
        if (!word.pinyin_pattern.empty()) {
            sql += " OR s.pinyin GLOB ";
            sql.bind(word.pinyin_pattern);
        }
        sql += ")";
    }
}

void append_search_condition(SqlText& sql, const std::vector<SearchWord>& words) {
    std::string matched;
    for (const SearchWord& word : words) {
        if (const std::string query = trigram_query(word); !query.empty()) {
            const std::string sounds = pinyin_query(word);
            matched += matched.empty() ? "" : " AND ";
            matched += sounds.empty() ? query : "(" + query + " OR " + sounds + ")";
        }
    }
    sql += "(";
    if (!matched.empty()) {
        sql += "s.row IN (SELECT rowid FROM search_fts WHERE search_fts MATCH ";
        sql.bind(matched) += " UNION ALL SELECT row FROM search_row WHERE ";
        sql += unindexed_sql;
        sql += ") AND ";
    } else if (!words.empty()) {
        std::string_view between = "s.row IN (";
        for (const std::string& prefix : trigram_prefixes(words.front())) {
            sql += between;
            sql += "SELECT doc FROM search_term WHERE term >= ";
            sql.bind(prefix) += " AND term < ";
            sql.bind(end_of_prefix(prefix));
            between = " UNION ALL ";
        }
        sql += " UNION ALL SELECT row FROM search_row WHERE ";
        sql += unindexed_sql;
        sql += ") AND ";
    }
    append_verification(sql, words);
    sql += ")";
}

std::string searchable_text(const Column& column, std::string_view value) {
    std::string folded = fold(value);
    if (column.field->searchable != model::Searchable::digits) {
        return folded;
    }
    const std::string digits = digits_of(value);
    return digits.empty() || digits == folded ? folded : folded + "\n" + digits;
}

}  // namespace xingke::store
