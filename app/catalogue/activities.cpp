// What people do with customers: visits (requirements 2.5.20, form 客户拜访记录表 of S62).
#include "app/catalogue/all.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

RecordType visit() {
    return {
        .id = type_id::visit,
        .name = "visit",
        .title = {"拜访", "Visit"},
        .title_plural = {"拜访", "Visits"},
        .icon = "map-pin",
        .label_field = "subject",
        .sections = {{"main", {"拜访记录", "Visit"}}, {"assessment", {"客户评价", "Assessment"}}},
        .fields =
            {
                {.id = 1, .name = "customer", .title = {"客户名称", "Customer"}, .kind = kind::Reference{.type = "customer", .is_parent = true}, .required = true, .section = "main", .in_list = true, .source = "S62"},
                {.id = 2, .name = "subject", .title = {"主题", "Subject"}, .kind = kind::Text{.characters_max = 100}, .required = true, .searchable = Searchable::text, .section = "main", .in_list = true, .source = "S62"},
                {.id = 3, .name = "state", .title = {"状态", "State"}, .kind = kind::Choice{{{"planned", {"计划", "Planned"}, "accent"}, {"checked_in", {"已签到", "Checked in"}, "warning"}, {"done", {"已完成", "Done"}, "good"}, {"cancelled", {"取消", "Cancelled"}}}, true}, .section = "main", .in_list = true, .source = "S62"},
                {.id = 4, .name = "visited_on", .title = {"填写日期", "Date"}, .kind = kind::Date{}, .section = "main", .in_list = true, .source = "S62"},
                {.id = 5, .name = "purpose", .title = {"拜访目的", "Purpose"}, .kind = kind::Choice{{{"products", {"了解产品信息", "Product information"}}, {"cooperation", {"洽谈合作", "Discuss cooperation"}}, {"question", {"咨询问题", "Ask a question"}}}}, .section = "main", .company_options = true, .source = "S61"},
                {.id = 6, .name = "contact", .title = {"拜访对象", "Person visited"}, .kind = kind::Reference{"contact"}, .section = "main", .source = "S62"},
                {.id = 7, .name = "phone", .title = {"联系方式", "Telephone"}, .kind = kind::Phone{}, .searchable = Searchable::digits, .section = "main", .source = "S62"},
                {.id = 8, .name = "address", .title = {"详细地址", "Address"}, .kind = kind::Text{.characters_max = 200}, .section = "main", .source = "S62"},
                {.id = 9, .name = "notes", .title = {"访问记录", "Notes"}, .kind = kind::Text{.characters_max = 2000, .multiline = true}, .searchable = Searchable::text, .section = "main", .source = "S62"},
                {.id = 10, .name = "attention", .title = {"注意事项", "Points to note"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .section = "main", .source = "S62"},
                {.id = 11, .name = "expectations", .title = {"意见与期望", "Opinions and expectations"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .searchable = Searchable::text, .section = "main", .source = "S05"},
                {.id = 12, .name = "market", .title = {"竞争/市场信息", "Competition and market"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .section = "main", .source = "S59"},
                {.id = 13, .name = "growth", .title = {"成长率", "Growth rate"}, .kind = kind::Percent{}, .section = "assessment", .source = "S62"},
                {.id = 14, .name = "credit", .title = {"信用度", "Credit standing"}, .kind = kind::Text{.characters_max = 100}, .section = "assessment", .source = "S62"},
                {.id = 15, .name = "profit", .title = {"总利润率", "Gross margin"}, .kind = kind::Percent{}, .section = "assessment", .source = "S62"},
                {.id = 16, .name = "overall", .title = {"综合评价", "Overall assessment"}, .kind = kind::Text{.characters_max = 200}, .section = "assessment", .source = "S62"},
                {.id = 17, .name = "ranking", .title = {"顺序评核", "Ranking"}, .kind = kind::Text{.characters_max = 100}, .section = "assessment", .source = "S62"},
                {.id = 18, .name = "standing", .title = {"业界地位", "Standing in the industry"}, .kind = kind::Text{.characters_max = 100}, .section = "assessment", .source = "S62"},
                {.id = 19, .name = "solved", .title = {"已解决的问题", "Problems solved"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .section = "assessment", .source = "S62"},
                {.id = 20, .name = "future", .title = {"以后应注意的事项", "To note in future"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .section = "assessment", .source = "S62"},
                {.id = 21, .name = "other", .title = {"其他", "Other"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .section = "assessment", .source = "S62"},
            },
        .source = "S62, S05, S59, S61",
    };
}

}  // namespace xingke::catalogue
