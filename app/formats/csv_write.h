// Tables as CSV: UTF-8 with byte order mark, CRLF, RFC 4180 quoting, and nothing that a spreadsheet would run as a
// formula. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "app/formats/packed_rows.h"

namespace xingke::formats {

std::string write_csv(const std::vector<std::string>& columns, const PackedRows& rows);

}  // namespace xingke::formats
