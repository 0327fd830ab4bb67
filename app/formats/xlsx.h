// Workbooks of the Office Open XML kind (.xlsx, ISO/IEC 29500 transitional): one sheet in, one sheet out. Cells come as
// the texts that the program shows, so that the import treats them like those of a CSV file: numbers without exponent
// and with the zeros that their format adds, dates as 2026-11-21, formulas as their last result. What merged cells say
// stands in the first of them. Pictures, comments and macros are passed over. Any thread.
#pragma once

#include <span>

#include "app/base/bytes.h"
#include "app/base/result.h"
#include "app/formats/table.h"

namespace xingke::formats {

bool is_xlsx(std::span<const std::uint8_t> bytes);

// The visible sheet of that number, or the first that has a header and a row; hidden sheets only when none is visible.
// Its first row with anything in it is the header. A row with the error of a formula in it has that as its problem.
// Faults: invalid_input: damaged, not a workbook, nothing in it, or above a limit.
Result<Table> read_xlsx(std::span<const std::uint8_t> bytes, std::uint32_t sheet = any_sheet);

// The header in bold and frozen, with its hints as what is shown beside a chosen cell; below it the rows; numbers and
// dates as such, everything else as text.
Bytes write_xlsx(const Sheet& sheet);

}  // namespace xingke::formats
