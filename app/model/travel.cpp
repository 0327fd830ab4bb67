#include "app/model/travel.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace xingke::model {
namespace {

constexpr double earth_radius_m = 6'371'008.8;

double radians_of(std::int32_t degrees_e7) {
    return static_cast<double>(degrees_e7) / 1e7 * std::numbers::pi / 180;
}

// "31.2304160", without leaning on a locale.
std::string degrees(std::int32_t value_e7) {
    constexpr std::int64_t one_e7 = 10'000'000;
    const std::int64_t magnitude = std::abs(std::int64_t{value_e7});
    const std::string fraction = std::to_string(magnitude % one_e7);
    return std::string(value_e7 < 0 ? "-" : "") + std::to_string(magnitude / one_e7) + "." +
           std::string(7 - fraction.size(), '0') + fraction;
}

// RFC 3986: everything but the unreserved characters.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                              c == '_' || c == '.' || c == '~';
        if (is_plain) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

}  // namespace

std::int64_t metres_between(const Position& a, const Position& b) {
    const double latitude_a = radians_of(a.latitude_e7), latitude_b = radians_of(b.latitude_e7);
    const double half_latitude = std::sin((latitude_b - latitude_a) / 2);
    const double half_longitude = std::sin((radians_of(b.longitude_e7) - radians_of(a.longitude_e7)) / 2);
    const double haversine =
        half_latitude * half_latitude + std::cos(latitude_a) * std::cos(latitude_b) * half_longitude * half_longitude;
    return std::llround(2 * earth_radius_m * std::asin(std::sqrt(std::min(1.0, haversine))));
}

std::string map_address(MapApp app, const Position& to, std::string_view name) {
    const std::string latitude = degrees(to.latitude_e7), longitude = degrees(to.longitude_e7);
    const std::string label = percent_encoded(name);
    switch (app) {
        case MapApp::system:
            return "geo:" + latitude + "," + longitude + "?q=" + latitude + "," + longitude + "(" + label + ")";
        case MapApp::amap:
            // dev=1: the position is WGS 84 and has yet to be shifted.
            return "amapuri://route/plan/?sourceApplication=xingke&dlat=" + latitude + "&dlon=" + longitude +
                   "&dname=" + label + "&dev=1&t=0";
        case MapApp::baidu:
            return "baidumap://map/direction?destination=name:" + label + "%7Clatlng:" + latitude + "," + longitude +
                   "&coord_type=wgs84&mode=driving&src=xingke";
    }
    return {};
}

}  // namespace xingke::model
