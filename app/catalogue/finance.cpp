// Money: requirements 2.4.4 to 2.4.8. Received and outstanding amounts are sums over payments (Field::sum).
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

Field amount(const FieldPlace& place, Title title) {
    return in_list(required(money(place, "amount", title)));
}

Field pay_method(const FieldPlace& place, Title title) {
    return choice(place, "method", title,
                  {{"cash", {"现金交易", "Cash"}},
                   {"prepaid", {"先款后货", "Payment before delivery"}},
                   {"on_delivery", {"送货再收款", "Payment on delivery"}}});
}

std::vector<Role> finance_and_sales() {
    return {Role::administrator, Role::manager, Role::salesperson, Role::finance};
}

Who finance() {
    return {.roles = {Role::administrator, Role::finance}};
}

WorkflowDeclaration payment_way() {
    return {
        .state_field = "state",
        .initial = "registered",
        .states =
            {
                {"registered", {"待财务确认", "To be confirmed"}, "warning"},
                {.key = "confirmed",
                 .title = {"财务已确认", "Confirmed"},
                 .tone = "good",
                 .is_final = true,
                 .is_locked = true},
                {"rejected", {"已退回", "Sent back"}, "bad"},
            },
        .transitions =
            {
                {.name = "confirm",
                 .title = {"财务确认", "Confirm"},
                 .from = {"registered"},
                 .to = "confirmed",
                 .who = finance(),
                 .effects = {effect::Set{"confirmed_by", "me()"}, effect::Set{"finance_at", "now()"}}},
                {.name = "send_back",
                 .title = {"退回", "Send back"},
                 .from = {"registered"},
                 .to = "rejected",
                 .who = finance(),
                 .required = {"reason"},
                 .effects = {effect::Notify{{.people = {"owner"}}, {"回款被财务退回", "A payment was sent back"}}}},
                {.name = "resubmit",
                 .title = {"重新提交", "Submit again"},
                 .from = {"rejected"},
                 .to = "registered",
                 .who = keeper()},
            },
        .source = "S02, S21",
    };
}

WorkflowDeclaration reimbursement_way() {
    return {
        .state_field = "state",
        .initial = "draft",
        .states =
            {
                {"draft", {"草稿", "Draft"}},
                {.key = "approving", .title = {"审批中", "Being approved"}, .tone = "warning", .is_locked = true},
                {.key = "approved", .title = {"已批准", "Approved"}, .tone = "accent", .is_locked = true},
                {"rejected", {"已驳回", "Rejected"}, "bad"},
                {.key = "paid", .title = {"已付款", "Paid"}, .tone = "good", .is_final = true, .is_locked = true},
            },
        .transitions =
            {
                {.name = "submit",
                 .title = {"提交审批", "Submit"},
                 .from = {"draft", "rejected"},
                 .to = "approving",
                 .who = {.roles = {Role::administrator}, .people = {"owner", "applicant"}},
                 .demands = {{"is_set(schedule) || is_set(visit)",
                              {"请关联日程或拜访，报销须与真实行程一致",
                               "Link a schedule or a visit: expenses belong to a real trip"}}},
                 .effects = {effect::Notify{{.roles = {Role::manager}}, {"有报销待审批", "An expense to approve"}}}},
                {.name = "approve",
                 .title = {"批准", "Approve"},
                 .from = {"approving"},
                 .to = "approved",
                 .who = leader(),
                 .effects = {effect::Set{"approved_by", "me()"},
                             effect::Notify{{.roles = {Role::finance}}, {"有报销待付款", "An expense to pay"}},
                             effect::Notify{{.people = {"owner"}}, {"报销已批准", "Your expense was approved"}}}},
                {.name = "reject",
                 .title = {"驳回", "Reject"},
                 .from = {"approving", "approved"},
                 .to = "rejected",
                 .who = {.roles = {Role::administrator, Role::manager, Role::finance}},
                 .required = {"reason"},
                 .effects = {effect::Notify{{.people = {"owner"}}, {"报销被驳回", "Your expense was rejected"}}}},
                {.name = "pay",
                 .title = {"付款", "Pay"},
                 .from = {"approved"},
                 .to = "paid",
                 .who = finance(),
                 .effects = {effect::Set{"paid_by", "me()"}, effect::Set{"paid_on", "today()"},
                             effect::Notify{{.people = {"owner"}}, {"报销已付款", "Your expense was paid"}}}},
            },
        .source = "S02, S59",
    };
}

}  // namespace

RecordType receivable() {
    return {
        .id = type_id::receivable,
        .name = "receivable",
        .title = {"应收款", "Receivable"},
        .title_plural = {"应收款", "Receivables"},
        .icon = "wallet",
        .label_field = "no",
        .sections = {{"main", {"应收款", "Receivable"}}},
        .fields =
            {
                file_number({1, "main", "S02"}, "YS-{yyyymmdd}-{device}-{count:4}"),
                parent_customer({2, "main", "S02"}),
                in_list(listed_link({3, "main", "S02"}, "contract", {"合同", "Contract"}, "contract")),
                amount({4, "main", "S02"}, {"应收金额", "Amount due"}),
                in_list(required(date_of({5, "main", "S02"}, "due", {"应收日期", "Due on"}))),
                {.id = 6,
                 .name = "received",
                 .title = {"已收金额", "Received"},
                 .kind = kind::Money{},
                 .section = "main",
                 .sum = {"payment", "receivable", "amount", "state != \"rejected\""},
                 .in_list = true,
                 .source = "S02"},
                {.id = 7,
                 .name = "outstanding",
                 .title = {"未收金额", "Outstanding"},
                 .kind = kind::Money{},
                 .section = "main",
                 .computed = "amount - coalesce(received, 0)",
                 .in_list = true,
                 .source = "S02"},
                // 逾期 is a matter of the day and not of what was written: the deadline below tells it.
                {.id = 8,
                 .name = "state",
                 .title = {"状态", "State"},
                 .kind = kind::Choice{{{"open", {"未收", "Open"}, "accent"},
                                       {"partial", {"部分收款", "Partly received"}, "warning"},
                                       {"received", {"已收", "Received"}, "good"}}},
                 .section = "main",
                 .computed = "if(coalesce(received, 0) >= coalesce(amount, 0), \"received\", "
                             "if(coalesce(received, 0) > 0, \"partial\", \"open\"))",
                 .in_list = true,
                 .source = "S02"},
                // The day before the last one on which it is in time; nothing once all is received.
                {.id = 9,
                 .name = "waits_from",
                 .title = {"待收起算日", "Waited for since"},
                 .kind = kind::Date{},
                 .section = "main",
                 .computed = "if(coalesce(received, 0) >= coalesce(amount, 0), empty, due - 1)",
                 .source = "S21"},
                long_text({10, "main", "S02"}, "remark", {"备注", "Remarks"}, 500),
            },
        .may_create = finance_and_sales(),
        .may_edit = finance_and_sales(),
        .reach = sales_reach(),
        .group = "finance",
        .deadlines = {{.number = 1,
                       .name = "collect",
                       .title = {"收款", "Collection"},
                       .span = {1, TimeUnit::days, Counting::calendar},
                       .starts_at_field = "waits_from",
                       .reminders = {{3, TimeUnit::days, Counting::calendar}},
                       .escalations = {{{7, TimeUnit::days, Counting::calendar}, {Role::manager, Role::finance}}},
                       .source = "S21"}},
        .source = "S02, S21",
    };
}

RecordType payment() {
    return {
        .id = type_id::payment,
        .name = "payment",
        .title = {"回款记录", "Payment"},
        .title_plural = {"回款记录", "Payments"},
        .icon = "dollar",
        .label_field = "no",
        .sections = {{"main", {"回款", "Payment"}}, {"chain", {"交款", "Handing over"}}},
        .fields =
            {
                file_number({1, "main", "S02"}, "HK-{yyyymmdd}-{device}-{count:4}"),
                parent_customer({2, "main", "S02"}),
                listed_link({3, "main", "S02"}, "contract", {"合同", "Contract"}, "contract"),
                listed_link({4, "main", "S02"}, "receivable", {"应收款", "Receivable"}, "receivable"),
                amount({5, "main", "S02"}, {"回款金额", "Amount"}),
                in_list(starting_as(required(date_of({6, "main", "S02"}, "paid_on", {"回款日期", "Received on"})),
                                    "today()")),
                pay_method({7, "main", "S02, S21"}, {"收款方式", "Method"}),
                link({8, "main", "S02"}, "bank_account", {"银行账号", "Bank account"}, "bank_account"),
                starting_as(link({9, "main", "S02"}, "handler", {"经手人", "Handled by"}, "user"), "me()"),
                state_field({10, "main", "S02"}, payment_way().states),
                shown_when(line_of_text({11, "main", "S02"}, "reason", {"退回原因", "Why it was sent back"}, 200),
                           "state == \"rejected\""),
                long_text({12, "main", "S02"}, "remark", {"备注", "Remarks"}, 500),
                link({13, "chain", "S21"}, "deliverer", {"送货人员", "Delivered by"}, "user"),
                moment({14, "chain", "S21"}, "delivered_at", {"送货人员交款时间", "Handed over by the deliverer"}),
                link({15, "chain", "S21"}, "clerk", {"营业员", "Clerk"}, "user"),
                moment({16, "chain", "S21"}, "clerk_at", {"营业员交款时间", "Handed over by the clerk"}),
                shown_when(link({17, "chain", "S21"}, "confirmed_by", {"财务确认人", "Confirmed by"}, "user"),
                           "state == \"confirmed\""),
                shown_when(moment({18, "chain", "S21"}, "finance_at", {"财务确认时间", "Confirmed at"}),
                           "state == \"confirmed\""),
            },
        .may_create = finance_and_sales(),
        .may_edit = finance_and_sales(),
        .reach = sales_reach(),
        .group = "finance",
        .workflow = payment_way(),
        .source = "S02, S21",
    };
}

RecordType invoice() {
    return {
        .id = type_id::invoice,
        .name = "invoice",
        .title = {"开票记录", "Invoice"},
        .title_plural = {"开票记录", "Invoices"},
        .icon = "receipt",
        .label_field = "no",
        .sections = {{"main", {"开票", "Invoice"}}},
        .fields =
            {
                file_number({1, "main", "S02"}, "FP-{yyyymmdd}-{device}-{count:4}"),
                parent_customer({2, "main", "S02"}),
                in_list(listed_link({3, "main", "S02"}, "contract", {"合同", "Contract"}, "contract")),
                in_list(choice({4, "main", "S02"}, "kind", {"发票类别", "Kind"},
                               {{"special", {"增值税专用发票", "Special VAT invoice"}},
                                {"ordinary", {"增值税普通发票", "Ordinary VAT invoice"}},
                                {"receipt", {"收据", "Receipt"}}})),
                amount({5, "main", "S02"}, {"开票金额", "Amount"}),
                in_list(starting_as(required(date_of({6, "main", "S02"}, "issued_on", {"开票日期", "Issued on"})),
                                    "today()")),
                in_list(line_of_text({7, "main", "S02"}, "invoice_no", {"发票号码", "Invoice number"}, 30)),
                starting_as(link({8, "main", "S02"}, "issuer", {"开票人", "Issued by"}, "user"), "me()"),
                long_text({9, "main", "S02"}, "remark", {"备注", "Remarks"}, 500),
            },
        .may_create = finance_and_sales(),
        .may_edit = finance_and_sales(),
        .reach = sales_reach(),
        .group = "finance",
        .source = "S02",
    };
}

RecordType reimbursement() {
    return {
        .id = type_id::reimbursement,
        .name = "reimbursement",
        .title = {"报销", "Expense claim"},
        .title_plural = {"报销", "Expense claims"},
        .icon = "wallet",
        .label_field = "reason_of_trip",
        .sections = {{"main", {"报销", "Expense claim"}}, {"approval", {"审批", "Approval"}}},
        .fields =
            {
                file_number({1, "main", "S02"}, "BX-{yyyymmdd}-{device}-{count:4}"),
                starting_as(required(link({2, "main", "S02"}, "applicant", {"申请人", "Applicant"}, "user")), "me()"),
                {.id = 3,
                 .name = "customer",
                 .title = {"客户", "Customer"},
                 .kind = kind::Reference{.type = "customer", .is_parent = true},
                 .section = "main",
                 .in_list = true,
                 .source = "S02"},
                starting_as(required(date_of({4, "main", "S02"}, "spent_on", {"费用日期", "Spent on"})), "today()"),
                in_list(required(choice({5, "main", "S02"}, "category", {"费用类别", "Category"},
                                        {{"transport", {"交通", "Transport"}},
                                         {"lodging", {"住宿", "Lodging"}},
                                         {"meals", {"餐饮", "Meals"}},
                                         {"gifts", {"礼品", "Gifts"}},
                                         {"other", {"其他", "Other"}}}))),
                amount({6, "main", "S02"}, {"金额", "Amount"}),
                {.id = 7,
                 .name = "reason_of_trip",
                 .title = {"事由", "Reason"},
                 .kind = kind::Text{.characters_max = 200},
                 .required = true,
                 .searchable = Searchable::text,
                 .section = "main",
                 .in_list = true,
                 .source = "S02"},
                {.id = 8,
                 .name = "schedule",
                 .title = {"行程（日程）", "Trip (schedule)"},
                 .kind = kind::Reference{.type = "schedule", .is_listed = true},
                 .section = "main",
                 .required_when = "!is_set(visit)",
                 .source = "S59"},
                {.id = 9,
                 .name = "visit",
                 .title = {"行程（拜访）", "Trip (visit)"},
                 .kind = kind::Reference{.type = "visit", .is_listed = true},
                 .section = "main",
                 .required_when = "!is_set(schedule)",
                 .source = "S59"},
                files({0x60, "main", "S02"}, "receipts", {"票据", "Receipts"}),
                state_field({10, "main", "S02"}, reimbursement_way().states),
                shown_when(line_of_text({11, "approval", "S59"}, "reason", {"驳回原因", "Why it was rejected"}, 200),
                           "state == \"rejected\""),
                shown_when(link({12, "approval", "S59"}, "approved_by", {"批准人", "Approved by"}, "user"),
                           "state == \"approved\" || state == \"paid\""),
                shown_when(link({13, "approval", "S59"}, "paid_by", {"付款人", "Paid by"}, "user"),
                           "state == \"paid\""),
                shown_when(date_of({14, "approval", "S59"}, "paid_on", {"付款日期", "Paid on"}), "state == \"paid\""),
            },
        .may_create = workers(),
        .may_edit = workers(),
        .reach = sales_reach(),
        .group = "finance",
        .workflow = reimbursement_way(),
        .source = "S02, S59",
    };
}

RecordType bank_account() {
    return {
        .id = type_id::bank_account,
        .name = "bank_account",
        .title = {"银行账号", "Bank account"},
        .title_plural = {"银行账号", "Bank accounts"},
        .icon = "building-2",
        .label_field = "name",
        .fields =
            {
                {.id = 1,
                 .name = "name",
                 .title = {"账户名称", "Name"},
                 .kind = kind::Text{.characters_max = 50},
                 .required = true,
                 .searchable = Searchable::name,
                 .in_list = true,
                 .source = "S02"},
                in_list(required(line_of_text({2, "", "S02"}, "holder", {"开户名", "Account holder"}))),
                in_list(choice({3, "", "S02"}, "bank", {"开户行", "Bank"},
                               {{"icbc", {"中国工商银行", "ICBC"}},
                                {"abc", {"中国农业银行", "Agricultural Bank of China"}},
                                {"boc", {"中国银行", "Bank of China"}},
                                {"ccb", {"中国建设银行", "China Construction Bank"}},
                                {"bocom", {"交通银行", "Bank of Communications"}},
                                {"cmb", {"招商银行", "China Merchants Bank"}},
                                {"other", {"其他", "Other"}}})),
                line_of_text({4, "", "S02"}, "branch", {"支行与行号", "Branch and code"}, 100),
                {.id = 5,
                 .name = "number",
                 .title = {"账号", "Account number"},
                 .kind = kind::Digits{8, 30},
                 .required = true,
                 .searchable = Searchable::digits,
                 .in_list = true,
                 .source = "S02"},
            },
        .may_create = {Role::administrator, Role::finance},
        .may_edit = {Role::administrator, Role::finance},
        .may_remove = {Role::administrator, Role::finance},
        .group = "base",
        .source = "S02",
    };
}

}  // namespace xingke::catalogue
