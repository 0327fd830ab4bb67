#include "sync/server/byte_range.h"

#include <string>

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("one range of bytes is understood, and anything else is no range") {
    const auto open = parse_range("bytes=100-");
    REQUIRE(open.has_value());
    CHECK(open->first == 100);
    CHECK(open->count_max == INT64_MAX);
    const auto closed = parse_range("bytes=0-9");
    REQUIRE(closed.has_value());
    CHECK(closed->count_max == 10);
    for (const char* wrong : {"", "bytes=", "bytes=-5", "bytes=9-0", "bytes=0-1,3-4", "items=0-1", "bytes=a-b",
                              "bytes=0", "bytes=-1-2", "bytes=99999999999999999999-"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_range(wrong).has_value());
    }
}

TEST_CASE("a piece says where it stands in the whole") {
    const auto piece = parse_content_range("bytes 0-1048575/5000000");
    REQUIRE(piece.has_value());
    CHECK(piece->first == 0);
    CHECK(piece->count == 1048576);
    CHECK(piece->size == 5000000);
    const auto none = parse_content_range("bytes */77");
    REQUIRE(none.has_value());
    CHECK(none->count == 0);
    CHECK(none->size == 77);
    for (const char* wrong : {"", "bytes 0-9", "bytes 0-9/9", "bytes 5-4/9", "bytes 0-9/*", "bytes=0-9/10",
                              "bytes -1-5/10", "bytes 0-9/-10", "bytes 0-9/10/11"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_content_range(wrong).has_value());
    }
}

}  // namespace xingke::server
