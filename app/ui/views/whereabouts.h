// Asking the device where it is, and what is made of the answer: a position to keep, or words that say why there is
// none. Asked by one place at a time: a later question makes an earlier one void.
#pragma once

#include <string>

#include "app/model/value.h"
#include "app/platform/screen_platform.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::views {

class Locating {
public:
    // Inside a press.
    void begin(kit::Ui& ui);
    void forget() { request_ = 0; }
    bool is_waiting(const kit::Ui& ui) const;
    // Null: not asked, or not answered yet.
    const platform::Located* answer(const kit::Ui& ui) const;

private:
    std::uint32_t request_ = 0;
};

// Good enough to say that somebody was there (model::accuracy_enough_m).
bool is_exact(const platform::Located& located);
model::Position position_of(const platform::Located& located);
// Why it is not, in words; empty when it is.
std::string problem_of(const kit::Ui& ui, const platform::Located& located);
// "350米", "1.2公里".
std::string distance_words(const kit::Ui& ui, std::int64_t metres);

}  // namespace xingke::ui::views
