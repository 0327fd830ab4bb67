// The file in which old office programs keep streams, as a disk keeps files ([MS-CFB] version 3 and 4): sectors joined
// to chains by a table, small streams in a stream of their own. Nothing of it is believed: chains have an end. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "app/base/bytes.h"
#include "app/base/result.h"

namespace xingke::formats {

// The stream of that name; empty: there is none. Fault invalid_input: damaged.
Result<Bytes> read_stream(std::span<const std::uint8_t> file, std::string_view name);

// A file with this one stream, of at most 6 MB.
Bytes file_of_stream(std::string_view name, Bytes stream);

}  // namespace xingke::formats
