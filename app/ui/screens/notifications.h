// 通知: what steps and countersignatures have told this person, newest first, unread ones marked. One is opened by a
// press, which marks it as read; all at once by a button.
#pragma once

#include <memory>
#include <vector>

#include "app/client/screen_link.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class NotificationsScreen {
public:
    void draw(Desk& desk);
    // For the bell, in every frame; 0 until it is known.
    std::uint64_t unread_count(Desk& desk);

private:
    void mark_as_read(Desk& desk, const std::vector<RecordId>& records);
    void draw_row(Desk& desk, const model::Row& row);

    std::unique_ptr<client::LiveQuery> newest_;
    std::unique_ptr<client::LiveQuery> unread_;
};

}  // namespace xingke::ui
