#include "app/store/search.h"

#include <algorithm>
#include <set>

#include "app/base/text.h"
#include "app/store/pinyin.h"
#include "app/store/search_index.h"

namespace xingke::store {
namespace {

// Of a word that is in nearly every record, only so many of the newest are ranked.
constexpr std::size_t seen_count_max = 5'000;

enum class Rank : std::uint8_t { label_begins, label_contains, label_sounds, elsewhere };

struct Candidate {
    Rank rank = Rank::elsewhere;
    std::int64_t row = 0;
    std::int64_t updated = 0;
    model::TypeId type = 0;
    RecordId record;
};

constexpr std::string_view candidate_columns =
    "SELECT s.row, s.type, s.record, s.updated, s.label, s.pinyin FROM search_row AS s";

Rank rank_of(const SearchWord& word, std::string_view label, std::string_view pinyin) {
    if (const std::size_t found = label.find(word.folded); found != std::string_view::npos) {
        return found == 0 ? Rank::label_begins : Rank::label_contains;
    }
    if (word.pinyin_pattern.empty() || pinyin.empty()) {
        return Rank::elsewhere;
    }
    // The same as the GLOB that found it: the word begins at a capital.
    for (std::size_t at = 0; at + word.folded.size() <= pinyin.size(); ++at) {
        const bool begins_syllable = pinyin[at] < 'a';
        const auto is_same = [](char typed, char stored) {
            return typed == stored || (stored >= 'A' && stored <= 'Z' && typed == stored + 0x20);
        };
        if (begins_syllable && std::equal(word.folded.begin(), word.folded.end(),
                                          pinyin.begin() + static_cast<std::ptrdiff_t>(at), is_same)) {
            return Rank::label_sounds;
        }
    }
    return Rank::elsewhere;
}

// Collects the best `count_max`, and knows when nothing better can follow.
class Candidates {
public:
    Candidates(const Tables& tables, const SearchWord& first_word, std::size_t count_max)
        : tables_(tables), first_word_(first_word), count_max_(count_max) {}

    void take(const Statement& row) {
        Candidate candidate{.row = row.integer(0),
                            .updated = row.integer(3),
                            .type = static_cast<model::TypeId>(row.integer(1)),
                            .record = row.id<RecordTag>(2)};
        const TypeTable* const table = tables_.find(candidate.type);
        if (table == nullptr || table->type->is_system || !seen_rows_.insert(candidate.row).second) {
            return;
        }
        candidate.rank = rank_of(first_word_, row.text(4), row.text(5));
        std::vector<Candidate>& same_rank = by_rank_[static_cast<std::size_t>(candidate.rank)];
        if (same_rank.size() < count_max_) {
            same_rank.push_back(candidate);
        }
    }

    // Whether looking further is not worth it: what follows cannot be better, or so much was seen that a word this
    // common will not help anybody find an old record by.
    bool are_enough() const {
        const std::size_t in_label = by_rank_[0].size() + by_rank_[1].size();
        const std::size_t all = in_label + by_rank_[2].size() + by_rank_[3].size();
        return in_label >= count_max_ || (all >= count_max_ && seen_rows_.size() >= seen_count_max);
    }

    std::vector<Candidate> best() {
        std::vector<Candidate> best;
        for (std::vector<Candidate>& same_rank : by_rank_) {
            std::ranges::sort(same_rank, std::ranges::greater(),
                              [](const Candidate& one) { return std::pair(one.updated, one.row); });
            best.insert(best.end(), same_rank.begin(), same_rank.end());
        }
        best.resize(std::min(best.size(), count_max_));
        return best;
    }

private:
    const Tables& tables_;
    const SearchWord& first_word_;
    std::size_t count_max_;
    std::set<std::int64_t> seen_rows_;
    std::vector<Candidate> by_rank_[4];
};

Result<std::vector<Candidate>> find_candidates(Database& database, const Tables& tables,
                                               const std::vector<SearchWord>& words, std::size_t count_max) {
    Candidates candidates(tables, words.front(), count_max);
    {
        // Labels that begin with the first word, through the index on labels.
        SqlText sql;
        sql += candidate_columns;
        sql += " WHERE s.alive AND s.label >= ";
        sql.bind(words.front().folded) += " AND s.label < ";
        sql.bind(words.front().folded + "\U0010FFFF") += " AND ";
        append_search_condition(sql, words);
        sql += " ORDER BY s.updated DESC LIMIT ";
        sql.bind(static_cast<std::int64_t>(count_max));
        Statement row = sql.prepare(database);
        while (TRY(row.step())) {
            candidates.take(row);
        }
    }
    // Then all others, the last made first, until enough are so good that what follows cannot be better.
    SqlText sql;
    sql += candidate_columns;
    sql += " WHERE s.alive AND ";
    append_search_condition(sql, words);
    sql += " ORDER BY s.row DESC";
    Statement row = sql.prepare(database);
    while (!candidates.are_enough() && TRY(row.step())) {
        candidates.take(row);
    }
    return candidates.best();
}

// --- what is shown of a hit ------------------------------------------------------------------------------------------

// A text folded code point by code point, so that places in it are places in the original.
struct Folded {
    std::u32string code_points;
    std::vector<std::uint32_t> offsets;  // of each code point in the original, and its size
};

Folded folded_with_offsets(std::string_view text) {
    Folded folded;
    for (std::size_t at = 0; at < text.size();) {
        folded.offsets.push_back(static_cast<std::uint32_t>(at));
        folded.code_points.push_back(fold_code_point(next_code_point(text, at)));
    }
    folded.offsets.push_back(static_cast<std::uint32_t>(text.size()));
    return folded;
}

using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// Sorted, without overlaps.
Ranges merged(Ranges ranges) {
    std::ranges::sort(ranges);
    Ranges out;
    for (const auto& range : ranges) {
        if (!out.empty() && range.first <= out.back().second) {
            out.back().second = std::max(out.back().second, range.second);
        } else {
            out.push_back(range);
        }
    }
    return out;
}

// Where the word stands in the label, as it is written or as it sounds; empty if it does not.
Ranges places_of(const SearchWord& word, const Folded& label, bool by_pinyin) {
    Ranges places;
    const std::u32string wanted = folded_with_offsets(word.folded).code_points;
    for (std::size_t at = label.code_points.find(wanted); at != std::u32string::npos;
         at = label.code_points.find(wanted, at + wanted.size())) {
        places.emplace_back(label.offsets[at], label.offsets[at + wanted.size()]);
    }
    if (!places.empty() || word.pinyin_pattern.empty() || !by_pinyin) {
        return places;
    }
    for (std::size_t at = 0; at < label.code_points.size(); ++at) {
        if (const std::size_t count = match_pinyin(label.code_points, at, word.folded)) {
            places.emplace_back(label.offsets[at], label.offsets[at + count]);
            break;
        }
    }
    return places;
}

constexpr std::size_t excerpt_characters_before = 8;
constexpr std::size_t excerpt_characters_max = 40;

// The part of the value around the word, on one line.
std::string excerpt_of(std::string_view value, const SearchWord& word) {
    const Folded folded = folded_with_offsets(value);
    const std::u32string wanted = folded_with_offsets(word.folded).code_points;
    const std::size_t found = folded.code_points.find(wanted);
    std::size_t from = 0;
    if (found != std::u32string::npos && found + wanted.size() > excerpt_characters_max) {
        from = found - std::min(found, excerpt_characters_before);
    }
    const std::string_view rest = value.substr(folded.offsets[from]);
    const std::string_view shown = first_characters(rest, excerpt_characters_max);
    std::string out = from > 0 ? "…" : "";
    for (const char byte : shown) {
        out += static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
    }
    return shown.size() < rest.size() ? out + "…" : out;
}

bool is_in_field(const SearchWord& word, const Column& column, std::string_view value) {
    const std::string text = searchable_text(column, value);
    if (text.find(word.folded) != std::string::npos) {
        return true;
    }
    if (!word.digits.empty() && text.find(word.digits) != std::string::npos) {
        return true;
    }
    if (word.pinyin_pattern.empty() || column.field->searchable != model::Searchable::name) {
        return false;
    }
    const std::u32string code_points = folded_with_offsets(value).code_points;
    for (std::size_t at = 0; at < code_points.size(); ++at) {
        if (match_pinyin(code_points, at, word.folded) > 0) {
            return true;
        }
    }
    return false;
}

Result<SearchHit> hit_of(Database& database, const TypeTable& table, const Candidate& candidate,
                         const std::vector<SearchWord>& words, Language language) {
    SearchHit hit{.record = candidate.record, .type = candidate.type};
    Statement row = database.prepare(table.select_all);
    row.bind(1, candidate.record);
    if (!TRY(row.step())) {
        return hit;
    }
    // Columns begin after _life, _ver and _ext.
    const auto text_of_column = [&](const Column& column) {
        return row.text(3 + static_cast<int>(&column - table.columns.data()));
    };
    if (table.label != nullptr) {
        hit.label = text_of_column(*table.label);
    }
    const bool label_by_pinyin = table.label != nullptr && table.label->field->searchable == model::Searchable::name;
    const Folded label = folded_with_offsets(hit.label);
    for (const SearchWord& word : words) {
        const Ranges places = places_of(word, label, label_by_pinyin);
        hit.highlights.insert(hit.highlights.end(), places.begin(), places.end());
        if (!places.empty() || !hit.excerpt.empty()) {
            continue;
        }
        for (const Column* const column : table.searchable) {
            const std::string_view value = text_of_column(*column);
            if (column != table.label && is_in_field(word, *column, value)) {
                hit.excerpt = std::string(column->field->title.in(language)) + " " + excerpt_of(value, word);
                break;
            }
        }
    }
    hit.highlights = merged(std::move(hit.highlights));
    return hit;
}

}  // namespace

Result<std::vector<SearchHit>> search_records(Database& database, const Tables& tables, std::string_view typed,
                                              int count_max, Language language) {
    std::vector<SearchHit> hits;
    const std::vector<SearchWord> words = search_words(typed);
    if (words.empty() || count_max <= 0) {
        return hits;
    }
    for (const Candidate& candidate :
         TRY(find_candidates(database, tables, words, static_cast<std::size_t>(count_max)))) {
        hits.push_back(TRY(hit_of(database, *tables.find(candidate.type), candidate, words, language)));
    }
    return hits;
}

}  // namespace xingke::store
