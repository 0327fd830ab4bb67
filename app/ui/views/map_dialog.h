// 导航: the map apps in which the way to a place can be opened. Which of them the person has is not known to a page, so
// all are offered; the coordinates can be copied for any other.
#pragma once

#include <string>

#include "app/model/value.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

class MapDialog {
public:
    void open(const model::Position& to, std::string name);
    void draw(kit::Ui& ui);

private:
    model::Position to_;
    std::string name_;
    bool is_open_ = false;
};

}  // namespace xingke::ui::views
