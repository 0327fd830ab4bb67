#include "app/ui/kit/motion.h"

#include <cmath>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

float ease_out(float part) {
    const float rest = 1 - part;
    return 1 - rest * rest * rest;
}

}  // namespace

float glide(Ui& ui, ItemId id, float target, float duration_ms) {
    return glide_from(ui, id, target, target, duration_ms);
}

float glide_from(Ui& ui, ItemId id, float first, float target, float duration_ms) {
    const auto [at, is_new] = ui.motion.glides.try_emplace(id, Glide{first, target, ui.time_ms, ui.time_ms});
    Glide& g = at->second;
    const auto value = [&] {
        const double part = (ui.time_ms - g.started_ms) / static_cast<double>(duration_ms);
        return part >= 1 ? g.to : g.from + (g.to - g.from) * ease_out(static_cast<float>(part));
    };
    g.seen_ms = ui.time_ms;
    if (ui.reduces_motion || duration_ms <= 0) {
        g.from = g.to = target;
        return target;
    }
    if (!is_new && g.to != target) {
        g.from = value();
        g.to = target;
        g.started_ms = ui.time_ms;
    }
    const float now = value();
    if (now != g.to) {
        ask_for_frame(ui);
    }
    return now;
}

float cycle(Ui& ui, float period_ms) {
    if (ui.reduces_motion) {
        return 0;
    }
    ask_for_frame(ui);
    return static_cast<float>(std::fmod(ui.time_ms, static_cast<double>(period_ms)) / static_cast<double>(period_ms));
}

}  // namespace xingke::ui::kit
