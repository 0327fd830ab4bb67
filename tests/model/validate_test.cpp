#include "app/model/validate.h"
#include "app/model/catalogue.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

Field field_of(Kind kind) {
    return {.id = 1, .name = "f", .title = {"邮编", "Postcode"}, .kind = std::move(kind)};
}

std::string complaint(const Field& field, const Value& value, Language language = Language::chinese) {
    const std::vector<Issue> issues = validate_value(field, value);
    return issues.empty() ? "" : words(issues.front().message, language);
}

std::string repeated(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

}  // namespace

TEST_CASE("each kind says what is wrong with a value, naming field, rule and value [S06]") {
    const std::vector<Option> options = {{"one", {"一星", "One star"}}};
    struct Case {
        Kind kind;
        Value value;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {kind::Text{.characters_max = 50}, repeated("客", 50), ""},
        {kind::Text{.is_credit_code = true}, "91350100M000100Y43", ""},
        {kind::Text{.is_credit_code = true}, "91350100M000100Y44", ""},
        {kind::Text{.is_credit_code = true}, "9135", "邮编“9135”不是18位统一社会信用代码"},
        {kind::Text{.characters_max = 50}, repeated("客", 51), "邮编最多50个字，现在是51个"},
        {kind::Text{.characters_max = 2}, std::string("𬍛䶮"), ""},
        {kind::Text{}, std::string("两\n行"), "邮编只能写一行"},
        {kind::Text{.multiline = true}, std::string("两\n行"), ""},
        {kind::Digits{6, 6}, std::string("100081"), ""},
        {kind::Digits{6, 6}, std::string("10008"), "邮编须为6位数字"},
        {kind::Digits{6, 6}, std::string("10008a"), "邮编须为6位数字"},
        {kind::Digits{1, 20}, std::string("12a"), "邮编只能填数字，“12a”里有别的字符"},
        {kind::Digits{1, 20}, std::string(21, '1'), "邮编须为1到20位数字"},
        {kind::Phone{kind::PhoneKind::mobile}, std::string("13800138000"), ""},
        {kind::Phone{kind::PhoneKind::mobile}, std::string("12800138000"),
         "邮编“12800138000”不是有效的手机号码，须为11位并属于现有号段"},
        {kind::Phone{kind::PhoneKind::mobile}, std::string("1380013800"),
         "邮编“1380013800”不是有效的手机号码，须为11位并属于现有号段"},
        {kind::Phone{}, std::string("010-62345678"), ""},
        {kind::Phone{}, std::string("12"), "邮编“12”不是有效的电话号码"},
        {kind::Email{}, std::string("li@siyoute.com"), ""},
        {kind::Email{}, std::string("li@"), "邮编“li@”不是有效的邮箱地址"},
        {kind::Choice{options}, std::string("one"), ""},
        {kind::Choice{options}, std::string("nine"), "邮编没有“nine”这个选项"},
        {kind::Choices{options}, Elements{"one"}, ""},
        {kind::Choices{options}, Elements{"nine", "one"}, "邮编没有“nine”这个选项"},
        {kind::Region{}, std::string("110000"), ""},
        {kind::Region{}, std::string("999999"), "邮编“999999”不是已知的省市"},
        {kind::Number{0, 150}, std::int64_t{-1}, "邮编不能小于0"},
        {kind::Number{0, 150}, std::int64_t{151}, "邮编不能大于150"},
        {kind::Number{0, 150}, std::string("7"), "邮编的内容类型不对"},
        {kind::YesNo{}, std::string("yes"), "邮编的内容类型不对"},
        {kind::Money{}, std::int64_t{-500}, ""},
    };
    for (const Case& c : cases) {
        CAPTURE(&c - cases.data());
        CHECK(complaint(field_of(c.kind), c.value) == c.expected);
    }
    CHECK(complaint(field_of(kind::Digits{6, 6}), std::string("1"), Language::english) == "Postcode must be 6 digits");
}

TEST_CASE("e-mail addresses [S06]") {
    for (const std::string_view good :
         {"a@b.cn", "wang.er+crm@mail.example.com.cn", "o'hara@x-y.org", "li@例子.公司"}) {
        CAPTURE(good);
        CHECK(is_email(good));
    }
    for (const std::string_view bad : {"", "@", "a@", "@b.cn", "a@b", "a b@c.cn", "a@b..cn", ".a@b.cn", "a.@b.cn",
                                       "a@-b.cn", "a@b.c", "a@b.cn ", "李@b.cn"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_email(bad));
    }
}

TEST_CASE("a record is checked in form order; what is hidden is not asked for") {
    const Catalogue catalogue(
        1, {{
               .id = 1,
               .name = "t",
               .fields =
                   {{.id = 1, .name = "name", .title = {"名称", "Name"}, .required = true},
                    {.id = 2, .name = "is_key", .title = {"重点", "Key"}, .kind = kind::YesNo{}},
                    {.id = 3, .name = "reason", .title = {"理由", "Reason"}, .required_when = "is_key"},
                    {.id = 4, .name = "hidden", .title = {"藏", "Hidden"}, .required = true, .visible_when = "is_key"}},
           }});
    const RecordType& type = catalogue.types().front();
    Record record;
    REQUIRE(validate(type, record).size() == 1);
    CHECK(validate(type, record)[0].field == "name");
    CHECK(words(validate(type, record)[0].message, Language::chinese) == "请填写名称");

    record.fields[1].value = std::string("甲");
    CHECK(validate(type, record).empty());

    record.fields[2].value = true;
    const std::vector<Issue> issues = validate(type, record);
    REQUIRE(issues.size() == 2);
    CHECK(issues[0].field == "reason");
    CHECK(issues[1].field == "hidden");

    record.fields[999].value = std::string("written by a newer version");
    CHECK(validate(type, record).size() == 2);
}
