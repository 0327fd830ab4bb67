#include "app/base/regions.h"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

using namespace xingke;

TEST_CASE("the region table has every province and city once, in order, each under its province's code") {
    CHECK(provinces().size() == 34);
    CHECK(std::ranges::is_sorted(provinces(), {}, &Province::code));
    std::set<std::string_view> codes;
    std::size_t city_count = 0;
    for (const Province& province : provinces()) {
        CHECK(province.code.size() == 6);
        CHECK(province.code.ends_with("0000"));
        CHECK_FALSE(province.name.empty());
        CHECK_FALSE(province.english.empty());
        CHECK(codes.insert(province.code).second);
        CHECK(std::ranges::is_sorted(province.cities, {}, &City::code));
        for (const City& city : province.cities) {
            CAPTURE(city.name);
            CHECK(city.code.size() == 6);
            CHECK(city.code.substr(0, 2) == province.code.substr(0, 2));
            CHECK(codes.insert(city.code).second);
            ++city_count;
        }
    }
    CHECK(city_count >= 360);
}

TEST_CASE("a region's key is a province or one of its own cities") {
    CHECK(is_region("440000"));
    CHECK(is_region("440000/440300"));
    CHECK(is_region("110000/110100"));
    CHECK(is_region("410000/419001"));
    CHECK_FALSE(is_region(""));
    CHECK_FALSE(is_region("44"));
    CHECK_FALSE(is_region("440300"));
    CHECK_FALSE(is_region("440000/"));
    CHECK_FALSE(is_region("440000/110100"));
    CHECK_FALSE(is_region("440000-440300"));
    CHECK_FALSE(is_region("440000/4403000"));
    CHECK_FALSE(is_region("广东省"));
}

TEST_CASE("a region's title names the province and the city, a municipality only once") {
    CHECK(region_title("440000/440300") == "广东省 深圳市");
    CHECK(region_title("440000") == "广东省");
    CHECK(region_title("110000/110100") == "北京市");
    CHECK(region_title("999999").empty());
    CHECK(region_title_english("440000/440300") == "Guangdong 深圳市");
    CHECK(region_title_english("310000/310100") == "Shanghai");
}

TEST_CASE("every title that the table prints is read back as the same key") {
    for (const Province& province : provinces()) {
        for (const City& city : province.cities) {
            const std::string key = std::string(province.code) + "/" + std::string(city.code);
            CAPTURE(region_title(key));
            CHECK(find_region(region_title(key)) == key);
            CHECK(find_region(region_title_english(key)) == key);
            CHECK(find_region(key) == key);
        }
    }
}

TEST_CASE("a region is found at the beginning of what people write") {
    struct Case {
        const char* text;
        const char* key;
    };
    const Case cases[] = {
        {"北京市朝阳区建国路88号", "110000/110100"},
        {"北京市 朝阳区", "110000/110100"},
        {"北京", "110000/110100"},
        {"上海市上海市浦东新区", "310000/310100"},
        {"重庆渝中区", "500000/500100"},
        {"广东 深圳", "440000/440300"},
        {"广东省深圳市南山区", "440000/440300"},
        {"广东省/深圳市", "440000/440300"},
        {"广东省-深圳市-南山区", "440000/440300"},
        {"  广东省　深圳市  ", "440000/440300"},
        {"广东深圳", "440000/440300"},
        {"广东", "440000"},
        {"广东省南山区", "440000"},
        {"深圳", "440000/440300"},
        {"深圳市", "440000/440300"},
        {"深圳南山", "440000/440300"},
        {"吉林", "220000"},
        {"吉林市", "220000/220200"},
        {"吉林省吉林市", "220000/220200"},
        {"吉林 长春", "220000/220100"},
        {"海南", "460000"},
        {"海南藏族自治州", "630000/632500"},
        {"内蒙古呼和浩特", "150000/150100"},
        {"内蒙古自治区包头市", "150000/150200"},
        {"广西 南宁", "450000/450100"},
        {"新疆维吾尔自治区乌鲁木齐市", "650000/650100"},
        {"新疆 石河子", "650000/659001"},
        {"湖北恩施", "420000/422800"},
        {"湖北神农架", "420000/429021"},
        {"香港", "810000"},
        {"台湾省台北市", "710000"},
        {"Guangdong", "440000"},
        {"guangdong, 深圳", "440000/440300"},
        {"Inner Mongolia 包头", "150000/150200"},
        {"440000/440300", "440000/440300"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.text);
        CHECK(find_region(one.text).value_or("none") == one.key);
    }
}

TEST_CASE("text that only resembles a region is none") {
    for (const char* text : {"", "   ", "火星", "朝阳区建国路", "南京路100号", "北京路8号", "海", "Guangdonger",
                             "440000/110100", "99", "\xff\xfe"}) {
        CAPTURE(text);
        CHECK_FALSE(find_region(text).has_value());
    }
}
