#include "app/model/layer.h"

#include <algorithm>
#include <random>

#include "app/catalogue/all.h"
#include "app/model/validate.h"

#include <doctest/doctest.h>

namespace xingke::model {
namespace {

RecordId id_of(std::uint8_t number) {
    RecordId id;
    id.bytes.fill(number);
    return id;
}

Declaration company(std::uint8_t number, std::string body) {
    return {id_of(number), Layer::company, {}, std::move(body)};
}

Declaration own(std::uint8_t number, RecordId person, std::string body) {
    return {id_of(number), Layer::person, person, std::move(body)};
}

Layered layered_core(const std::vector<Declaration>& declarations, RecordId person = {}) {
    return with_layers(catalogue::core(), declarations, {person, Role::salesperson});
}

std::vector<Message> problems_of(const Declaration& candidate, const std::vector<Declaration>& others = {}) {
    return problems(catalogue::core(), others, candidate);
}

const Field& field_of(const Layered& layered, std::string_view type, std::string_view field) {
    const RecordType* found = layered.catalogue.find(type);
    REQUIRE(found != nullptr);
    const Field* declared = find_field(*found, field);
    REQUIRE(declared != nullptr);
    return *declared;
}

// No raw strings: clang-format of the declarations stays out of the way.
const std::string grade_field =
    "{\"is\":\"field\",\"of\":\"customer\",\"field\":{\"id\":2001,\"name\":\"x_grade\",\"title\":[\"信用等级\","
    "\"Credit "
    "grade\"],\"kind\":{\"is\":\"text\",\"characters_max\":20},\"in_list\":true}}";
const std::string equipment_type =
    "{\"is\":\"type\",\"type\":{\"id\":1200,\"name\":\"x_equipment\",\"title\":[\"设备\",\"Equipment\"],\"title_"
    "plural\":["
    "\"设备\",\"Equipment\"],\"icon\":\"box\",\"label_field\":\"x_name\",\"source\":\"company\",\"fields\":[{\"id\":1,"
    "\"name\":\"x_name\",\"title\":[\"名称\",\"Name\"],\"required\":true,\"searchable\":\"name\",\"in_list\":true,"
    "\"kind\":{\"is\":\"text\"}},{\"id\":2,\"name\":\"x_customer\",\"title\":[\"客户\",\"Customer\"],\"kind\":{\"is\":"
    "\"reference\",\"type\":\"customer\",\"is_parent\":true}}]}}";

std::string narrowing(const std::string& field, const std::string& what, const std::string& of = "customer") {
    return "{\"is\":\"narrowing\",\"of\":\"" + of + "\",\"field\":\"" + field + "\"," + what + "}";
}

TEST_CASE("what is printed is read again, for every kind of addition") {
    for (const std::string& body : {grade_field, equipment_type, narrowing("fax", "\"hidden\":true")}) {
        CAPTURE(body);
        DeclaredTexts texts;
        const Result<Addition> addition = parse_addition(body, texts);
        REQUIRE(addition.has_value());
        const Result<Addition> again = parse_addition(print_addition(*addition), texts);
        REQUIRE(again.has_value());
        CHECK(print_addition(*again) == print_addition(*addition));
    }
}

TEST_CASE("a company adds a field and a record type of its own") {
    const Layered layered = layered_core({company(1, grade_field), company(2, equipment_type)});
    CHECK(layered.left_out.empty());
    CHECK(self_check(layered.catalogue).empty());
    CHECK(field_of(layered, "customer", "x_grade").title.chinese == "信用等级");
    const RecordType* equipment = layered.catalogue.find("x_equipment");
    REQUIRE(equipment != nullptr);
    CHECK(find_field(*equipment, common_field::owner) != nullptr);
    const auto children = layered.catalogue.children_of(*layered.catalogue.find("customer"));
    CHECK(std::ranges::find(children, equipment) != children.end());
}

TEST_CASE("every device makes the same of the same declarations, in whatever order they came") {
    const std::uint32_t seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Declaration> declarations = {
        company(1, grade_field), company(2, equipment_type), company(3, narrowing("x_grade", "\"required\":true")),
        company(4, narrowing("x_grade", "\"characters_max\":10")), company(5, grade_field)};
    const std::string expected = print_declarations(layered_core(declarations).catalogue.types());
    for (int i = 0; i < 20; ++i) {
        std::ranges::shuffle(declarations, random);
        const Layered layered = layered_core(declarations);
        CHECK(print_declarations(layered.catalogue.types()) == expected);
        REQUIRE(layered.left_out.size() == 1);
        CHECK(layered.left_out.front().first == id_of(5));
    }
}

TEST_CASE("a layer narrows and never loosens") {
    const Declaration field = company(1, grade_field);
    CHECK(problems_of(company(2, narrowing("x_grade", "\"characters_max\":10")), {field}).empty());
    const auto loosens = [&](const std::string& body) {
        const std::vector<Message> found = problems_of(company(9, body), {field});
        return found.size() == 1 && found.front().key == Text::declaration_loosens;
    };
    CHECK(loosens(narrowing("x_grade", "\"characters_max\":21")));
    CHECK(loosens(narrowing("x_grade", "\"characters_max\":0")));
    CHECK(loosens(narrowing("x_grade", "\"least\":1")));
    CHECK(loosens(narrowing("name", "\"hidden\":true")));  // required by the core
    CHECK(loosens(narrowing("status", "\"without_options\":[\"no_such\"]")));
    CHECK(loosens(narrowing("stage", "\"without_options\":[\"won\"]", "opportunity")));  // a state
    CHECK(loosens(narrowing("name", "\"secret_from\":[\"salesperson\"]")));
    CHECK(loosens(narrowing("x_grade", "\"secret_from\":[\"administrator\"]")));
    CHECK(loosens(narrowing("created", "\"required\":true")));
}

TEST_CASE("options retire: they stay where they were chosen and are not chosen anew") {
    const Layered layered = layered_core({company(1, narrowing("industry", "\"without_options\":[\"ecommerce\"]"))});
    REQUIRE(layered.left_out.empty());
    const RecordType& customer = *layered.catalogue.find("customer");
    Record before{id_of(7), customer.id, {}};
    before.fields[1].value = "思优特";
    before.fields[2].value = "ecommerce";
    Record after = before;
    after.fields[1].value = "思优特电商";
    CHECK(validate(customer, after).empty());
    CHECK(validate_change(customer, &before, after).empty());
    before.fields[2].value = "education";
    const std::vector<Issue> issues = validate_change(customer, &before, after);
    REQUIRE(issues.size() == 1);
    CHECK(issues.front().field == "industry");
    CHECK(issues.front().message.key == Text::option_retired);
    CHECK(validate_change(customer, nullptr, after).size() == 1);
}

TEST_CASE("a company adds options where the catalogue leaves them to it, and nowhere else") {
    const std::string option = "\"option\":{\"key\":\"x_vip\",\"title\":[\"贵宾\",\"VIP\"]}}";
    const auto added = [&](const std::string& field) {
        return problems_of(company(1, "{\"is\":\"option\",\"of\":\"customer\",\"field\":\"" + field + "\"," + option));
    };
    CHECK(added("industry").empty());
    REQUIRE(added("name").size() == 1);
    CHECK(added("name").front().key == Text::declaration_fixed_options);
    CHECK(added("no_such").front().key == Text::declaration_field_unknown);
}

TEST_CASE("one's own layer arranges, for oneself alone") {
    const RecordId me = id_of(50), other = id_of(51);
    const Declaration hides = own(1, me, narrowing("fax", "\"hidden\":true"));
    CHECK(problems_of(hides).empty());
    CHECK(field_of(layered_core({hides}, me), "customer", "fax").visible_when.is_given());
    CHECK_FALSE(field_of(layered_core({hides}, other), "customer", "fax").visible_when.is_given());
    CHECK_FALSE(field_of(layered_core({hides}), "customer", "fax").visible_when.is_given());
    for (const std::string& body : {grade_field, equipment_type, narrowing("fax", "\"required\":true")}) {
        CAPTURE(body);
        REQUIRE_FALSE(problems_of(own(2, me, body)).empty());
        CHECK(problems_of(own(2, me, body)).front().key == Text::declaration_only_company);
    }
}

TEST_CASE("what cannot stand is refused with its reason before anybody saves it") {
    const auto refused_for = [](const std::string& body, Text key) {
        const std::vector<Message> found = problems_of(company(9, body), {company(1, grade_field)});
        return !found.empty() && found.front().key == key;
    };
    std::string body = grade_field;
    CHECK(refused_for(body, Text::declaration_needs_own_id));
    body.replace(body.find("2001"), 4, "1999");
    CHECK(refused_for(body, Text::declaration_needs_own_id));
    body.replace(body.find("1999"), 4, "2002");
    CHECK(refused_for(body, Text::declaration_needs_own_name));
    body.replace(body.find("x_grade"), 7, "grade_b");
    CHECK(refused_for(body, Text::declaration_needs_own_name));
    body.replace(body.find("grade_b"), 7, "x_other");
    CHECK(refused_for(body, Text::declaration_needs_own_title));
    body.replace(body.find("信用等级"), std::string("信用等级").size(), "信誉");
    CHECK(problems_of(company(9, body), {company(1, grade_field)}).empty());
    // What only the self-check sees.
    body.insert(body.find("\"in_list\""), "\"required_when\":\"no_such == 1\",");
    CHECK(refused_for(body, Text::declaration_wrong));
    CHECK(refused_for("{\"is\":\"magic\"}", Text::declaration_unknown_word));
    std::string system = grade_field;
    system.replace(system.find("customer"), 8, "user");
    CHECK(refused_for(system, Text::declaration_type_unknown));
}

TEST_CASE("a declaration whose ground has gone is left out, and the rest stands") {
    const Layered layered =
        layered_core({company(1, narrowing("x_gone", "\"required\":true")), company(2, grade_field)});
    REQUIRE(layered.left_out.size() == 1);
    CHECK(layered.left_out.front().second.key == Text::declaration_field_unknown);
    CHECK(field_of(layered, "customer", "x_grade").in_list);
}

TEST_CASE("a field that is read only stays as it is, until a step of the workflow changes it") {
    const Layered layered =
        layered_core({company(1, narrowing("amount", "\"read_only_when\":\"status == \\\"signed\\\"\"", "contract"))});
    REQUIRE(layered.left_out.empty());
    CHECK(self_check(layered.catalogue).empty());
    const RecordType& contract = *layered.catalogue.find("contract");
    const FieldId amount = find_field(contract, "amount")->id, status = find_field(contract, "status")->id;
    Record before{id_of(7), contract.id, {}};
    before.fields[amount].value = std::int64_t{100};
    Record after = before;
    after.fields[amount].value = std::int64_t{200};
    CHECK(validate_change(contract, &before, after).empty());
    before.fields[status].value = after.fields[status].value = "signed";
    REQUIRE(validate_change(contract, &before, after).size() == 1);
    CHECK(validate_change(contract, &before, after).front().message.key == Text::value_read_only);
    after.fields[status].value = "performing";
    CHECK(validate_change(contract, &before, after).empty());
}

TEST_CASE("ids for what is new are free and of their range") {
    const Layered layered = layered_core({company(1, grade_field)});
    const RecordType& customer = *layered.catalogue.find("customer");
    RecordId record = id_of(0);
    CHECK(new_field_id(customer, record) == 2000);
    record.bytes[15] = 1;
    CHECK(new_field_id(customer, record) == 2002);  // 2001 is taken
    record.bytes.fill(0xff);
    CHECK(new_field_id(customer, record) <= layered_field_id_max);
    CHECK(new_type_id(layered.catalogue, record) >= layered_type_id_min);
}

}  // namespace
}  // namespace xingke::model
