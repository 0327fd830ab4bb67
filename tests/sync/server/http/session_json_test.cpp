#include "sync/server/http/session_json.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("a sign-in is read when it is whole, and refused when it is anything else") {
    const std::string device = "0192e4a0-7c3b-7def-8123-456789abcdef";
    const auto good =
        parse_sign_in(R"({"login":"sales","password":"密码 pass","device":")" + device + R"(","more":1})");
    REQUIRE(good.has_value());
    CHECK(good->login == "sales");
    CHECK(good->password == "密码 pass");
    CHECK(print(good->device) == device);
    const std::string bad[] = {
        "",
        "null",
        "{",
        "[]",
        R"({"login":"sales","password":"x"})",
        R"({"login":"sales","device":")" + device + "\"}",
        R"({"login":5,"password":"x","device":")" + device + "\"}",
        R"({"login":"","password":"x","device":")" + device + "\"}",
        R"({"login":"a","password":"x","device":"00000000-0000-0000-0000-000000000000"})",
        R"({"login":"a","password":"x","device":"not-an-id"})",
        R"({"login":"a","password":")" + std::string(2000, 'x') + R"(","device":")" + device + "\"}",
        "{\"login\":\"\xFF\",\"password\":\"x\",\"device\":\"" + device + "\"}",
        std::string(3000, '['),
    };
    for (const std::string& one : bad) {
        INFO(one);
        CHECK_FALSE(parse_sign_in(one).has_value());
    }
}

TEST_CASE("a profile says who somebody is, with the token only when there is one") {
    Profile profile;
    profile.name = "王\"小\"明";
    profile.role = model::Role::manager;
    const auto json = nlohmann::json::parse(profile_json(profile, {5}));
    CHECK(json["name"] == "王\"小\"明");
    CHECK(json["role"] == "manager");
    CHECK(json["server_time_ms"] == 5);
    CHECK_FALSE(json.contains("token"));
    const auto with_tokens = nlohmann::json::parse(profile_json(profile, {5}, {"abc", "def", 7}));
    CHECK(with_tokens["token"] == "abc");
    CHECK(with_tokens["renewal"] == "def");
    CHECK(with_tokens["token_lifetime_ms"] == 7);
    CHECK(parse_renewal(R"({"renewal":"def"})") == "def");
    for (const char* bad : {"", "{", "[]", "{}", R"({"renewal":5})", R"({"renewal":""})"}) {
        CHECK_FALSE(parse_renewal(bad).has_value());
    }
}

}  // namespace xingke::server
