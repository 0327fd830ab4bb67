// Motion: values that glide to where they should be. Asks for frames only while something moves; with reduced motion
// everything jumps.
#pragma once

#include <unordered_map>

#include "app/ui/kit/ids.h"

namespace xingke::ui::kit {

struct Glide {
    float from = 0, to = 0;
    double started_ms = 0;
    double seen_ms = 0;  // for forgetting what is no longer drawn
};

struct Motion {
    std::unordered_map<ItemId, Glide> glides;
};

constexpr float quick_ms = 120, usual_ms = 180, slow_ms = 260;

// The value now on its way to `target` (eased out). The first call for an id starts at `target`, or at `first`.
float glide(Ui& ui, ItemId id, float target, float duration_ms = usual_ms);
float glide_from(Ui& ui, ItemId id, float first, float target, float duration_ms = usual_ms);
// 0…1 and round again, for what turns or shimmers; asks for frames as long as it is called.
float cycle(Ui& ui, float period_ms);

}  // namespace xingke::ui::kit
