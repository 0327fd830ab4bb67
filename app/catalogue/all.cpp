#include "app/catalogue/all.h"

namespace xingke::catalogue {

model::Catalogue core() {
    return {version, {customer(), contact(), opportunity(), contract(), visit(), user(), conflict()}};
}

}  // namespace xingke::catalogue
