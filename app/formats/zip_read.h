// Reading a zip archive in memory, as far as office files need it: entries found by name and unpacked piece by piece,
// so that no entry is ever whole in memory. minizip reads the format; this bounds it. Any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "app/base/result.h"

namespace xingke::formats {

// Reads from the bytes that it was opened with; they must outlive it.
class ZipReader {
public:
    // Fault invalid_input: not an archive, cut off, or with more than zip_entries_max entries.
    static Result<ZipReader> open(std::span<const std::uint8_t> bytes);
    ~ZipReader();
    ZipReader(ZipReader&&) noexcept;

    // Names are compared without case, as the office formats want it.
    bool has(std::string_view name);
    // Begins to unpack an entry; the one before it is over. Faults: not_found; invalid_input (encrypted, damaged).
    Result<void> begin(std::string_view name);
    // The next bytes. 0: there are no more, or they cannot be read; end() tells which.
    std::size_t read(std::span<char> into);
    // Fault invalid_input: what was read is damaged (not asked of an entry that was left halfway), or it is larger than
    // zip_entry_bytes_max.
    Result<void> end();

private:
    struct Impl;
    explicit ZipReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::formats
