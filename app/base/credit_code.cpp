#include "app/base/credit_code.h"

#include <algorithm>
#include <array>

#include "app/base/text.h"

namespace xingke {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
// GB 32100-2015, 5.5: the powers of 3, modulo 31.
constexpr std::array<unsigned, 17> weights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
// GB 11714-1997, 5.2.
constexpr std::array<unsigned, 8> organisation_weights = {3, 7, 9, 10, 5, 8, 4, 2};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

CreditCodeFault credit_code_fault(std::string_view code) {
    if (code.size() != 18) {
        return CreditCodeFault::size;
    }
    if (!std::ranges::all_of(code, [](char c) { return alphabet.find(c) != std::string_view::npos; })) {
        return CreditCodeFault::character;
    }
    if (!std::ranges::all_of(code.substr(2, 6), is_digit)) {
        return CreditCodeFault::division;
    }
    // The outer check first: when one place is mistyped, it says so whichever place it is.
    if (credit_code_check(code.substr(0, 17)) != code[17]) {
        return CreditCodeFault::check;
    }
    if (organisation_code_check(code.substr(8, 8)) != code[16]) {
        return CreditCodeFault::organisation_check;
    }
    return CreditCodeFault::none;
}

std::string normal_credit_code(std::string_view text) {
    std::string code;
    for (const char c : fold(text)) {
        if (c != ' ' && c != '-') {
            code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return code;
}

std::optional<char> credit_code_check(std::string_view first_17) {
    if (first_17.size() != weights.size()) {
        return std::nullopt;
    }
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::size_t value = alphabet.find(first_17[i]);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        sum += static_cast<unsigned>(value) * weights[i];
    }
    return alphabet[(31 - sum % 31) % 31];
}

std::optional<char> organisation_code_check(std::string_view first_8) {
    if (first_8.size() != organisation_weights.size()) {
        return std::nullopt;
    }
    unsigned sum = 0;
    for (std::size_t i = 0; i < organisation_weights.size(); ++i) {
        const char c = first_8[i];
        if (!is_digit(c) && (c < 'A' || c > 'Z')) {
            return std::nullopt;
        }
        sum += static_cast<unsigned>(is_digit(c) ? c - '0' : c - 'A' + 10) * organisation_weights[i];
    }
    const unsigned check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

bool is_organisation_code(std::string_view code) {
    const bool has_hyphen = code.size() == 10 && code[8] == '-';
    if (code.size() != 9 && !has_hyphen) {
        return false;
    }
    return organisation_code_check(code.substr(0, 8)) == code.back();
}

}  // namespace xingke
