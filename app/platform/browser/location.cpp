#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserLocation final : public Location {
public:
    void ask(std::uint32_t request) override { js_location_ask(request); }
};

}  // namespace

std::unique_ptr<Location> make_location() {
    return std::make_unique<BrowserLocation>();
}

}  // namespace xingke::platform::browser
