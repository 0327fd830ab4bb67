#include "sync/server/passwords.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a password matches its own hash only, and two hashes of it differ") {
    const auto hash = hash_password("行客 xingke-demo");
    REQUIRE(hash.has_value());
    CHECK(hash.value().starts_with("$argon2id$"));
    CHECK(is_right_password(hash.value(), "行客 xingke-demo"));
    CHECK_FALSE(is_right_password(hash.value(), "行客 xingke-dem"));
    CHECK_FALSE(is_right_password(hash.value(), ""));
    const auto again = hash_password("行客 xingke-demo");
    REQUIRE(again.has_value());
    CHECK(again.value() != hash.value());
}

TEST_CASE("what is no hash matches nothing") {
    CHECK_FALSE(is_right_password("", ""));
    CHECK_FALSE(is_right_password("xingke-demo", "xingke-demo"));
}

}  // namespace xingke::server
