#include "app/ui/screens/contract_paper.h"

#include <array>
#include <utility>

#include "app/base/date.h"
#include "app/model/sale_contract.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

// What is asked of each line, in the order of Query::fields.
constexpr std::array<std::string_view, 5> columns = {"name", "model", "price", "quantity", "amount"};

const model::Value& value_in(const model::RecordType& type, const model::Record& record, std::string_view name) {
    static const model::Value none;
    const model::Field* field = model::find_field(type, name);
    return field == nullptr ? none : model::value_of(record, field->id);
}

std::string text_in(const model::RecordType& type, const model::Record& record, std::string_view name) {
    const auto* text = std::get_if<std::string>(&value_in(type, record, name));
    return text == nullptr ? std::string() : *text;
}

model::SaleContractLine line_of(const kit::Ui& ui, const model::RecordType& type, const model::Row& row) {
    std::array<std::string, columns.size()> cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        cells[i] = views::display_text(ui, *model::find_field(type, columns[i]), row.values[i], {});
    }
    return {cells[0], cells[1], cells[2], cells[3], cells[4]};
}

}  // namespace

void ContractPaper::begin(Desk& desk, const client::RecordAnswer& contract) {
    const model::RecordType *type = desk.catalogue().find("contract"), *line = desk.catalogue().find("contract_line"),
                            *customers = desk.catalogue().find("customer");
    if (type == nullptr || line == nullptr || customers == nullptr) {
        return;
    }
    model::Query query{.type = line->id};
    query.filters = {{.field = model::parent_field(*line)->id, .value = contract.record.id}};
    query.sorts = {{.field = model::common_field::created}};
    for (const std::string_view column : columns) {
        query.fields.push_back(model::find_field(*line, column)->id);
    }
    query.count = model::window_rows_max;
    lines_ = desk.link().watch(std::move(query));
    const auto* customer = std::get_if<RecordId>(&value_in(*type, contract.record, "customer"));
    customer_ = desk.link().watch(customer == nullptr ? RecordId{} : *customer, customers->id);
}

void ContractPaper::follow(Desk& desk, const client::RecordAnswer& contract) {
    if (lines_ == nullptr || lines_->version() == 0 || customer_->version() == 0) {
        return;
    }
    const kit::Ui& ui = desk.ui();
    const model::RecordType &type = *desk.catalogue().find("contract"), &line = *desk.catalogue().find("contract_line");
    const model::RecordType& customers = *desk.catalogue().find("customer");
    const model::Record &record = contract.record, &customer = customer_->answer().record;
    const auto of = [&](std::string_view name) { return text_in(type, record, name); };
    model::SaleContract paper{.number = of("no"),
                              .buyer = text_in(customers, customer, "name"),
                              .buyer_address = text_in(customers, customer, "address"),
                              .seller = desk.link().session().company,
                              .lines = {},
                              .total = {},
                              .total_fen = 0,
                              .delivery_term = of("delivery_term"),
                              .delivery_place = of("delivery_place"),
                              .delivery_way = of("delivery_way"),
                              .freight = of("freight"),
                              .acceptance_place = of("acceptance_place"),
                              .warranty = of("warranty"),
                              .penalties = of("penalties"),
                              .other = of("other_terms"),
                              .signer_buyer = of("signer_customer"),
                              .signer_seller = of("signer_own"),
                              .signed_on = {}};
    for (const model::Row& row : lines_->page().rows) {
        paper.lines.push_back(line_of(ui, line, row));
    }
    // The lines' own sum; a contract without lines has its amount.
    const std::string_view total = paper.lines.empty() ? "amount" : "line_total";
    const model::Value& sum = value_in(type, record, total);
    if (const auto* fen = std::get_if<std::int64_t>(&sum)) {
        paper.total_fen = *fen;
        paper.total = views::display_text(ui, *model::find_field(type, total), sum, {});
    }
    if (const auto* day = std::get_if<std::int64_t>(&value_in(type, record, "sign_date"))) {
        paper.signed_on = print(date_of_days(*day));
    }
    desk.context.platform.window.print(model::print_sale_contract(paper, ui.language));
    lines_.reset();
    customer_.reset();
}

}  // namespace xingke::ui
