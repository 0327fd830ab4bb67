// How it stands with syncing and with what is kept on this device, in words that are always true.
#pragma once

#include <memory>
#include <optional>

#include "app/client/frames.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class SyncScreen {
public:
    void draw(Desk& desk);

private:
    void ask_report(Desk& desk);
    void draw_state(Desk& desk);
    void draw_device(Desk& desk);

    // Shared with the request's callback, which may outlive the screen.
    std::shared_ptr<std::optional<client::DeviceReport>> report_;
    model::Seq asked_cursor_ = 0;
    std::uint64_t asked_waiting_ = 0;
};

}  // namespace xingke::ui
