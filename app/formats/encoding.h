// The text of a file whatever it was saved in, as UTF-8: UTF-8, UTF-16 little and big endian (with byte order mark or
// without), and GB 18030 with its four-byte sequences (which includes GBK and GB 2312, what spreadsheets in China save
// as "CSV"). Pure; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "app/base/result.h"

namespace xingke::formats {

struct DecodedText {
    std::string encoding;             // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"
    std::string text;                 // UTF-8 without byte order mark or control characters but tabs and line ends;
                                      // U+FFFD stands for what could not be read
    std::size_t malformed_count = 0;  // how many of those
};

// A byte order mark decides; without one: zero bytes speak for UTF-16, well-formed UTF-8 is UTF-8, else the one of
// UTF-8 and GB 18030 with fewer mistakes. Fault invalid_input: this is not text (control characters, or mostly
// mistakes).
Result<DecodedText> decode_text(std::span<const std::uint8_t> bytes);

}  // namespace xingke::formats
