#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { js_random_fill(bytes.data(), size_of(bytes)); }
};

}  // namespace

std::unique_ptr<Random> make_random() {
    return std::make_unique<BrowserRandom>();
}

}  // namespace xingke::platform::browser
