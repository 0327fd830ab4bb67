#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserPictures final : public Pictures {
public:
    std::uint64_t texture(std::string_view key, std::string_view base64) override {
        return js_pictures_texture(key.data(), size_of(key), base64.data(), size_of(base64));
    }
    void show(std::string_view name, std::string_view media_type, std::span<const std::uint8_t> bytes) override {
        js_pictures_show(name.data(), size_of(name), media_type.data(), size_of(media_type), bytes.data(),
                         size_of(bytes));
    }
};

}  // namespace

std::unique_ptr<Pictures> make_pictures() {
    return std::make_unique<BrowserPictures>();
}

}  // namespace xingke::platform::browser
