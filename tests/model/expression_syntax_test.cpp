#include "app/model/expression_syntax.h"

#include "app/model/expression_print.h"
#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

const Catalogue& catalogue() {
    static const Catalogue made = examples::catalogue();
    return made;
}
const RecordType& customer() {
    return *catalogue().find("customer");
}

std::string complaint(std::string_view text) {
    const Result<Expression> parsed = parse_expression(text, customer(), catalogue());
    return parsed ? "" : words(parsed.error().message, Language::chinese);
}

}  // namespace

TEST_CASE("a name stands without quotes if it is a word and none of the language") {
    for (const std::string_view plain : {"stage", "阶段", "_a1", "È"}) {
        CAPTURE(plain);
        CHECK(is_plain_name(plain));
    }
    for (const std::string_view other : {"", "1a", "full name", "and", "是", "true", "a.b", "a-b"}) {
        CAPTURE(other);
        CHECK_FALSE(is_plain_name(other));
    }
}

TEST_CASE("deep, long and random texts are refused without harm") {
    CHECK_FALSE(complaint(std::string(3000, '(')).empty());
    CHECK_FALSE(complaint(std::string(3000, '!')).empty());
    CHECK_FALSE(complaint(std::string(3000, '-') + "1").empty());
    CHECK_FALSE(complaint(std::string(expression_text_bytes_max + 1, ' ')).empty());
    std::string wide = "is_key";
    for (int i = 0; i < 400; ++i) {
        wide += "&&is_key";
    }
    CHECK(complaint(wide) == "第7个字：规则太长：最多300项");
    constexpr std::uint64_t seed = 4;
    static constexpr std::string_view parts[] = {
        "stage", "amount", "(",    ")",   ",",       ".",     "&&",      "||", "!",  "==",  "<",
        "-",     "+",      "1.5",  "%",   "¥",       "\"",    "won",     "`",  "\\", "是",  "\xff",
        "date",  "count(", "sum(", "if(", "one_of(", "empty", "today()", "“",  "”",  "and", "\0"};
    for (std::uint64_t i = 0; i < 5000; ++i) {
        CAPTURE(seed + i);
        examples::RandomWorld world(seed + i);
        std::string text;
        for (std::size_t count = world.below(14); count > 0; --count) {
            text += parts[world.below(std::size(parts))];
            text += world.one_in(2) ? " " : "";
        }
        const Result<Expression> parsed = parse_expression(text, customer(), catalogue());
        if (parsed) {
            CHECK(*parse_expression(print_expression(*parsed, customer(), catalogue()), customer(), catalogue()) ==
                  *parsed);
        }
    }
}
