#include "app/base/regions.h"

#include <algorithm>
#include <array>

#include "app/base/text.h"

namespace xingke {
namespace {

#include "app/base/regions_data.inc"

constexpr std::size_t code_size = 6;

const Province* find_province(std::string_view code) {
    const auto at = std::ranges::lower_bound(province_table, code, {}, &Province::code);
    return at != std::end(province_table) && at->code == code ? &*at : nullptr;
}

const City* find_city(const Province& province, std::string_view code) {
    const auto at = std::ranges::find(province.cities, code, &City::code);
    return at != province.cities.end() ? &*at : nullptr;
}

struct Place {
    const Province* province = nullptr;
    const City* city = nullptr;
};

// Both null when the key is unknown.
Place place_of(std::string_view key) {
    const Province* province = find_province(key.substr(0, code_size));
    if (province == nullptr || key.size() == code_size) {
        return {province, nullptr};
    }
    if (key[code_size] != '/') {
        return {};
    }
    const City* city = find_city(*province, key.substr(code_size + 1));
    return city != nullptr ? Place{province, city} : Place{};
}

std::string key_of(const Place& place) {
    std::string key(place.province->code);
    if (place.city != nullptr) {
        key.append("/").append(place.city->code);
    }
    return key;
}

std::string title_of(const Place& place, std::string_view province_name) {
    std::string title(province_name);
    if (place.city != nullptr && place.city->name != place.province->name) {
        title.append(" ").append(place.city->name);
    }
    return title;
}

bool strip_end(std::string_view& name, std::string_view ending) {
    // Two characters of three bytes each must stay: no one says "海" for 海南.
    if (!name.ends_with(ending) || name.size() < ending.size() + 6) {
        return false;
    }
    name.remove_suffix(ending.size());
    return true;
}

// How people say it: 广东 (省), 广西 (壮族自治区), 恩施 (土家族苗族自治州), 神农架 (林区).
std::string_view short_name(std::string_view name) {
    constexpr std::array kinds = {"特别行政区", "自治区", "自治州", "自治县", "地区", "林区", "省", "市", "盟", "县"};
    constexpr std::array peoples = {"维吾尔", "柯尔克孜", "哈萨克", "布依族", "土家族", "朝鲜族", "哈尼族",
                                    "蒙古族", "景颇族",   "傈僳族", "蒙古",   "壮族",   "回族",   "藏族",
                                    "羌族",   "彝族",     "苗族",   "侗族",   "黎族",   "傣族",   "白族"};
    const auto strip = [&name](std::string_view ending) { return strip_end(name, ending); };
    // 内蒙古 ends in a people's name that belongs to it, so only what stood before 自治 loses one.
    const bool is_autonomous = name.find("自治") != std::string_view::npos && !name.starts_with("内蒙古");
    (void)std::ranges::any_of(kinds, strip);  // at most one
    while (is_autonomous && std::ranges::any_of(peoples, strip)) {
    }
    return name;
}

// Takes `name` from the front of `rest`.
bool take(std::string_view& rest, std::string_view name) {
    if (!rest.starts_with(name)) {
        return false;
    }
    rest.remove_prefix(name.size());
    return true;
}

// The same for a short name, which may also be the beginning of something else: 朝阳区 is not the city 朝阳.
bool take_short(std::string_view& rest, std::string_view name) {
    if (!rest.starts_with(name.substr(0, 3))) {
        return false;
    }
    std::string_view after = rest;
    constexpr std::array others = {"区", "县", "镇", "乡", "村", "旗", "州", "市", "路", "街", "道"};
    if (!take(after, short_name(name)) ||
        std::ranges::any_of(others, [after](std::string_view other) { return after.starts_with(other); })) {
        return false;
    }
    rest = after;
    return true;
}

bool take_english(std::string_view& rest, std::string_view name) {
    std::string_view after = rest;
    const bool is_letter_next =
        take(after, fold(name)) && !after.empty() && after.front() >= 'a' && after.front() <= 'z';
    if (after.size() == rest.size() || is_letter_next) {
        return false;
    }
    rest = after;
    return true;
}

const Province* take_province_full(std::string_view& rest) {
    const auto found =
        std::ranges::find_if(province_table, [&rest](const Province& one) { return take(rest, one.name); });
    return found != std::end(province_table) ? &*found : nullptr;
}

const Province* take_province_short(std::string_view& rest) {
    const auto found = std::ranges::find_if(province_table, [&rest](const Province& one) {
        return take_short(rest, one.name) || take_english(rest, one.english);
    });
    return found != std::end(province_table) ? &*found : nullptr;
}

using Take = bool (*)(std::string_view&, std::string_view);

const City* take_city(const Province& province, std::string_view& rest, Take take_name) {
    const auto found =
        std::ranges::find_if(province.cities, [&](const City& city) { return take_name(rest, city.name); });
    return found != province.cities.end() ? &*found : nullptr;
}

// A city alone; city names do not repeat between provinces.
Place take_city_anywhere(std::string_view& rest, Take take_name) {
    for (const Province& province : province_table) {
        if (const City* city = take_city(province, rest, take_name)) {
            return {&province, city};
        }
    }
    return {};
}

void skip_separators(std::string_view& rest) {
    constexpr std::array separators = {" ", "/", "-", ",", "|", "\t", "·", "、", "—", ">"};
    while (std::ranges::any_of(separators, [&rest](std::string_view one) { return take(rest, one); })) {
    }
}

}  // namespace

std::span<const Province> provinces() {
    return province_table;
}

bool is_region(std::string_view key) {
    return place_of(key).province != nullptr;
}

std::string region_title(std::string_view key) {
    const Place place = place_of(key);
    return place.province == nullptr ? std::string() : title_of(place, place.province->name);
}

std::string region_title_english(std::string_view key) {
    const Place place = place_of(key);
    return place.province == nullptr ? std::string() : title_of(place, place.province->english);
}

std::optional<std::string> find_region(std::string_view text) {
    if (is_region(trim(text))) {
        return std::string(trim(text));
    }
    const std::string folded = fold(trim(text));
    std::string_view rest = folded;
    // Full names go first: 吉林市 is the city, 吉林 alone the province.
    Place place{take_province_full(rest), nullptr};
    if (place.province == nullptr) {
        place = take_city_anywhere(rest, take);
    }
    if (place.province == nullptr) {
        place.province = take_province_short(rest);
    }
    if (place.province == nullptr) {
        place = take_city_anywhere(rest, take_short);
    }
    if (place.province == nullptr) {
        return std::nullopt;
    }
    if (place.city == nullptr) {
        skip_separators(rest);
        place.city = take_city(*place.province, rest, take);
    }
    if (place.city == nullptr) {
        place.city = take_city(*place.province, rest, take_short);
    }
    if (place.city == nullptr && place.province->cities.size() == 1) {
        place.city = &place.province->cities.front();
    }
    return key_of(place);
}

}  // namespace xingke
