// Tables as text: RFC 4180, read as leniently as the world writes it. Text in, text out; encodings are encoding.h's
// matter, meaning is the importer's. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/formats/packed_rows.h"

namespace xingke::formats {

// Reads row after row. What RFC 4180 leaves open:
// - A line ends in CRLF, LF or CR, also mixed.
// - A cell is quoted when it begins with a quotation mark; elsewhere marks are letters (5" pipe). What follows the
//   closing mark up to the delimiter is kept ("Big" Joe → Big Joe), except spaces alone.
// - A quotation is never closed when the file ends in it, when it grows beyond import_cell_bytes_max, or when it spans
//   lines and its closing mark is followed by a letter (then it is the next row's opening mark). Such a row comes back
//   as its one line cut at the delimiters, with `problem` set, and reading goes on with the next line.
// - Lines without anything are skipped.
class CsvReader {
public:
    CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    // False at the end of the text. Re-uses the memory of `row`.
    bool next(TableRow& row);
    std::size_t unclosed_count() const { return unclosed_count_; }

private:
    enum class Quotation { closed, unclosed };
    bool read_row(TableRow& row);
    void read_broken_row(TableRow& row);
    Quotation read_quoted(std::string& cell);
    bool is_closed(std::size_t lines_before);
    void read_plain(std::string& cell);
    bool is_line_end() const { return at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r'); }
    void skip_line_end();
    void count_lines(std::string_view passed);

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::size_t unclosed_count_ = 0;
};

// Comma, semicolon, tab or bar: the one that cuts the first rows into the same number of cells, comma if none does.
char sniff_delimiter(std::string_view text);

}  // namespace xingke::formats
