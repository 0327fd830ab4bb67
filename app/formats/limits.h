// How much a file may hold. More is refused with a message that names the limit, never cut off silently.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xingke::formats {

constexpr std::size_t import_megabytes_max = 64;
constexpr std::size_t import_bytes_max = import_megabytes_max << 20;
constexpr std::size_t import_rows_max = 200'000;
constexpr std::size_t import_columns_max = 200;
// A quotation that runs on for longer than a field can hold was never closed.
constexpr std::size_t import_cell_bytes_max = 64 << 10;
// Each row with an unclosed quotation mark is read twice; a file with more of them is not CSV.
constexpr std::size_t import_unclosed_rows_max = 1'000;
// All cells of one table together.
constexpr std::size_t table_megabytes_max = 256;
constexpr std::size_t table_bytes_max = table_megabytes_max << 20;

// What a part of a workbook may be once it is unpacked: a small archive can claim to be anything.
constexpr std::size_t zip_entry_megabytes_max = 256;
constexpr std::size_t zip_entry_bytes_max = zip_entry_megabytes_max << 20;
constexpr std::size_t zip_entries_max = 10'000;
constexpr std::size_t sheets_max = 255;
// All texts that cells share, together.
constexpr std::size_t shared_texts_bytes_max = 128 << 20;

}  // namespace xingke::formats
