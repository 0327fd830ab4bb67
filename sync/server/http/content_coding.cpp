#include "sync/server/http/content_coding.h"

#include <zlib.h>

#include <array>

#include "app/base/check.h"
#include "app/base/text.h"

namespace xingke::server {
namespace {

// zlib: 15 is the largest window, 16 more means gzip's head and end instead of zlib's.
constexpr int gzip_window_bits = 15 + 16;
constexpr int level = 5;
constexpr int memory_level = 8;
constexpr std::size_t piece_bytes = 64 * 1024;

// zlib reads without changing what it reads, but its type says otherwise.
Bytef* input_of(std::string_view bytes) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

}  // namespace

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    const int begun = deflateInit2(&stream, level, Z_DEFLATED, gzip_window_bits, memory_level, Z_DEFAULT_STRATEGY);
    CHECK(begun == Z_OK, "its settings are constants");
    std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = input_of(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    CHECK(ended == Z_STREAM_END, "there is room for all of it");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

Result<std::string> gunzip(std::string_view bytes, std::size_t size_max) {
    z_stream stream{};
    const int begun = inflateInit2(&stream, gzip_window_bits);
    CHECK(begun == Z_OK, "its settings are constants");
    stream.next_in = input_of(bytes);
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    std::array<char, piece_bytes> piece{};
    int state = Z_OK;
    while (state == Z_OK && out.size() <= size_max) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.data(), piece.size() - stream.avail_out);
    }
    const bool is_whole = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (out.size() > size_max) {
        return Error{Fault::invalid_input, {Text::too_large, {}}, {}};
    }
    if (!is_whole) {
        return Error{Fault::invalid_input, {Text::malformed, {}}, {}};
    }
    return out;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
    for (const std::string_view entry : split(accept_encoding, ',')) {
        const auto parts = split(entry, ';');
        if (trim(parts.front()) != coding) {
            continue;
        }
        // Only a weight of zero says no: q=0, q=0.0 …
        return parts.size() < 2 || trim(parts[1]).find_first_not_of("q=0. ") != std::string_view::npos;
    }
    return false;
}

}  // namespace xingke::server
