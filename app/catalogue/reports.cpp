#include "app/catalogue/reports.h"

#include <algorithm>
#include <array>

namespace xingke::catalogue {
namespace {

using model::ReportDeclaration;
using Chart = ReportDeclaration::Chart;

// clang-format off
constexpr auto all_reports = std::to_array<ReportDeclaration>({
    // 3.1, the counters of the workbench.
    {.key = "w1", .title = {"新客户", "New customers"}, .chart = Chart::figure, .type = "customer", .period = "created", .source = "S02"},
    {.key = "w2", .title = {"新商机", "New opportunities"}, .chart = Chart::figure, .type = "opportunity", .period = "created", .amount = "amount", .source = "S02"},
    {.key = "w3", .title = {"跟进", "Follow-ups"}, .chart = Chart::figure, .type = "visit", .period = "visited_on", .only_field = "state", .only_option = "done", .source = "S02"},
    {.key = "w4", .title = {"新合同", "New contracts"}, .chart = Chart::figure, .type = "contract", .period = "created", .amount = "amount", .source = "S02"},
    {.key = "w5", .title = {"新回款", "New payments"}, .chart = Chart::figure, .type = "payment", .period = "paid_on", .amount = "amount", .source = "S02"},
    {.key = "w7", .title = {"销售漏斗", "Sales funnel"}, .chart = Chart::funnel, .type = "opportunity", .period = "created", .by = "stage", .amount = "amount", .source = "S02"},
    // 3.3, sales.
    {.key = "r18-owner", .title = {"商机：按负责人", "Opportunities by owner"}, .type = "opportunity", .period = "created", .by = "owner", .split = "status", .amount = "amount", .rate = {"赢单率 {part}", "{part} won"}, .rate_of = "won", .rate_against = "lost", .source = "S02"},
    {.key = "r18-stage", .title = {"商机：按阶段", "Opportunities by stage"}, .type = "opportunity", .period = "created", .by = "stage", .amount = "amount", .source = "S02"},
    {.key = "r18-status", .title = {"商机：按状态", "Opportunities by status"}, .chart = Chart::ring, .type = "opportunity", .period = "created", .by = "status", .amount = "amount", .source = "S02"},
    {.key = "r18-source", .title = {"商机：按来源", "Opportunities by source"}, .type = "opportunity", .period = "created", .by = "source", .amount = "amount", .source = "S02"},
    {.key = "r18-month", .title = {"商机：按预计成交月份", "Opportunities by expected month"}, .chart = Chart::line, .type = "opportunity", .period = "created", .by = "close_on", .amount = "amount", .source = "S02"},
    {.key = "r19-status", .title = {"合同：按状态", "Contracts by status"}, .type = "contract", .period = "created", .by = "status", .amount = "amount", .source = "S02"},
    {.key = "r19-category", .title = {"合同：按类别", "Contracts by category"}, .chart = Chart::ring, .type = "contract", .period = "created", .by = "category", .amount = "amount", .source = "S02"},
    {.key = "r19-owner", .title = {"合同：按负责人", "Contracts by owner"}, .type = "contract", .period = "created", .by = "owner", .amount = "amount", .source = "S02"},
    {.key = "r24", .title = {"业务拜访：计划与完成", "Visits planned and done"}, .type = "visit", .period = "visited_on", .by = "owner", .split = "state", .rate = {"完成率 {part}", "{part} done"}, .rate_of = "done", .rate_against = "planned", .source = "S59"},
    {.key = "r24-days", .title = {"业务拜访：每天", "Visits day by day"}, .chart = Chart::days, .type = "visit", .period = "visited_on", .by = "visited_on", .source = "S59"},
    {.key = "r20-state", .title = {"应收款：按状态", "Receivables by state"}, .chart = Chart::ring, .type = "receivable", .period = "due", .by = "state", .amount = "amount", .source = "S02, S21"},
    {.key = "r20-month", .title = {"回款：按月份", "Payments by month"}, .chart = Chart::line, .type = "payment", .period = "paid_on", .by = "paid_on", .amount = "amount", .source = "S02, S21"},
    {.key = "r20-owner", .title = {"回款：按负责人", "Payments by owner"}, .type = "payment", .period = "paid_on", .by = "owner", .amount = "amount", .source = "S02, S21"},
    {.key = "r20-invoice", .title = {"开票：按发票类别", "Invoices by kind"}, .chart = Chart::ring, .type = "invoice", .period = "issued_on", .by = "kind", .amount = "amount", .source = "S02"},
    {.key = "r23", .title = {"新客户开发进度", "Development of new customers"}, .type = "dev_progress", .period = "planned_on", .by = "segment", .split = "state", .rate = {"达成率 {part}", "{part} reached"}, .rate_of = "reached", .rate_against = "planned", .source = "S60"},
    {.key = "r27", .title = {"回款：按客户", "Payments by customer"}, .type = "payment", .period = "paid_on", .by = "customer", .amount = "amount", .source = "S62"},
    {.key = "r11", .title = {"客户销售统计：订单与销售额", "Sales by customer"}, .type = "contract", .period = "sign_date", .by = "customer", .amount = "amount", .source = "S67"},
    {.key = "r11-month", .title = {"客户销售统计：按签订月份", "Sales by month of signing"}, .chart = Chart::line, .type = "contract", .period = "sign_date", .by = "sign_date", .amount = "amount", .source = "S67"},
    {.key = "r13", .title = {"客户价值：累计签订", "Value of customers: signed so far"}, .type = "contract", .by = "customer", .amount = "amount", .source = "S64"},
    {.key = "r16", .title = {"购买记录：按客户", "Purchases by customer"}, .type = "purchase", .period = "bought_on", .by = "customer", .amount = "amount", .source = "S29"},
    {.key = "r16-product", .title = {"购买记录：按产品", "Purchases by product"}, .chart = Chart::ring, .type = "purchase", .period = "bought_on", .by = "product", .amount = "amount", .source = "S29"},
    // 3.2, customers; as they are now.
    {.key = "r6", .title = {"客户：按辖区", "Customers by sales area"}, .type = "customer", .by = "district", .source = "S62"},
    {.key = "r7", .title = {"客户关系评估：结果", "Relationship assessments by result"}, .chart = Chart::ring, .type = "relation_assessment", .period = "assessed_on", .by = "result", .source = "S62"},
    {.key = "r7-proposal", .title = {"客户关系评估：按标准分建议", "Relationship assessments by proposal"}, .chart = Chart::ring, .type = "relation_assessment", .period = "assessed_on", .by = "proposal", .source = "S62"},
    {.key = "r9", .title = {"客户：企业与个人", "Customers: companies and persons"}, .chart = Chart::ring, .type = "customer", .by = "category", .source = "S58"},
    {.key = "r10", .title = {"拜访：按目的", "Visits by purpose"}, .chart = Chart::ring, .type = "visit", .period = "visited_on", .by = "purpose", .source = "S61"},
    {.key = "r12", .title = {"客户：流失预警", "Customers at risk"}, .chart = Chart::ring, .type = "customer", .by = "churn_risk", .source = "S10, S64"},
    {.key = "r1-industry", .title = {"客户：按行业", "Customers by industry"}, .type = "customer", .by = "industry", .source = "S02"},
    {.key = "r1-rating", .title = {"客户：按评分", "Customers by rating"}, .type = "customer", .by = "rating", .source = "S02"},
    {.key = "r1-source", .title = {"客户：按信息来源", "Customers by source"}, .type = "customer", .by = "info_source", .source = "S02"},
    {.key = "r1-nature", .title = {"客户：按公司性质", "Customers by nature"}, .type = "customer", .by = "nature", .source = "S02"},
    {.key = "r8-time", .title = {"客户结构：时间序列", "Customer structure: time"}, .chart = Chart::ring, .type = "customer", .by = "axis_time", .source = "S57"},
    {.key = "r8-deal", .title = {"客户结构：交易过程", "Customer structure: trade"}, .chart = Chart::ring, .type = "customer", .by = "axis_deal", .source = "S57"},
    {.key = "r8-nature", .title = {"客户结构：客户性质", "Customer structure: nature"}, .chart = Chart::ring, .type = "customer", .by = "axis_nature", .source = "S57"},
    {.key = "r8-volume", .title = {"客户结构：交易数量和市场地位", "Customer structure: volume"}, .chart = Chart::ring, .type = "customer", .by = "axis_volume", .source = "S57"},
});
// clang-format on

bool is_time_of(const model::Field& field) {
    return std::holds_alternative<model::kind::Date>(field.kind) ||
           std::holds_alternative<model::kind::DateTime>(field.kind);
}

bool is_choice(const model::Field& field) {
    return std::holds_alternative<model::kind::Choice>(field.kind);
}

}  // namespace

std::span<const ReportDeclaration> reports() {
    return all_reports;
}

const ReportDeclaration* find_report(std::string_view key) {
    const auto found = std::ranges::find(all_reports, key, &ReportDeclaration::key);
    return found == all_reports.end() ? nullptr : &*found;
}

std::vector<std::string> report_problems(const model::Catalogue& catalogue) {
    std::vector<std::string> problems;
    for (const ReportDeclaration& report : all_reports) {
        const model::RecordType* type = catalogue.find(report.type);
        if (type == nullptr) {
            continue;
        }
        const auto require = [&](std::string_view name, bool (*fits)(const model::Field&), bool may_be_empty) {
            const model::Field* field = model::find_field(*type, name);
            if (name.empty() ? !may_be_empty : field == nullptr || !fits(*field)) {
                problems.push_back(std::string(report.key) + " " + std::string(name));
            }
        };
        const bool is_by_time = report.chart == Chart::line || report.chart == Chart::days;
        const auto is_part = [](const model::Field& field) {
            return is_choice(field) || std::holds_alternative<model::kind::Reference>(field.kind);
        };
        require(report.period, is_time_of, true);
        require(report.by, is_by_time ? is_time_of : +is_part, report.chart == Chart::figure);
        require(report.split, is_choice, true);
        require(report.only_field, is_choice, true);
        require(
            report.amount,
            [](const model::Field& field) { return std::holds_alternative<model::kind::Money>(field.kind); }, true);
    }
    return problems;
}

}  // namespace xingke::catalogue
