// The example of docs/catalogue.md, so that it stays true.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "app/catalogue/all.h"
#include "app/model/field_rules.h"
#include "app/model/json_schema.h"
#include "app/model/print_form.h"
#include "app/model/validate.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

// clang-format off
RecordType equipment() {
    return {
        .id = 900,
        .name = "equipment",
        .title = {"设备", "Equipment"},
        .title_plural = {"设备", "Equipment"},
        .icon = "package",
        .label_field = "name",
        .fields =
            {
                {.id = 1, .name = "name", .title = {"设备名称", "Name"}, .required = true, .searchable = Searchable::name, .in_list = true, .source = "S26"},
                {.id = 2, .name = "customer", .title = {"客户", "Customer"}, .kind = kind::Reference{"customer", true}, .required = true, .in_list = true, .source = "S26"},
                {.id = 3, .name = "serial", .title = {"出厂编号", "Serial number"}, .kind = kind::Text{.characters_max = 30}, .unique = true, .searchable = Searchable::digits, .in_list = true, .source = "S26"},
                {.id = 4, .name = "installed", .title = {"安装日期", "Installed"}, .kind = kind::Date{}, .starts_as = "today()", .source = "S26"},
                {.id = 5, .name = "condition", .title = {"状态", "Condition"}, .kind = kind::Choice{{{"good", {"良好", "Good"}, "good"}, {"broken", {"故障", "Broken"}, "bad"}}}, .company_options = true, .in_list = true, .source = "S26"},
                {.id = 6, .name = "fault", .title = {"故障现象", "Fault"}, .kind = kind::Text{.multiline = true}, .visible_when = "condition == \"broken\"", .required_when = "condition == \"broken\"", .source = "S26"},
                {.id = 7, .name = "price", .title = {"单价", "Unit price"}, .kind = kind::Money{}, .secret_from = {Role::read_only}, .source = "S26"},
                {.id = 8, .name = "count", .title = {"数量", "Quantity"}, .kind = kind::Number{.least = 1, .most = 9'999}, .source = "S26"},
                {.id = 9, .name = "total", .title = {"合计", "Total"}, .kind = kind::Money{}, .computed = "price * count", .in_list = true, .source = "S26"},
            },
        .duplicate_fields = {"serial", "name"},
        .source = "S26",
    };
}
// clang-format on

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
    CHECK(example == example_in(content_of("tests/catalogue/example_test.cpp")));
    CHECK(std::ranges::count(example, '\n') + 2 <= 30);
}

TEST_CASE("the example keeps every rule, and everything follows from it") {
    std::vector<RecordType> types = catalogue::core_types();
    types.push_back(equipment());
    const Catalogue catalogue(catalogue::version, std::move(types));
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
