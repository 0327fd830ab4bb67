// How much a file to import or to export may hold. More is refused with a message that names the limit, never cut off
// silently.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xingke::store {

constexpr std::size_t import_megabytes_max = 64;
constexpr std::size_t import_bytes_max = import_megabytes_max << 20;
constexpr std::size_t import_rows_max = 200'000;
constexpr std::size_t import_columns_max = 200;
// A quotation that runs on for longer than a field can hold was never closed.
constexpr std::size_t import_cell_bytes_max = 64 << 10;
// Each row with an unclosed quotation mark is read twice; a file with more of them is not CSV.
constexpr std::size_t import_unclosed_rows_max = 1'000;

// What one export may hold: all of it is in memory once as cells and once as the file.
constexpr std::size_t export_rows_max = 200'000;

}  // namespace xingke::store
