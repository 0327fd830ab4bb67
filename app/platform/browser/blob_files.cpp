#include "app/platform/blob_files.h"

#include <emscripten/emscripten.h>

#include <map>
#include <utility>

#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserBlobs final : public BlobFiles {
public:
    void write(const std::string& name, Bytes bytes, std::function<void(BlobKept)> done) override {
        const std::uint32_t number = next_request_++;
        writes_.emplace(number, std::move(done));
        js_blob_files_write(this, number, name.data(), size_of(name), bytes.data(), size_of(bytes));
    }
    void read(const std::string& name, std::int64_t offset, std::int64_t size,
              std::function<void(Bytes)> done) override {
        const std::uint32_t number = next_request_++;
        reads_.emplace(number, std::move(done));
        js_blob_files_read(this, number, name.data(), size_of(name), static_cast<double>(offset),
                           static_cast<double>(size));
    }
    void remove(const std::string& name) override { js_blob_files_remove(name.data(), size_of(name)); }
    void remove_all() override { js_blob_files_remove_all(); }

    void on_written(std::uint32_t number, int outcome) {
        const auto waiting = writes_.extract(number);
        if (!waiting.empty()) {
            waiting.mapped()(outcome == 0 ? BlobKept::kept : outcome == 1 ? BlobKept::full : BlobKept::failed);
        }
    }
    void on_read(std::uint32_t number, Bytes bytes) {
        const auto waiting = reads_.extract(number);
        if (!waiting.empty()) {
            waiting.mapped()(std::move(bytes));
        }
    }

private:
    std::uint32_t next_request_ = 1;
    std::map<std::uint32_t, std::function<void(BlobKept)>> writes_;
    std::map<std::uint32_t, std::function<void(Bytes)>> reads_;
};

}  // namespace

std::unique_ptr<BlobFiles> make_blob_files() {
    return std::make_unique<BrowserBlobs>();
}

}  // namespace xingke::platform::browser

// Called by blob_files.js with the token that js.h says comes back; js_host_take() gives the bytes that were read.
extern "C" {

EMSCRIPTEN_KEEPALIVE void blob_files_written(void* files, std::uint32_t request, int outcome) {
    static_cast<xingke::platform::browser::BrowserBlobs*>(files)->on_written(request, outcome);
}

EMSCRIPTEN_KEEPALIVE void blob_files_read(void* files, std::uint32_t request, int size) {
    xingke::Bytes bytes(static_cast<std::size_t>(size));
    js_host_take(bytes.data());
    static_cast<xingke::platform::browser::BrowserBlobs*>(files)->on_read(request, std::move(bytes));
}
}
