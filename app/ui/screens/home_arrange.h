// 调整首页: which parts the home page has and in which order, by dragging, by buttons that the keyboard reaches, and by
// a tick beside each. What was arranged is saved as a whole when it is done.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/personal_setting.h"
#include "app/ui/screens/desk.h"

namespace xingke::ui {

class HomeArrange {
public:
    void open() { wants_open_ = true; }
    // `shown`: as the home page stands. What was decided, as the setting holds it (empty text: as delivered); nothing:
    // still open, or closed without a decision.
    std::optional<std::string> draw(Desk& desk, const std::vector<model::HomePart>& shown);

private:
    void draw_parts(Desk& desk);
    void draw_part(Desk& desk, std::size_t index);
    void drop(Desk& desk);

    std::vector<model::HomePart> parts_;
    std::vector<kit::Box> boxes_;  // of the rows in this frame
    std::optional<std::size_t> carried_;
    bool is_open_ = false, wants_open_ = false;
};

}  // namespace xingke::ui
