#include "app/client/searching.h"

#include "tests/client/harness.h"

#include <doctest/doctest.h>

namespace xingke::client {

TEST_CASE("a search finds what has the words, and says that there is more than it gives") {
    Harness world;
    simulation::Device& device = world.add_device("sales");
    for (const char* name : {"北京光谱仪器一部", "北京光谱仪器二部", "上海质谱公司"}) {
        REQUIRE(world.create(device, name).saved);
    }
    const auto hits_of = [&device](const std::string& words) {
        SearchAnswer answer;
        device.link().search(words, [&answer](const SearchAnswer& given) { answer = given; });
        device.pump();
        return answer;
    };
    CHECK(hits_of("光谱").hits.size() == 2);
    CHECK_FALSE(hits_of("光谱").more);
    CHECK(hits_of("没有这个词").hits.empty());
    for (int i = 0; i < 100; ++i) {
        REQUIRE(world.create(device, "北京光谱仪器" + std::to_string(i)).saved);
    }
    CHECK(hits_of("光谱").hits.size() < 102);
    CHECK(hits_of("光谱").more);
}

}  // namespace xingke::client
