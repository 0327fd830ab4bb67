#include "app/store/search_candidates.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace xingke::store {
namespace {

// A word with no more places than this is looked up place by place.
constexpr std::int64_t place_count_max = 2'000;
// Labels that begin with the first word, in their order, before the newest are looked at.
constexpr std::int64_t prefix_count_max = 1'000;
// Of the trigrams that begin with a short word, those with the most places.
constexpr std::size_t term_count_max = 24;
// Of a word that is in more records than that, the newest so many are ranked.
constexpr std::size_t ranked_count_max = 1'000;

enum class Rank : std::uint8_t { label_begins, label_contains, label_sounds, elsewhere };

constexpr std::string_view candidate_columns =
    "SELECT s.row, s.type, s.record, s.updated, s.label, s.pinyin FROM search_row AS s";

bool sounds_like(const SearchWord& word, std::string_view pinyin) {
    if (word.pinyin_pattern.empty()) {
        return false;
    }
    // The same as the GLOB of the verification: the word begins at a capital.
    for (std::size_t at = 0; at + word.folded.size() <= pinyin.size(); ++at) {
        const bool begins_syllable = pinyin[at] < 'a';
        const auto is_same = [](char typed, char stored) {
            return typed == stored || (stored >= 'A' && stored <= 'Z' && typed == stored + 0x20);
        };
        if (begins_syllable && std::equal(word.folded.begin(), word.folded.end(),
                                          pinyin.begin() + static_cast<std::ptrdiff_t>(at), is_same)) {
            return true;
        }
    }
    return false;
}

Rank rank_of(const SearchWord& word, std::string_view label, std::string_view pinyin) {
    if (const std::size_t found = label.find(word.folded); found != std::string_view::npos) {
        return found == 0 ? Rank::label_begins : Rank::label_contains;
    }
    return sounds_like(word, pinyin) ? Rank::label_sounds : Rank::elsewhere;
}

// Where a word stands, as FTS5 is asked for it.
struct Places {
    bool is_complete = false;   // the places are so few that each is looked up
    bool has_all_terms = true;  // the MATCH finds all places
    bool is_short = false;
    std::string matched;  // for MATCH
};

class Finder {
public:
    Finder(Database& database, const Tables& tables, const std::vector<SearchWord>& words, std::size_t count_max)
        : database_(database), tables_(tables), words_(words), count_max_(count_max) {}

    Result<std::vector<SearchCandidate>> run() {
        TRY(look_at_unindexed());
        std::vector<Places> places;
        for (const SearchWord& word : words_) {
            places.push_back(TRY(places_of(word)));
            if (places.back().is_complete) {
                TRY(look_up_places(word));
                return best();
            }
        }
        TRY(look_at_prefix());
        TRY(look_through(all_of(places, true)));
        for (std::size_t i = 0; i < places.size() && seen_rows_.size() < count_max_; ++i) {
            if (!places[i].has_all_terms) {
                const std::string long_words = all_of(places, false);
                TRY(long_words.empty() ? look_up_places(words_[i]) : look_through(long_words));
                break;
            }
        }
        return best();
    }

private:
    Result<Places> places_of(const SearchWord& word) {
        const std::string written = trigram_query(word);
        Places places{.is_short = written.empty(), .matched = written};
        if (!places.is_short) {
            const std::string sounds = pinyin_query(word);
            places.matched = sounds.empty() ? written : "(" + written + " OR " + sounds + ")";
            return places;
        }
        std::map<std::string, std::int64_t> place_counts;
        std::int64_t count = 0;
        for (const std::string& prefix : trigram_prefixes(word)) {
            // As many for each spelling, so that none hides the others.
            Statement row = database_.prepare("SELECT term FROM search_term WHERE term >= ?1 AND term < ?2 LIMIT ?3");
            row.bind(1, prefix).bind(2, end_of_prefix(prefix)).bind(3, place_count_max + 1);
            while (TRY(row.step())) {
                ++place_counts[std::string(row.text(0))];
                ++count;
            }
        }
        places.is_complete = count <= place_count_max;
        places.has_all_terms = places.is_complete && place_counts.size() <= term_count_max;
        places.matched = any_of_most(place_counts);
        return places;
    }

    static std::string all_of(const std::vector<Places>& places, bool with_short) {
        std::string matched;
        for (const Places& one : places) {
            if (with_short || !one.is_short) {
                matched += (matched.empty() ? "" : " AND ") + one.matched;
            }
        }
        return matched;
    }

    static std::string any_of_most(const std::map<std::string, std::int64_t>& place_counts) {
        std::vector<std::pair<std::int64_t, std::string_view>> terms;
        for (const auto& [term, count] : place_counts) {
            terms.emplace_back(-count, term);
        }
        std::ranges::sort(terms);
        terms.resize(std::min(terms.size(), term_count_max));
        std::string query;
        for (const auto& [count, term] : terms) {
            query += query.empty() ? "(\"" : " OR \"";
            for (const char byte : term) {
                query.append(byte == '"' ? 2 : 1, byte);
            }
            query += '"';
        }
        return query + ")";
    }

    Result<void> look_up_places(const SearchWord& word) {
        for (const std::string& prefix : trigram_prefixes(word)) {
            SqlText sql;
            sql +=
                "SELECT s.row, s.type, s.record, s.updated, s.label, s.pinyin FROM search_term AS v "
                "CROSS JOIN search_row AS s ON s.row = v.doc WHERE v.term >= ";
            sql.bind(prefix) += " AND v.term < ";
            sql.bind(end_of_prefix(prefix)) += " AND s.alive AND ";
            append_verification(sql, words_);
            Statement row = sql.prepare(database_);
            while (TRY(row.step())) {
                take(row);
            }
        }
        return {};
    }

    Result<void> look_at_prefix() {
        const SearchWord& word = words_.front();
        SqlText sql;
        sql += candidate_columns;
        sql += " WHERE s.alive AND s.label >= ";
        sql.bind(word.folded) += " AND s.label < ";
        sql.bind(end_of_prefix(word.folded)) += " AND ";
        append_verification(sql, words_);
        sql += " LIMIT ";
        sql.bind(prefix_count_max);
        Statement row = sql.prepare(database_);
        while (TRY(row.step())) {
            take(row);
        }
        return {};
    }

    // They are the newest of all.
    Result<void> look_at_unindexed() {
        SqlText sql;
        sql += candidate_columns;
        sql += " WHERE s.";
        sql += unindexed_sql;
        sql += " AND s.alive AND ";
        append_verification(sql, words_);
        sql += " ORDER BY s.row DESC";
        return take_until_enough(sql);
    }

    // The newest first.
    Result<void> look_through(const std::string& matched) {
        SqlText sql;
        sql +=
            "SELECT s.row, s.type, s.record, s.updated, s.label, s.pinyin FROM search_fts "
            "CROSS JOIN search_row AS s ON s.row = search_fts.rowid WHERE search_fts MATCH ";
        sql.bind(matched) += " AND s.alive AND ";
        append_verification(sql, words_);
        sql += " ORDER BY search_fts.rowid DESC";
        return take_until_enough(sql);
    }

    Result<void> take_until_enough(const SqlText& sql) {
        Statement row = sql.prepare(database_);
        std::size_t ranked_count = 0;
        while (!are_enough(ranked_count) && TRY(row.step())) {
            take(row);
            ++ranked_count;
        }
        return {};
    }

    bool are_enough(std::size_t ranked_count) const {
        const std::size_t in_label = by_rank_[0].size() + by_rank_[1].size();
        return seen_rows_.size() >= count_max_ &&
               (ranked_count >= ranked_count_max || (in_label >= count_max_ && ranked_count >= count_max_));
    }

    void take(const Statement& row) {
        const SearchCandidate candidate{.row = row.integer(0),
                                        .updated = row.integer(3),
                                        .type = static_cast<model::TypeId>(row.integer(1)),
                                        .record = row.id<RecordTag>(2)};
        const TypeTable* const table = tables_.find(candidate.type);
        if (table != nullptr && !table->type->is_system && seen_rows_.insert(candidate.row).second) {
            const Rank rank = rank_of(words_.front(), row.text(4), row.text(5));
            by_rank_[static_cast<std::size_t>(rank)].push_back(candidate);
        }
    }

    std::vector<SearchCandidate> best() {
        std::vector<SearchCandidate> best;
        for (std::vector<SearchCandidate>& same_rank : by_rank_) {
            std::ranges::sort(same_rank, std::ranges::greater(),
                              [](const SearchCandidate& one) { return std::pair(one.updated, one.row); });
            best.insert(best.end(), same_rank.begin(), same_rank.end());
        }
        best.resize(std::min(best.size(), count_max_));
        return best;
    }

    Database& database_;
    const Tables& tables_;
    const std::vector<SearchWord>& words_;
    std::size_t count_max_;
    std::unordered_set<std::int64_t> seen_rows_;
    std::vector<SearchCandidate> by_rank_[4];
};

}  // namespace

Result<std::vector<SearchCandidate>> find_candidates(Database& database, const Tables& tables,
                                                     const std::vector<SearchWord>& words, std::size_t count_max) {
    return Finder(database, tables, words, count_max).run();
}

}  // namespace xingke::store
