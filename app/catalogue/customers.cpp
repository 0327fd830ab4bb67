// Customers and their contacts: requirements 2.2.1 and 2.2.4, to the letter of S06 and S02.
#include "app/catalogue/all.h"

namespace xingke::catalogue {

using namespace model;  // Declarations only; every name in this file is the model's.

RecordType customer() {
    return {
        .id = type_id::customer,
        .name = "customer",
        .title = {"客户", "Customer"},
        .title_plural = {"客户", "Customers"},
        .icon = "building",
        .label_field = "name",
        .sections =
            {
                {"main", {"主要信息", "Main information"}},
                {"extra", {"附加信息", "Additional information"}},
                {"extended", {"扩展资料", "Extended data"}},
            },
        .fields =
            {
                {.id = 1, .name = "name", .title = {"客户名称", "Customer name"}, .kind = kind::Text{.characters_max = 50}, .required = true, .searchable = Searchable::name, .section = "main", .in_list = true, .required_text = {"请填写客户名", "Please fill in the customer name"}, .source = "S06"},
                {.id = 2, .name = "industry", .title = {"客户行业", "Industry"}, .kind = kind::Choice{{{"education", {"教育/培训", "Education / training"}}, {"ecommerce", {"电子商务", "E-commerce"}}, {"foreign_trade", {"对外贸易", "Foreign trade"}}, {"other", {"其他", "Other"}}}, true}, .section = "main", .in_list = true, .source = "S06"},
                {.id = 3, .name = "info_source", .title = {"客户信息来源", "Source"}, .kind = kind::Choice{{{"telemarketing", {"电话营销", "Telephone marketing"}}, {"web", {"网络营销", "Online marketing"}}, {"other", {"其他", "Other"}}}}, .section = "main", .source = "S06"},
                {.id = 4, .name = "nature", .title = {"公司性质", "Ownership"}, .kind = kind::Choice{{{"joint_venture", {"合资", "Joint venture"}}, {"state_owned", {"国企", "State-owned"}}, {"institution", {"事业单位", "Public institution"}}, {"private", {"民营", "Private"}}, {"other", {"其他", "Other"}}}, true}, .section = "main", .source = "S06"},
                {.id = 5, .name = "status", .title = {"客户状态", "Status"}, .kind = kind::Choice{{{"potential", {"潜在", "Potential"}}, {"first_contact", {"初步接触", "First contact"}, "accent"}, {"following", {"持续跟进", "Following up"}, "accent"}, {"won", {"成交", "Won"}, "good"}, {"loyal", {"忠诚", "Loyal"}, "good"}, {"invalid", {"无效", "Invalid"}, "bad"}}}, .section = "main", .in_list = true, .source = "S02"},
                {.id = 6, .name = "postcode", .title = {"邮编", "Postcode"}, .kind = kind::Digits{6, 6}, .section = "main", .source = "S06, S51, S67"},
                {.id = 7, .name = "turnover", .title = {"年营业额", "Annual turnover"}, .kind = kind::Choice{{{"to_10", {"0-10万", "0–100,000"}}, {"to_20", {"10-20万", "100,000–200,000"}}, {"to_50", {"20-50万", "200,000–500,000"}}, {"above_50", {"50万以上", "Above 500,000"}}}}, .section = "main", .source = "S06"},
                {.id = 8, .name = "rating", .title = {"评分", "Rating"}, .kind = kind::Choice{{{"one", {"一星", "One star"}}, {"two", {"二星", "Two stars"}}, {"three", {"三星", "Three stars"}}}, true}, .section = "main", .in_list = true, .source = "S06"},
                {.id = 9, .name = "region", .title = {"客户联系地址", "Region"}, .kind = kind::Region{}, .section = "main", .in_list = true, .source = "S06"},
                {.id = 10, .name = "address", .title = {"详细地址", "Address"}, .kind = kind::Text{.characters_max = 200}, .searchable = Searchable::text, .section = "main", .source = "S06"},
                {.id = 11, .name = "tel", .title = {"电话", "Telephone"}, .kind = kind::Phone{}, .searchable = Searchable::digits, .section = "main", .source = "S51, S67"},

                {.id = 12, .name = "staff", .title = {"员工数", "Staff"}, .kind = kind::Choice{{{"to_20", {"5-20人", "5–20"}}, {"to_50", {"20-50人", "20–50"}}, {"above_50", {"50人以上", "Above 50"}}}}, .section = "extra", .source = "S06"},
                {.id = 13, .name = "remark", .title = {"备注", "Remarks"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .searchable = Searchable::text, .section = "extra", .source = "S06"},

                {.id = 14, .name = "category", .title = {"客户类型", "Category"}, .kind = kind::Choice{{{"company", {"企业客户", "Company"}}, {"person", {"个人客户", "Person"}}}}, .section = "extended", .source = "S06, S51, S58"},
                {.id = 15, .name = "short_name", .title = {"客户简称", "Short name"}, .kind = kind::Text{.characters_max = 20}, .searchable = Searchable::name, .section = "extended", .source = "S31"},
                {.id = 16, .name = "axis_time", .title = {"时间序列", "Time axis"}, .kind = kind::Choice{{{"old", {"老客户", "Long-standing"}}, {"new", {"新客户", "New"}}, {"future", {"未来客户", "Future"}}}}, .section = "extended", .source = "S57"},
                {.id = 17, .name = "axis_volume", .title = {"交易数量和市场地位", "Volume and market position"}, .kind = kind::Choice{{{"main", {"主力客户", "Main customer"}}, {"ordinary", {"一般客户", "Ordinary customer"}}, {"scattered", {"零散客户", "Occasional customer"}}}}, .section = "extended", .source = "S57"},
                {.id = 18, .name = "directness", .title = {"直接/间接", "Direct or indirect"}, .kind = kind::Choice{{{"direct", {"直接客户", "Direct"}}, {"indirect", {"间接客户", "Indirect"}}}}, .section = "extended", .source = "S57"},
                {.id = 19, .name = "partner_kind", .title = {"合作类型", "Kind of partner"}, .kind = kind::Choices{{{"dealer", {"主要经销商", "Main dealer"}}, {"hospital", {"医院", "Hospital"}}, {"pharmacy", {"药店", "Pharmacy"}}, {"retailer", {"零售商", "Retailer"}}}}, .section = "extended", .source = "S54"},
                {.id = 20, .name = "legal_rep", .title = {"法定代表人", "Legal representative"}, .kind = kind::Text{.characters_max = 50}, .section = "extended", .source = "S57, S67"},
                {.id = 21, .name = "fax", .title = {"传真", "Fax"}, .kind = kind::Phone{}, .section = "extended", .source = "S51, S67"},
                {.id = 22, .name = "reg_capital", .title = {"注册资本", "Registered capital"}, .kind = kind::Money{}, .section = "extended", .source = "S51, S67"},
                {.id = 23, .name = "scope", .title = {"经营范围", "Scope of business"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .section = "extended", .source = "S67"},
                {.id = 24, .name = "founded", .title = {"创业时间", "Founded"}, .kind = kind::Date{}, .section = "extended", .source = "S57"},
                {.id = 25, .name = "traded_since", .title = {"与本公司交易时间", "Trading since"}, .kind = kind::Date{}, .section = "extended", .source = "S51, S57"},
                {.id = 26, .name = "is_key", .title = {"重点客户", "Key customer"}, .kind = kind::YesNo{}, .section = "extended", .source = "S62"},
                {.id = 27, .name = "key_reason", .title = {"重点客户理由", "Why a key customer"}, .kind = kind::Text{.characters_max = 200}, .section = "extended", .visible_when = {{{"is_key", Condition::Test::is, "yes"}}}, .required_when = {{{"is_key", Condition::Test::is, "yes"}}}, .source = "S62"},
            },
        .duplicate_field = "name",
        .create_with = "contact",
        .source = "S02, S06",
    };
}

RecordType contact() {
    return {
        .id = type_id::contact,
        .name = "contact",
        .title = {"联系人", "Contact"},
        .title_plural = {"联系人", "Contacts"},
        .icon = "user",
        .label_field = "name",
        .sections = {{"main", {"联系人信息", "Contact"}}, {"person", {"个人情况", "Person"}}},
        .fields =
            {
                {.id = 1, .name = "customer", .title = {"所属客户", "Customer"}, .kind = kind::Reference{.type = "customer", .is_parent = true}, .required = true, .section = "main", .in_list = true, .source = "S06"},
                {.id = 2, .name = "name", .title = {"姓名", "Name"}, .kind = kind::Text{.characters_max = 50}, .required = true, .searchable = Searchable::name, .section = "main", .in_list = true, .source = "S06"},
                {.id = 3, .name = "salutation", .title = {"称呼", "Form of address"}, .kind = kind::Text{.characters_max = 50}, .section = "main", .source = "S06"},
                {.id = 4, .name = "position", .title = {"职位", "Position"}, .kind = kind::Text{.characters_max = 50}, .section = "main", .in_list = true, .source = "S06, S51"},
                {.id = 5, .name = "mobile", .title = {"手机", "Mobile"}, .kind = kind::Phone{kind::PhoneKind::mobile}, .searchable = Searchable::digits, .section = "main", .in_list = true, .source = "S06"},
                {.id = 6, .name = "phone", .title = {"电话", "Telephone"}, .kind = kind::Phone{}, .searchable = Searchable::digits, .section = "main", .source = "S51"},
                {.id = 7, .name = "email", .title = {"邮箱", "E-mail"}, .kind = kind::Email{50}, .searchable = Searchable::text, .section = "main", .source = "S06"},
                {.id = 8, .name = "qq", .title = {"QQ", "QQ"}, .kind = kind::Digits{1, 20}, .searchable = Searchable::digits, .section = "main", .source = "S06"},
                {.id = 9, .name = "is_primary", .title = {"首要联系人", "Primary contact"}, .kind = kind::YesNo{}, .section = "main", .in_list = true, .source = "S06"},
                {.id = 10, .name = "remark", .title = {"备注", "Remarks"}, .kind = kind::Text{.characters_max = 500, .multiline = true}, .searchable = Searchable::text, .section = "main", .source = "S06"},
                {.id = 11, .name = "personality", .title = {"性格特点", "Character"}, .kind = kind::Text{.characters_max = 200}, .section = "person", .source = "S51"},
                {.id = 12, .name = "hobby", .title = {"嗜好", "Hobbies"}, .kind = kind::Text{.characters_max = 200}, .section = "person", .source = "S51"},
                {.id = 13, .name = "family", .title = {"家庭", "Family"}, .kind = kind::Text{.characters_max = 200}, .section = "person", .source = "S57"},
                {.id = 14, .name = "education", .title = {"学历", "Education"}, .kind = kind::Text{.characters_max = 50}, .section = "person", .source = "S57"},
                {.id = 15, .name = "age", .title = {"年龄", "Age"}, .kind = kind::Number{0, 150}, .section = "person", .source = "S57"},
                {.id = 16, .name = "ability", .title = {"能力", "Abilities"}, .kind = kind::Text{.characters_max = 200}, .section = "person", .source = "S57"},
                {.id = 17, .name = "emergency", .title = {"紧急事故联络人", "Emergency contact"}, .kind = kind::YesNo{}, .section = "person", .source = "S55"},
            },
        .source = "S02, S06",
    };
}

}  // namespace xingke::catalogue
