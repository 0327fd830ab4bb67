#include "app/catalogue/all.h"

#include "app/catalogue/holidays.h"

namespace xingke::catalogue {

model::Catalogue core() {
    return {version, core_types(), work_calendar()};
}

}  // namespace xingke::catalogue
