#include "app/model/json_schema.h"

#include <nlohmann/json.hpp>

#include "app/model/signature.h"

namespace xingke::model {
namespace {

// In the order in which they are written, as a reader expects it.
using Json = nlohmann::ordered_json;

constexpr const char* uuid_pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

Json one_of(const std::vector<Option>& options, Language language) {
    Json choices = Json::array();
    for (const Option& option : options) {
        Json choice = {{"const", option.key}, {"title", std::string(option.title.in(language))}};
        if (option.is_retired) {
            choice["deprecated"] = true;
        }
        choices.push_back(std::move(choice));
    }
    return choices;
}

struct KindSchema {
    Language language;

    Json operator()(const kind::Text& text) const { return {{"type", "string"}, {"maxLength", text.characters_max}}; }
    Json operator()(const kind::Digits& digits) const {
        const std::string pattern =
            "^[0-9]{" + std::to_string(digits.digits_min) + "," + std::to_string(digits.digits_max) + "}$";
        return {{"type", "string"}, {"pattern", pattern}};
    }
    Json operator()(const kind::Phone&) const { return {{"type", "string"}, {"format", "phone"}}; }
    Json operator()(const kind::Email& email) const {
        return {{"type", "string"}, {"format", "email"}, {"maxLength", email.characters_max}};
    }
    Json operator()(const kind::Choice& choice) const {
        return {{"type", "string"}, {"oneOf", one_of(choice.options, language)}};
    }
    Json operator()(const kind::Choices& choices) const {
        return {{"type", "array"}, {"uniqueItems", true}, {"items", {{"oneOf", one_of(choices.options, language)}}}};
    }
    Json operator()(const kind::Region&) const {
        return {{"type", "string"}, {"pattern", "^[0-9]{6}(/[0-9]{6})?$"}, {"description", "GB/T 2260"}};
    }
    Json operator()(const kind::Number& number) const {
        Json json = {{"type", "integer"}};
        if (number.least != INT64_MIN) {
            json["minimum"] = number.least;
        }
        if (number.most != INT64_MAX) {
            json["maximum"] = number.most;
        }
        return json;
    }
    Json operator()(const kind::Money&) const { return {{"type", "integer"}, {"description", "fen, CNY"}}; }
    Json operator()(const kind::Percent&) const { return {{"type", "integer"}, {"description", "1/100 %"}}; }
    Json operator()(const kind::Date&) const { return {{"type", "string"}, {"format", "date"}}; }
    Json operator()(const kind::DateTime&) const { return {{"type", "string"}, {"format", "date-time"}}; }
    Json operator()(const kind::YesNo&) const { return {{"type", "boolean"}}; }
    Json operator()(const kind::Reference& reference) const {
        return {{"type", "string"}, {"pattern", uuid_pattern}, {"description", reference.type}};
    }
    Json operator()(const kind::References& references) const { return records(references.type, references.count_max); }
    Json operator()(const kind::Attachment& attachment) const {
        return records(std::string(attachment_type_name), attachment.count_max);
    }
    Json operator()(const kind::Signature&) const {
        return {{"type", "string"}, {"maxLength", signature_bytes_max}, {"description", "strokes: x,y x,y; ..."}};
    }
    Json records(const std::string& type, int count_max) const {
        return {{"type", "array"},
                {"uniqueItems", true},
                {"maxItems", count_max},
                {"items", {{"type", "string"}, {"pattern", uuid_pattern}}},
                {"description", type}};
    }
    Json operator()(const kind::Place&) const {
        return {{"type", "object"},
                {"properties",
                 {{"latitude_e7", {{"type", "integer"}}},
                  {"longitude_e7", {{"type", "integer"}}},
                  {"accuracy_m", {{"type", "integer"}}}}}};
    }
};

}  // namespace

std::string json_schema(const RecordType& type, Language language) {
    Json properties = Json::object();
    Json required = Json::array();
    for (const Field& field : type.fields) {
        Json property = std::visit(KindSchema{language}, field.kind);
        property["title"] = std::string(field.title.in(language));
        if (!is_typed(field)) {
            property["readOnly"] = true;
        }
        properties[field.name] = std::move(property);
        if (field.required) {
            required.push_back(field.name);
        }
    }
    const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                         {"title", std::string(type.title.in(language))},
                         {"type", "object"},
                         {"properties", std::move(properties)},
                         {"required", std::move(required)}};
    return schema.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace xingke::model
