#include "app/model/declaration_json.h"

#include <random>

#include "app/catalogue/all.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

TEST_CASE("every declaration of the core is the same after it was written and read") {
    const Catalogue core = catalogue::core();
    for (const RecordType& type : core.types()) {
        CAPTURE(type.name);
        const std::string written = print_declaration(type);
        DeclaredTexts texts;
        const Result<RecordType> read = parse_record_type(written, texts);
        REQUIRE(read.has_value());
        CHECK(print_declaration(*read) == written);
        CHECK(read->fields.size() == type.fields.size());
        CHECK(read->title.chinese == type.title.chinese);
        CHECK(read->workflow.has_value() == type.workflow.has_value());
    }
}

TEST_CASE("a catalogue made of what was read passes the same checks") {
    const Catalogue core = catalogue::core();
    DeclaredTexts texts;
    Result<std::vector<RecordType>> types = parse_declarations(print_declarations(core.types()), texts);
    REQUIRE(types.has_value());
    const Catalogue again(core.version(), *std::move(types));
    CHECK(self_check(again).empty());
    CHECK(print_declarations(again.types()) == print_declarations(core.types()));
}

TEST_CASE("what does not fit is refused with the place where it stands") {
    struct Case {
        const char* json;
        Text what;
        const char* where;
    };
    const Case cases[] = {
        {"{", Text::declaration_no_json, ""},
        {"[]", Text::declaration_wrong_kind, "fields[0]"},
        {R"({"id": 70000})", Text::declaration_wrong_kind, "id"},
        {R"({"id": -1})", Text::declaration_wrong_kind, "id"},
        {R"({"id": 18446744073709551615})", Text::declaration_wrong_kind, "id"},
        {R"({"name": 3})", Text::declaration_wrong_kind, "name"},
        {R"({"colour": "red"})", Text::declaration_unknown_member, ""},
        {R"({"title": ["a"]})", Text::declaration_wrong_kind, "title"},
        {R"({"kind": {"is": "sound"}})", Text::declaration_unknown_word, "kind"},
        {R"({"kind": {"is": "text", "options": []}})", Text::declaration_unknown_member, "kind"},
        {R"({"kind": {"is": "choice", "options": [{"key": "a"}, {"key": 1}]}})", Text::declaration_wrong_kind,
         "kind.options[1].key"},
        {R"({"searchable": "loudly"})", Text::declaration_unknown_word, "searchable"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.json);
        DeclaredTexts texts;
        const Result<RecordType> type = parse_record_type("{\"fields\": [" + std::string(one.json) + "]}", texts);
        REQUIRE_FALSE(type.has_value());
        CHECK(type.error().message.key == one.what);
        CHECK(type.error().detail.find(one.where) != std::string::npos);
    }
}

TEST_CASE("damaged declarations are read or refused, and nothing else") {
    const std::uint32_t seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::string whole = print_declarations(catalogue::core().types());
    for (int i = 0; i < 300; ++i) {
        std::string damaged = whole;
        for (int n = 0; n < 3; ++n) {
            damaged[random() % damaged.size()] = static_cast<char>(random());
        }
        DeclaredTexts texts;
        static_cast<void>(parse_declarations(damaged, texts));
    }
}

}  // namespace
}  // namespace xingke::model
