#include "sync/server/media_type.h"

#include <algorithm>
#include <array>

#include "app/base/bytes.h"

namespace xingke::server {
namespace {

using namespace std::string_view_literals;

struct Mark {
    std::size_t at;
    std::string_view bytes;
    std::string_view type;
};

constexpr std::array marks = {
    Mark{0, "\xFF\xD8\xFF"sv, "image/jpeg"},
    Mark{0, "\x89PNG\r\n\x1A\n"sv, "image/png"},
    Mark{0, "GIF87a"sv, "image/gif"},
    Mark{0, "GIF89a"sv, "image/gif"},
    Mark{8, "WEBP"sv, "image/webp"},
    Mark{4, "ftypheic"sv, "image/heic"},
    Mark{0, "%PDF-"sv, "application/pdf"},
    Mark{0, "PK\x03\x04"sv, "application/zip"},
    Mark{0, "Rar!\x1A\x07"sv, "application/vnd.rar"},
    Mark{0, "7z\xBC\xAF\x27\x1C"sv, "application/x-7z-compressed"},
    Mark{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "application/x-ole-storage"},
    Mark{0, "ID3"sv, "audio/mpeg"},
    Mark{0, "\xFF\xFB"sv, "audio/mpeg"},
    Mark{8, "WAVE"sv, "audio/wav"},
    Mark{0, "OggS"sv, "audio/ogg"},
    Mark{0, "#!AMR"sv, "audio/amr"},
    Mark{4, "ftypM4A"sv, "audio/mp4"},
};

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || byte == 0x7F;
}

}  // namespace

std::string_view sniff_media_type(std::span<const std::uint8_t> beginning) {
    const std::string_view text = as_text(beginning.first(std::min(beginning.size(), sniffed_bytes_max)));
    for (const Mark& mark : marks) {
        if (text.size() > mark.at && text.substr(mark.at).starts_with(mark.bytes)) {
            return mark.type;
        }
    }
    // Whatever its encoding, a text has no control characters; UTF-16 has, and says so by its first two bytes.
    const bool is_utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    return !text.empty() && (is_utf16 || std::ranges::none_of(text, is_control)) ? "text/plain" : "";
}

}  // namespace xingke::server
