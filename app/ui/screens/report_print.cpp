#include "app/ui/screens/report_print.h"

#include <string_view>

namespace xingke::ui {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else {
            out += c;
        }
    }
    return out;
}

std::string element(std::string_view tag, std::string_view text) {
    return "<" + std::string(tag) + ">" + escaped(text) + "</" + std::string(tag) + ">";
}

std::string line(std::string_view tag, const std::vector<std::string>& cells) {
    std::string out = "<tr>";
    for (std::size_t i = 1; i < cells.size(); ++i) {
        out += element(tag, cells[i]);
    }
    return out + "</tr>";
}

}  // namespace

std::string print_reports(const PrintedReports& printed) {
    std::string out = "<article class=\"paper\">";
    out += printed.company.empty() ? "" : "<p class=\"paper_company\">" + escaped(printed.company) + "</p>";
    out += element("h1", printed.title) + element("p", printed.period);
    std::string_view report;
    for (const std::vector<std::string>& row : printed.rows) {
        if (row.front() != report) {
            out += report.empty() ? "" : "</table>";
            report = row.front();
            out += element("h2", report) + "<table>" + line("th", printed.columns);
        }
        out += line("td", row);
    }
    out += report.empty() ? "" : "</table>";
    return out + element("footer", printed.foot) + "</article>";
}

}  // namespace xingke::ui
