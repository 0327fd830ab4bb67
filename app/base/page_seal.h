// A checksum in the last bytes of each database page, so that a byte that changed on the disk is noticed when its page
// is read: SQLite itself would show a changed letter as if it had been typed. In the page's reserved space
// (SQLITE_FCNTL_RESERVE_BYTES), as SQLite's own checksum VFS has it; never all zeros, so that an erased page is
// noticed.
#pragma once

#include <cstdint>
#include <span>

namespace xingke {

constexpr std::size_t seal_bytes = 8;

// `page` is whole, with the reserved bytes at its end.
void seal_page(std::span<std::uint8_t> page);
bool has_seal(std::span<const std::uint8_t> page);

// Of the first 100 bytes of a database file: how large its pages are if they are sealed, otherwise 0.
std::size_t sealed_page_size(std::span<const std::uint8_t> header);

}  // namespace xingke
