#include "app/store/transfer/mapping.h"

#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/text.h"
#include "app/catalogue/all.h"

#include <doctest/doctest.h>

using namespace xingke;

namespace {

// "name" or "contact.mobile" for each column, "-" where nothing fits.
std::vector<std::string> proposed(std::string_view type_name, const std::vector<std::string>& columns) {
    const model::Catalogue catalogue = catalogue::core();
    const model::RecordType& type = *catalogue.find(type_name);
    std::vector<std::string> names;
    for (const model::FieldId id : store::propose_mapping(catalogue, type, columns)) {
        const bool is_childs = (id & model::child_field_flag) != 0;
        const model::RecordType& of = is_childs ? *model::child_type(catalogue, type) : type;
        const auto plain = static_cast<model::FieldId>(id & ~model::child_field_flag);
        names.push_back(id == 0 ? "-" : (is_childs ? of.name + "." : "") + find_field(of, plain)->name);
    }
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the columns of a customer list find their fields, the contact's among them") {
    CHECK(proposed("customer",
                   {"客户名称", "客户行业", "客户信息来源", "公司性质", "邮编", "年营业额", "评分", "省市", "详细地址",
                    "电话", "员工数", "备注", "联系人姓名", "称呼", "手机", "邮箱", "职位", "QQ"}) ==
          Names{"name", "industry", "info_source", "nature", "postcode", "turnover", "rating", "region", "address",
                "tel", "staff", "remark", "contact.name", "contact.salutation", "contact.mobile", "contact.email",
                "contact.position", "contact.qq"});
}

TEST_CASE("titles are found in either language, by name and as other programs write them") {
    CHECK(proposed("customer",
                   {"Customer name", "Telephone", "industry", "E-Mail", "mobile phone", "Contact telephone"}) ==
          Names{"name", "tel", "industry", "contact.email", "contact.mobile", "contact.phone"});
    CHECK(proposed("customer", {"公司名称*", " 客户 行业 ", "手机号码（必填）", "联系人", "地区", "地址", "业务员"}) ==
          Names{"name", "industry", "contact.mobile", "contact.name", "region", "address", "owner"});
    CHECK(proposed("customer", {"首要联系人", "联系人电话", "联系人备注", "座机"}) ==
          Names{"contact.name", "contact.phone", "contact.remark", "tel"});
    CHECK(proposed("contact", {"姓名", "客户名称", "手机"}) == Names{"name", "customer", "mobile"});
}

TEST_CASE("no field is proposed twice, and unknown columns are left out") {
    CHECK(proposed("customer", {"电话", "电话", "座机", "", "  ", "随便什么", "创建时间"}) ==
          Names{"tel", "contact.phone", "-", "-", "-", "-", "-"});
}

TEST_CASE("an exact title takes its field before a synonym does, wherever it stands") {
    CHECK(proposed("customer", {"地址", "详细地址"}) == Names{"-", "address"});
}

TEST_CASE("the template's columns are all understood, each as its own field, in both languages") {
    const model::Catalogue catalogue = catalogue::core();
    for (const model::RecordType& type : catalogue.types()) {
        if (type.is_system) {
            continue;
        }
        for (const Language language : {Language::chinese, Language::english}) {
            std::vector<std::string> titles;
            for (const formats::SheetColumn& column : store::template_columns(catalogue, type, language)) {
                titles.push_back(column.title + (column.is_required ? "*" : ""));
                CAPTURE(column.title);
                CHECK_FALSE((column.hint.empty() && column.choices.empty() && column.is_required));
            }
            CHECK_FALSE(titles.empty());
            for (const model::FieldId id : store::propose_mapping(catalogue, type, titles)) {
                CHECK(id != 0);
            }
        }
    }
}

TEST_CASE("fields that the system keeps are not importable") {
    const model::Catalogue catalogue = catalogue::core();
    const model::RecordType& type = *catalogue.find("customer");
    for (const model::ImportField& field : model::importable_fields(catalogue, type)) {
        CAPTURE(field.field->name);
        CHECK_FALSE(field.field->server_only);
        CHECK_FALSE(field.field->set_by_app);
        CHECK((field.id & model::child_field_flag) == (field.type == &type ? 0 : model::child_field_flag));
        CHECK(field.field->name != "customer");
    }
}
