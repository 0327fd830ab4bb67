// 需处理: what met somebody else's change, and what the server did not accept. Nothing leaves it but by its author's
// choice.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/client/frames.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class InboxScreen {
public:
    void draw(Desk& desk);

    // Set by the shell: opens the form with what was typed into a rejected change.
    std::function<void(const client::InboxItem&)> on_rework;

private:
    void draw_conflict(Desk& desk, const client::InboxItem& item);
    void draw_rejected(Desk& desk, const client::InboxItem& item);
    void draw_heading(Desk& desk, const client::InboxItem& item, Say what, kit::Tone tone);
    void resolve(Desk& desk, const client::InboxItem& item, bool mine);

    std::optional<std::uint64_t> dropping_;  // counter of the rejected change that may be given up
    bool is_asking_drop_ = false;
};

}  // namespace xingke::ui
