#include "app/model/signature.h"

#include <random>

#include "app/model/validate.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

TEST_CASE("a signature is exactly what is written of its strokes") {
    const std::vector<Stroke> strokes = {{{0, 0}, {599, 199}}, {{12, 7}}};
    const std::string text = print_signature(strokes);
    CHECK(text == "0,0 599,199;12,7");
    CHECK(parse_signature(text) == strokes);
    for (const char* wrong :
         {"", ";", "1,2;", "1", "1,", "01,2", "-1,2", "600,0", "0,200", "1,2  3,4", "1,2 ", "a,b"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_signature(wrong).has_value());
    }
    CHECK(parse_signature(print_signature({{{-5, 900}}})) == std::vector<Stroke>{{{0, 199}}});
    Field field;
    field.title = {"签名", "Signature"};
    field.kind = kind::Signature{};
    const std::vector<Issue> issues = validate_value(field, std::string("<svg/>"));
    REQUIRE(issues.size() == 1);
    CHECK(words(issues.front().message, Language::english) == "Signature is no signature; please sign again");
}

TEST_CASE("a signature of any length fits, and its markup holds nothing but numbers") {
    const std::uint32_t seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Stroke> strokes;
    for (int i = 0; i < 400; ++i) {
        Stroke& stroke = strokes.emplace_back();
        for (auto n = random() % 30; n > 0; --n) {
            stroke.push_back({static_cast<int>(random() % 700) - 50, static_cast<int>(random() % 300) - 50});
        }
    }
    const std::string text = print_signature(strokes);
    CHECK(text.size() <= signature_bytes_max);
    CHECK(parse_signature(text).has_value());
    const std::string svg = signature_svg(text);
    const std::size_t path = svg.find(" d=\"") + 4;
    CHECK(svg.find_first_not_of("ML0123456789, ", path) == svg.find('"', path));
    CHECK(signature_svg("\"><script>") == "");
}

}  // namespace
}  // namespace xingke::model
