#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

class BrowserFileExchange final : public FileExchange {
public:
    void ask_for_file(std::string_view accept) override { js_file_exchange_ask(accept.data(), size_of(accept)); }
    void hand_out(std::string_view file_name, std::string_view media_type,
                  std::span<const std::uint8_t> bytes) override {
        js_file_exchange_hand_out(file_name.data(), size_of(file_name), media_type.data(), size_of(media_type),
                                  bytes.data(), size_of(bytes));
    }
    void pick(std::string_view accept, PickFrom from) override {
        js_file_exchange_pick(accept.data(), size_of(accept), from == PickFrom::camera ? 1 : 0);
    }
};

}  // namespace

std::unique_ptr<FileExchange> make_file_exchange() {
    return std::make_unique<BrowserFileExchange>();
}

}  // namespace xingke::platform::browser
