#include "app/base/credit_code.h"

#include <string>

#include <doctest/doctest.h>

using namespace xingke;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// A code with the right check characters from its first 16.
std::string complete(std::string code) {
    code += organisation_code_check(std::string_view(code).substr(8)).value();
    code += credit_code_check(code).value();
    return code;
}

}  // namespace

TEST_CASE("check characters, computed by hand from the standards [GB 32100-2015, GB 11714-1997]") {
    // 3·0+7·0+9·0+10·0+5·0+8·0+4·0+2·1 = 2, 11 − 2 = 9.
    CHECK(organisation_code_check("00000001") == '9');
    // 2·5 = 10, 11 − 10 = 1;  8 of place 6 is 64, 64 mod 11 = 9, 11 − 9 = 2.
    CHECK(organisation_code_check("00000005") == '1');
    CHECK(organisation_code_check("00000800") == '2');
    // 7·3 = 21 leaves 10, so 1;  4·3 = 12 leaves 1, so X;  9·0 leaves 0, so 0.
    CHECK(organisation_code_check("03000000") == '1');
    CHECK(organisation_code_check("00000030") == 'X');
    CHECK(organisation_code_check("00000000") == '0');
    // A counts 10: 3·10 = 30 leaves 8, so 3.
    CHECK(organisation_code_check("A0000000") == '3');
    // 9·1 + 1·3 = 12 leaves 12, 31 − 12 = 19 is K.
    CHECK(credit_code_check("91000000000000000") == 'K');
    CHECK(credit_code_check("00000000000000000") == '0');
    // Y counts 30, which is −1: 31 − 30·1 = 1.
    CHECK(credit_code_check("Y0000000000000000") == '1');
    CHECK(is_organisation_code("00000003-0") == false);
    CHECK(is_organisation_code("00000030-X"));
    CHECK(is_organisation_code("00000030X"));
    CHECK_FALSE(is_organisation_code("00000030-"));
    CHECK_FALSE(is_organisation_code(""));
}

TEST_CASE("what is wrong with a code is said") {
    const std::string good = complete("91110108MA01ABC2");
    CAPTURE(good);
    CHECK(credit_code_fault(good) == CreditCodeFault::none);
    CHECK(is_credit_code(good));
    CHECK(credit_code_fault("") == CreditCodeFault::size);
    CHECK(credit_code_fault(good.substr(1)) == CreditCodeFault::size);
    for (const char c : {'I', 'O', 'S', 'V', 'Z', 'a', ' ', '-'}) {
        std::string bad = good;
        bad[10] = c;
        CHECK(credit_code_fault(bad) == CreditCodeFault::character);
    }
    std::string bad = good;
    bad[4] = 'A';
    CHECK(credit_code_fault(bad) == CreditCodeFault::division);
    // A wrong organisation code with a right check character around it.
    bad = good.substr(0, 16);
    bad += good[16] == '1' ? '2' : '1';
    bad += credit_code_check(bad).value();
    CHECK(credit_code_fault(bad) == CreditCodeFault::organisation_check);
}

TEST_CASE("every single mistyped character and every swap of neighbours is found") {
    for (const std::string& good :
         {complete("91110108MA01ABC2"), complete("9144030061889030"), complete("52100000500000Y1")}) {
        CAPTURE(good);
        REQUIRE(is_credit_code(good));
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (const char c : alphabet) {
                std::string wrong = good;
                wrong[at] = c;
                CHECK(is_credit_code(wrong) == (c == good[at]));
            }
            if (at + 1 < good.size() && good[at] != good[at + 1]) {
                std::string wrong = good;
                std::swap(wrong[at], wrong[at + 1]);
                CHECK_FALSE(is_credit_code(wrong));
            }
        }
    }
}

TEST_CASE("codes are compared without the ways of writing them") {
    const std::string good = complete("91110108MA01ABC2");
    std::string spaced;
    for (const char c : good) {
        spaced += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        spaced += spaced.size() % 5 == 0 ? " " : "";
    }
    CHECK(normal_credit_code("  " + spaced + "-") == good);
    CHECK(normal_credit_code("９１１１") == "9111");
}
