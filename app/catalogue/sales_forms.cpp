// Forms that salespeople fill in about a customer: 三E01 and 三E03 of S51, the enquiry of S59, the purchase of S29
// (requirements 2.5.1, 2.5.2, 2.5.9, 2.3.5).
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

// 报告人 → 主管 → 经理, each with a signature; the last makes the customer.
WorkflowDeclaration new_customer_way() {
    return {
        .state_field = "state",
        .initial = "draft",
        .states =
            {{"draft", {"填写中", "Being written"}},
             {"supervisor", {"待主管签字", "For the supervisor to sign"}, "warning"},
             {"manager", {"待经理签字", "For the manager to sign"}, "warning"},
             {.key = "done", .title = {"已核准", "Approved"}, .tone = "good", .is_final = true, .is_locked = true}},
        .transitions =
            {{.name = "report",
              .title = {"报告人签字", "Sign as reporter"},
              .from = {"draft"},
              .to = "supervisor",
              .who = {.people = {"owner"}},
              .required = {"reporter_sign"},
              .effects = {effect::Notify{leader(), {"有新开发客户报告待签字", "A report on a new customer to sign"}}}},
             {.name = "supervise",
              .title = {"主管签字", "Sign as supervisor"},
              .from = {"supervisor"},
              .to = "manager",
              .who = leader(),
              .required = {"supervisor_sign"},
              .effects = {effect::Notify{leader(), {"有新开发客户报告待签字", "A report on a new customer to sign"}}}},
             {.name = "approve",
              .title = {"经理签字", "Sign as manager"},
              .from = {"manager"},
              .to = "done",
              .who = leader(),
              .required = {"manager_sign"},
              .effects = {effect::Create{.type = "customer",
                                         .fields = {{"name", "name"},
                                                    {"tel", "tel"},
                                                    {"address", "address"},
                                                    {"remark", "remark"},
                                                    {"axis_time", "\"new\""},
                                                    {"owner", "owner"}},
                                         .link = "first_report"},
                          effect::Notify{{.people = {"owner"}},
                                         {"新开发客户已核准", "Your new customer is approved"}}}},
             {.name = "send_back",
              .title = {"退回", "Send back"},
              .from = {"supervisor", "manager"},
              .to = "draft",
              .who = leader(),
              .effects = {effect::Notify{{.people = {"owner"}},
                                         {"新开发客户报告被退回", "Your report was sent back"}}}}},
        .source = "S51",
    };
}

// An enquiry from another district goes to the colleague who is responsible there; who gave it on stays with it.
WorkflowDeclaration enquiry_way() {
    return {
        .state_field = "state",
        .initial = "received",
        .states = {{"received", {"已接收", "Received"}, "accent"},
                   {"transferred", {"已转交", "Handed over"}, "warning"},
                   {.key = "answered", .title = {"已答复", "Answered"}, .tone = "good", .is_final = true}},
        .transitions =
            {{.name = "transfer",
              .title = {"转交辖区同事", "Hand over to the area’s colleague"},
              .from = {"received"},
              .to = "transferred",
              .who = keeper(),
              .demands = {{"district.salesperson != empty",
                           {"该辖区还没有负责业务员", "Nobody is in charge of that area"}},
                          {"district.salesperson != owner", {"该辖区由你负责", "You are in charge of that area"}}},
              .effects = {effect::Set{"handed_from", "owner"}, effect::Set{"handed_at", "now()"},
                          effect::Set{"owner", "district.salesperson"},
                          effect::Notify{
                              {.people = {"district.salesperson"}},
                              {"有本辖区的询价转给你", "An enquiry from your area was handed over to you"}}}},
             {.name = "answer",
              .title = {"已答复", "Mark as answered"},
              .from = {"received", "transferred"},
              .to = "answered",
              .who = keeper(),
              .demands = {{"district.salesperson == empty || district.salesperson == owner",
                           {"该询价属于其他辖区，请先转交", "It is from another area: please hand it over first"}}},
              .effects = {effect::Set{"answered_at", "now()"}}}},
        .source = "S59",
    };
}

Field percent(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Percent{},
            .section = place.section,
            .source = place.source};
}

Field phone(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::Phone{},
            .section = place.section,
            .source = place.source};
}

}  // namespace

RecordType new_customer_report() {
    return {
        .id = type_id::new_customer_report,
        .name = "new_customer_report",
        .title = {"新开发客户报告表", "New customer report"},
        .title_plural = {"新开发客户报告表", "New customer reports"},
        .icon = "file-text",
        .label_field = "name",
        .sections = {{"main", {"三E01 新开发客户报告表", "三E01 New customer report"}},
                     {"signs", {"签字", "Signatures"}}},
        .fields =
            {
                {.id = 1,
                 .name = "name",
                 .title = {"客户名称", "Customer name"},
                 .kind = kind::Text{.characters_max = 50},
                 .required = true,
                 .searchable = Searchable::name,
                 .section = "main",
                 .in_list = true,
                 .required_text = {"请填写客户名", "Please fill in the customer name"},
                 .source = "S51"},
                file_number({2, "main", "S51"}, "E01-{yyyymmdd}-{device}-{count:4}"),
                line_of_text({3, "main", "S51"}, "address", {"地址（公司）", "Address of the office"}, 200),
                phone({4, "main", "S51"}, "tel", {"电话（公司）", "Telephone of the office"}),
                line_of_text({5, "main", "S51"}, "plant_address", {"地址（工厂）", "Address of the plant"}, 200),
                phone({6, "main", "S51"}, "plant_tel", {"电话（工厂）", "Telephone of the plant"}),
                starting_as(link({7, "main", "S51"}, "host", {"主办人员", "Person in charge"}, "user"), "me()"),
                line_of_text({8, "main", "S51"}, "products", {"使用产品", "Products used"}, 200),
                in_list(money({9, "main", "S51"}, "first_amount", {"首次交易额", "Amount of the first deal"})),
                line_of_text({10, "main", "S51"}, "first_goods", {"首次交易品名", "Goods of the first deal"}, 200),
                long_text({11, "main", "S51"}, "history", {"开拓经过", "How it came about"}),
                long_text({12, "main", "S51"}, "remark", {"备注", "Remarks"}, 500),
                state_field({13, "main", "S51"}, new_customer_way().states),
                signature({14, "signs", "S51"}, "manager_sign", {"经理", "Manager"}),
                signature({15, "signs", "S51"}, "supervisor_sign", {"主管", "Supervisor"}),
                signature({16, "signs", "S51"}, "reporter_sign", {"报告人", "Reporter"}),
            },
        .reach = sales_reach(),
        .workflow = new_customer_way(),
        .source = "S51",
    };
}

// One for each customer; what the customer's record says already is taken over from it.
RecordType customer_card() {
    return {
        .id = type_id::customer_card,
        .name = "customer_card",
        .title = {"客户资料管理卡", "Customer data card"},
        .title_plural = {"客户资料管理卡", "Customer data cards"},
        .icon = "clipboard-list",
        .label_field = "company",
        .sections = {{"main", {"三E03 客户资料管理卡", "三E03 Customer data card"}},
                     {"business", {"营业概况", "Business"}},
                     {"signs", {"签字", "Signatures"}}},
        .fields =
            {
                in_list(required(line_of_text({1, "main", "S51"}, "company", {"公司名称", "Company"}))),
                parent_customer({2, "main", "S51"}),
                phone({3, "main", "S51"}, "tel", {"电话", "Telephone"}),
                phone({4, "main", "S51"}, "fax", {"传真", "Fax"}),
                line_of_text({5, "main", "S51"}, "address", {"地址", "Address"}, 200),
                {.id = 6,
                 .name = "postcode",
                 .title = {"邮编", "Postcode"},
                 .kind = kind::Digits{6, 6},
                 .section = "main",
                 .source = "S51"},
                line_of_text({7, "main", "S51"}, "company_kind", {"企业类型", "Kind of company"}),
                money({8, "main", "S51"}, "capital", {"注册资金", "Registered capital"}),
                long_text({9, "main", "S51"}, "business", {"营业内容", "Business"}, 500),
                percent({10, "business", "S51"}, "domestic", {"内销", "Sold at home"}),
                percent({11, "business", "S51"}, "exported", {"外销", "Exported"}),
                line_of_text({12, "business", "S51"}, "nature", {"营业性质", "Nature of business"}),
                line_of_text({13, "business", "S51"}, "credit", {"信用状况", "Credit standing"}, 200),
                line_of_text({14, "business", "S51"}, "condition", {"营业状态", "State of business"}),
                number({15, "business", "S51"}, "staff", {"员工人数", "Staff"}),
                line_of_text({16, "business", "S51"}, "seasons", {"淡旺季分布", "Seasons"}, 200),
                money({17, "business", "S51"}, "highest_month", {"最高购买额/月", "Highest purchase in a month"}),
                money({18, "business", "S51"}, "average_month", {"平均购买额/月", "Average purchase in a month"}),
                long_text({19, "business", "S51"}, "people",
                          {"主要人员（姓名、职务、电话、性格特点、嗜好）",
                           "People (name, position, telephone, character, hobbies)"}),
                long_text({20, "business", "S51"}, "products",
                          {"使用本公司主要产品", "Our main products that they use"}, 500),
                date_of({21, "business", "S51"}, "first_trade", {"首次交易时间", "First trade"}),
                signature({22, "signs", "S51"}, "general_sign", {"总经理", "General manager"}),
                signature({23, "signs", "S51"}, "manager_sign", {"经理", "Manager"}),
                signature({24, "signs", "S51"}, "supervisor_sign", {"主管", "Supervisor"}),
                signature({25, "signs", "S51"}, "author_sign", {"制卡", "Made by"}),
            },
        .reach = sales_reach(),
        .unique_together = {"customer"},
        .in_navigation = false,
        .source = "S51, S57",
    };
}

// What a person bought. The first purchase makes a 意向客户 or 潜在客户 a 业主.
RecordType purchase() {
    Field name = in_list(required(line_of_text({2, "", "S29"}, "name", {"购买内容", "What was bought"}, 100)));
    name.searchable = Searchable::text;
    return {
        .id = type_id::purchase,
        .name = "purchase",
        .title = {"购买记录", "Purchase"},
        .title_plural = {"购买记录", "Purchases"},
        .icon = "package",
        .label_field = "name",
        .fields =
            {
                parent_customer({1, "", "S29"}),
                std::move(name),
                in_list(
                    starting_as(required(date_of({3, "", "S29"}, "bought_on", {"购买日期", "Bought on"})), "today()")),
                in_list(money({4, "", "S29"}, "amount", {"金额", "Amount"})),
                link({5, "", "S29"}, "product", {"产品", "Product"}, "product"),
                long_text({6, "", "S29"}, "remark", {"备注", "Remarks"}, 500),
            },
        .reach = sales_reach(),
        .sets_on_parent = {{"house_class", "owner"}},
        .in_navigation = false,
        .source = "S29",
    };
}

RecordType enquiry() {
    Field company = in_list(required(line_of_text({2, "main", "S59"}, "company", {"公司名称", "Company"})));
    company.searchable = Searchable::name;
    Field handed_from = shown_when(link({9, "main", "S59"}, "handed_from", {"转交人", "Handed over by"}, "user"),
                                   "state != \"received\"");
    handed_from.gives_sight = true;
    Field content = required(long_text({7, "main", "S59"}, "content", {"询价内容", "What is asked for"}));
    content.searchable = Searchable::text;
    return {
        .id = type_id::enquiry,
        .name = "enquiry",
        .title = {"询价", "Enquiry"},
        .title_plural = {"询价", "Enquiries"},
        .icon = "message",
        .label_field = "company",
        .sections = {{"main", {"询价", "Enquiry"}}},
        .fields =
            {
                file_number({1, "main", "S59"}, "XJ-{yyyymmdd}-{device}-{count:4}"),
                std::move(company),
                link({3, "main", "S59"}, "customer", {"客户", "Customer"}, "customer"),
                in_list(required(link({4, "main", "S59"}, "district", {"辖区", "Sales area"}, "region_area"))),
                line_of_text({5, "main", "S59"}, "contact", {"联系人", "Contact"}),
                phone({6, "main", "S59"}, "tel", {"电话", "Telephone"}),
                std::move(content),
                in_list(starting_as(required(moment({8, "main", "S59"}, "received_at", {"接收时间", "Received"})),
                                    "now()")),
                std::move(handed_from),
                shown_when(moment({10, "main", "S59"}, "handed_at", {"转交时间", "Handed over"}),
                           "state != \"received\""),
                shown_when(moment({11, "main", "S59"}, "answered_at", {"答复时间", "Answered"}),
                           "state == \"answered\""),
                state_field({12, "main", "S59"}, enquiry_way().states),
            },
        .reach = sales_reach(),
        .workflow = enquiry_way(),
        .source = "S59",
    };
}

}  // namespace xingke::catalogue
