// Files of people in memory: natively there is no app that would keep them longer.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "app/platform/blob_files.h"

namespace xingke::platform::headless {

class MemoryBlobs final : public BlobFiles {
public:
    void write(const std::string& name, Bytes bytes, std::function<void(BlobKept)> done) override {
        const bool fits = bytes.size() <= room;
        if (fits) {
            files_[name] = std::move(bytes);
        }
        done(fits ? BlobKept::kept : BlobKept::full);
    }
    void read(const std::string& name, std::int64_t offset, std::int64_t size,
              std::function<void(Bytes)> done) override {
        const auto found = files_.find(name);
        Bytes part;
        if (found != files_.end()) {
            const std::size_t first = std::min(static_cast<std::size_t>(offset), found->second.size());
            const std::size_t count = std::min(static_cast<std::size_t>(size), found->second.size() - first);
            part.assign(found->second.begin() + static_cast<std::ptrdiff_t>(first),
                        found->second.begin() + static_cast<std::ptrdiff_t>(first + count));
        }
        done(std::move(part));
    }
    void remove(const std::string& name) override { files_.erase(name); }
    void remove_all() override { files_.clear(); }

    std::size_t count() const { return files_.size(); }
    std::size_t room = SIZE_MAX;  // for one file

private:
    std::map<std::string, Bytes> files_;
};

}  // namespace xingke::platform::headless
