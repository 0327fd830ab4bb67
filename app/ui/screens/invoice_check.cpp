#include "app/ui/screens/invoice_check.h"

#include "app/ui/kit/widgets.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

const model::Value& value_in(const model::RecordType& type, const model::Record& record, std::string_view name) {
    static const model::Value none;
    const model::Field* field = model::find_field(type, name);
    return field == nullptr ? none : model::value_of(record, field->id);
}

std::int64_t number_in(const model::RecordType& type, const model::Record& record, std::string_view name) {
    const auto* number = std::get_if<std::int64_t>(&value_in(type, record, name));
    return number == nullptr ? 0 : *number;
}

}  // namespace

void InvoiceCheck::draw(Desk& desk, const model::Record* before, const model::Record& typed) {
    const model::RecordType *invoice = desk.catalogue().find("invoice"), *type = desk.catalogue().find("contract");
    if (invoice == nullptr || type == nullptr) {
        return;
    }
    const auto* contract = std::get_if<RecordId>(&value_in(*invoice, typed, "contract"));
    if (contract == nullptr) {
        contract_.reset();
        return;
    }
    if (contract_ == nullptr || contract_id_ != *contract) {
        contract_id_ = *contract;
        contract_ = desk.link().watch(*contract, type->id);
    }
    if (!contract_->answer().exists) {
        return;
    }
    // What the contract's sum has of this invoice already counts once.
    const bool is_counted = before != nullptr && value_in(*invoice, *before, "contract") == model::Value(*contract);
    const model::Record& record = contract_->answer().record;
    const std::int64_t sum = number_in(*type, record, "invoiced") + number_in(*invoice, typed, "amount") -
                             (is_counted ? number_in(*invoice, *before, "amount") : 0);
    const std::int64_t limit = number_in(*type, record, "amount");
    if (sum <= limit) {
        return;
    }
    kit::Ui& ui = desk.ui();
    const model::Field& money = *model::find_field(*type, "amount");
    kit::banner(
        ui, kit::Tone::warning,
        say(ui, Say::invoice_beyond,
            {{"sum", views::display_text(ui, money, sum, {})}, {"limit", views::display_text(ui, money, limit, {})}}),
        {}, kit::Icon::alert_triangle);
}

}  // namespace xingke::ui
