// Beside the amount of an invoice's form: whether the contract would have more invoiced than it is worth (requirements
// 2.4.7). It warns and forbids nothing.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class InvoiceCheck {
public:
    // `before`: the invoice as it is saved, if it is; `typed`: as it would be.
    void draw(Desk& desk, const model::Record* before, const model::Record& typed);

private:
    RecordId contract_id_;
    std::unique_ptr<client::LiveRecord> contract_;
};

}  // namespace xingke::ui
