// The example of docs/catalogue.md, so that it stays true.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "app/model/field_rules.h"
#include "app/model/json_schema.h"
#include "app/model/print_form.h"
#include "app/model/validate.h"
#include "tests/catalogue/example.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

std::string content_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE_MESSAGE(stream.good(), file);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string example_in(const std::string& text) {
    const std::size_t begin = text.find("RecordType equipment() {");
    REQUIRE(begin != std::string::npos);
    return text.substr(begin, text.find("\n}\n", begin) - begin);
}

TEST_CASE("the example of docs/catalogue.md is the one that is compiled here, and no longer than 30 lines") {
    const std::string example = example_in(content_of("docs/catalogue.md"));
    CHECK(example == example_in(content_of("tests/catalogue/example.h")));
    CHECK(std::ranges::count(example, '\n') + 2 <= 30);
}

TEST_CASE("the example keeps every rule, and everything follows from it") {
    const Catalogue catalogue = core_with_example();
    for (const std::string& problem : self_check(catalogue)) {
        FAIL_CHECK(problem);
    }
    const RecordType& type = *catalogue.find("equipment");
    Record record{{}, type.id, {}};
    record.fields[5].value = "broken";
    record.fields[7].value = std::int64_t{1'250};
    record.fields[8].value = std::int64_t{3};
    std::vector<std::string> missing;
    for (const Issue& issue : validate(type, record)) {
        missing.push_back(issue.field);
    }
    CHECK(missing == std::vector<std::string>{"name", "customer", "fault"});
    const auto computed = outdated_values(type, record);
    REQUIRE(computed.size() == 1);
    CHECK(computed.front().second == Value(std::int64_t{3'750}));
    const auto starting = starting_values(type, {.now = {1'795'000'000'000}});
    REQUIRE(starting.size() == 1);
    CHECK(starting.front().first == 4);
    CHECK(json_schema(type, Language::english).find("Serial number") != std::string::npos);
    CHECK(print_form({type, record, {}}, {}).find("出厂编号") != std::string::npos);
}

}  // namespace
}  // namespace xingke::model
