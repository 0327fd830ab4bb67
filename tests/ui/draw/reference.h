// Pictures that are kept to be compared with: shrunk, each block of pixels to its mean colour. What one would not see
// (a letter's edge half a shade lighter) is not in them; a colour, a border, a gap or a line that moved is.
#pragma once

#include <optional>
#include <string>

#include "tests/ui/draw/picture.h"

namespace xingke::tests {

constexpr int reference_block = 10;  // pixels of the drawing to one of the reference

Picture shrink(const Picture& picture);
// A file that write_png() wrote; nothing when there is none, or another program's.
std::optional<Picture> read_png(const std::string& path);

struct Difference {
    bool has_other_size = false;
    double part_of_blocks = 0;  // that differ by more than what rounding may do
    int largest = 0;            // of all channels of all blocks, of 255
};
Difference compare(const Picture& drawn, const Picture& kept);

}  // namespace xingke::tests
