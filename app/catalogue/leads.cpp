// Where a sale begins, and the rows of opportunities and contracts: requirements 2.2.5, 2.3.1, 2.3.5, 2.4.1, 2.5.16.
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

WorkflowDeclaration lead_way() {
    return {
        .state_field = "state",
        .initial = "new",
        .states = {{"new", {"新线索", "New"}, "accent"},
                   {"following", {"跟进中", "Being followed"}, "warning"},
                   {.key = "converted",
                    .title = {"已转换", "Converted"},
                    .tone = "good",
                    .is_final = true,
                    .is_locked = true},
                   {"invalid", {"无效", "Invalid"}, "bad"}},
        .transitions = {{.name = "follow",
                         .title = {"开始跟进", "Follow up"},
                         .from = {"new", "invalid"},
                         .to = "following",
                         .who = keeper()},
                        // What it becomes is made in the same transaction (model/conversion.h).
                        {.name = "convert",
                         .title = {"转换", "Convert"},
                         .from = {"new", "following"},
                         .to = "converted",
                         .who = keeper(),
                         .required = {"customer"}},
                        {.name = "give_up",
                         .title = {"设为无效", "Mark as invalid"},
                         .from = {"new", "following"},
                         .to = "invalid",
                         .who = keeper()}},
        .source = "S06",
    };
}

WorkflowDeclaration key_customer_way() {
    return {
        .state_field = "state",
        .initial = "draft",
        .states = {{"draft", {"目标与措施", "Aims and actions"}},
                   {"service", {"待客户服务部经理建议", "To be advised on by customer service"}, "warning"},
                   {"general", {"待总经理建议", "To be advised on by the general manager"}, "warning"},
                   {.key = "done", .title = {"已完成", "Done"}, .tone = "good", .is_final = true, .is_locked = true}},
        .transitions = {{.name = "submit",
                         .title = {"提交建议", "Ask for advice"},
                         .from = {"draft"},
                         .to = "service",
                         .who = keeper()},
                        {.name = "advise",
                         .title = {"客户服务部经理建议", "Customer service advises"},
                         .from = {"service"},
                         .to = "general",
                         .who = leader(),
                         .required = {"service_advice"}},
                        {.name = "conclude",
                         .title = {"总经理建议", "The general manager advises"},
                         .from = {"general"},
                         .to = "done",
                         .who = leader(),
                         .required = {"general_advice"}}},
        .source = "S62",
    };
}

Field parent(const FieldPlace& place, const char* type, Title title) {
    return {.id = place.id,
            .name = type,
            .title = title,
            .kind = kind::Reference{.type = type, .is_parent = true},
            .required = true,
            .section = place.section,
            .source = place.source};
}

// 产品名称, 规格/型号, 数量, 单价, 金额.
std::vector<Field> line_fields(const char* parent_type, Title parent_title, const char* source) {
    Field name = in_list(required(line_of_text({3, "", source}, "name", {"产品名称", "Product"})));
    name.searchable = Searchable::name;
    Field product = link({2, "", source}, "product", {"产品目录", "From the catalogue"}, "product");
    product.fills = {{"name", "name"}, {"model", "model"}, {"price", "price"}};
    Field count = in_list(required(number({5, "", source}, "quantity", {"数量", "Quantity"}, 1)));
    return {
        parent({1, "", source}, parent_type, parent_title),
        std::move(product),
        std::move(name),
        in_list(line_of_text({4, "", source}, "model", {"规格/型号", "Model"})),
        starting_as(std::move(count), "1"),
        in_list(required(money({6, "", source}, "price", {"单价", "Unit price"}))),
        {.id = 7,
         .name = "amount",
         .title = {"金额", "Amount"},
         .kind = kind::Money{},
         .computed = "price * quantity",
         .in_list = true,
         .source = source},
    };
}

// S59: at the price of the day, or with the superior's approval; and only to customers of one's own area.
WorkflowDeclaration quotation_way() {
    const Demand own_area = {
        "customer.district.salesperson == empty || customer.district.salesperson == owner",
        {"该客户属于其他辖区，请转交给负责的同事", "The customer is of another area: hand it over"}};
    return {
        .state_field = "state",
        .initial = "draft",
        .states = {{"draft", {"草稿", "Draft"}},
                   {"waiting", {"待批准", "To be approved"}, "warning"},
                   {"approved", {"已批准", "Approved"}, "accent"},
                   {.key = "sent", .title = {"已报价", "Quoted"}, .tone = "good", .is_locked = true}},
        .transitions =
            {{.name = "send",
              .title = {"报出", "Quote"},
              .from = {"draft"},
              .to = "sent",
              .who = keeper(),
              .demands = {own_area,
                          {"coalesce(deviation_count, 0) == 0",
                           {"有明细偏离当日价格，请先提交批准",
                            "A line is not at the price of the day: ask for approval"}}}},
             {.name = "submit",
              .title = {"提交批准", "Ask for approval"},
              .from = {"draft"},
              .to = "waiting",
              .who = keeper(),
              .demands = {own_area},
              .effects = {effect::Notify{leader(), {"有报价待批准", "A quotation to approve"}}}},
             {.name = "approve",
              .title = {"批准", "Approve"},
              .from = {"waiting"},
              .to = "approved",
              .who = leader(),
              .effects = {effect::Notify{{.people = {"owner"}}, {"报价已批准", "Your quotation is approved"}}}},
             {.name = "refuse",
              .title = {"退回", "Send back"},
              .from = {"waiting"},
              .to = "draft",
              .who = leader(),
              .effects = {effect::Notify{{.people = {"owner"}}, {"报价被退回", "Your quotation was sent back"}}}},
             {.name = "send_approved", .title = {"报出", "Quote"}, .from = {"approved"}, .to = "sent", .who = keeper()},
             {.name = "revise",
              .title = {"重新报价", "Quote anew"},
              .from = {"sent", "approved"},
              .to = "draft",
              .who = keeper()}},
        .source = "S59",
    };
}

}  // namespace

RecordType lead() {
    return {
        .id = type_id::lead,
        .name = "lead",
        .title = {"线索", "Lead"},
        .title_plural = {"线索", "Leads"},
        .icon = "zap",
        .label_field = "name",
        .sections = {{"main", {"线索信息", "Lead"}}},
        .fields =
            {
                {.id = 1,
                 .name = "name",
                 .title = {"线索名称", "Lead name"},
                 .kind = kind::Text{.characters_max = 50},
                 .required = true,
                 .searchable = Searchable::name,
                 .section = "main",
                 .in_list = true,
                 .source = "S02"},
                {.id = 2,
                 .name = "company",
                 .title = {"公司名称", "Company"},
                 .kind = kind::Text{.characters_max = 50},
                 .searchable = Searchable::name,
                 .section = "main",
                 .in_list = true,
                 .source = "S02"},
                in_list(line_of_text({3, "main", "S02"}, "contact_name", {"联系人", "Contact"})),
                {.id = 4,
                 .name = "mobile",
                 .title = {"手机", "Mobile"},
                 .kind = kind::Phone{kind::PhoneKind::mobile},
                 .searchable = Searchable::digits,
                 .section = "main",
                 .in_list = true,
                 .source = "S06"},
                {.id = 5,
                 .name = "email",
                 .title = {"邮箱", "E-mail"},
                 .kind = kind::Email{50},
                 .section = "main",
                 .source = "S06"},
                in_list(choice({6, "main", "S06, S50"}, "source", {"线索来源", "Source"},
                               {{"research", {"市场调研", "Market research"}},
                                {"promotion", {"推广活动", "Promotion"}},
                                {"recommended", {"客户推荐", "Recommended by a customer"}},
                                {"telemarketing", {"电话营销", "Telephone marketing"}},
                                {"web", {"网络营销", "Online marketing"}},
                                {"other", {"其他", "Other"}}})),
                state_field({7, "main", "S06"}, lead_way().states),
                moment({8, "main", "S02"}, "next_contact", {"下次联系时间", "Next contact"}),
                long_text({9, "main", "S02"}, "needs", {"需求描述", "Needs"}, 500),
                shown_when(link({10, "main", "S06"}, "customer", {"已转为客户", "Became customer"}, "customer"),
                           "state == \"converted\""),
                shown_when(link({11, "main", "S06"}, "contact", {"已转为联系人", "Became contact"}, "contact"),
                           "state == \"converted\""),
                shown_when(
                    link({12, "main", "S06"}, "opportunity", {"已转为商机", "Became opportunity"}, "opportunity"),
                    "state == \"converted\""),
            },
        .reach = sales_reach(),
        .duplicate_fields = {"mobile", "company"},
        .workflow = lead_way(),
        .deadlines = {{.number = 1,
                       .name = "contact",
                       .title = {"下次联系", "Next contact"},
                       .span = {1, TimeUnit::minutes, Counting::calendar},
                       .starts_at_field = "next_contact",
                       .reminders = {{1, TimeUnit::hours, Counting::calendar}},
                       .stop_states = {"converted", "invalid"},
                       .source = "S02"}},
        .source = "S02, S06, S50",
    };
}

RecordType opportunity_line() {
    return {
        .id = type_id::opportunity_line,
        .name = "opportunity_line",
        .title = {"需求产品", "Product wanted"},
        .title_plural = {"需求产品", "Products wanted"},
        .icon = "package",
        .label_field = "name",
        .fields = line_fields("opportunity", {"商机", "Opportunity"}, "S02"),
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S02",
    };
}

RecordType contract_line() {
    RecordType type = {
        .id = type_id::contract_line,
        .name = "contract_line",
        .title = {"产品明细", "Contract line"},
        .title_plural = {"产品明细", "Contract lines"},
        .icon = "package",
        .label_field = "name",
        .fields = line_fields("contract", {"合同", "Contract"}, "S21"),
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S21",
    };
    type.fields.push_back(in_list(date_of({8, "", "S21"}, "deliver_on", {"交付期限", "Deliver by"})));
    return type;
}

// 客户提供产品条款: what the customer supplies stands in the contract.
RecordType contract_supply() {
    Field name = in_list(required(line_of_text({2, "", "S22"}, "name", {"产品名称", "Product"})));
    name.searchable = Searchable::name;
    return {
        .id = type_id::contract_supply,
        .name = "contract_supply",
        .title = {"客户提供产品条款", "Goods supplied by the customer"},
        .title_plural = {"客户提供产品条款", "Goods supplied by the customer"},
        .icon = "package",
        .label_field = "name",
        .fields =
            {
                parent({1, "", "S22"}, "contract", {"合同", "Contract"}),
                std::move(name),
                in_list(required(number({3, "", "S22"}, "quantity", {"数量", "Quantity"}, 1))),
                in_list(date_of({4, "", "S22"}, "deliver_on", {"交货期", "Deliver by"})),
            },
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S22",
    };
}

// 修订、补充合同或协议, in writing and kept with the contract.
RecordType contract_supplement() {
    return {
        .id = type_id::contract_supplement,
        .name = "contract_supplement",
        .title = {"修订补充", "Supplement"},
        .title_plural = {"修订补充", "Supplements"},
        .icon = "file-text",
        .label_field = "content",
        .fields =
            {
                parent({1, "", "S43"}, "contract", {"合同", "Contract"}),
                in_list(starting_as(required(date_of({2, "", "S43"}, "agreed_on", {"日期", "Date"})), "today()")),
                in_list(required(long_text({3, "", "S43"}, "content", {"内容", "Content"}))),
                files({4, "", "S43"}, "files", {"文件", "Files"}),
            },
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S43",
    };
}

RecordType quotation_line() {
    RecordType type = {
        .id = type_id::quotation_line,
        .name = "quotation_line",
        .title = {"报价产品", "Line of a quotation"},
        .title_plural = {"报价产品", "Lines of a quotation"},
        .icon = "package",
        .label_field = "name",
        .fields = line_fields("quotation", {"报价", "Quotation"}, "S50"),
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S50, S59",
    };
    Field day = link({8, "", "S59"}, "day_price", {"当日价格", "Price of the day"}, "price_list");
    day.fills = {{"product", "product"}, {"name", "name"}, {"price", "price"}, {"price", "listed_price"}};
    type.fields.insert(type.fields.begin() + 1, std::move(day));
    type.fields.push_back(in_list(money({9, "", "S59"}, "listed_price", {"公布单价", "Price published"})));
    type.fields.push_back({.id = 10,
                           .name = "deviates",
                           .title = {"偏离", "Deviates"},
                           .kind = kind::Number{},
                           .computed = "if(listed_price != empty && price == listed_price, 0, 1)",
                           .source = "S59"});
    return type;
}

RecordType quotation() {
    return {
        .id = type_id::quotation,
        .name = "quotation",
        .title = {"报价", "Quotation"},
        .title_plural = {"报价", "Quotations"},
        .icon = "file-spreadsheet",
        .label_field = "no",
        .sections = {{"main", {"报价", "Quotation"}}},
        .fields =
            {
                file_number({1, "main", "S50, S59"}, "BJ-{yyyymmdd}-{device}-{count:4}"),
                parent_customer({2, "main", "S50"}),
                link({3, "main", "S50"}, "contact", {"联系人", "Contact"}, "contact"),
                listed_link({4, "main", "S50"}, "opportunity", {"商机", "Opportunity"}, "opportunity"),
                in_list(starting_as(required(date_of({5, "main", "S59"}, "quoted_on", {"报价日期", "Quoted on"})),
                                    "today()")),
                in_list(date_of({6, "main", "S50"}, "valid_until", {"有效期", "Valid until"})),
                starting_as(link({7, "main", "S50"}, "quoter", {"报价人", "Quoted by"}, "user"), "me()"),
                in_list(money({8, "main", "S50"}, "amount", {"报价金额", "Amount"})),
                long_text({9, "main", "S50"}, "lines", {"报价明细", "Items"}, 4000),
                long_text({10, "main", "S50"}, "negotiation", {"协商与议价", "Negotiation"}),
                state_field({11, "main", "S59"}, quotation_way().states),
                {.id = 12,
                 .name = "lines_total",
                 .title = {"明细合计", "Sum of the lines"},
                 .kind = kind::Money{},
                 .section = "main",
                 .sum = {"quotation_line", "quotation", "amount"},
                 .in_list = true,
                 .source = "S50"},
                {.id = 13,
                 .name = "deviation_count",
                 .title = {"偏离当日价格的行数", "Lines not at the price of the day"},
                 .kind = kind::Number{},
                 .section = "main",
                 .sum = {"quotation_line", "quotation", "deviates"},
                 .source = "S59"},
            },
        .reach = sales_reach(),
        .workflow = quotation_way(),
        .source = "S50, S52, S59, S63",
    };
}

RecordType key_customer() {
    return {
        .id = type_id::key_customer,
        .name = "key_customer",
        .title = {"重点客户管理", "Key customer sheet"},
        .title_plural = {"重点客户管理", "Key customer sheets"},
        .icon = "star",
        .label_field = "reason",
        .sections = {{"main", {"重点客户管理", "Key customer"}}},
        .fields =
            {
                parent_customer({1, "main", "S62"}),
                in_list(required(
                    line_of_text({2, "main", "S62"}, "reason", {"设为重点客户的原因", "Why a key customer"}, 200))),
                in_list(money({3, "main", "S62"}, "target", {"销售额目标", "Sales target"})),
                long_text({4, "main", "S62"}, "actions", {"实现目标的行动措施", "Actions"}),
                state_field({5, "main", "S62"}, key_customer_way().states),
                long_text({6, "main", "S62"}, "service_advice", {"客户服务部经理建议", "Customer service’s advice"}),
                long_text({7, "main", "S62"}, "general_advice", {"总经理建议", "The general manager’s advice"}),
            },
        .reach = sales_reach(),
        .workflow = key_customer_way(),
        .source = "S62",
    };
}

}  // namespace xingke::catalogue
