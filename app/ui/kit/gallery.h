// Every widget in every state, on one hidden page (#/gallery): for eyes and for the screenshot tests.
#pragma once

#include <memory>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {

class Gallery {
public:
    Gallery();
    ~Gallery();
    void draw(Ui& ui);  // fills the flow's frame

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xingke::ui::kit
