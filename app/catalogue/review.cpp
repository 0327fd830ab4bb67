// Product requirement reviews 产品要求评审, which departments countersign, and their opinions: requirements 2.6.2 with
// the requirement classes of 2.6.1, steps of 2.10.2, approvals of 4.2, gates G1 and G3.
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

// S42 has one chain for every case; S19 a route for each. Which one a company follows is said on the review.
Who marketing_head() {
    return of_departments({"营销部部长"}, {"营销部部长", "Head of marketing"});
}
Who general_manager() {
    return of_departments({"总经理"}, {"总经理", "General manager"});
}
Who section_head() {
    return of_departments({"部门主管"}, {"部门主管", "Head of department"});
}
Who business_head() {
    return of_departments({"经营处处长"}, {"经营处处长", "Head of the business division"});
}
Who factory_head() {
    return of_departments({"厂长", "经营副厂长"}, {"厂长/经营副厂长", "Director of the factory or vice director"});
}

constexpr const char* three_departments = "template == \"departments\"";
constexpr const char* special = "class == \"special\"";
constexpr const char* in_stock = "class == \"regular\" && stock == \"in_stock\"";
constexpr const char* not_in_stock = "class == \"regular\" && stock == \"not_in_stock\"";

CountersignDeclaration review_countersign() {
    return {
        .name = "product_review",
        .title = {"会签", "Countersignature"},
        .opinions = "review_opinion",
        .open_in = {"in_review", "asking"},
        .seats =
            {{"production",
              {"生产副厂长", "Vice director of production"},
              {"生产能力、交货期", "Production capacity, delivery date"},
              of_departments({"生产副厂长"}, {"生产副厂长", "Vice director of production"})},
             {"business",
              {"经营处", "Business division"},
              {"采购能力、合同条款", "Purchasing capacity, clauses"},
              of_departments({"经营处", "经营处处长"}, {"经营处", "Business division"})},
             {"engineering",
              {"总工程师", "Chief engineer"},
              {"设计开发能力、潜在要求、法律法规", "Ability to design, latent requirements, laws"},
              of_departments({"总工程师"}, {"总工程师", "Chief engineer"})},
             {"technology",
              {"技质处", "Technical quality division"},
              {"检验能力", "Ability to inspect"},
              of_departments({"技质处"}, {"技质处", "Technical quality division"})},
             {"quality", {"质量部", "Quality"}, {"质量", "Quality"}, of_departments({"质量部"}, {"质量部", "Quality"})},
             {"manufacturing",
              {"生产部", "Production"},
              {"生产技术", "Production technology"},
              of_departments({"生产部"}, {"生产部", "Production"})},
             {"marketing",
              {"营销部", "Marketing"},
              {"采购", "Purchasing"},
              of_departments({"营销部", "营销部部长"}, {"营销部", "Marketing"})}},
        .routes = {{.key = "departments",
                    .title = {"三部门会签", "Three departments"},
                    .when = three_departments,
                    .seats = {"quality", "manufacturing", "marketing"},
                    .approver = general_manager()},
                   {.key = "in_stock",
                    .title = {"有现货的常规合同", "Regular contract, in stock"},
                    .when = in_stock,
                    .approver = section_head()},
                   {.key = "not_in_stock",
                    .title = {"无现货的常规合同", "Regular contract, not in stock"},
                    .when = not_in_stock,
                    .seats = {"production", "business"},
                    .approver = business_head()},
                   {.key = "special",
                    .title = {"特殊合同", "Special contract"},
                    .when = special,
                    .seats = {"production", "business", "engineering", "technology"},
                    .approver = factory_head()}},
        .source = "S19, S42",
    };
}

// The approver of the route that applies.
Who approver() {
    const std::string when = "if(" + std::string(three_departments) + ", " + general_manager().when + ", if(" +
                             special + ", " + factory_head().when + ", if(" + in_stock + ", " + section_head().when +
                             ", " + business_head().when + ")))";
    return {.when = when, .title = {"本次评审的批准人", "The approver of this review"}};
}

Demand all_in() {
    return {"countersign_state == \"agreed\"",
            {"各部门会签同意后才能批准", "It is approved once all departments have agreed"}};
}
Demand all_checked() {
    return {"is_defined && is_oral_confirmed && is_difference_solved && is_able",
            {"须先确认评审要点的四项", "The four points of the review must be confirmed first"}};
}

std::vector<WorkflowState> review_states() {
    return {
        {"draft", {"草稿", "Draft"}},
        {.key = "in_review", .title = {"评审中", "In review"}, .tone = "warning", .is_locked = true},
        {.key = "asking", .title = {"待顾客澄清", "Waiting for the customer"}, .tone = "warning", .is_locked = true},
        {.key = "endorsed", .title = {"待批准", "To be approved"}, .tone = "accent", .is_locked = true},
        {.key = "approved", .title = {"通过", "Approved"}, .tone = "good", .is_locked = true},
        {.key = "refused", .title = {"否决", "Refused"}, .tone = "bad", .is_locked = true},
    };
}

WorkflowDeclaration review_way() {
    return {
        .state_field = "state",
        .initial = "draft",
        .states = review_states(),
        .transitions =
            {
                {.name = "submit",
                 .title = {"提交评审", "Submit for review"},
                 .from = {"draft"},
                 .to = "in_review",
                 .who = keeper(),
                 .required = {"product", "model", "quantity"},
                 .demands = {{"draft_kind != \"oral\" || set_by_both",
                              {"口头订单须先由双方确认", "An oral order must be confirmed by both sides first"}}}},
                {.name = "ask",
                 .title = {"请顾客澄清", "Ask the customer"},
                 .from = {"in_review"},
                 .to = "asking",
                 .required = {"questions"},
                 .effects = {effect::Notify{
                     {.people = {"owner"}},
                     {"评审人提出了问题，请取得顾客的书面意见",
                      "A reviewer has questions; please obtain the customer’s written opinion"}}}},
                {.name = "answer",
                 .title = {"顾客已答复", "The customer has answered"},
                 .from = {"asking"},
                 .to = "in_review",
                 .who = keeper(),
                 .required = {"customer_opinion"}},
                {.name = "endorse",
                 .title = {"部长签署", "Sign as head of marketing"},
                 .from = {"in_review"},
                 .to = "endorsed",
                 .who = marketing_head(),
                 .demands = {{three_departments, {"本次评审没有这一步", "This review has no such step"}}, all_in()},
                 .effects = {effect::Notify{general_manager(),
                                            {"产品要求评审请批准", "A product requirement review is to be approved"}}}},
                {.name = "approve",
                 .title = {"批准", "Approve"},
                 .from = {"in_review"},
                 .to = "approved",
                 .who = approver(),
                 .required = {"overall"},
                 .demands = {{"template != \"departments\"",
                              {"须先由营销部部长签署", "The head of marketing signs first"}},
                             all_in(),
                             all_checked()},
                 .effects = {effect::Set{"approved_on", "today()"},
                             effect::Notify{{.people = {"owner"}}, {"产品要求评审已通过", "The review is approved"}}}},
                {.name = "approve_last",
                 .title = {"批准", "Approve"},
                 .from = {"endorsed"},
                 .to = "approved",
                 .who = general_manager(),
                 .required = {"overall"},
                 .demands = {all_in(), all_checked()},
                 .effects = {effect::Set{"approved_on", "today()"},
                             effect::Notify{{.people = {"owner"}}, {"产品要求评审已通过", "The review is approved"}}}},
                {.name = "send_back",
                 .title = {"退回（与顾客协商）", "Send back to negotiate"},
                 .from = {"in_review", "asking", "endorsed"},
                 .to = "draft",
                 .who = {.roles = {Role::administrator, Role::manager},
                         .when = approver().when,
                         .title = {"批准人或销售经理", "The approver or a sales manager"}},
                 .effects = {effect::Notify{{.people = {"owner"}},
                                            {"产品要求评审已退回", "The review was sent back"}}}},
                {.name = "refuse",
                 .title = {"否决", "Refuse"},
                 .from = {"in_review", "endorsed"},
                 .to = "refused",
                 .who = approver(),
                 .required = {"refusal_reason"},
                 .effects = {effect::Notify{{.people = {"owner"}}, {"产品要求评审被否决", "The review was refused"}}}},
                {.name = "revise",
                 .title = {"要求变更，重新评审", "Requirements changed: review again"},
                 .from = {"approved", "refused"},
                 .to = "draft",
                 .who = keeper(),
                 .required = {"change_reason"},
                 .effects = {effect::Set{"approved_on", "empty"}, effect::Set{"overall", "empty"},
                             effect::Notify{
                                 of_departments({"生产副厂长", "经营处", "经营处处长", "总工程师", "技质处", "质量部",
                                                 "生产部", "营销部", "营销部部长"},
                                                {"各部门", "The departments"}),
                                 {"产品要求有变更，将重新评审", "Requirements have changed and will be reviewed"}}}},
            },
        .source = "S19, S42, S21, S46",
    };
}

Field required_text(Field field) {
    field.required = true;
    return field;
}

std::vector<Field> what_is_reviewed() {
    return {
        file_number({1, "main", "S19"}, "PS-{yyyymmdd}-{device}-{count:4}"),
        parent_customer({2, "main", "S19"}),
        {.id = 3,
         .name = "product",
         .title = {"产品名称", "Product"},
         .kind = kind::Text{.characters_max = 100},
         .required = true,
         .searchable = Searchable::name,
         .section = "main",
         .in_list = true,
         .source = "S19"},
        required_text(line_of_text({4, "main", "S19"}, "model", {"型号规格", "Model"}, 100)),
        {.id = 5,
         .name = "quantity",
         .title = {"数量", "Quantity"},
         .kind = kind::Number{.least = 1},
         .required = true,
         .section = "main",
         .source = "S19"},
        {.id = 6,
         .name = "draft_kind",
         .title = {"评审依据", "Reviewed"},
         .kind = kind::Choice{{{"contract", {"合同草案", "Draft contract"}},
                               {"agreement", {"技术协议草案", "Draft technical agreement"}},
                               {"oral", {"口头订单", "Oral order"}}},
                              true},
         .required = true,
         .section = "main",
         .source = "S19"},
        long_text({7, "main", "S19"}, "draft_text", {"草案或订单内容", "Text of the draft or order"}),
        files({27, "main", "S19"}, "draft_files", {"草案文件", "The draft as files"}),
        {.id = 8,
         .name = "set_by_both",
         .title = {"双方已确认口头订单", "Both sides confirmed the oral order"},
         .kind = kind::YesNo{},
         .section = "main",
         .visible_when = "draft_kind == \"oral\"",
         .source = "S19, S42"},
        {.id = 9,
         .name = "confirmed_by",
         .title = {"确认方式", "Confirmed by"},
         .kind = kind::Choice{{{"fax", {"传真", "Fax"}}, {"phone", {"电话记录", "Telephone record"}}}},
         .section = "main",
         .visible_when = "draft_kind == \"oral\"",
         .required_when = "set_by_both",
         .source = "S19"},
        {.id = 10,
         .name = "requirement_classes",
         .title = {"要求类别", "Classes of requirements"},
         .kind = kind::Choices{{{"stated", {"明示要求", "Stated"}},
                                {"implied", {"隐含要求", "Implied"}},
                                {"legal", {"法律法规要求", "Legal and regulatory"}},
                                {"own", {"公司的附加要求", "Our own additional"}},
                                {"property", {"处置或控制顾客财产的要求", "On the customer’s property"}},
                                {"emergency", {"应急措施的特定要求", "On emergency measures"}}}},
         .required = true,
         .section = "main",
         .source = "S07, S19, S42"},
        {.id = 11,
         .name = "contract",
         .title = {"合同", "Contract"},
         .kind = kind::Reference{"contract"},
         .section = "main",
         .source = "S19"},
    };
}

std::vector<Field> how_it_is_reviewed() {
    return {
        {.id = 12,
         .name = "template",
         .title = {"评审路线", "Route"},
         .kind = kind::Choice{{{"by_class", {"按合同分类", "By class of contract"}},
                               {"departments", {"三部门会签", "Three departments"}}},
                              true},
         .required = true,
         .section = "route",
         .source = "S19, S42"},
        {.id = 13,
         .name = "class",
         .title = {"合同分类", "Class"},
         .kind = kind::Choice{{{"regular", {"常规合同", "Regular"}}, {"special", {"特殊合同", "Special"}, "warning"}},
                              true},
         .required = true,
         .section = "route",
         .in_list = true,
         .source = "S19"},
        {.id = 14,
         .name = "stock",
         .title = {"现货", "In stock"},
         .kind =
             kind::Choice{{{"in_stock", {"有现货", "In stock"}}, {"not_in_stock", {"无现货", "Not in stock"}}}, true},
         .section = "route",
         .visible_when = "class == \"regular\"",
         .required_when = "class == \"regular\"",
         .source = "S19"},
        state_field({15, "route", "S19"}, review_states()),
        yes_no({16, "points", "S19, S42, S46"}, "is_defined",
               {"要求已明确并形成文件", "The requirements are defined and documented"}),
        yes_no({17, "points", "S19, S42, S46"}, "is_oral_confirmed",
               {"口头要求在接受前已确认", "Oral requirements were confirmed before acceptance"}),
        yes_no({18, "points", "S19, S42, S46"}, "is_difference_solved",
               {"与以前表述不一致的要求已解决", "Differences to earlier statements are resolved"}),
        yes_no({19, "points", "S19, S42, S46"}, "is_able", {"公司有能力满足要求", "The company is able to meet them"}),
        long_text({20, "points", "S19"}, "questions", {"待顾客澄清的问题", "Questions to the customer"}),
        long_text({21, "points", "S19"}, "customer_opinion", {"顾客书面意见", "The customer’s written opinion"}),
        files({28, "points", "S19"}, "opinion_files", {"书面意见文件", "The written opinion as files"}),
        {.id = 22,
         .name = "overall",
         .title = {"综合意见", "Overall"},
         .kind = kind::Choices{{{"suitable", {"适用性", "Suitable"}},
                                {"complete", {"完整性", "Complete"}},
                                {"clear", {"明确性", "Clear"}}}},
         .section = "points",
         .source = "S19"},
        line_of_text({23, "points", "S19"}, "refusal_reason", {"否决理由", "Why it was refused"}, 500),
        line_of_text({24, "points", "S21, S46"}, "change_reason", {"变更内容", "What has changed"}, 500),
        date_of({25, "points", "S19"}, "approved_on", {"批准日期", "Approved on"}),
        long_text({26, "points", "S19"}, "tracking", {"跟踪记录", "Tracking"}),
    };
}

}  // namespace

RecordType product_review() {
    std::vector<Field> fields = what_is_reviewed();
    for (Field& field : how_it_is_reviewed()) {
        fields.push_back(std::move(field));
    }
    return {
        .id = type_id::product_review,
        .name = "product_review",
        .title = {"产品要求评审", "Product requirement review"},
        .title_plural = {"产品要求评审", "Product requirement reviews"},
        .icon = "clipboard-list",
        .label_field = "product",
        .sections = {{"main", {"评审对象", "What is reviewed"}},
                     {"route", {"评审路线", "Route"}},
                     {"points", {"评审要点", "Points of the review"}}},
        .fields = std::move(fields),
        .may_create = workers(),
        .may_edit = workers(),
        .workflow = review_way(),
        .countersign = review_countersign(),
        .source = "S19, S42",
    };
}

// Signed on the review's page, never typed in a form of its own.
RecordType review_opinion() {
    std::vector<Option> seats;
    for (const Seat& seat : review_countersign().seats) {
        seats.push_back({seat.key, seat.title});
    }
    return {
        .id = type_id::review_opinion,
        .name = "review_opinion",
        .title = {"会签意见", "Opinion"},
        .title_plural = {"会签意见", "Opinions"},
        .icon = "message",
        .label_field = "remark",
        .fields =
            {
                {.id = 1,
                 .name = "review",
                 .title = {"产品要求评审", "Review"},
                 .kind = kind::Reference{.type = "product_review", .is_parent = true},
                 .required = true,
                 .source = "S19"},
                {.id = 2,
                 .name = "seat",
                 .title = {"部门", "Department"},
                 .kind = kind::Choice{std::move(seats)},
                 .required = true,
                 .in_list = true,
                 .source = "S19, S42"},
                {.id = 3,
                 .name = "verdict",
                 .title = {"意见", "Opinion"},
                 .kind = kind::Choice{{{"agree", {"同意", "Agrees"}, "good"},
                                       {"conditional", {"有条件同意", "Agrees on conditions"}, "warning"},
                                       {"disagree", {"不同意", "Disagrees"}, "bad"}},
                                      true},
                 .required = true,
                 .in_list = true,
                 .source = "S19"},
                line_of_text({4, "", "S19"}, "remark", {"说明", "Remarks"}, 500),
                long_text({5, "", "S19"}, "conditions", {"条件", "Conditions"}),
                long_text({6, "", "S19"}, "questions", {"问题", "Questions"}),
                long_text({7, "", "S19"}, "suggestion", {"修改建议", "Suggested changes"}),
                {.id = 8,
                 .name = "round",
                 .title = {"轮次", "Round"},
                 .kind = kind::Number{},
                 .set_by_app = true,
                 .in_list = true,
                 .source = "S21"},
            },
        .may_create = workers(),
        .may_edit = workers(),
        .may_remove = {},
        .is_system = true,
        .source = "S19, S42",
    };
}

}  // namespace xingke::catalogue
