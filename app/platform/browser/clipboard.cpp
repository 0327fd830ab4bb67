#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserClipboard final : public Clipboard {
public:
    void copy(std::string_view text) override { js_clipboard_copy(text.data(), size_of(text)); }
};

}  // namespace

std::unique_ptr<Clipboard> make_clipboard() {
    return std::make_unique<BrowserClipboard>();
}

}  // namespace xingke::platform::browser
