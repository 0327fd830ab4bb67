#include "app/ui/screens/contract_ledger.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/screens/hand_out.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

// What is asked of each contract, in the order of Query::fields; the last is not shown itself.
constexpr std::array<std::string_view, 7> columns = {"no",     "customer", "class", "sign_date",
                                                     "status", "amount",   "review"};
enum Column : std::size_t { no, customer, class_, sign_date, status, amount, review };

const model::RecordType& type_of(const Desk& desk) {
    return *desk.catalogue().find("contract");
}

}  // namespace

void ContractLedger::begin(Desk& desk, const model::Query& query) {
    const model::RecordType *supplement = desk.catalogue().find("contract_supplement"),
                            *reviews = desk.catalogue().find("product_review");
    if (supplement == nullptr || reviews == nullptr) {
        return;
    }
    model::Query wanted = query;
    wanted.fields.clear();
    for (const std::string_view column : columns) {
        wanted.fields.push_back(model::find_field(type_of(desk), column)->id);
    }
    wanted.first = 0;
    wanted.count = model::window_rows_max;
    contracts_ = desk.link().watch(std::move(wanted));
    model::GroupQuery counts{.query = {.type = supplement->id}, .by = {}, .measures = {}};
    counts.by = {{.field = model::find_field(*supplement, "contract")->id}};
    supplements_ = desk.link().watch(std::move(counts));
    reviews_.reset();
}

void ContractLedger::ask_reviews(Desk& desk) {
    const model::RecordType& type = *desk.catalogue().find("product_review");
    model::Query query{.type = type.id};
    query.fields = {model::find_field(type, "state")->id};
    query.count = model::window_rows_max;
    for (const model::Row& row : contracts_->page().rows) {
        if (const auto* id = std::get_if<RecordId>(&row.values[review])) {
            query.records.push_back(*id);
        }
    }
    if (query.records.empty()) {
        query.records.push_back({});  // None, rather than all.
    }
    reviews_ = desk.link().watch(std::move(query));
}

void ContractLedger::follow(Desk& desk) {
    if (contracts_ == nullptr || contracts_->version() == 0 || supplements_->version() == 0) {
        return;
    }
    if (reviews_ == nullptr) {
        ask_reviews(desk);
    }
    if (reviews_->version() == 0) {
        return;
    }
    const kit::Ui& ui = desk.ui();
    client::ExportTable table;
    table.title = say(ui, Say::contract_ledger);
    for (const Column column : {no, customer, class_, sign_date}) {
        table.columns.emplace_back(say(ui, model::find_field(type_of(desk), columns[column])->title));
    }
    table.columns.emplace_back(say(ui, Say::ledger_review));
    table.columns.emplace_back(say(ui, model::find_field(type_of(desk), columns[status])->title));
    table.first_number = static_cast<std::uint32_t>(table.columns.size());
    table.columns.emplace_back(say(ui, model::find_field(type_of(desk), columns[amount])->title));
    table.columns.emplace_back(say(ui, Say::ledger_changes));
    table.rows = rows(desk);
    hand_out(desk, table.title, table);
    contracts_.reset();
    reviews_.reset();
    supplements_.reset();
}

std::vector<std::vector<std::string>> ContractLedger::rows(const Desk& desk) const {
    const kit::Ui& ui = desk.ui();
    const model::Field& states = *model::find_field(*desk.catalogue().find("product_review"), "state");
    std::vector<std::vector<std::string>> rows;
    for (const model::Row& row : contracts_->page().rows) {
        const auto words = [&](Column column) {
            const std::string label = column < row.labels.size() ? row.labels[column] : std::string();
            return views::display_text(ui, *model::find_field(type_of(desk), columns[column]), row.values[column],
                                       label);
        };
        std::string outcome;
        for (const model::Row& found : reviews_->page().rows) {
            const auto* reviewed_by = std::get_if<RecordId>(&row.values[review]);
            if (reviewed_by != nullptr && *reviewed_by == found.id) {
                outcome = views::display_text(ui, states, found.values.front(), {});
            }
        }
        std::int64_t changes = 0;
        for (const model::Group& group : supplements_->answer().groups.groups) {
            changes += group.keys.front() == model::Value(row.id) ? group.count : 0;
        }
        std::string sum = words(amount);
        std::erase(sum, ',');
        rows.push_back({words(no), words(customer), words(class_), words(sign_date), outcome, words(status), sum,
                        std::to_string(changes)});
    }
    return rows;
}

}  // namespace xingke::ui
