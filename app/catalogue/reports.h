// The figures and reports of sales (requirements 3.1 to 3.3), in the order in which they are shown.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/report.h"

namespace xingke::catalogue {

std::span<const model::ReportDeclaration> reports();
const model::ReportDeclaration* find_report(std::string_view key);
// What is wrong with them: fields that a type has not, or that are of another kind. Types that the catalogue has not
// are left out. Empty: all is well.
std::vector<std::string> report_problems(const model::Catalogue& catalogue);

}  // namespace xingke::catalogue
