// What kind of file bytes are, by the bytes themselves: what a device says of them is not asked.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace xingke::server {

// By the first bytes of a file (4 KiB are enough): "image/jpeg", "application/zip" (also the newer Office documents),
// "text/plain" …; empty for what is none of the kinds that a CRM keeps: programs, films, disk images.
std::string_view sniff_media_type(std::span<const std::uint8_t> beginning);
constexpr std::size_t sniffed_bytes_max = 4 * 1024;

}  // namespace xingke::server
