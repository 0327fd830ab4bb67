// The core's record types as they are declared; the web app has core_types_read.cpp instead.
#include "app/catalogue/all.h"

namespace xingke::catalogue {

std::vector<model::RecordType> core_types() {
    return {
        customer(),      contact(),  lead(),          opportunity(),    opportunity_line(), quotation(),  contract(),
        contract_line(), schedule(), visit(),         interaction(),    daily_report(),     work_plan(),  receivable(),
        payment(),       invoice(),  reimbursement(), product_review(), review_opinion(),   complaint(),  capa(),
        key_customer(),  product(),  supplier(),      region_area(),    bank_account(),     slogan(),     comment(),
        user(),          conflict(), notification(),  declaration(),    attachment(),       pool_event(), pool_rule(),
        saved_view()};
}

}  // namespace xingke::catalogue
