// Reports on paper: a table for each, as pages of XHTML for the browser's print dialog (web/app.css). Pure.
#pragma once

#include <string>
#include <vector>

namespace xingke::ui {

struct PrintedReports {
    std::string company, title, period, foot;
    std::vector<std::string> columns;            // the first is the report, which becomes a heading
    std::vector<std::vector<std::string>> rows;  // of one report after the other
};
std::string print_reports(const PrintedReports& printed);

}  // namespace xingke::ui
