// How much a list to export may hold; what a file to import may is in app/formats/limits.h.
#pragma once

#include <cstddef>

namespace xingke::store {

// All of it is in memory once as cells and once as the file.
constexpr std::size_t export_rows_max = 200'000;

}  // namespace xingke::store
