#include "app/catalogue/all.h"

namespace xingke::catalogue {

model::Catalogue core() {
    return {version, core_types()};
}

}  // namespace xingke::catalogue
