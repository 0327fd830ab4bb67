// What the person in the field keeps for himself, and what is worked out about customers from time to time:
// requirements 2.1.1, 2.5.8 and 2.5.17.
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"
#include "app/model/personal_setting.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

Field out_of_hundred(const FieldPlace& place, const char* name, Title title) {
    Field field = in_list(required(number(place, name, title)));
    field.kind = kind::Number{.least = 0, .most = 100};
    return field;
}

}  // namespace

// 常用语: what somebody writes again and again. Nobody else sees them.
RecordType quick_phrase() {
    return {
        .id = type_id::quick_phrase,
        .name = "quick_phrase",
        .title = {"常用语", "Phrase"},
        .title_plural = {"常用语", "Phrases"},
        .icon = "message",
        .label_field = "content",
        .fields =
            {
                in_list(required(line_of_text({1, "", "S62"}, "content", {"内容", "Words"}, 200))),
                number({2, "", "S62"}, "position", {"排序", "Order"}),
            },
        .may_create = workers(),
        .may_edit = workers(),
        .may_remove = workers(),
        .reach = own_reach(),
        .group = "base",
        .in_navigation = false,
        .source = "S62",
    };
}

// One for each person (app/model/personal_setting.h): how the home page stands, and when the report is asked for.
RecordType personal_setting() {
    return {
        .id = type_id::personal_setting,
        .name = std::string(personal_setting_type_name),
        .title = {"个人设置", "Personal settings"},
        .title_plural = {"个人设置", "Personal settings"},
        .icon = "settings",
        .label_field = "home",
        .fields =
            {
                {.id = personal_setting_field::home,
                 .name = "home",
                 .title = {"首页部件", "Parts of the home page"},
                 .kind = kind::Text{.characters_max = 1000},
                 .source = "S02"},
                {.id = personal_setting_field::report_hour,
                 .name = "report_hour",
                 .title = {"日报提醒时间", "Hour of the daily reminder"},
                 .kind = kind::Number{.least = 0, .most = 23},
                 .source = "S02"},
            },
        .may_create = every_role(),
        .may_edit = every_role(),
        .may_remove = {},
        .reach = own_reach(),
        .is_system = true,
        .source = "S02",
    };
}

// 客户关系评估表. The weights sum to 100; the proposal follows from the standard score and may be overridden.
RecordType relation_assessment() {
    const auto counted = [](const FieldPlace& place, const char* name, Title title, const char* of) {
        Field field = number(place, name, title);
        field.sum = {"relation_row", "assessment", of};
        return field;
    };
    const std::vector<Option> results = {{"develop", {"发展关系", "Develop the relationship"}, "good"},
                                         {"keep", {"维持关系", "Keep it"}, "accent"},
                                         {"end", {"终止关系", "End it"}, "bad"}};
    Field standard = in_list({.id = 6,
                              .name = "standard",
                              .title = {"标准分", "Standard score"},
                              .kind = kind::Percent{},
                              .computed = "ratio(total, best)",
                              .source = "S62"});
    Field proposal = choice({7, "", "S62"}, "proposal", {"建议结果", "Proposed result"}, results);
    proposal.computed =
        "if(!is_set(standard), empty, if(standard >= 80%, \"develop\", if(standard >= 60%, \"keep\", "
        "\"end\")))";
    return {
        .id = type_id::relation_assessment,
        .name = "relation_assessment",
        .title = {"客户关系评估", "Relationship assessment"},
        .title_plural = {"客户关系评估", "Relationship assessments"},
        .icon = "star",
        .label_field = "no",
        .fields =
            {
                file_number({1, "", "S62"}, "GX-{yyyymmdd}-{device}-{count:4}"),
                parent_customer({2, "", "S62"}),
                in_list(starting_as(required(date_of({3, "", "S62"}, "assessed_on", {"评估日期", "Assessed on"})),
                                    "today()")),
                in_list(counted({4, "", "S62"}, "total", {"合计", "Total"}, "weighted")),
                counted({5, "", "S62"}, "best", {"满分合计", "Best total"}, "best"),
                std::move(standard),
                std::move(proposal),
                in_list(choice({8, "", "S62"}, "result", {"评估结果及建议", "Result"}, results)),
                line_of_text({9, "", "S62"}, "reason", {"改变建议的理由", "Why it differs from the proposal"}, 200),
            },
        .reach = sales_reach(),
        .in_navigation = false,
        .source = "S62",
    };
}

RecordType relation_row() {
    const auto product_of = [](const FieldPlace& place, const char* name, Title title, const char* expression) {
        Field field = number(place, name, title);
        field.computed = expression;
        return field;
    };
    return {
        .id = type_id::relation_row,
        .name = "relation_row",
        .title = {"评估指标", "Measure"},
        .title_plural = {"评估指标", "Measures"},
        .icon = "list",
        .label_field = "name",
        .fields =
            {
                {.id = 1,
                 .name = "assessment",
                 .title = {"客户关系评估", "Assessment"},
                 .kind = kind::Reference{.type = "relation_assessment", .is_parent = true},
                 .required = true,
                 .source = "S62"},
                in_list(required(line_of_text({2, "", "S62"}, "name", {"评估指标", "Measure"}))),
                out_of_hundred({3, "", "S62"}, "weight", {"指标权重", "Weight"}),
                out_of_hundred({4, "", "S62"}, "score", {"得分", "Score"}),
                in_list(line_of_text({5, "", "S62"}, "grade", {"等级", "Grade"}, 20)),
                line_of_text({6, "", "S62"}, "basis", {"得分依据", "Basis of the score"}, 200),
                line_of_text({7, "", "S62"}, "remark", {"备注", "Remarks"}, 200),
                product_of({8, "", "S62"}, "weighted", {"加权得分", "Weighted score"}, "weight * score"),
                product_of({9, "", "S62"}, "best", {"加权满分", "Weighted best score"}, "weight * 100"),
            },
        .may_remove = {Role::administrator, Role::manager, Role::salesperson},
        .reach = sales_reach(),
        .follows_parent_only = true,
        .in_navigation = false,
        .source = "S62",
    };
}

// 客户信息分析报告, one a month; its counts are in the reports.
RecordType info_analysis() {
    Field title = in_list(required(line_of_text({1, "", "S67"}, "title", {"标题", "Title"})));
    title.searchable = Searchable::text;
    return {
        .id = type_id::info_analysis,
        .name = "info_analysis",
        .title = {"客户信息分析报告", "Customer information analysis"},
        .title_plural = {"客户信息分析报告", "Customer information analyses"},
        .icon = "chart",
        .label_field = "title",
        .fields =
            {
                std::move(title),
                in_list(starting_as(required(date_of({2, "", "S67"}, "month", {"月份", "Month"})), "today()")),
                long_text({3, "", "S67"}, "changes", {"客户数量变化", "Change in the number of customers"}),
                long_text({4, "", "S67, S25"}, "structure", {"结构分析", "Analysis of the structure"}),
                long_text({5, "", "S67"}, "problems", {"问题", "Problems"}),
                long_text({6, "", "S67"}, "suggestions", {"建议", "Suggestions"}),
            },
        .reach = sales_reach(),
        .group = "activity",
        .source = "S67, S25",
    };
}

}  // namespace xingke::catalogue
