#include "app/store/search.h"

#include <algorithm>

#include "app/base/text.h"
#include "app/store/pinyin.h"
#include "app/store/search_candidates.h"

namespace xingke::store {
namespace {

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

Result<SearchHit> hit_of(Database& database, const TypeTable& table, const SearchCandidate& candidate,
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
    for (const SearchCandidate& candidate :
         TRY(find_candidates(database, tables, words, static_cast<std::size_t>(count_max)))) {
        hits.push_back(TRY(hit_of(database, *tables.find(candidate.type), candidate, words, language)));
    }
    return hits;
}

}  // namespace xingke::store
