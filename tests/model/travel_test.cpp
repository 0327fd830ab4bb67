#include "app/model/travel.h"

#include <cstdlib>

#include <doctest/doctest.h>

namespace xingke::model {

TEST_CASE("distances are those along the earth") {
    const Position people_square{.latitude_e7 = 312304160, .longitude_e7 = 1214737010};
    const Position hongqiao{.latitude_e7 = 311979000, .longitude_e7 = 1213363000};
    CHECK(metres_between(people_square, people_square) == 0);
    CHECK(metres_between(people_square, hongqiao) == metres_between(hongqiao, people_square));
    CHECK(std::abs(metres_between(people_square, hongqiao) - 13'560) < 70);
    // Over the date line it is not once round the earth.
    const Position east{.latitude_e7 = 0, .longitude_e7 = 1799999000},
        west{.latitude_e7 = 0, .longitude_e7 = -1799999000};
    CHECK(metres_between(east, west) < 30);
    // From pole to pole.
    const Position north{.latitude_e7 = 900000000, .longitude_e7 = 0},
        south{.latitude_e7 = -900000000, .longitude_e7 = 0};
    CHECK(std::abs(metres_between(north, south) - 20'015'115) < 10);
}

TEST_CASE("addresses of map apps name the position and escape what the customer is called") {
    const Position at{.latitude_e7 = 312304160, .longitude_e7 = -4};
    CHECK(map_address(MapApp::system, at, "A&B (1)") ==
          "geo:31.2304160,-0.0000004?q=31.2304160,-0.0000004(A%26B%20%281%29)");
    CHECK(
        map_address(MapApp::amap, at, "海信") ==
        "amapuri://route/plan/?sourceApplication=xingke&dlat=31.2304160&dlon=-0.0000004&dname=%E6%B5%B7%E4%BF%A1&dev=1&"
        "t=0");
    CHECK(map_address(MapApp::baidu, at, "X") ==
          "baidumap://map/direction?destination=name:X%7Clatlng:31.2304160,-0.0000004&coord_type=wgs84&mode=driving&"
          "src=xingke");
}

}  // namespace xingke::model
