#include "app/formats/csv_write.h"

#include <string_view>

#include "app/base/text.h"

namespace xingke::formats {
namespace {

// A spreadsheet runs a cell that begins like a formula (OWASP, "CSV Injection": also behind a tab or a line end, and in
// full width); an apostrophe makes it text, and the import takes it off again (cell_reader.cpp). Numbers and telephones
// (+86 21 …, -5) are left as they are.
bool looks_like_formula(std::string_view cell) {
    if (cell.empty()) {
        return false;
    }
    std::size_t at = 0;
    const char32_t first = fold_code_point(next_code_point(cell, at));  // full width becomes half width
    const bool is_number_like = cell.find_first_not_of("+-0123456789 ().,") == std::string_view::npos;
    return std::u32string_view(U"=@\t\r\n").find(first) != std::u32string_view::npos ||
           ((first == U'+' || first == U'-') && !is_number_like);
}

void append_cell(std::string& out, std::string_view cell) {
    const bool is_formula = looks_like_formula(cell);
    const bool needs_quotes =
        cell.find_first_of("\",;\t|\r\n") != std::string_view::npos || cell.starts_with(' ') || cell.ends_with(' ');
    out.append(needs_quotes ? "\"" : "").append(is_formula ? "'" : "");
    for (const char letter : cell) {
        out.append(letter == '"' ? 2 : 1, letter);
    }
    out.append(needs_quotes ? "\"" : "");
}

void append_row(std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out.append(i == 0 ? "" : ",");
        append_cell(out, cells[i]);
    }
    // A row of one empty cell would be a line without anything, which readers skip.
    out.append(cells.size() == 1 && cells.front().empty() ? "\"\"\r\n" : "\r\n");
}

}  // namespace

std::string write_csv(const std::vector<std::string>& columns, const PackedRows& rows) {
    std::string out = "\xEF\xBB\xBF";
    append_row(out, columns);
    RowCursor cursor(rows);
    for (TableRow row; cursor.next(row);) {
        append_row(out, row.cells);
    }
    return out;
}

}  // namespace xingke::formats
