// The core's record types as they are declared; the web app has core_types_read.cpp instead.
#include "app/catalogue/all.h"

namespace xingke::catalogue {

std::vector<model::RecordType> core_types() {
    return {customer(),  contact(), opportunity(), contract(), product_review(), review_opinion(), visit(),
            complaint(), capa(),    user(),        conflict(), notification(),   declaration(),    saved_view()};
}

}  // namespace xingke::catalogue
