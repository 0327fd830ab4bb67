#include <doctest/doctest.h>

#include "app/catalogue/all.h"
#include "app/model/field_rules.h"
#include "app/model/validate.h"

using namespace xingke;
using namespace xingke::model;

namespace {

std::vector<std::string> option_titles(const RecordType& type, std::string_view field_name) {
    std::vector<std::string> titles;
    const Field* field = find_field(type, field_name);
    REQUIRE(field != nullptr);
    for (const Option& option : std::get<kind::Choice>(field->kind).options) {
        titles.emplace_back(option.title.chinese);
    }
    return titles;
}

}  // namespace

TEST_CASE("every declaration keeps the rules") {
    for (const std::string& problem : self_check(catalogue::core())) {
        FAIL_CHECK(problem);
    }
}

TEST_CASE("the customer form has the options and the order of the specification [S06]") {
    using Titles = std::vector<std::string>;
    const Catalogue core = catalogue::core();
    const RecordType& customer = *core.find("customer");
    CHECK(option_titles(customer, "industry") == Titles{"教育/培训", "电子商务", "对外贸易", "其他"});
    CHECK(option_titles(customer, "info_source") == Titles{"电话营销", "网络营销", "其他"});
    CHECK(option_titles(customer, "nature") == Titles{"合资", "国企", "事业单位", "民营", "其他"});
    CHECK(option_titles(customer, "turnover") == Titles{"0-10万", "10-20万", "20-50万", "50万以上"});
    CHECK(option_titles(customer, "rating") == Titles{"一星", "二星", "三星"});
    CHECK(option_titles(customer, "staff") == Titles{"5-20人", "20-50人", "50人以上"});
}

TEST_CASE("a customer without a name is refused in the words of the specification [S06]") {
    const Catalogue core = catalogue::core();
    const std::vector<Issue> issues = validate(*core.find("customer"), Record{});
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].field == "name");
    CHECK(words(issues[0].message, Language::chinese) == "请填写客户名");
}

TEST_CASE("a customer's children are what sales, finance and service keep about it [S02]") {
    const Catalogue core = catalogue::core();
    std::vector<std::string> names;
    for (const RecordType* child : core.children_of(*core.find("customer"))) {
        names.push_back(child->name);
    }
    CHECK(names == std::vector<std::string>{"contact", "opportunity", "quotation", "contract", "schedule", "visit",
                                            "interaction", "receivable", "payment", "invoice", "reimbursement",
                                            "product_review", "complaint", "key_customer", "comment", "customer_card",
                                            "purchase", "relation_assessment"});
}

TEST_CASE("a corrective action's plan is due two days after the task was issued [S13]") {
    const Catalogue core = catalogue::core();
    const RecordType& capa = *core.find("capa");
    Record record{.id = {}, .type = capa.id, .fields = {}};
    CHECK(outdated_values(capa, record).empty());
    record.fields[find_field(capa, "issued")->id].value = std::int64_t{20'778};
    const auto outdated = outdated_values(capa, record);
    REQUIRE(outdated.size() == 1);
    CHECK(outdated[0].first == find_field(capa, "plan_due")->id);
    CHECK(outdated[0].second == Value(std::int64_t{20'780}));
}

TEST_CASE("a complaint is serious after a return, from several customers, or when repeated [S21]") {
    const Catalogue core = catalogue::core();
    const RecordType& complaint = *core.find("complaint");
    for (const char* cause : {"", "returned", "several", "repeated"}) {
        CAPTURE(cause);
        Record record{.id = {}, .type = complaint.id, .fields = {}};
        if (const Field* field = find_field(complaint, cause)) {
            record.fields[field->id].value = true;
        }
        const auto outdated = outdated_values(complaint, record);
        REQUIRE(outdated.size() == 1);
        CHECK(outdated[0].second == Value(std::string(*cause == 0 ? "ordinary" : "serious")));
    }
}
