#include "sync/server/limit_options.h"

#include <fstream>
#include <set>
#include <sstream>

#include "sync/server/options.h"

#include <doctest/doctest.h>

namespace xingke::server {

TEST_CASE("each limit is set by its name, within its bounds, and no other one changes with it") {
    for (const LimitOption& option : limit_options()) {
        CAPTURE(std::string(option.name));
        LimitSettings settings;
        const std::int64_t before = option.value(settings);
        CHECK(before >= option.lowest);
        CHECK(before <= option.highest);
        for (const std::int64_t number : {option.lowest, option.highest}) {
            CHECK(set_limit(settings, std::string(option.name) + "=" + std::to_string(number)).empty());
            CHECK(option.value(settings) == number);
        }
        for (const LimitOption& other : limit_options()) {
            CHECK((other.name == option.name || other.value(settings) == other.value({})));
        }
        for (const std::string& wrong :
             {std::to_string(option.lowest - 1), std::to_string(option.highest + 1), std::string(), std::string("x"),
              std::string("1x"), std::string("99999999999999999999")}) {
            CHECK_FALSE(set_limit(settings, std::string(option.name) + "=" + wrong).empty());
        }
        CHECK(option.value(settings) == option.highest);
    }
    LimitSettings settings;
    CHECK_FALSE(set_limit(settings, "speed=1").empty());
    CHECK_FALSE(set_limit(settings, "connections").empty());
    CHECK_FALSE(set_limit(settings, "").empty());
}

TEST_CASE("limits come from the command line, and the help and the documentation name them all") {
    const std::vector<std::string_view> words = {"serve", "--limit", "connections=7", "--limit=session-days=90"};
    const Usage usage = parse_options(words);
    CHECK(usage.mistake.empty());
    CHECK(usage.options.limits.http.connections_max == 7);
    CHECK(usage.options.limits.accounts.session.lifetime_ms == 90LL * 24 * 3600 * 1000);
    const std::vector<std::string_view> wrong = {"serve", "--limit", "connections=none"};
    CHECK(parse_options(wrong).mistake.find("connections") != std::string::npos);

    const std::string help = help_text("serve");
    std::stringstream page;
    page << std::ifstream("docs/limits.md").rdbuf();
    for (const LimitOption& option : limit_options()) {
        CAPTURE(std::string(option.name));
        CHECK(help.find("      " + std::string(option.name) + " ") != std::string::npos);
        const std::string row = "| `" + std::string(option.name) + "` | " + std::to_string(option.value({})) + " |";
        CHECK(page.str().find(row) != std::string::npos);
    }
}

TEST_CASE("a certificate and its key are given together") {
    const std::vector<std::string_view> both = {"serve", "--tls-certificate", "c.pem", "--tls-key", "k.pem"};
    CHECK(parse_options(both).mistake.empty());
    CHECK(parse_options(both).options.tls_key == "k.pem");
    CHECK_FALSE(parse_options(std::span(both).first(3)).mistake.empty());
    const std::vector<std::string_view> key = {"serve", "--tls-key", "k.pem"};
    CHECK_FALSE(parse_options(key).mistake.empty());
}

}  // namespace xingke::server
