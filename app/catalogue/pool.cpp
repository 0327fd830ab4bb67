// The customer pool 公海: the ledger of owners and the company's rules (requirements 2.2.2 and 8.1 A3; app/model/pool.h
// says what the rules mean).
#include "app/model/pool.h"

#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

Field count_of(FieldId id, const char* name, Title title, Title help = {}) {
    return {.id = id,
            .name = name,
            .title = title,
            .kind = kind::Number{.least = 0, .most = 9'999},
            .section = "main",
            .help = help,
            .source = "S06"};
}

Field of_ledger(FieldId id, const char* name, Title title, Kind kind) {
    return {.id = id,
            .name = name,
            .title = title,
            .kind = std::move(kind),
            .server_only = true,
            .in_list = true,
            .source = "S06"};
}

}  // namespace

// Written by the server with every change of owner, never changed.
RecordType pool_event() {
    RecordType type{
        .id = type_id::pool_event,
        .name = "pool_event",
        .title = {"归属记录", "Change of owner"},
        .title_plural = {"归属记录", "Changes of owner"},
        .icon = "history",
        .label_field = "remark",
        .fields =
            {
                of_ledger(1, "customer", {"客户", "Customer"}, kind::Reference{"customer"}),
                of_ledger(3, "reason", {"原因", "Reason"}, kind::Choice{pool_reasons()}),
                of_ledger(4, "from_owner", {"原负责人", "From"}, kind::Reference{"user"}),
                of_ledger(5, "to_owner", {"新负责人", "To"}, kind::Reference{"user"}),
                of_ledger(6, "happened_at", {"时间", "Time"}, kind::DateTime{}),
                of_ledger(7, "actor", {"操作人", "By"}, kind::Reference{"user"}),
                of_ledger(8, "remark", {"退回原因", "Why returned"}, kind::Text{.characters_max = 200}),
                of_ledger(9, "count_today", {"当日第几个", "Number of the day"}, kind::Number{}),
            },
        .may_create = {},
        .may_edit = {},
        .may_remove = {},
        .reach = sales_reach(),
        .is_system = true,
        .source = "S02, S06",
    };
    // Whoever gave it and whoever got it know of it.
    for (Field& field : type.fields) {
        field.gives_sight = field.name == "from_owner" || field.name == "to_owner";
    }
    return type;
}

RecordType pool_rule() {
    return {
        .id = type_id::pool_rule,
        .name = "pool_rule",
        .title = {"公海规则", "Pool rules"},
        .title_plural = {"公海规则", "Pool rules"},
        .icon = "settings",
        .label_field = "remark",
        .sections = {{"main", {"公海规则", "Pool rules"}}},
        .fields =
            {
                {.id = 1,
                 .name = "remark",
                 .title = {"备注", "Remarks"},
                 .kind = kind::Text{.characters_max = 200},
                 .section = "main",
                 .source = "S06"},
                yes_no({2, "main", "S06"}, "is_on", {"启用公海自动回收", "Customers go to the pool by themselves"}),
                count_of(3, "follow_up_days", {"未跟进天数", "Days without follow-up"}, {"0表示不启用", "0: off"}),
                count_of(4, "opportunity_days", {"无商机天数", "Days without opportunity"}, {"0表示不启用", "0: off"}),
                count_of(5, "winning_days", {"未成交天数", "Days without winning"}, {"0表示不启用", "0: off"}),
                count_of(6, "protection_days", {"最长保护天数", "Days of protection at most"},
                         {"0表示不启用", "0: off"}),
                count_of(7, "remind_days", {"提前提醒天数", "Days of warning"}),
                count_of(8, "claims_per_day", {"每人每天领取上限", "Claims a day for each person"},
                         {"0表示不限", "0: no limit"}),
                count_of(9, "holding_most", {"每人持有客户上限", "Customers held by each person"},
                         {"0表示不限", "0: no limit"}),
                count_of(10, "lockout_days", {"原负责人不可领取天数", "Days before the former owner may claim"},
                         {"0表示不限", "0: no limit"}),
                count_of(11, "grace_hours", {"未同步设备宽限小时", "Hours of grace for devices not synced"}),
                yes_no({12, "main", "S06"}, "working_days", {"只计工作日", "Count working days only"}),
                {.id = 13,
                 .name = "exempt_statuses",
                 .title = {"不进入公海的客户状态", "Statuses that never go"},
                 .kind = kind::Choices{{{"potential", {"潜在", "Potential"}},
                                        {"first_contact", {"初步接触", "First contact"}},
                                        {"following", {"持续跟进", "Following up"}},
                                        {"won", {"成交", "Won"}},
                                        {"loyal", {"忠诚", "Loyal"}},
                                        {"invalid", {"无效", "Invalid"}}}},
                 .section = "main",
                 .source = "S06"},
                yes_no({14, "main", "S06"}, "exempts_key", {"重点客户不进入公海", "Key customers never go"}),
            },
        .may_create = {Role::administrator, Role::manager},
        .may_edit = {Role::administrator, Role::manager},
        .may_remove = {},
        .is_system = true,
        .source = "S06",
    };
}

}  // namespace xingke::catalogue
