// UTF-8 text: counting as people count, cutting, trimming, folding for comparison and search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xingke {

// The next code point at `at`, which moves past it. Malformed bytes read as U+FFFD, one byte each.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_code_point(std::string& out, char32_t code_point);
bool is_valid_utf8(std::string_view text);

// Characters as a person counts them: code points, but combining marks, variation selectors, joiners and what they
// join, skin tones and flag pairs do not count apart (a practical subset of UAX #29).
std::size_t count_characters(std::string_view text);
// The first `count` characters so counted; never cuts inside one.
std::string_view first_characters(std::string_view text, std::size_t count);

// Without white space at both ends; the ideographic space U+3000, U+00A0, U+FEFF and line ends count as white.
std::string_view trim(std::string_view text);

// For comparing and searching: lower case (ASCII, Latin-1, Greek, Cyrillic), full-width forms to half-width,
// the ideographic space to a plain one. Chinese characters, variants included, stay what they are.
std::string fold(std::string_view text);
// One code point of it: folding never changes how many there are.
char32_t fold_code_point(char32_t code_point);

bool is_han(char32_t code_point);
// Only the ASCII digits of the text ("138-0013 8000" → "13800138000"), full-width digits folded.
std::string digits_of(std::string_view text);

// Parts between separators; an empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string replace_all(std::string_view text, std::string_view what, std::string_view with);

// Numbers as text without locale: "1234567" → "1,234,567".
std::string group_thousands(long long value);

}  // namespace xingke
