// What salespeople plan and report by the week and the month, and the prices of the day: requirements 2.3.5, 2.5.21,
// 2.5.22 and 3.3.
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

Field title_of(const FieldPlace& place, Title title) {
    Field field = in_list(required(line_of_text(place, "name", title)));
    field.searchable = Searchable::text;
    return field;
}

std::vector<DeadlineDeclaration> due_on(const char* field) {
    return {{.number = 1,
             .name = "hand_in",
             .title = {"提交", "Handing in"},
             .span = {1, TimeUnit::days, Counting::calendar},
             .starts_at_field = field,
             .reminders = {{2, TimeUnit::days, Counting::calendar}},
             .stop_states = {"submitted", "read"},
             .source = "S59"}};
}

}  // namespace

RecordType price_list() {
    Field product = in_list(required(link({2, "", "S59"}, "product", {"产品", "Product"}, "product")));
    product.fills = {{"name", "name"}, {"price", "price"}};
    return {
        .id = type_id::price_list,
        .name = "price_list",
        .title = {"当日价格", "Price of the day"},
        .title_plural = {"当日价格", "Prices of the day"},
        .icon = "tag",
        .label_field = "name",
        .fields =
            {
                title_of({1, "", "S59"}, {"产品名称", "Product name"}),
                std::move(product),
                in_list(starting_as(required(date_of({3, "", "S59"}, "day", {"日期", "Date"})), "today()")),
                in_list(required(money({4, "", "S59"}, "price", {"当日单价", "Price"}))),
            },
        .may_create = {Role::administrator, Role::manager},
        .may_edit = {Role::administrator, Role::manager},
        .unique_together = {"product", "day"},
        .group = "base",
        .source = "S59",
    };
}

RecordType dev_plan() {
    return {
        .id = type_id::dev_plan,
        .name = "dev_plan",
        .title = {"新客户开发计划", "Development plan"},
        .title_plural = {"新客户开发计划", "Development plans"},
        .icon = "target",
        .label_field = "name",
        .sections = {{"main", {"客户开发计划概述", "The plan"}},
                     {"aims", {"目标客户的分析", "The customers aimed at"}},
                     {"own", {"公司自身条件分析", "What we bring"}}},
        .fields =
            {
                title_of({1, "main", "S60"}, {"计划名称", "Name of the plan"}),
                long_text({2, "main", "S60"}, "overview", {"客户开发计划概述", "Overview"}),
                in_list(date_of({3, "main", "S60"}, "from", {"开始日期", "From"})),
                in_list(date_of({4, "main", "S60"}, "until", {"结束日期", "Until"})),
                long_text({5, "aims", "S60"}, "present", {"目标客户的现状分析", "Where they stand"}),
                long_text({6, "aims", "S60"}, "young", {"年轻客户的需求", "What young customers need"}, 500),
                long_text({7, "aims", "S60"}, "middle_aged", {"中年客户的需求", "What middle-aged customers need"},
                          500),
                long_text({8, "aims", "S60"}, "elderly", {"老年客户的需求", "What elderly customers need"}, 500),
                long_text({9, "own", "S60"}, "supply", {"供货能力分析", "Ability to supply"}),
                long_text({10, "own", "S60"}, "strengths", {"竞争力分析", "Strength in competition"}),
            },
        .reach = sales_reach(),
        .group = "activity",
        .source = "S60",
    };
}

RecordType dev_progress() {
    return {
        .id = type_id::dev_progress,
        .name = "dev_progress",
        .title = {"开发进度", "Progress of development"},
        .title_plural = {"开发进度", "Progress of development"},
        .icon = "flag",
        .label_field = "target",
        .fields =
            {
                {.id = 1,
                 .name = "plan",
                 .title = {"新客户开发计划", "Development plan"},
                 .kind = kind::Reference{.type = "dev_plan", .is_parent = true},
                 .required = true,
                 .source = "S60"},
                in_list(required(line_of_text({2, "", "S60"}, "target", {"目标客户", "Customer aimed at"}))),
                in_list(required(choice({3, "", "S60"}, "segment", {"客户群", "Segment"},
                                        {{"young", {"年轻客户", "Young"}},
                                         {"middle_aged", {"中年客户", "Middle-aged"}},
                                         {"elderly", {"老年客户", "Elderly"}}}))),
                line_of_text({4, "", "S60"}, "stage", {"计划阶段", "Stage planned"}),
                in_list(required(date_of({5, "", "S60"}, "planned_on", {"计划日期", "Planned for"}))),
                in_list(date_of({6, "", "S60"}, "reached_on", {"实际日期", "Reached on"})),
                {.id = 7, .name = "percent", .title = {"进度", "Progress"}, .kind = kind::Percent{}, .source = "S60"},
                long_text({8, "", "S60"}, "result", {"结果", "Result"}, 500),
                line_of_text({9, "", "S60"}, "next", {"下一步", "Next step"}, 200),
                {.id = 10,
                 .name = "state",
                 .title = {"状态", "State"},
                 .kind = kind::Choice{{{"planned", {"计划", "Planned"}}, {"reached", {"已达成", "Reached"}, "good"}}},
                 .computed = "if(reached_on == empty, \"planned\", \"reached\")",
                 .in_list = true,
                 .source = "S60"},
            },
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S60",
    };
}

RecordType duty_report() {
    return {
        .id = type_id::duty_report,
        .name = "duty_report",
        .title = {"述职报告", "Duty report"},
        .title_plural = {"述职报告", "Duty reports"},
        .icon = "notebook-pen",
        .label_field = "name",
        .fields =
            {
                title_of({1, "", "S59"}, {"标题", "Title"}),
                in_list(starting_as(required(date_of({2, "", "S59"}, "due", {"提交期限", "To be handed in by"})),
                                    "today()")),
                required(long_text({3, "", "S59"}, "done", {"本月工作", "Done this month"}, 4000)),
                long_text({4, "", "S59"}, "problems", {"问题与反省", "Problems and reflections"}),
                long_text({5, "", "S59"}, "next", {"下月计划", "Planned for next month"}),
                state_field({6, "", "S59"}, report_way({"有述职报告待阅", "A duty report to read"},
                                                       {"述职报告已阅", "Your duty report was read"})
                                                .states),
            },
        .may_create = workers(),
        .may_edit = workers(),
        .reach = sales_reach(),
        .group = "activity",
        .workflow =
            report_way({"有述职报告待阅", "A duty report to read"}, {"述职报告已阅", "Your duty report was read"}),
        .deadlines = due_on("due"),
        .source = "S59",
    };
}

RecordType market_report() {
    return {
        .id = type_id::market_report,
        .name = "market_report",
        .title = {"市场信息报告", "Market report"},
        .title_plural = {"市场信息报告", "Market reports"},
        .icon = "notebook-pen",
        .label_field = "name",
        .fields =
            {
                title_of({1, "", "S59"}, {"标题", "Title"}),
                in_list(starting_as(required(date_of({2, "", "S59"}, "due", {"提交期限", "To be handed in by"})),
                                    "today()")),
                long_text({3, "", "S59"}, "demand", {"市场需求状况", "Demand"}),
                long_text({4, "", "S59"}, "trend", {"发展趋势", "Trend"}),
                long_text({5, "", "S59"}, "news", {"新信息", "News"}),
                required(long_text({6, "", "S59"}, "advice", {"意见与建议", "Opinions and suggestions"})),
                state_field({7, "", "S59"}, report_way({"有市场信息报告待阅", "A market report to read"},
                                                       {"市场信息报告已阅", "Your market report was read"})
                                                .states),
            },
        .may_create = workers(),
        .may_edit = workers(),
        .reach = sales_reach(),
        .group = "activity",
        .workflow = report_way({"有市场信息报告待阅", "A market report to read"},
                               {"市场信息报告已阅", "Your market report was read"}),
        .deadlines = due_on("due"),
        .source = "S59",
    };
}

// What a person is to reach in a month. Everybody sees their own, managers those of their department.
RecordType sales_target() {
    Field person = in_list(required(link({2, "", "S51, S62"}, "person", {"业务员", "Salesperson"}, "user")));
    person.gives_sight = true;
    return {
        .id = type_id::sales_target,
        .name = "sales_target",
        .title = {"销售目标", "Sales target"},
        .title_plural = {"销售目标", "Sales targets"},
        .icon = "target",
        .label_field = "name",
        .fields =
            {
                title_of({1, "", "S51, S62"}, {"名称", "Name"}),
                std::move(person),
                in_list(required(date_of({3, "", "S51, S62"}, "from", {"开始日期", "From"}))),
                in_list(required(date_of({4, "", "S51, S62"}, "until", {"结束日期", "Until"}))),
                in_list(required(money({5, "", "S51, S62"}, "amount", {"目标金额", "Amount aimed at"}))),
            },
        .may_create = {Role::administrator, Role::manager},
        .may_edit = {Role::administrator, Role::manager},
        .reach = sales_reach(),
        .group = "base",
        .source = "S51, S62",
    };
}

}  // namespace xingke::catalogue
