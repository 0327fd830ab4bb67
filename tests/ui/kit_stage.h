// The kit alone on the headless platform: whatever a test draws, driven as a person would, by role and name, by finger
// or by key. Frames are drawn only when the kit asks for one, as in the product.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "app/platform/headless/headless_screen.h"
#include "app/ui/kit/frame.h"
#include "app/ui/kit/ui.h"

namespace xingke::tests {

class KitStage {
public:
    explicit KitStage(std::function<void(ui::kit::Ui&)> draw, ui::View view = {.width = 390, .height = 844, .scale = 2},
                      std::unique_ptr<platform::Glyphs> glyphs = std::make_unique<platform::BoxGlyphs>());
    ~KitStage();
    KitStage(const KitStage&) = delete;
    KitStage& operator=(const KitStage&) = delete;

    // One frame, `ms` after the last one.
    ImDrawData* frame(double ms = 16);
    // Frames for as long as they are wanted, at most `limit`; returns how many there were.
    int settle(int limit = 400);

    const platform::SemanticNode& node(platform::SemanticRole role, std::string_view name) const;  // must exist
    bool sees(platform::SemanticRole role, std::string_view name) const {
        return screen.semantics.find(role, name) != nullptr;
    }
    void press(platform::SemanticRole role, std::string_view name);  // as a screen reader does
    void click(platform::SemanticRole role, std::string_view name);  // with the mouse
    void tap(platform::SemanticRole role, std::string_view name);    // with a finger
    void type(std::string_view label, std::string_view text);
    bool key(std::string_view name, bool shift = false);
    void finger(ui::PointerPhase phase, float x, float y);
    // A stroke of the finger: down, some moves, up.
    void drag(float x, float from_y, float to_y, int steps = 8);

    platform::HeadlessScreen screen;
    platform::ScreenPlatform ports;
    ui::kit::Ui ui;
    double time_ms = 1000;

private:
    ImGuiContext* imgui_;
    std::function<void(ui::kit::Ui&)> draw_;
};

}  // namespace xingke::tests
