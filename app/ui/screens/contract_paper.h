// 打印买卖合同 from a contract's page: what the print form (model/sale_contract.h) needs of the contract, its lines and
// its customer is asked for, and handed to the printer when all of it is there.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class ContractPaper {
public:
    void begin(Desk& desk, const client::RecordAnswer& contract);
    void follow(Desk& desk, const client::RecordAnswer& contract);

private:
    std::unique_ptr<client::LiveQuery> lines_;
    std::unique_ptr<client::LiveRecord> customer_;
};

}  // namespace xingke::ui
