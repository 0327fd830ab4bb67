// Which telephone numbers exist on the mainland, by the number ranges that the carriers hold (source and date at the
// head of phone_prefixes.cpp). Pure; any thread.
#pragma once

#include <string_view>

namespace xingke {

// Eleven ASCII digits that begin with a range which a carrier holds: China Mobile, Unicom, Telecom, Broadnet or a
// virtual operator; satellite telephones with eleven digits count too.
bool is_mobile_prefix(std::string_view eleven_digits);

// A telephone of any kind, as people write it: mobile, landline with or without area code and extension
// ("021-68906200", "(0755) 2222333-801", "68906200转12"), 400 and 800 numbers, service numbers (95588, 12345), and
// "+" or "00" with a country code. Spaces, hyphens, dots and brackets may stand between digits; full-width forms are
// read as their plain ones.
bool is_phone_number(std::string_view text);

}  // namespace xingke
