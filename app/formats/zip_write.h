// Writing a zip archive into memory, entry after entry; the content of the one that was begun last is appended piece by
// piece and packed at once. minizip's writer is not used: it leaves by longjmp, which the app is built without. Without
// zip64: an archive of more than 4 GB is beyond every limit here. Any thread.
#pragma once

#include <memory>
#include <string_view>

#include "app/base/bytes.h"

namespace xingke::formats {

class ZipWriter {
public:
    ZipWriter();
    ~ZipWriter();
    void begin(std::string_view name);
    void append(std::string_view content);
    Bytes finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::formats
