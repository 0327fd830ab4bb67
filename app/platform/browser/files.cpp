#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include "app/base/bytes.h"
#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

constexpr int no_space = -2;

Error storage_error(int code, const char* what) {
    if (code == no_space) {
        return {.fault = Fault::storage_full, .message = {.key = Text::storage_full}, .detail = what};
    }
    return {.fault = Fault::storage, .message = {.key = Text::storage_failed}, .detail = what};
}

// One FileSystemSyncAccessHandle. flush() is an fdatasync where it was measured (Chromium on Linux); close() is none.
class HandleFile final : public File {
public:
    explicit HandleFile(int number) : number_(number) {}

    Result<std::size_t> read(std::int64_t offset, std::span<std::uint8_t> bytes) override {
        const int count = js_files_read(number_, bytes.data(), size_of(bytes), static_cast<double>(offset));
        if (count < 0) {
            return storage_error(count, "read");
        }
        return static_cast<std::size_t>(count);
    }
    Result<void> write(std::int64_t offset, std::span<const std::uint8_t> bytes) override {
        return done(js_files_write(number_, bytes.data(), size_of(bytes), static_cast<double>(offset)), "write");
    }
    Result<void> truncate(std::int64_t size) override {
        return done(js_files_truncate(number_, static_cast<double>(size)), "truncate");
    }
    Result<void> sync() override { return done(js_files_flush(number_), "flush"); }
    Result<std::int64_t> size() override {
        const double size = js_files_size(number_);
        if (size < 0) {
            return storage_error(-1, "size");
        }
        return static_cast<std::int64_t>(size);
    }

private:
    static Result<void> done(int code, const char* what) {
        if (code < 0) {
            return storage_error(code, what);
        }
        return {};
    }
    int number_;
};

class HandleFiles final : public Files {
public:
    File* open(std::string_view name) override {
        const auto known = files_.find(name);
        if (known != files_.end()) {
            return known->second.get();
        }
        const int number = js_files_find(name.data(), size_of(name));
        if (number < 0) {
            return nullptr;
        }
        return files_.emplace(name, std::make_unique<HandleFile>(number)).first->second.get();
    }
    bool is_durable() const override { return true; }

private:
    std::map<std::string, std::unique_ptr<HandleFile>, std::less<>> files_;
};

class MemoryFile final : public File {
public:
    Result<std::size_t> read(std::int64_t offset, std::span<std::uint8_t> bytes) override {
        const auto start = static_cast<std::size_t>(offset);
        if (start >= bytes_.size()) {
            return std::size_t{0};
        }
        const std::size_t count = std::min(bytes.size(), bytes_.size() - start);
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(start), count, bytes.begin());
        return count;
    }
    Result<void> write(std::int64_t offset, std::span<const std::uint8_t> bytes) override {
        const auto start = static_cast<std::size_t>(offset);
        bytes_.resize(std::max(bytes_.size(), start + bytes.size()));
        std::copy(bytes.begin(), bytes.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(start));
        return {};
    }
    Result<void> truncate(std::int64_t size) override {
        bytes_.resize(static_cast<std::size_t>(size));
        return {};
    }
    Result<void> sync() override { return {}; }
    Result<std::int64_t> size() override { return static_cast<std::int64_t>(bytes_.size()); }

private:
    Bytes bytes_;
};

class MemoryFiles final : public Files {
public:
    // std::map: a file's address stays.
    File* open(std::string_view name) override { return &files_[std::string(name)]; }
    bool is_durable() const override { return false; }

private:
    std::map<std::string, MemoryFile> files_;
};

}  // namespace

std::unique_ptr<Files> make_files(Storage storage) {
    if (storage == Storage::origin_private) {
        return std::make_unique<HandleFiles>();
    }
    return std::make_unique<MemoryFiles>();
}

}  // namespace xingke::platform::browser
