#include "app/platform/headless/posix_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "app/base/log.h"

namespace xingke::platform {
namespace {

Error error_of_errno(std::string_view call) {
    const int code = errno;
    const bool is_full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return {is_full ? Fault::storage_full : Fault::storage,
            {is_full ? Text::storage_full : Text::storage_failed, {}},
            std::string(call) + ": " + std::strerror(code)};
}

class PosixFile : public File {
public:
    explicit PosixFile(int descriptor) : descriptor_(descriptor) {}
    ~PosixFile() override { close(descriptor_); }
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;

    Result<std::size_t> read(std::int64_t offset, std::span<std::uint8_t> bytes) override {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const ssize_t size =
                pread(descriptor_, bytes.data() + done, bytes.size() - done, offset + static_cast<std::int64_t>(done));
            if (size == 0) {
                break;
            }
            if (size < 0) {
                if (errno == EINTR) {
                    continue;
                }
                return error_of_errno("pread");
            }
            done += static_cast<std::size_t>(size);
        }
        return done;
    }

    Result<void> write(std::int64_t offset, std::span<const std::uint8_t> bytes) override {
        while (!bytes.empty()) {
            const ssize_t size = pwrite(descriptor_, bytes.data(), bytes.size(), offset);
            if (size < 0) {
                if (errno == EINTR) {
                    continue;
                }
                return error_of_errno("pwrite");
            }
            bytes = bytes.subspan(static_cast<std::size_t>(size));
            offset += size;
        }
        return {};
    }

    Result<void> truncate(std::int64_t size) override {
        while (ftruncate(descriptor_, size) != 0) {
            if (errno != EINTR) {
                return error_of_errno("ftruncate");
            }
        }
        return {};
    }

    // Not repeated after a failure: the kernel may have dropped what it could not write and would then claim success.
    Result<void> sync() override {
        if (fdatasync(descriptor_) != 0) {
            return error_of_errno("fdatasync");
        }
        return {};
    }

    Result<std::int64_t> size() override {
        struct stat status{};
        if (fstat(descriptor_, &status) != 0) {
            return error_of_errno("fstat");
        }
        return static_cast<std::int64_t>(status.st_size);
    }

private:
    int descriptor_;
};

// A new file's name is durable only when its directory is.
void sync_directory(const std::string& directory) {
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0 || fsync(descriptor) != 0) {
        log(LogLevel::warning, "directory_not_synced", {{"reason", std::strerror(errno)}});
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
}

}  // namespace

PosixFiles::PosixFiles(std::string directory) : directory_(std::move(directory)) {}
PosixFiles::~PosixFiles() = default;

File* PosixFiles::open(std::string_view name) {
    if (const auto found = files_.find(name); found != files_.end()) {
        return found->second.get();
    }
    if (name.empty() || name == "." || name == ".." || name.find('/') != std::string_view::npos) {
        return nullptr;
    }
    const std::string path = directory_ + "/" + std::string(name);
    int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) {
        descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        sync_directory(directory_);
    }
    if (descriptor < 0) {
        log(LogLevel::warning, "file_not_opened", {{"reason", std::strerror(errno)}});
        return nullptr;
    }
    return files_.emplace(std::string(name), std::make_unique<PosixFile>(descriptor)).first->second.get();
}

}  // namespace xingke::platform
