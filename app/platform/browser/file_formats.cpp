#include "app/platform/file_formats.h"

#include <emscripten/emscripten.h>

#include <map>
#include <utility>

#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserFormats final : public FileFormats {
public:
    void ask(Bytes head, Bytes body, std::function<void(Bytes)> answer) override {
        const std::uint32_t number = next_question_++;
        answers_.emplace(number, std::move(answer));
        js_file_formats_ask(this, number, head.data(), size_of(head), body.data(), size_of(body));
    }
    void on_answer(std::uint32_t number, Bytes bytes) {
        const auto waiting = answers_.extract(number);
        if (!waiting.empty()) {
            waiting.mapped()(std::move(bytes));
        }
    }

private:
    std::uint32_t next_question_ = 1;
    std::map<std::uint32_t, std::function<void(Bytes)>> answers_;
};

}  // namespace

std::unique_ptr<FileFormats> make_file_formats() {
    return std::make_unique<BrowserFormats>();
}

}  // namespace xingke::platform::browser

// Called by file_formats.js with the token that js.h says comes back; js_host_take() gives the bytes.
extern "C" EMSCRIPTEN_KEEPALIVE void file_formats_answer(void* formats, std::uint32_t question, int size) {
    xingke::Bytes bytes(static_cast<std::size_t>(size));
    js_host_take(bytes.data());
    static_cast<xingke::platform::browser::BrowserFormats*>(formats)->on_answer(question, std::move(bytes));
}
