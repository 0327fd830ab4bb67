// Pinyin of Chinese characters, for finding names by what one types (siyoute, syt) and for sorting them as a phone book
// does. Without tones, ü as v. A character alone does not tell which of its readings is meant, so the first is taken,
// and for characters whose other reading is usual in names (行 xing, hang) up to four combinations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xingke::store {

// All readings that we know, the most usual first; empty for what is not a Chinese character.
std::vector<std::string_view> readings_of(char32_t code_point);

// What the search index keeps of a name: for each combination the whole and the initials, each syllable beginning with
// a capital: "思优特" → "SiYouTe SYT". Empty when the name has no Chinese characters.
std::string searchable_pinyin(std::string_view name);

// A GLOB pattern that finds `word` in searchable_pinyin, beginning at a syllable; empty when `word` is not letters and
// digits with at least one letter. `word` is folded.
std::string pinyin_pattern(std::string_view word);

// How many code points of `name` from its code point `first` on are meant by `word`, typed as whole syllables (the last
// may be unfinished) or as initials; 0: none. `name` is folded.
std::size_t match_pinyin(const std::u32string& name, std::size_t first, std::string_view word);

// Compares as a Chinese phone book sorts: by syllable, then by character; letters and digits as they are. The first 24
// characters only, so that an index stays small.
std::string pinyin_sort_key(std::string_view text);

}  // namespace xingke::store
