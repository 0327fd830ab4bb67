// Base data: requirements 2.9.
#include "app/catalogue/all.h"
#include "app/catalogue/fields.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

namespace {

Field name_field(FieldId id, Title title, const char* source) {
    return {.id = id,
            .name = "name",
            .title = title,
            .kind = kind::Text{.characters_max = 50},
            .required = true,
            .searchable = Searchable::name,
            .in_list = true,
            .source = source};
}

}  // namespace

RecordType product() {
    return {
        .id = type_id::product,
        .name = "product",
        .title = {"产品", "Product"},
        .title_plural = {"产品", "Products"},
        .icon = "package",
        .label_field = "name",
        .fields =
            {
                {.id = 1,
                 .name = "code",
                 .title = {"产品编号", "Product code"},
                 .kind = kind::Text{.characters_max = 30},
                 .unique = true,
                 .searchable = Searchable::text,
                 .in_list = true,
                 .source = "S09, S21"},
                name_field(2, {"名称", "Name"}, "S21, S51"),
                in_list(line_of_text({3, "", "S21, S51"}, "model", {"规格/型号", "Model"})),
                in_list(choice({4, "", "S09"}, "kind", {"类型", "Kind"},
                               {{"standard", {"定型产品", "Standard product"}},
                                {"new", {"新产品", "New product"}},
                                {"modified", {"改型", "Modified"}}})),
                line_of_text({5, "", "S21"}, "unit", {"单位", "Unit"}, 20),
                in_list(money({6, "", "S59"}, "price", {"单价", "Unit price"})),
                in_list(choice({7, "", "S09"}, "status", {"状态", "State"},
                               {{"on_sale", {"在售", "On sale"}, "good"}, {"stopped", {"停售", "Withdrawn"}, "bad"}})),
            },
        .may_create = {Role::administrator, Role::manager},
        .may_edit = {Role::administrator, Role::manager},
        .duplicate_fields = {"code", "name"},
        .group = "base",
        .source = "S09, S21, S51",
    };
}

RecordType supplier() {
    return {
        .id = type_id::supplier,
        .name = "supplier",
        .title = {"供应商", "Supplier"},
        .title_plural = {"供应商", "Suppliers"},
        .icon = "building-2",
        .label_field = "name",
        .fields =
            {
                name_field(1, {"名称", "Name"}, "S24"),
                in_list(line_of_text({2, "", "S24"}, "contact", {"联系人", "Contact"})),
                {.id = 3,
                 .name = "tel",
                 .title = {"电话", "Telephone"},
                 .kind = kind::Phone{},
                 .searchable = Searchable::digits,
                 .in_list = true,
                 .source = "S24"},
                in_list(yes_no({4, "", "S24, S68"}, "is_qualified",
                               {"合格供方名录", "On the list of qualified suppliers"})),
                long_text({5, "", "S24, S68"}, "assessment", {"供方评定", "Assessment"}),
                line_of_text({6, "", "S51"}, "address", {"地址", "Address"}, 200),
            },
        .duplicate_fields = {"name", "tel"},
        .group = "base",
        .source = "S24, S51, S68",
    };
}

RecordType region_area() {
    return {
        .id = type_id::region_area,
        .name = "region_area",
        .title = {"辖区", "Sales area"},
        .title_plural = {"辖区", "Sales areas"},
        .icon = "map-pin",
        .label_field = "name",
        .fields =
            {
                name_field(1, {"名称", "Name"}, "S59, S62"),
                in_list(link({2, "", "S62"}, "above", {"上级区域", "Part of"}, "region_area")),
                in_list(link({3, "", "S59"}, "salesperson", {"负责业务员", "Salesperson in charge"}, "user")),
                in_list({.id = 4,
                         .name = "region",
                         .title = {"省市", "Province and city"},
                         .kind = kind::Region{},
                         .source = "S62"}),
                long_text({5, "", "S62"}, "remark", {"备注", "Remarks"}, 500),
            },
        .may_create = {Role::administrator, Role::manager},
        .may_edit = {Role::administrator, Role::manager},
        .duplicate_fields = {"name"},
        .group = "base",
        .source = "S59, S62",
    };
}

}  // namespace xingke::catalogue
