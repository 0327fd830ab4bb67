// The provinces and cities of China by their GB/T 2260 codes, as data that every layer may ask. A region is kept as a
// key: "440000" for a province, "440000/440300" for a city of it. Read only, safe on any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace xingke {

// A municipality (Beijing …) has one city, itself: 110000/110100. Counties that a province governs directly (Jiyuan,
// Qianjiang …) stand among its cities under their own six digits.
struct City {
    std::string_view code, name;
};

struct Province {
    std::string_view code, name;
    std::string_view english;      // "Guangdong"
    std::span<const City> cities;  // in the order of their codes; Taiwan, Hong Kong and Macao have none here
};

// In the order of their codes.
std::span<const Province> provinces();

// A key of a province or a city that the table has.
bool is_region(std::string_view key);

// "广东省 深圳市"; a city that only repeats its province is left out ("北京市"). Empty when the key is unknown.
std::string region_title(std::string_view key);
// "Guangdong 深圳市": cities have Chinese names only.
std::string region_title_english(std::string_view key);

// The key of the province and, where it can be told, the city with which free text begins: "北京市朝阳区…",
// "广东 深圳", "广东省深圳市南山区…", "深圳" (a city alone), "Guangdong 深圳", or a key itself. What follows the region
// is not looked at. nullopt when the text does not begin with one; streets named after a city ("南京路") are none.
std::optional<std::string> find_region(std::string_view text);

}  // namespace xingke
