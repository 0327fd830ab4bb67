// Unified social credit codes (统一社会信用代码), which every company and institution on the mainland has on its
// licence. Source: GB 32100-2015, with the organisation code of GB 11714-1997 inside.
//
//   place   length   content
//   1       1        registering authority (9: market regulation, 5: civil affairs, 1: public institutions …)
//   2       1        kind of organisation (1: company, 2: sole proprietor …)
//   3–8     6        administrative division, GB/T 2260
//   9–17    9        organisation code: 8 characters and its check character (modulus 11, X for 10)
//   18      1        check character over the 17 before it (modulus 31)
// Characters: digits and capitals without I, O, S, V, Z. Some codes that were issued while the system was tried out
// (many of them with M in place 9) do not keep the check characters, yet are valid: a form should warn of `check` and
// `organisation_check`, and refuse only the others. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xingke {

enum class CreditCodeFault : std::uint8_t {
    none,
    size,                // not 18 characters
    character,           // one that the standard does not have
    division,            // places 3–8 are not digits
    organisation_check,  // place 17: the organisation code inside is mistyped
    check,               // place 18: something is mistyped
};
CreditCodeFault credit_code_fault(std::string_view code);
inline bool is_credit_code(std::string_view code) {
    return credit_code_fault(code) == CreditCodeFault::none;
}

// As it is stored and compared: capitals, without the spaces and hyphens that people put in; full-width forms folded.
std::string normal_credit_code(std::string_view text);

// The check character of the first 17; nullopt if they have another size or other characters.
std::optional<char> credit_code_check(std::string_view first_17);
// The check character of an organisation code's first 8 (GB 11714-1997).
std::optional<char> organisation_code_check(std::string_view first_8);
// "12345678-X" or "12345678X".
bool is_organisation_code(std::string_view code);

}  // namespace xingke
