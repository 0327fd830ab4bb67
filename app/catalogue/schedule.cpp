// What is planned, said and reported: requirements 2.1.2, 2.1.3, 2.2.6 to 2.2.8 and the work plan of 2.5.22.
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

Field maybe_customer(const FieldPlace& place, Title title) {
    return {.id = place.id,
            .name = "customer",
            .title = title,
            .kind = kind::Reference{.type = "customer", .is_parent = true},
            .section = place.section,
            .in_list = true,
            .source = place.source};
}

Field several_in_sight(const FieldPlace& place, const char* name, Title title) {
    return {.id = place.id,
            .name = name,
            .title = title,
            .kind = kind::References{.type = "user"},
            .section = place.section,
            .gives_sight = true,
            .source = place.source};
}

Field person_in_sight(const FieldPlace& place, const char* name, Title title) {
    Field field = link(place, name, title, "user");
    field.gives_sight = true;
    return field;
}

WorkflowDeclaration schedule_way() {
    const Who those = {.roles = {Role::administrator, Role::manager}, .people = {"owner", "participant"}};
    return {
        .state_field = "state",
        .initial = "planned",
        .states = {{"planned", {"计划", "Planned"}, "accent"},
                   {"done", {"完成", "Done"}, "good"},
                   {"cancelled", {"取消", "Cancelled"}}},
        .transitions =
            {{.name = "finish", .title = {"完成", "Done"}, .from = {"planned"}, .to = "done", .who = those},
             {.name = "cancel", .title = {"取消", "Cancel"}, .from = {"planned"}, .to = "cancelled", .who = those},
             {.name = "resume",
              .title = {"恢复计划", "Plan again"},
              .from = {"done", "cancelled"},
              .to = "planned",
              .who = those}},
        .source = "S02",
    };
}

WorkflowDeclaration plan_way() {
    return report_way({"有工作计划待阅", "A work plan to read"}, {"工作计划已阅", "Your work plan was read"});
}

}  // namespace

RecordType schedule() {
    return {
        .id = type_id::schedule,
        .name = "schedule",
        .title = {"日程", "Schedule"},
        .title_plural = {"日程", "Schedules"},
        .icon = "calendar",
        .label_field = "subject",
        .sections = {{"main", {"日程", "Schedule"}}, {"outcome", {"结果", "Outcome"}}},
        .fields =
            {
                {.id = 1,
                 .name = "subject",
                 .title = {"主题", "Subject"},
                 .kind = kind::Text{.characters_max = 100},
                 .required = true,
                 .searchable = Searchable::text,
                 .section = "main",
                 .in_list = true,
                 .source = "S02"},
                in_list(choice({2, "main", "S20, S21, S38"}, "kind", {"类型", "Kind"},
                               {{"call", {"电话沟通", "Telephone"}},
                                {"visit", {"上门拜访", "Visit"}},
                                {"survey", {"问卷调查", "Questionnaire"}},
                                {"market", {"市场反馈（包括顾客投诉）", "Market feedback (with complaints)"}},
                                {"letter", {"函件", "Letter"}},
                                {"fax", {"传真", "Fax"}},
                                {"visitor", {"来访", "Visit to us"}},
                                {"mail", {"邮件", "E-mail"}}})),
                maybe_customer({3, "main", "S02"}, {"关联客户", "Customer"}),
                link({4, "main", "S02"}, "contact", {"联系人", "Contact"}, "contact"),
                listed_link({5, "main", "S02"}, "opportunity", {"商机", "Opportunity"}, "opportunity"),
                listed_link({6, "main", "S02"}, "contract", {"合同", "Contract"}, "contract"),
                in_list(required(moment({7, "main", "S02"}, "start", {"开始时间", "Starts"}))),
                moment({8, "main", "S02"}, "end", {"结束时间", "Ends"}),
                line_of_text({9, "main", "S02"}, "place", {"地点", "Place"}, 100),
                person_in_sight({10, "main", "S02"}, "participant", {"参与人", "With"}),
                several_in_sight({16, "main", "S02"}, "participants", {"其他参与人", "Others taking part"}),
                moment({11, "main", "S02"}, "remind_at", {"提醒时间", "Remind at"}),
                long_text({12, "main", "S02"}, "content", {"内容", "Content"}),
                state_field({13, "main", "S02"}, schedule_way().states),
                long_text({14, "outcome", "S02"}, "result", {"结果", "Result"}, 1000),
                moment({15, "outcome", "S02"}, "next_follow_up", {"下次跟进时间", "Next follow-up"}),
            },
        .may_create = workers(),
        .may_edit = workers(),
        .reach = sales_reach(),
        .is_follow_up = true,
        .follow_up_states = {"done"},
        .notices = {{{.people = {"participant"}}, {"邀请你参加日程", "You are invited"}}},
        .group = "activity",
        .workflow = schedule_way(),
        .deadlines = {{.number = 1,
                       .name = "begin",
                       .title = {"开始", "Beginning"},
                       .span = {1, TimeUnit::minutes, Counting::calendar},
                       .starts_at_field = "start",
                       .reminders = {{1, TimeUnit::hours, Counting::calendar}},
                       .stop_states = {"done", "cancelled"},
                       .source = "S02"},
                      {.number = 2,
                       .name = "remind",
                       .title = {"提醒", "Reminder"},
                       .span = {1, TimeUnit::minutes, Counting::calendar},
                       .starts_at_field = "remind_at",
                       .stop_states = {"done", "cancelled"},
                       .source = "S02"}},
        .source = "S02, S20, S21, S38",
    };
}

// On a record of any type, which `subject_type` and `subject` name. It belongs to that record's customer, if it has
// one.
RecordType comment() {
    return {
        .id = type_id::comment,
        .name = "comment",
        .title = {"评论", "Comment"},
        .title_plural = {"评论", "Comments"},
        .icon = "message",
        .label_field = "content",
        .fields =
            {
                {.id = 1,
                 .name = "content",
                 .title = {"内容", "Content"},
                 .kind = kind::Text{.characters_max = 500, .multiline = true},
                 .required = true,
                 .searchable = Searchable::text,
                 .in_list = true,
                 .source = "S02"},
                maybe_customer({2, "", "S02"}, {"客户", "Customer"}),
                number({3, "", "S02"}, "subject_type", {"关联记录类型", "Record type"}),
                required(line_of_text({4, "", "S02"}, "subject", {"关联记录", "Record"}, 36)),
                link({5, "", "S02"}, "reply_to", {"回复对象", "Reply to"}, "comment"),
                person_in_sight({6, "", "S02"}, "mentioned", {"提到的人", "Mentions"}),
                person_in_sight({7, "", "S02"}, "subject_owner", {"记录负责人", "Owner of the record"}),
                several_in_sight({8, "", "S02"}, "mentions", {"提到的人", "Mentions"}),
            },
        .may_create = workers(),
        .may_edit = {},
        .reach = sales_reach(),
        .notices = {{{.people = {"mentioned"}}, {"有评论提到了你", "You are mentioned in a comment"}},
                    {{.when = "has(mentions, me())"}, {"有评论提到了你", "You are mentioned in a comment"}},
                    {{.people = {"reply_to.owner"}}, {"有人回复了你的评论", "Your comment was answered"}},
                    {{.people = {"subject_owner"}}, {"你的记录有新评论", "A comment on your record"}}},
        .in_navigation = false,
        .is_system = true,
        .source = "S02",
    };
}

RecordType interaction() {
    return {
        .id = type_id::interaction,
        .name = "interaction",
        .title = {"交往记录", "Communication record"},
        .title_plural = {"交往记录", "Communication records"},
        .icon = "message",
        .label_field = "result",
        .sections = {{"main", {"交往记录", "Communication"}}},
        .fields =
            {
                parent_customer({1, "main", "S03, S10"}),
                required(link({2, "main", "S03, S10"}, "contact", {"联系人", "Contact"}, "contact")),
                in_list(required(choice({3, "main", "S20, S21, S38"}, "channel", {"沟通方式", "Channel"},
                                        {{"call", {"电话沟通", "Telephone talk"}},
                                         {"visit", {"上门拜访", "Visit"}},
                                         {"survey", {"问卷调查", "Questionnaire"}},
                                         {"market", {"市场反馈（包括顾客投诉）", "Market feedback (with complaints)"}},
                                         {"letter", {"函件", "Letter"}},
                                         {"phone", {"电话", "Telephone"}},
                                         {"fax", {"传真", "Fax"}},
                                         {"visitor", {"来访", "Visit to us"}},
                                         {"mail", {"邮件", "E-mail"}},
                                         {"post", {"信函", "Post"}}}))),
                choice({4, "main", "S21"}, "moment", {"沟通时机", "Occasion"},
                       {{"before", {"合作前的业务咨询", "Enquiry before working together"}},
                        {"during", {"订单执行过程中（包括评审过程）", "While an order is carried out (with reviews)"}},
                        {"after", {"产品销售后的服务跟踪", "Service after the sale"}}}),
                choice({5, "main", "S03"}, "context", {"沟通环节", "Situation"},
                       {{"question", {"订单疑问", "Question about an order"}},
                        {"design", {"工艺设计", "Process design"}},
                        {"sample", {"样品确认", "Confirmation of a sample"}},
                        {"date", {"交期变更", "Change of delivery date"}},
                        {"supplied", {"客供产品异常", "Fault in goods supplied by the customer"}},
                        {"shipment", {"出货前确认", "Confirmation before shipment"}},
                        {"complaint", {"抱怨及退货", "Complaint and return"}},
                        {"satisfaction", {"满意度回复", "Answer on satisfaction"}}}),
                listed_link({6, "main", "S03"}, "contract", {"关联合同", "Contract"}, "contract"),
                listed_link({7, "main", "S03"}, "complaint", {"关联投诉", "Complaint"}, "complaint"),
                {.id = 8,
                 .name = "result",
                 .title = {"沟通情况", "What was said"},
                 .kind = kind::Text{.characters_max = 2000, .multiline = true},
                 .required = true,
                 .searchable = Searchable::text,
                 .section = "main",
                 .in_list = true,
                 .source = "S03"},
                in_list(starting_as(required(moment({9, "main", "S03"}, "time", {"联络时间", "Time"})), "now()")),
                starting_as(required(link({10, "main", "S03"}, "person", {"联络人", "Who talked"}, "user")), "me()"),
                {.id = 11,
                 .name = "topic",
                 .title = {"沟通内容", "Topics"},
                 .kind = kind::Choices{{{"needs",
                                         {"收集客户对房产品的要求，需求与期望",
                                          "What the customer asks, needs and expects of the property"}},
                                        {"projects", {"发布公司的开发项目信息", "Our development projects"}},
                                        {"product", {"就具体房产品的信息进行的沟通", "One particular property"}}}},
                 .section = "main",
                 .company_options = true,
                 .source = "S29"},
            },
        .may_create = workers(),
        .may_edit = workers(),
        .reach = sales_reach(),
        .is_follow_up = true,
        .group = "activity",
        .source = "S03, S10, S20, S21, S29, S38",
    };
}

RecordType daily_report() {
    return {
        .id = type_id::daily_report,
        .name = "daily_report",
        .title = {"日报", "Daily report"},
        .title_plural = {"日报", "Daily reports"},
        .icon = "notebook-pen",
        .label_field = "today",
        .sections = {{"main", {"日报", "Daily report"}}},
        .fields =
            {
                in_list(starting_as(required(date_of({1, "main", "S02"}, "day", {"日期", "Date"})), "today()")),
                in_list(starting_as(required(person_in_sight({2, "main", "S02"}, "reporter", {"汇报人", "Reporter"})),
                                    "me()")),
                {.id = 3,
                 .name = "today",
                 .title = {"今日工作", "Done today"},
                 .kind = kind::Text{.characters_max = 2000, .multiline = true},
                 .required = true,
                 .searchable = Searchable::text,
                 .section = "main",
                 .in_list = true,
                 .source = "S02, S59"},
                long_text({4, "main", "S02"}, "tomorrow", {"明日计划", "Planned for tomorrow"}),
                long_text({5, "main", "S02"}, "problems", {"遇到的问题", "Problems"}, 1000),
                shown_when(long_text({6, "main", "S02"}, "remark", {"主管批注", "The superior’s remark"}, 500),
                           "state != \"draft\""),
                files({8, "main", "S59"}, "receipts", {"回执单", "Receipts of visits"}),
                state_field({7, "main", "S02"}, report_way({"有日报待阅", "A daily report to read"},
                                                           {"日报已阅", "Your daily report was read"})
                                                    .states),
            },
        .may_create = workers(),
        .may_edit = workers(),
        .reach = sales_reach(),
        .unique_together = {"reporter", "day"},
        .group = "activity",
        .workflow = report_way({"有日报待阅", "A daily report to read"}, {"日报已阅", "Your daily report was read"}),
        .source = "S02, S59",
    };
}

RecordType slogan() {
    return {
        .id = type_id::slogan,
        .name = "slogan",
        .title = {"激励话语", "Motto"},
        .title_plural = {"激励话语", "Mottos"},
        .icon = "sparkles",
        .label_field = "content",
        .fields =
            {
                {.id = 1,
                 .name = "content",
                 .title = {"内容", "Words"},
                 .kind = kind::Text{.characters_max = 200},
                 .required = true,
                 .in_list = true,
                 .source = "S02"},
                in_list(starting_as(yes_no({2, "", "S02"}, "enabled", {"启用", "In use"}), "true")),
                date_of({3, "", "S02"}, "from", {"生效日期", "From"}),
                date_of({4, "", "S02"}, "until", {"失效日期", "Until"}),
                number({5, "", "S02"}, "position", {"排序", "Order"}),
            },
        .may_create = {Role::administrator, Role::manager},
        .may_edit = {Role::administrator, Role::manager},
        .group = "base",
        .source = "S02",
    };
}

RecordType work_plan() {
    return {
        .id = type_id::work_plan,
        .name = "work_plan",
        .title = {"工作计划", "Work plan"},
        .title_plural = {"工作计划", "Work plans"},
        .icon = "clipboard-list",
        .label_field = "name",
        .fields =
            {
                {.id = 1,
                 .name = "name",
                 .title = {"名称", "Name"},
                 .kind = kind::Text{.characters_max = 50},
                 .required = true,
                 .searchable = Searchable::text,
                 .in_list = true,
                 .source = "S59"},
                {.id = 2,
                 .name = "kind",
                 .title = {"类型", "Kind"},
                 .kind = kind::Choice{{{"month", {"月计划", "Month"}}, {"week", {"周计划", "Week"}}}, true},
                 .required = true,
                 .in_list = true,
                 .source = "S59"},
                in_list(required(date_of({3, "", "S59"}, "from", {"开始日期", "From"}))),
                in_list(required(date_of({4, "", "S59"}, "until", {"结束日期", "Until"}))),
                long_text({5, "", "S59"}, "aims", {"目的", "Aims"}),
                long_text({6, "", "S59"}, "outcome", {"完成情况", "What was achieved"}),
                state_field({7, "", "S59"}, plan_way().states),
            },
        .reach = sales_reach(),
        .group = "activity",
        .workflow = plan_way(),
        // A plan is handed in before it begins.
        .deadlines = {{.number = 1,
                       .name = "hand_in",
                       .title = {"提交", "Handing in"},
                       .span = {1, TimeUnit::days, Counting::calendar},
                       .starts_at_field = "from",
                       .reminders = {{2, TimeUnit::days, Counting::calendar}},
                       .stop_states = {"submitted", "read"},
                       .source = "S59"}},
        .source = "S59",
    };
}

// 客户, 目的, 计划日期, 完成情况.
RecordType plan_row() {
    return {
        .id = type_id::plan_row,
        .name = "plan_row",
        .title = {"计划明细", "Line of a plan"},
        .title_plural = {"计划明细", "Lines of a plan"},
        .icon = "list",
        .label_field = "aim",
        .fields =
            {
                {.id = 1,
                 .name = "plan",
                 .title = {"工作计划", "Work plan"},
                 .kind = kind::Reference{.type = "work_plan", .is_parent = true},
                 .required = true,
                 .source = "S59"},
                in_list(link({2, "", "S59"}, "customer", {"客户", "Customer"}, "customer")),
                in_list(required(line_of_text({3, "", "S59"}, "aim", {"目的", "Aim"}, 200))),
                in_list(date_of({4, "", "S59"}, "planned_on", {"计划日期", "Planned for"})),
                in_list(line_of_text({5, "", "S59"}, "outcome", {"完成情况", "What was achieved"}, 200)),
            },
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S59",
    };
}

}  // namespace xingke::catalogue
