// A customer list as a company might hand it over: 100,000 rows of 15 columns, the same on every run, without
// duplicates and without mistakes.
#pragma once

#include <string>
#include <vector>

#include "app/formats/packed_rows.h"

namespace xingke::bench {

constexpr std::uint32_t table_row_count = 100'000;

const std::vector<std::string>& table_columns();
formats::PackedRows table_rows(std::uint32_t row_count = table_row_count);

}  // namespace xingke::bench
