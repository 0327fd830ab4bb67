// A table of texts, whatever file it came from or goes to: a header and rows. Any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "app/formats/packed_rows.h"

namespace xingke::formats {

struct Table {
    std::string encoding;              // "UTF-8", "UTF-16LE", "GB18030" …, "XLSX" or "XLS"
    char delimiter = ',';              // 0: a workbook has none
    std::vector<std::string> sheets;   // names of a workbook's visible sheets; a text file has none
    std::uint32_t sheet = 0;           // the one that was read
    std::vector<std::string> columns;  // the first row
    PackedRows rows;                   // without blank lines
};

// The first sheet that has a header and a row.
constexpr std::uint32_t any_sheet = 0xFFFF'FFFF;

// By what the file is, whatever its name says. Faults: invalid_input (no rows, not text, damaged, above a limit),
// unsupported (a workbook older than Excel 97 or
// with a password, a web page; says how to save it).
Result<Table> read_table(std::span<const std::uint8_t> bytes, std::uint32_t sheet = any_sheet);

// What a program that knows more than text may make of a column.
enum class ColumnForm : std::uint8_t { text, integer, decimal, date };

struct SheetColumn {
    std::string title;
    ColumnForm form = ColumnForm::text;
    bool is_required = false;          // its title is marked
    std::string hint;                  // shown beside the title when the cell is chosen
    std::vector<std::string> choices;  // offered in each cell; anything else may be typed too
};

// A table to be written.
struct Sheet {
    std::string title;
    std::vector<SheetColumn> columns;
    PackedRows rows;  // whose lines do not matter
};

}  // namespace xingke::formats
