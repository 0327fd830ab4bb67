#include "app/store/pinyin.h"

#include <algorithm>

#include "app/base/text.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::store;

namespace {

std::u32string code_points(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        out.push_back(next_code_point(text, at));
    }
    return out;
}

}  // namespace

TEST_CASE("characters are read, the most usual reading first") {
    CHECK(readings_of(U'思') == std::vector<std::string_view>{"si"});
    CHECK(readings_of(U'吕') == std::vector<std::string_view>{"lv"});
    CHECK(readings_of(U'行') == std::vector<std::string_view>{"xing", "hang"});
    CHECK(readings_of(U'a').empty());
    CHECK(readings_of(U'あ').empty());
    CHECK(readings_of(U'𠮷').empty());
}

TEST_CASE("a name is kept as syllables and initials, in every usual combination") {
    CHECK(searchable_pinyin("思优特") == "SiYouTe SYT");
    CHECK(searchable_pinyin("ＡＢ科技（2）") == "ABKeJi2 ABKJ2");
    CHECK(searchable_pinyin("ABC") == "");
    CHECK(searchable_pinyin("") == "");
    CHECK(searchable_pinyin("重庆银行") ==
          "ZhongQingYinXing ZQYX ChongQingYinXing CQYX ZhongQingYinHang ZQYH ChongQingYinHang CQYH");
    // Many such characters do not multiply for ever.
    CHECK(std::ranges::count(searchable_pinyin("行长行长行长行长"), ' ') == 7);
}

TEST_CASE("a pattern begins at a syllable and takes letters in either case") {
    CHECK(pinyin_pattern("syt") == "*S[yY][tT]*");
    CHECK(pinyin_pattern("ab2") == "*A[bB]2*");
    for (const char* word : {"", "2", "思", "a-b", "a*", "é"}) {
        CAPTURE(word);
        CHECK(pinyin_pattern(word).empty());
    }
}

TEST_CASE("a word matches the characters that it spells") {
    const std::u32string name = code_points("重庆ab思优特");
    CHECK(match_pinyin(name, 0, "chongqing") == 2);
    CHECK(match_pinyin(name, 0, "zhongq") == 2);
    CHECK(match_pinyin(name, 0, "cq") == 2);
    CHECK(match_pinyin(name, 0, "cqabs") == 5);
    CHECK(match_pinyin(name, 1, "qingabsi") == 4);
    CHECK(match_pinyin(name, 4, "syt") == 3);
    CHECK(match_pinyin(name, 4, "siyoutex") == 0);
    CHECK(match_pinyin(name, 0, "ongqing") == 0);
    CHECK(match_pinyin(name, 6, "te") == 1);
    CHECK(match_pinyin(name, 6, "tes") == 0);
}

TEST_CASE("names sort as in a phone book") {
    std::vector<std::string> names = {"张三", "安", "昂", "李四", "Abel", "1号", "王二", "汪一", "王一", "阿里"};
    std::ranges::sort(names, {}, [](const std::string& name) { return pinyin_sort_key(name); });
    CHECK(names == std::vector<std::string>{"1号", "阿里", "Abel", "安", "昂", "李四", "汪一", "王二", "王一", "张三"});
}
