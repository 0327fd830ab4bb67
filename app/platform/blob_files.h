// Port: files of people (photos, documents) on this device, each under a name and outside of the database. Whole files
// go in and parts come out; an answer may come before the call returns. What is in here may be lost as a whole (the
// browser clears its storage), never a part of a file: what was answered with `kept` is complete and on the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "app/base/bytes.h"

namespace xingke::platform {

enum class BlobKept : std::uint8_t { kept, full, failed };

class BlobFiles {
public:
    virtual ~BlobFiles() = default;
    virtual void write(const std::string& name, Bytes bytes, std::function<void(BlobKept)> done) = 0;
    // Fewer bytes than asked for at the end of the file; none when there is no such file.
    virtual void read(const std::string& name, std::int64_t offset, std::int64_t size,
                      std::function<void(Bytes)> done) = 0;
    virtual void remove(const std::string& name) = 0;
    virtual void remove_all() = 0;
};

}  // namespace xingke::platform
