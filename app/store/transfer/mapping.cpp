#include "app/store/transfer/mapping.h"

#include <algorithm>
#include <span>

#include "app/base/text.h"

namespace xingke::store {
namespace {

using model::ImportField;

// What the same thing is called in other programs' files; normalised as normal_title() does. A column named by one
// word of a line is the field whose title or name is another.
constexpr std::string_view synonyms[] = {
    "客户名称|客户|客户名|公司|公司名称|公司名|企业名称|企业名|单位|单位名称|名称|customername|customer|company|"
    "companyname|account|accountname|name",
    "姓名|联系人姓名|联系人|联系人名称|首要联系人|主要联系人|首要联系人姓名|主联系人|contact|contactname|contactperson|"
    "fullname",
    "客户行业|行业|所属行业|行业类别|industry|sector",
    "客户信息来源|来源|客户来源|信息来源|线索来源|source|leadsource|infosource",
    "公司性质|企业性质|性质|单位性质|ownership|nature|companytype",
    "客户状态|状态|status|stage",
    "邮编|邮政编码|postcode|zip|zipcode|postalcode",
    "年营业额|营业额|年销售额|年收入|年产值|turnover|annualturnover|revenue|annualrevenue",
    "评分|评级|星级|客户评分|客户星级|rating|score",
    "客户联系地址|省市|省份城市|省市区|地区|所在地区|所在地|省份|城市|区域|region|area|province|city",
    "详细地址|地址|公司地址|联系地址|通讯地址|办公地址|address|street|streetaddress",
    "电话|固话|座机|固定电话|办公电话|公司电话|联系电话|总机|telephone|tel|phone|phonenumber|landline",
    "手机|手机号|手机号码|移动电话|联系手机|联系人手机|mobile|mobilephone|cell|cellphone|mobilenumber",
    "邮箱|电子邮箱|电子邮件|邮件|邮箱地址|email|mail|emailaddress",
    "员工数|员工人数|人数|员工数量|公司规模|规模|人员规模|staff|employees|headcount|numberofemployees",
    "备注|说明|描述|注释|附注|remarks|remark|notes|note|comment|comments|description",
    "称呼|称谓|尊称|formofaddress|salutation",
    "职位|职务|岗位|头衔|position|jobtitle|title",
    "qq|qq号|qq号码",
    "负责人|所有者|所有人|归属人|业务员|销售|销售员|跟进人|owner|salesperson|assignedto",
    "法定代表人|法人|法人代表|legalrepresentative|legalrep",
    "统一社会信用代码|信用代码|社会信用代码|税号|纳税人识别号|营业执照号|socialcreditcode|creditcode|uscc|taxnumber",
    "传真|传真号|传真号码|fax|faxnumber",
    "注册资本|注册资金|registeredcapital|regcapital",
    "经营范围|主营业务|业务范围|scopeofbusiness|scope",
    "客户简称|简称|公司简称|shortname|abbreviation",
    "客户类型|客户类别|类型|类别|category|type",
    "所属客户|客户|客户名称|公司|customer|company|account",
};

// Titles compared without what decorates them: case, width, spaces, "*", ":" and what stands in brackets.
std::string normal_title(std::string_view title) {
    const std::string folded = fold(trim(title));
    std::string normal;
    int depth = 0;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t before = at;
        const char32_t point = next_code_point(folded, at);
        if (point == U'(' || point == U'[' || point == U'【') {
            ++depth;
        } else if (point == U')' || point == U']' || point == U'】') {
            depth = std::max(depth - 1, 0);
        } else if (depth == 0 && std::u32string_view(U" \t\r\n*:-_./'\"").find(point) == std::u32string_view::npos) {
            normal.append(folded, before, at - before);
        }
    }
    return normal;
}

bool are_synonyms(std::string_view one, std::string_view other) {
    return std::ranges::any_of(synonyms, [&](std::string_view line) {
        const std::vector<std::string_view> words = split(line, '|');
        return std::ranges::find(words, one) != words.end() && std::ranges::find(words, other) != words.end();
    });
}

// How well a column's title fits a field; the better fit goes first. In this order so that a column that only sounds
// like a field never takes it from the column that is named after it.
enum class Fit : std::uint8_t { title, child_title, name, synonym, none };
constexpr Fit fits[] = {Fit::title, Fit::child_title, Fit::name, Fit::synonym};

bool is_title(const std::string& column, const model::Field& field) {
    return column == normal_title(field.title.chinese) || column == normal_title(field.title.english);
}

// "联系人电话", "contact telephone", "contact.phone" for the child's field 电话.
bool is_child_title(const std::string& column, const ImportField& field) {
    for (const std::string_view child :
         {field.type->title.chinese, field.type->title.english, std::string_view(field.type->name)}) {
        const std::string prefix = normal_title(child);
        if (!prefix.empty() && column.size() > prefix.size() && column.starts_with(prefix)) {
            const std::string rest = column.substr(prefix.size());
            if (is_title(rest, *field.field) || rest == normal_title(field.field->name)) {
                return true;
            }
        }
    }
    return false;
}

bool matches(Fit fit, const std::string& column, const ImportField& field) {
    switch (fit) {
        case Fit::title:
            return is_title(column, *field.field);
        case Fit::child_title:
            return field.is_childs() && is_child_title(column, field);
        case Fit::name:
            return column == normal_title(field.field->name);
        case Fit::synonym:
            return are_synonyms(column, normal_title(field.field->title.chinese)) ||
                   are_synonyms(column, normal_title(field.field->title.english));
        case Fit::none:
            break;
    }
    return false;
}

}  // namespace

std::vector<model::FieldId> propose_mapping(const model::Catalogue& catalogue, const model::RecordType& type,
                                            const std::vector<std::string>& columns) {
    std::vector<ImportField> left = model::importable_fields(catalogue, type);
    std::vector<std::string> titles;
    std::ranges::transform(columns, std::back_inserter(titles), normal_title);
    std::vector<model::FieldId> mapping(columns.size(), 0);
    for (const Fit fit : fits) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (mapping[i] != 0 || titles[i].empty()) {
                continue;
            }
            const auto found = std::ranges::find_if(left, [&](const ImportField& field) {
                return model::is_in_template(field) && matches(fit, titles[i], field);
            });
            if (found != left.end()) {
                mapping[i] = found->id;
                left.erase(found);
            }
        }
    }
    return mapping;
}

std::vector<formats::SheetColumn> template_columns(const model::Catalogue& catalogue, const model::RecordType& type,
                                                   Language language) {
    const std::vector<ImportField> fields = model::importable_fields(catalogue, type);
    std::vector<formats::SheetColumn> columns;
    for (const ImportField& field : fields) {
        if (model::is_in_template(field)) {
            columns.push_back({.title = model::column_title(fields, field, language),
                               .is_required = field.is_required(),
                               .hint = model::column_hint(field, language),
                               .choices = model::column_choices(field, language)});
        }
    }
    return columns;
}

}  // namespace xingke::store
