#include "app/catalogue/all.h"

namespace xingke::catalogue {

model::Catalogue core() {
    return {version,
            {customer(), contact(), opportunity(), contract(), visit(), complaint(), capa(), user(), conflict()}};
}

}  // namespace xingke::catalogue
