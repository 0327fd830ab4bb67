#include "sync/server/http/content_coding.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("what is packed comes out again, whatever it is") {
    std::string noise(70'000, '\0');
    std::uint32_t state = 1;
    for (char& byte : noise) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = static_cast<char>(state >> 24);
    }
    for (const std::string& bytes : {std::string(), std::string("x"), std::string(300'000, 'a'), noise}) {
        const std::string packed = gzip(bytes);
        const Result<std::string> back = gunzip(packed, bytes.size());
        REQUIRE(back.has_value());
        CHECK(*back == bytes);
    }
    CHECK(gzip(std::string(300'000, 'a')).size() < 1000);
}

TEST_CASE("a small body that would become a large one stops at the limit") {
    const Result<std::string> refused = gunzip(gzip(std::string(10'000'000, 'a')), 1'000'000);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().message.key == Text::too_large);
}

TEST_CASE("what is not one whole gzip member is malformed") {
    const std::string packed = gzip("a line of text, and another one");
    for (const std::string& broken :
         {std::string(), std::string("plain"), packed.substr(0, packed.size() - 1), packed + "x", packed + packed}) {
        const Result<std::string> refused = gunzip(broken, 1'000'000);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().message.key == Text::malformed);
    }
    for (std::size_t at = 10; at < packed.size(); ++at) {
        std::string damaged = packed;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        CHECK_FALSE(gunzip(damaged, 1'000'000).has_value());
    }
}

TEST_CASE("a header admits a coding by name, unless its weight is zero") {
    CHECK(accepts("gzip, deflate, br", "gzip"));
    CHECK(accepts("br;q=1.0, gzip;q=0.5", "gzip"));
    CHECK_FALSE(accepts("br, gzip;q=0", "gzip"));
    CHECK_FALSE(accepts("", "gzip"));
    CHECK_FALSE(accepts("xgzip", "gzip"));
}

}  // namespace xingke::server
