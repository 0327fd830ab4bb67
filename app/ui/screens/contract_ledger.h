// 合同台账 (requirements 2.4.3, QER8.2-03 of S09): the contracts that the list shows as a workbook, with what no column
// of the list has: the outcome of the review, and how often the contract was revised.
#pragma once

#include <memory>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class ContractLedger {
public:
    // `query`: the list's, with its filter and order.
    void begin(Desk& desk, const model::Query& query);
    // Hands the workbook out when everything is there.
    void follow(Desk& desk);

private:
    void ask_reviews(Desk& desk);
    std::vector<std::vector<std::string>> rows(const Desk& desk) const;

    std::unique_ptr<client::LiveQuery> contracts_, reviews_;
    std::unique_ptr<client::LiveGroups> supplements_;
};

}  // namespace xingke::ui
