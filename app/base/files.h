// Port: the few files the store needs, opened before it starts and called synchronously from then on. Three hosts
// implement it: the browser's origin-private file system, POSIX, and the simulated disk that loses what was not synced.
// One SQLite VFS (sqlite_files.h) runs over it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "app/base/result.h"

namespace xingke {

// One open file. Offsets and sizes in bytes. Faults: storage_full (nothing was written), storage.
class File {
public:
    virtual ~File() = default;
    // Reads up to bytes.size(); returns how many there were (fewer only at the end of the file).
    virtual Result<std::size_t> read(std::int64_t offset, std::span<std::uint8_t> bytes) = 0;
    // Writes all of it, growing the file when needed. Durable only after sync().
    virtual Result<void> write(std::int64_t offset, std::span<const std::uint8_t> bytes) = 0;
    virtual Result<void> truncate(std::int64_t size) = 0;
    virtual Result<void> sync() = 0;
    virtual Result<std::int64_t> size() = 0;
};

class Files {
public:
    virtual ~Files() = default;
    // The file of that name, created empty if it was not there; the same object for the same name, owned by Files.
    // Null when the host did not prepare that name (the browser opens its handles before the store starts).
    virtual File* open(std::string_view name) = 0;
    // False when nothing survives the program (a private window): the app then says so and never claims to save.
    virtual bool is_durable() const = 0;
};

}  // namespace xingke
