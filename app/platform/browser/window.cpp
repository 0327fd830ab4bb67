#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserWindow final : public Window {
public:
    void request_frame(int delay_ms) override { js_window_request_frame(delay_ms); }
    bool prefers_dark() override { return js_window_prefers_dark() != 0; }
    bool prefers_more_contrast() override { return js_window_prefers_more_contrast() != 0; }
    bool prefers_reduced_motion() override { return js_window_prefers_reduced_motion() != 0; }
    std::string preferred_language() override { return take_text(js_window_language()); }
    void set_address(std::string_view fragment, bool replace) override {
        js_window_set_address(fragment.data(), size_of(fragment), replace ? 1 : 0);
    }
    void open_link(std::string_view url) override { js_window_open_link(url.data(), size_of(url)); }
    void reload() override { js_window_reload(); }
    void print(std::string_view pages) override { js_window_print(pages.data(), size_of(pages)); }
    void set_theme_color(std::uint32_t rgba) override { js_window_set_theme_color(rgba); }
};

}  // namespace

std::unique_ptr<Window> make_window() {
    return std::make_unique<BrowserWindow>();
}

}  // namespace xingke::platform::browser
