// The example of docs/catalogue.md, for the tests that say what follows from it.
#pragma once

#include "app/catalogue/all.h"

namespace xingke::model {

// clang-format off
inline RecordType equipment() {
    return {
        .id = 900,
        .name = "equipment",
        .title = {"设备", "Equipment"},
        .title_plural = {"设备", "Equipment"},
        .icon = "package",
        .label_field = "name",
        .fields =
            {
                {.id = 1, .name = "name", .title = {"设备名称", "Name"}, .required = true, .searchable = Searchable::name, .in_list = true, .source = "S26"},
                {.id = 2, .name = "customer", .title = {"客户", "Customer"}, .kind = kind::Reference{"customer", true}, .required = true, .in_list = true, .source = "S26"},
                {.id = 3, .name = "serial", .title = {"出厂编号", "Serial number"}, .kind = kind::Text{.characters_max = 30}, .unique = true, .searchable = Searchable::digits, .in_list = true, .source = "S26"},
                {.id = 4, .name = "installed", .title = {"安装日期", "Installed"}, .kind = kind::Date{}, .starts_as = "today()", .source = "S26"},
                {.id = 5, .name = "condition", .title = {"状态", "Condition"}, .kind = kind::Choice{{{"good", {"良好", "Good"}, "good"}, {"broken", {"故障", "Broken"}, "bad"}}}, .company_options = true, .in_list = true, .source = "S26"},
                {.id = 6, .name = "fault", .title = {"故障现象", "Fault"}, .kind = kind::Text{.multiline = true}, .visible_when = "condition == \"broken\"", .required_when = "condition == \"broken\"", .source = "S26"},
                {.id = 7, .name = "price", .title = {"单价", "Unit price"}, .kind = kind::Money{}, .secret_from = {Role::read_only}, .source = "S26"},
                {.id = 8, .name = "count", .title = {"数量", "Quantity"}, .kind = kind::Number{.least = 1, .most = 9'999}, .source = "S26"},
                {.id = 9, .name = "total", .title = {"合计", "Total"}, .kind = kind::Money{}, .computed = "price * count", .in_list = true, .source = "S26"},
            },
        .duplicate_fields = {"serial", "name"},
        .source = "S26",
    };
}
// clang-format on

// The core, with the example declared beside it.
inline Catalogue core_with_example() {
    std::vector<RecordType> types = catalogue::core_types();
    types.push_back(equipment());
    return {catalogue::version, std::move(types)};
}

}  // namespace xingke::model
