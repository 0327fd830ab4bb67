#include "app/catalogue/all.h"

#include "app/catalogue/holidays.h"

namespace xingke::catalogue {

model::Catalogue core() {
    return {version,
            {customer(), contact(), opportunity(), contract(), product_review(), review_opinion(), visit(), complaint(),
             capa(), user(), conflict(), notification()},
            work_calendar()};
}

}  // namespace xingke::catalogue
