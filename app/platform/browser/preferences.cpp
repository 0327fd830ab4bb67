#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserPreferences final : public Preferences {
public:
    std::string read(std::string_view key) override { return take_text(js_preferences_read(key.data(), size_of(key))); }
    void write(std::string_view key, std::string_view value) override {
        js_preferences_write(key.data(), size_of(key), value.data(), size_of(value));
    }
};

}  // namespace

std::unique_ptr<Preferences> make_preferences() {
    return std::make_unique<BrowserPreferences>();
}

}  // namespace xingke::platform::browser
