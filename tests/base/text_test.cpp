#include "app/base/text.h"

#include <climits>

#include <doctest/doctest.h>

using namespace xingke;

TEST_CASE("characters are counted as people count them") {
    struct Row {
        const char* text;
        std::size_t count;
    };
    for (const Row& row : {
             Row{"", 0},
             Row{"abc", 3},
             Row{"思优特", 3},
             Row{"Ａ１", 2},
             Row{"a\r\nb", 3},
             Row{"\n\n", 2},
             Row{"e\xCC\x81", 1},  // e and a combining acute
             Row{"\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", 1},  // a family, joined
             Row{"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 1},                                  // a thumb with a skin tone
             Row{"\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3", 1},                                  // one flag
             Row{"\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7", 2},  // two flags
             Row{"\xE2\x9D\xA4\xEF\xB8\x8F", 1},      // a heart with a variation selector
             Row{"\xE8\x91\x9B\xF3\xA0\x84\x80", 1},  // 葛 with an ideographic variation
             Row{"\xCC\x81", 1},                      // a mark with nothing to stand on
             Row{"a\xE2\x80\x8D"
                 "b",
                 2},  // a joiner joins only pictographs
             Row{"\xFF\xFE", 2},
             Row{"𠮷", 1},
         }) {
        CAPTURE(row.text);
        CHECK(count_characters(row.text) == row.count);
    }
}

TEST_CASE("cutting never cuts inside a character") {
    const std::string_view text =
        "好\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3"
        "e\xCC\x81z";
    CHECK(first_characters(text, 0).empty());
    CHECK(first_characters(text, 1) == "好");
    CHECK(first_characters(text, 2) == "好\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3");
    CHECK(first_characters(text, 3) ==
          "好\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3"
          "e\xCC\x81");
    CHECK(first_characters(text, 99) == text);
}

TEST_CASE("malformed UTF-8 is seen, and read one byte at a time") {
    for (const char* text : {"", "abc", "思优特", "𠮷", "\xEF\xBF\xBD", "\xF4\x8F\xBF\xBF"}) {
        CAPTURE(text);
        CHECK(is_valid_utf8(text));
    }
    for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                             "\xF8\x88", "\xE4\xBD", "a\xE4",
                             "\xE4\xBD"
                             "b"}) {
        CAPTURE(text);
        CHECK_FALSE(is_valid_utf8(text));
    }
    std::size_t at = 0;
    CHECK(next_code_point("\xE4\xBD"
                          "b",
                          at) == 0xFFFD);
    CHECK(at == 1);
}

TEST_CASE("a code point that is written reads back") {
    for (const char32_t code_point :
         {U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'思', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
        std::string text;
        append_code_point(text, code_point);
        std::size_t at = 0;
        CHECK(next_code_point(text, at) == code_point);
        CHECK(at == text.size());
    }
}

TEST_CASE("trimming removes every kind of white space, and only at the ends") {
    CHECK(trim("") == "");
    CHECK(trim("　 \t\r\n\xC2\xA0\xEF\xBB\xBF") == "");
    CHECK(trim("　思 优　特\xC2\xA0\n") == "思 优　特");
    CHECK(trim("a") == "a");
    CHECK(trim(" \x80 ") == "\x80");
    CHECK(trim("特\x80\x80\x80\x80\x80 ") == "特\x80\x80\x80\x80\x80");
}

TEST_CASE("folding makes equal what people mean to be equal") {
    CHECK(fold("ＡＢｃ　１２３，") == "abc 123,");
    CHECK(fold("ÀÉÎÕÜ×ß") == "àéîõü×ß");
    CHECK(fold("ΑΒΣς ΆΈΉΊΌΎΏ") == "αβσσ άέήίόύώ");
    CHECK(fold("МОСКВА Ёж") == "москва ёж");
    CHECK(fold("體育 体育") == "體育 体育");
    CHECK(fold("\xFF") == "\xEF\xBF\xBD");
}

TEST_CASE("digits are picked out of a number however it is written") {
    CHECK(digits_of("138-0013 8000") == "13800138000");
    CHECK(digits_of("（０１０）６２３４") == "0106234");
    CHECK(digits_of("无") == "");
}

TEST_CASE("Chinese characters are told from others") {
    for (const char32_t code_point : {U'思', U'一', U'〇', U'𠮷', U'々'}) {
        CHECK(is_han(code_point));
    }
    for (const char32_t code_point : {U'a', U'　', U'，', U'あ', U'。', U'한'}) {
        CHECK_FALSE(is_han(code_point));
    }
}

TEST_CASE("splitting, replacing and grouping") {
    using Parts = std::vector<std::string_view>;
    CHECK(split("", ',') == Parts{""});
    CHECK(split("a,,b,", ',') == Parts{"a", "", "b", ""});
    CHECK(replace_all("aXXbX", "X", "yy") == "ayyyybyy");
    CHECK(replace_all("abc", "", "y") == "abc");
    CHECK(group_thousands(0) == "0");
    CHECK(group_thousands(999) == "999");
    CHECK(group_thousands(1'234'567) == "1,234,567");
    CHECK(group_thousands(-100'000) == "-100,000");
    CHECK(group_thousands(LLONG_MIN) == "-9,223,372,036,854,775,808");
}
