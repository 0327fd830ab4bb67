#include "tests/ui/draw/reference.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>

#include <zlib.h>

namespace xingke::tests {
namespace {

// By how much a channel of a block may differ: compilers round the edges of shapes differently.
constexpr int rounding_most = 4;

std::size_t bytes_of(int width, int height) {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
}

int u32_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    }
    return static_cast<int>(value);
}

}  // namespace

Picture shrink(const Picture& picture) {
    Picture out;
    out.width = (picture.width + reference_block - 1) / reference_block;
    out.height = (picture.height + reference_block - 1) / reference_block;
    out.rgba.reserve(bytes_of(out.width, out.height));
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const int right = std::min((x + 1) * reference_block, picture.width);
            const int bottom = std::min((y + 1) * reference_block, picture.height);
            const int count = (right - x * reference_block) * (bottom - y * reference_block);
            for (std::size_t channel = 0; channel < 4; ++channel) {
                int sum = 0;
                for (int py = y * reference_block; py < bottom; ++py) {
                    for (int px = x * reference_block; px < right; ++px) {
                        sum += picture.rgba[bytes_of(picture.width, py) + static_cast<std::size_t>(px) * 4 + channel];
                    }
                }
                out.rgba.push_back(static_cast<std::uint8_t>((sum + count / 2) / count));
            }
        }
    }
    return out;
}

std::optional<Picture> read_png(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    constexpr std::size_t width_at = 16, height_at = 20, first_chunk = 33;
    if (bytes.size() < first_chunk + 12 || bytes.substr(first_chunk + 4, 4) != "IDAT") {
        return std::nullopt;
    }
    Picture out;
    out.width = u32_at(bytes, width_at);
    out.height = u32_at(bytes, height_at);
    const auto packed_size = static_cast<std::size_t>(u32_at(bytes, first_chunk));
    std::string raw(bytes_of(out.width, out.height) + static_cast<std::size_t>(out.height), '\0');
    uLongf size = static_cast<uLong>(raw.size());
    if (bytes.size() < first_chunk + 8 + packed_size ||
        uncompress(reinterpret_cast<Bytef*>(raw.data()), &size,
                   reinterpret_cast<const Bytef*>(bytes.data() + first_chunk + 8),
                   static_cast<uLong>(packed_size)) != Z_OK ||
        size != raw.size()) {
        return std::nullopt;
    }
    const std::size_t row_bytes = bytes_of(out.width, 1);
    for (std::size_t at = 0; at < raw.size(); at += row_bytes + 1) {
        if (raw[at] != 0) {  // a filter, which write_png() never uses
            return std::nullopt;
        }
        out.rgba.insert(out.rgba.end(), raw.begin() + static_cast<std::ptrdiff_t>(at + 1),
                        raw.begin() + static_cast<std::ptrdiff_t>(at + 1 + row_bytes));
    }
    return out;
}

Difference compare(const Picture& drawn, const Picture& kept) {
    Difference out;
    out.has_other_size = drawn.width != kept.width || drawn.height != kept.height;
    if (out.has_other_size) {
        return out;
    }
    std::size_t differing = 0;
    for (std::size_t block = 0; block < drawn.rgba.size(); block += 4) {
        int most = 0;
        for (std::size_t channel = 0; channel < 4; ++channel) {
            most = std::max(most, std::abs(drawn.rgba[block + channel] - kept.rgba[block + channel]));
        }
        out.largest = std::max(out.largest, most);
        differing += most > rounding_most ? 1U : 0U;
    }
    out.part_of_blocks = static_cast<double>(differing) / static_cast<double>(drawn.rgba.size() / 4);
    return out;
}

}  // namespace xingke::tests
