#include "app/model/personal_setting.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

const std::vector<std::string_view> known = {"day", "figures", "due", "team"};

std::vector<std::string> keys(const std::vector<HomePart>& parts) {
    std::vector<std::string> keys;
    for (const HomePart& part : parts) {
        keys.push_back((part.is_shown ? "" : "-") + part.key);
    }
    return keys;
}

}  // namespace

TEST_CASE("a home page that nobody arranged stands as delivered") {
    CHECK(keys(parse_home("", known)) == std::vector<std::string>{"day", "figures", "due", "team"});
}

TEST_CASE("an arrangement comes back as it was written [S02]") {
    const std::vector<HomePart> parts = {{"team", true}, {"day", false}, {"due", true}, {"figures", true}};
    CHECK(print_home(parts) == "team -day due figures");
    CHECK(parse_home(print_home(parts), known) == parts);
}

TEST_CASE("parts that an arrangement does not know yet stand behind the part before them, unknown ones vanish") {
    CHECK(keys(parse_home("team gone due", known)) == std::vector<std::string>{"day", "figures", "team", "due"});
    CHECK(keys(parse_home("day day -due", known)) == std::vector<std::string>{"day", "figures", "-due", "team"});
}

TEST_CASE("a part that is delivered hidden is shown once somebody wants it") {
    const std::vector<std::string_view> some = {"day", "-contracts"};
    CHECK(keys(parse_home("", some)) == std::vector<std::string>{"day", "-contracts"});
    CHECK(keys(parse_home("contracts", some)) == std::vector<std::string>{"day", "contracts"});
}

TEST_CASE("a part moves to where it is put") {
    const std::vector<HomePart> parts = parse_home("", known);
    CHECK(print_home(moved_part(parts, 0, 2)) == "figures due day team");
    CHECK(print_home(moved_part(parts, 3, 0)) == "team day figures due");
    CHECK(print_home(moved_part(parts, 1, 1)) == "day figures due team");
}

TEST_CASE("everybody has settings of his own, with the same id on each device") {
    const RecordId a{{1, 2, 3}}, b{{1, 2, 4}};
    CHECK(personal_setting_of(a) == personal_setting_of(a));
    CHECK(personal_setting_of(a) != personal_setting_of(b));
    CHECK(personal_setting_of(a) != a);
}

}  // namespace xingke::model
