#include "app/base/phone_prefixes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/base/text.h"

namespace xingke {
namespace {

// The ranges that the Ministry of Industry and Information Technology has assigned (电信网码号资源使用证书, published
// by 工业和信息化部; as commonly listed in 2025). Ranges once meant for data cards (145, 147, 149) and those of virtual
// operators (162, 165, 167, 170, 171) are people's telephones too.
struct CarrierRanges {
    std::string_view carrier;
    std::string_view prefixes;  // three digits each
};
constexpr CarrierRanges carriers[] = {
    {"China Mobile",
     "134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198"},
    {"China Unicom", "130 131 132 145 146 155 156 166 167 171 175 176 185 186 196"},
    {"China Telecom", "133 149 153 162 173 174 177 180 181 189 190 191 193 199"},
    {"China Broadnet", "192"},
    {"virtual operators", "170"},
};

constexpr std::array<bool, 1000> make_assigned() {
    std::array<bool, 1000> assigned{};
    for (const CarrierRanges& carrier : carriers) {
        for (std::size_t at = 0; at + 3 <= carrier.prefixes.size(); at += 4) {
            const char* digits = carrier.prefixes.data() + at;
            assigned[static_cast<std::size_t>((digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0'))] =
                true;
        }
    }
    return assigned;
}
constexpr std::array<bool, 1000> assigned_prefixes = make_assigned();

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

// A subscriber's number within its area: seven or eight digits, the first from 2 to 8.
bool is_local_number(std::string_view digits) {
    return (digits.size() == 7 || digits.size() == 8) && digits.front() >= '2' && digits.front() <= '8';
}

// Three-digit area codes are 010 and 02x, all others have four.
bool is_number_with_area(std::string_view digits) {
    if (digits.size() < 10 || digits[0] != '0' || digits[1] == '0') {
        return false;
    }
    const std::size_t area_size = digits.starts_with("010") || digits[1] == '2' ? 3 : 4;
    return (area_size == 3 || digits[1] >= '3') && is_local_number(digits.substr(area_size));
}

// 95588, 96777, 12345, 10086: companies and offices that a customer list may well hold.
bool is_service_number(std::string_view digits) {
    return (digits.size() == 5 && (digits.starts_with("95") || digits.starts_with("10") || digits.starts_with("12"))) ||
           ((digits.size() == 5 || digits.size() == 6) && digits.starts_with("96"));
}

bool is_domestic_number(std::string_view digits) {
    if (digits.size() == 11 && digits.front() == '1') {
        return is_mobile_prefix(digits);
    }
    if (digits.size() == 10 && (digits.starts_with("400") || digits.starts_with("800"))) {
        return true;
    }
    return is_number_with_area(digits) || is_local_number(digits) || is_service_number(digits);
}

// After the country code 86, people leave out the area code's 0, or do not.
bool is_international_number(std::string_view digits) {
    if (digits.size() < 7 || digits.size() > 15) {
        return false;
    }
    if (!digits.starts_with("86")) {
        return digits.front() != '0';
    }
    const std::string_view national = digits.substr(2);
    return is_domestic_number(national) || is_number_with_area("0" + std::string(national));
}

// The groups of digits; empty when there is a character that no telephone number has.
std::vector<std::string> groups_of(std::string_view text) {
    std::vector<std::string> groups(1);
    for (const char letter : text) {
        if (is_digit(letter)) {
            groups.back() += letter;
        } else if (letter == '-') {
            groups.emplace_back();
        } else if (letter != ' ' && letter != '(' && letter != ')' && letter != '.' && letter != '/') {
            return {};
        }
    }
    return groups;
}

std::string joined(const std::vector<std::string>& groups, std::size_t count) {
    std::string digits;
    for (std::size_t i = 0; i < count; ++i) {
        digits += groups[i];
    }
    return digits;
}

constexpr std::size_t extension_digits_max = 6;

// Cuts "转 12", "ext. 12", "#12", "x12" off; false when such a mark is not followed by an extension.
bool cut_extension(std::string_view& number) {
    for (const std::string_view mark : {"转", "ext", "分机", "#", "x", "*"}) {
        const std::size_t at = number.find(mark);
        if (at == std::string_view::npos) {
            continue;
        }
        std::string_view extension = number.substr(at + mark.size());
        while (!extension.empty() &&
               (extension.front() == '.' || extension.front() == ':' || extension.front() == ' ')) {
            extension.remove_prefix(1);
        }
        number = trim(number.substr(0, at));
        return !extension.empty() && extension.size() <= extension_digits_max && are_digits(extension);
    }
    return true;
}

}  // namespace

bool is_mobile_prefix(std::string_view eleven_digits) {
    if (eleven_digits.size() != 11 || !are_digits(eleven_digits)) {
        return false;
    }
    // Of 174 only Tiantong's satellite telephones are assigned.
    if (eleven_digits.starts_with("174")) {
        return eleven_digits[3] == '0' && eleven_digits[4] <= '5';
    }
    const int prefix = (eleven_digits[0] - '0') * 100 + (eleven_digits[1] - '0') * 10 + (eleven_digits[2] - '0');
    return assigned_prefixes[static_cast<std::size_t>(prefix)];
}

bool is_phone_number(std::string_view text) {
    std::string folded = fold(trim(text));
    for (const std::string_view dash : {"—", "–", "‐", "―", "−"}) {
        folded = replace_all(folded, dash, "-");
    }
    std::string_view number = trim(folded);
    if (!cut_extension(number)) {
        return false;
    }
    const bool has_plus = number.starts_with('+');
    if (has_plus) {
        number.remove_prefix(1);
    }
    const std::vector<std::string> groups = groups_of(number);
    if (groups.empty()) {
        return false;
    }
    const std::string digits = joined(groups, groups.size());
    if (has_plus) {
        return is_international_number(digits);
    }
    if (digits.starts_with("00")) {
        return is_international_number(std::string_view(digits).substr(2));
    }
    // 021-68906200-801: the last group may be the extension.
    const bool may_have_extension =
        groups.size() > 1 && !groups.back().empty() && groups.back().size() <= extension_digits_max;
    return is_domestic_number(digits) || (may_have_extension && is_domestic_number(joined(groups, groups.size() - 1)));
}

}  // namespace xingke
