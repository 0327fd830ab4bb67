#include "app/formats/zip_read.h"

#include <unzip.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "app/formats/limits.h"

namespace xingke::formats {
namespace {

constexpr int ignoring_case = 2;
constexpr unsigned long encrypted_flag = 1;

Error damaged(const char* detail) {
    return {Fault::invalid_input, {Text::file_damaged, {}}, detail};
}

// A file in memory, as minizip wants to see one.
struct MemoryFile {
    std::span<const std::uint8_t> bytes;
    std::size_t at = 0;
};

MemoryFile& file_at(voidpf opaque) {
    return *static_cast<MemoryFile*>(opaque);
}

voidpf open_file(voidpf opaque, const void* /*name*/, int /*mode*/) {
    file_at(opaque).at = 0;
    return opaque;
}

uLong read_file(voidpf opaque, voidpf /*stream*/, void* into, uLong size) {
    MemoryFile& file = file_at(opaque);
    const std::size_t count = std::min<std::size_t>(size, file.bytes.size() - file.at);
    if (count > 0) {
        std::memcpy(into, file.bytes.data() + file.at, count);
    }
    file.at += count;
    return static_cast<uLong>(count);
}

uLong refuse_write(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
    return 0;
}

ZPOS64_T tell_file(voidpf opaque, voidpf /*stream*/) {
    return file_at(opaque).at;
}

long seek_file(voidpf opaque, voidpf /*stream*/, ZPOS64_T offset, int origin) {
    MemoryFile& file = file_at(opaque);
    const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_CUR   ? file.at
                             : origin == ZLIB_FILEFUNC_SEEK_END ? file.bytes.size()
                                                                : 0;
    if (offset > file.bytes.size() - base) {
        return -1;
    }
    file.at = base + static_cast<std::size_t>(offset);
    return 0;
}

// Neither can go wrong in memory.
int close_file(voidpf /*opaque*/, voidpf /*stream*/) {
    return 0;
}

int error_of_file(voidpf /*opaque*/, voidpf /*stream*/) {
    return 0;
}

}  // namespace

struct ZipReader::Impl {
    MemoryFile file;
    unzFile archive = nullptr;
    bool is_open = false;
    std::size_t entry_bytes = 0, entry_size = 0;  // unpacked so far; as the directory has it
    bool has_ended = false;
    const char* problem = nullptr;
    bool is_too_large = false;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (archive != nullptr) {
            unzClose(archive);
        }
    }
};

ZipReader::ZipReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader&&) noexcept = default;

Result<ZipReader> ZipReader::open(std::span<const std::uint8_t> bytes) {
    auto impl = std::make_unique<Impl>();
    impl->file.bytes = bytes;
    zlib_filefunc64_def functions = {open_file, read_file,  refuse_write,  tell_file,
                                     seek_file, close_file, error_of_file, &impl->file};
    impl->archive = unzOpen2_64("", &functions);
    if (impl->archive == nullptr) {
        return damaged("not an archive");
    }
    unz_global_info64 info = {};
    if (unzGetGlobalInfo64(impl->archive, &info) != UNZ_OK || info.number_entry > zip_entries_max) {
        return damaged("directory");
    }
    return ZipReader(std::move(impl));
}

bool ZipReader::has(std::string_view name) {
    return unzLocateFile(impl_->archive, std::string(name).c_str(), ignoring_case) == UNZ_OK;
}

Result<void> ZipReader::begin(std::string_view name) {
    if (std::exchange(impl_->is_open, false)) {
        unzCloseCurrentFile(impl_->archive);
    }
    impl_->entry_bytes = 0;
    impl_->has_ended = false;
    impl_->problem = nullptr;
    impl_->is_too_large = false;
    if (!has(name)) {
        return Error{Fault::not_found, {Text::file_damaged, {}}, "no such entry"};
    }
    unz_file_info64 info = {};
    if (unzGetCurrentFileInfo64(impl_->archive, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
        return damaged("directory entry");
    }
    impl_->entry_size = static_cast<std::size_t>(info.uncompressed_size);
    if ((info.flag & encrypted_flag) != 0) {
        return damaged("encrypted");
    }
    if (unzOpenCurrentFile(impl_->archive) != UNZ_OK) {
        return damaged("entry");
    }
    impl_->is_open = true;
    return {};
}

std::size_t ZipReader::read(std::span<char> into) {
    if (!impl_->is_open || impl_->problem != nullptr || impl_->is_too_large) {
        return 0;
    }
    const int count = unzReadCurrentFile(impl_->archive, into.data(), static_cast<unsigned>(into.size()));
    if (count < 0) {
        impl_->problem = "unpacking";
        return 0;
    }
    impl_->has_ended = count == 0;
    impl_->entry_bytes += static_cast<std::size_t>(count);
    if (impl_->entry_bytes > zip_entry_bytes_max) {
        impl_->is_too_large = true;
        return 0;
    }
    return static_cast<std::size_t>(count);
}

Result<void> ZipReader::end() {
    // minizip looks at the checksum only when it has read as much as there should be.
    const bool is_whole = !std::exchange(impl_->is_open, false) || unzCloseCurrentFile(impl_->archive) == UNZ_OK;
    if (impl_->is_too_large) {
        const auto max = argument("max", std::to_string(zip_entry_megabytes_max));
        return Error{Fault::invalid_input, {Text::file_too_large, {max}}, ""};
    }
    const bool has_its_size = !impl_->has_ended || impl_->entry_bytes == impl_->entry_size;
    if (impl_->problem != nullptr || !is_whole || !has_its_size) {
        return damaged(impl_->problem != nullptr ? impl_->problem : "size or checksum");
    }
    return {};
}

}  // namespace xingke::formats
