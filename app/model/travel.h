// From here to a customer: how far it is, and the addresses that open a map app which the person has. Positions are
// WGS 84, as devices give them; the map apps of mainland China are told so and shift them themselves. Pure.
#pragma once

#include <string>
#include <string_view>

#include "app/model/value.h"

namespace xingke::model {

// Along the surface of the earth as a sphere: within half a percent.
std::int64_t metres_between(const Position& a, const Position& b);
// How exact a position must be to say that somebody was there.
constexpr std::int32_t accuracy_enough_m = 200;

enum class MapApp : std::uint8_t { system, amap, baidu };
// "geo:…", "amapuri://…", "baidumap://…": the way to a position that is called `name`.
std::string map_address(MapApp app, const Position& to, std::string_view name);

}  // namespace xingke::model
