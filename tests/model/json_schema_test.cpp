#include "app/model/json_schema.h"

#include <nlohmann/json.hpp>

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

TEST_CASE("every declared type has a JSON Schema that names all its fields") {
    const Catalogue core = catalogue::core();
    for (const RecordType& type : core.types()) {
        CAPTURE(type.name);
        const auto schema = nlohmann::json::parse(json_schema(type, Language::chinese), nullptr, false);
        REQUIRE(schema.is_object());
        for (const Field& field : type.fields) {
            CAPTURE(field.name);
            REQUIRE(schema["properties"].contains(field.name));
            CHECK(schema["properties"][field.name]["title"] == std::string(field.title.chinese));
        }
    }
}

TEST_CASE("a schema says what is required, what may be chosen, and what is not typed") {
    const Catalogue core = catalogue::core();
    const auto schema = nlohmann::json::parse(json_schema(*core.find("customer"), Language::english), nullptr, false);
    CHECK(schema["required"] == nlohmann::json::array({"name"}));
    CHECK(schema["properties"]["postcode"]["pattern"] == "^[0-9]{6,6}$");
    CHECK(schema["properties"]["industry"]["oneOf"].size() == 4);
    CHECK(schema["properties"]["created"]["readOnly"] == true);
    CHECK(schema["properties"]["name"]["maxLength"] == 50);
}

}  // namespace
}  // namespace xingke::model
