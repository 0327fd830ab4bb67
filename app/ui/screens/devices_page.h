// 设备: one's own devices, and for administrators everybody's: who, when last heard of, what still waits there. One
// that is lost is revoked: it erases what it keeps at its next contact.
#pragma once

#include <string>
#include <vector>

#include "app/ui/screens/organisation.h"

namespace xingke::ui {

class DevicesScreen {
public:
    void draw(Desk& desk);
    // The list is as of when the page is opened.
    void open() { is_asked_ = false; }

private:
    struct Device {
        std::string id, code, person;
        Instant last_seen;
        std::string waiting;
        bool is_revoked = false;
    };
    void ask(Desk& desk);
    void draw_device(Desk& desk, const Device& device);
    void draw_question(Desk& desk);

    Organisation organisation_;
    bool is_asked_ = false, is_known_ = false, asks_ = false;
    Message problem_;
    std::vector<Device> devices_;
    Device wanted_;
};

}  // namespace xingke::ui
