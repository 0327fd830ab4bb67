#include "app/formats/csv.h"

#include <algorithm>
#include <array>

#include "app/base/text.h"
#include "app/formats/limits.h"

namespace xingke::formats {

bool CsvReader::next(TableRow& row) {
    while (is_line_end()) {
        skip_line_end();
    }
    if (at_ == text_.size()) {
        return false;
    }
    const std::size_t start = at_;
    row.line = line_;
    row.problem = Text::nothing;
    if (!read_row(row)) {
        at_ = start;
        line_ = row.line;
        read_broken_row(row);
    }
    skip_line_end();
    return true;
}

// False when a quotation was never closed; where reading stands is then meaningless.
bool CsvReader::read_row(TableRow& row) {
    for (std::size_t count = 1;; ++count) {
        row.cells.resize(std::max(count, row.cells.size()));
        std::string& cell = row.cells[count - 1];
        cell.clear();
        if (at_ < text_.size() && text_[at_] == '"') {
            if (read_quoted(cell) == Quotation::unclosed) {
                return false;
            }
        } else {
            read_plain(cell);
        }
        if (at_ == text_.size() || text_[at_] != delimiter_) {
            row.cells.resize(count);
            return true;
        }
        ++at_;
    }
}

void CsvReader::read_broken_row(TableRow& row) {
    ++unclosed_count_;
    row.problem = Text::unclosed_quote;
    row.cells.clear();
    while (true) {
        read_plain(row.cells.emplace_back());
        if (at_ == text_.size() || text_[at_] != delimiter_) {
            return;
        }
        ++at_;
    }
}

CsvReader::Quotation CsvReader::read_quoted(std::string& cell) {
    ++at_;
    const std::uint32_t line_before = line_;
    while (cell.size() <= import_cell_bytes_max) {
        const std::string_view window = text_.substr(at_, import_cell_bytes_max + 1);
        const std::size_t length = window.find('"');
        if (length == std::string_view::npos) {
            return Quotation::unclosed;
        }
        cell.append(window.substr(0, length));
        count_lines(window.substr(0, length));
        at_ += length + 1;
        if (at_ == text_.size() || text_[at_] != '"') {
            if (!is_closed(line_ - line_before)) {
                return Quotation::unclosed;
            }
            read_plain(cell);
            return Quotation::closed;
        }
        cell += '"';
        ++at_;
    }
    return Quotation::unclosed;
}

// Just behind a mark that is not doubled: does it close the quotation? Passes the spaces before a delimiter.
bool CsvReader::is_closed(std::size_t lines_before) {
    const std::size_t after = std::min(text_.find_first_not_of(' ', at_), text_.size());
    if (after == text_.size() || text_[after] == delimiter_ || text_[after] == '\n' || text_[after] == '\r') {
        at_ = after;
        return true;
    }
    return lines_before == 0;
}

void CsvReader::read_plain(std::string& cell) {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') {
        ++at_;
    }
    cell.append(text_.substr(start, at_ - start));
}

void CsvReader::skip_line_end() {
    if (!is_line_end()) {
        return;
    }
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++line_;
}

void CsvReader::count_lines(std::string_view passed) {
    for (std::size_t i = 0; i < passed.size(); ++i) {
        const bool is_second_half = passed[i] == '\n' && i > 0 && passed[i - 1] == '\r';
        line_ += (passed[i] == '\n' || passed[i] == '\r') && !is_second_half ? 1 : 0;
    }
}

char sniff_delimiter(std::string_view text) {
    constexpr std::size_t sniffed_bytes = 64 << 10, sniffed_rows = 50;
    constexpr std::array candidates = {',', ';', '\t', '|'};
    char best = candidates.front();
    std::size_t best_score = 0;
    for (const char candidate : candidates) {
        CsvReader reader(text.substr(0, sniffed_bytes), candidate);
        TableRow row;
        if (!reader.next(row) || row.cells.size() < 2) {
            continue;
        }
        const std::size_t columns = row.cells.size();
        std::size_t rows = 1, alike = 1;
        while (rows < sniffed_rows && reader.next(row)) {
            ++rows;
            alike += row.cells.size() == columns ? 1 : 0;
        }
        // How many rows agree decides, then how many columns there are.
        const std::size_t score = alike * 1000 / rows * 1000 + std::min(columns, import_columns_max);
        if (score > best_score) {
            best = candidate;
            best_score = score;
        }
    }
    return best;
}

}  // namespace xingke::formats
