// The workbooks of Excel 97 to 2003 (.xls, BIFF8 in a compound file: [MS-XLS], [MS-CFB]): one sheet in, the header of
// one out, because the specification's import template is such a file (S06). Cells come as the texts that the program
// shows, as from a newer workbook (xlsx.h). Any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "app/formats/table.h"

namespace xingke::formats {

bool is_compound_file(std::span<const std::uint8_t> bytes);

// As read_xlsx. Faults: invalid_input; unsupported: older than Excel 97, or with a password.
Result<Table> read_xls(std::span<const std::uint8_t> bytes, std::uint32_t sheet = any_sheet);

// The titles of the columns in bold, and nothing below them; what is typed there stays text.
Bytes write_xls(const Sheet& sheet);

}  // namespace xingke::formats
