// Fields that refer to several records, and how the kinds without a text of their own are declared and printed.
#include "app/model/declaration_json.h"
#include "app/model/print_form.h"
#include "app/model/signature.h"
#include "app/model/validate.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

constexpr const char* one = "01957a2f-0000-7000-8000-000000000001";
constexpr const char* two = "01957a2f-0000-7000-8000-000000000002";

Field field_of(Kind kind) {
    Field field;
    field.id = 1;
    field.name = "people";
    field.title = {"参与人", "Participants"};
    field.kind = std::move(kind);
    return field;
}

std::string complaint(const Field& field, const Value& value) {
    const std::vector<Issue> issues = validate_value(field, value);
    return issues.empty() ? "" : words(issues.front().message, Language::english);
}

TEST_CASE("a set of references holds ids, at most as many as its field admits") {
    const Field field = field_of(kind::References{.type = "user", .count_max = 1});
    CHECK(complaint(field, Elements{one}) == "");
    CHECK(complaint(field, Elements{one, two}) == "Participants may have at most 1, it has 2");
    CHECK(complaint(field, Elements{"张三"}) == "Participants “张三”: no such record");
    CHECK(complaint(field, std::string(one)) == "Participants holds the wrong kind of value");
    CHECK(merge_rule(field) == MergeRule::elements);
    CHECK(merge_rule(field_of(kind::Attachment{})) == MergeRule::elements);
    CHECK(merge_rule(field_of(kind::Signature{})) == MergeRule::value);
}

TEST_CASE("names in one cell are separated in any of the usual ways") {
    CHECK((split_list(" 张三、李四；王五; 赵六 | ") == std::vector<std::string>{"张三", "李四", "王五", "赵六"}));
    CHECK(joined_labels("张三\n\n李四", Language::chinese) == "张三、李四");
    CHECK(joined_labels("张三\n李四", Language::english) == "张三, 李四");
    const auto parsed =
        parse_value(field_of(kind::References{.type = "user"}), std::string(two) + "、" + one + "、" + two);
    REQUIRE(parsed.has_value());
    CHECK((*parsed == Value(Elements{one, two})));
}

TEST_CASE("on paper a set stands by its names and a signature as it was drawn") {
    RecordType type;
    type.title = {"拜访", "Visit"};
    type.fields = {field_of(kind::References{.type = "user"}), field_of(kind::Signature{})};
    type.fields[1].id = 2;
    Record record;
    record.fields[1].value = Elements{one, two};
    record.fields[2].value = std::string("1,2 3,4");
    const std::string page = print_form({type, record, {{1, "张三\n<李四>"}}}, {.language = Language::english});
    CHECK(page.find("<td>张三, &lt;李四&gt;</td>") != std::string::npos);
    CHECK(page.find("d=\"M1,2L1,2 3,4\"") != std::string::npos);
}

TEST_CASE("a declaration tells the kinds apart") {
    RecordType type;
    type.name = "meeting";
    type.fields = {field_of(kind::References{.type = "user", .count_max = 7}),
                   field_of(kind::Attachment{.count_max = 3, .pictures_only = true}), field_of(kind::Signature{})};
    DeclaredTexts texts;
    const auto again = parse_record_type(print_declaration(type), texts);
    REQUIRE(again.has_value());
    CHECK(print_declaration(*again) == print_declaration(type));
    CHECK(std::get<kind::References>(again->fields[0].kind).count_max == 7);
    CHECK(std::get<kind::Attachment>(again->fields[1].kind).pictures_only);
    CHECK(type_referred_to(again->fields[1].kind) == attachment_type_name);
}

}  // namespace
}  // namespace xingke::model
