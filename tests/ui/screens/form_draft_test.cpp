#include "app/ui/screens/form_draft.h"

#include <string>

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui;

namespace {

Draft sample() {
    Draft draft;
    draft.record.bytes[3] = 9;
    draft.parent.bytes[5] = 1;
    draft.entries = {{.is_child = false, .field = 1, .value = std::string("北京思优特")},
                     {.is_child = true, .field = 5, .value = std::string("13800138000")},
                     {.is_child = false, .field = 26, .value = true},
                     {.is_child = false, .field = 22, .value = std::int64_t{-500}},
                     {.is_child = false, .field = 19, .value = model::Elements{"dealer", "pharmacy"}}};
    return draft;
}

}  // namespace

TEST_CASE("a draft is read back as it was written") {
    CHECK(parse_draft(print_draft(sample())) == sample());
}

TEST_CASE("anything that is not a whole draft is none") {
    const std::string text = print_draft(sample());
    for (std::size_t size = 0; size < text.size(); ++size) {
        CHECK_FALSE(parse_draft(text.substr(0, size)).has_value());
    }
    CHECK_FALSE(parse_draft(text + "00").has_value());
    CHECK_FALSE(parse_draft("zz" + text.substr(2)).has_value());
    CHECK_FALSE(parse_draft("02" + text.substr(2)).has_value());
    CHECK_FALSE(parse_draft("你好").has_value());
}

TEST_CASE("a draft without anything typed is none") {
    CHECK_FALSE(parse_draft(print_draft({})).has_value());
}
