#include "app/ui/kit/scroll.h"

#include "app/ui/kit/widgets.h"
#include "tests/ui/kit_stage.h"

#include <string>

#include <doctest/doctest.h>

namespace xingke::ui::kit {
namespace {

using tests::KitStage;

struct LongPage {
    int pressed = 0;
    int last_pressed = -1;
    int long_pressed = 0;

    void draw(Ui& ui) {
        ScrollArea area(ui, "page", {});
        for (int i = 0; i < 60; ++i) {
            const std::string label = "Row " + std::to_string(i);
            PressOptions options;
            options.node.role = Role::button;
            options.node.name = label;
            const Press p = press(ui, id_of(ui, label), place(ui, 0, 48), options);
            if (p.pressed) {
                ++pressed;
                last_pressed = i;
            }
            long_pressed += p.long_pressed ? 1 : 0;
        }
    }
};

const ScrollState& only_scroll(const KitStage& stage) {
    return stage.ui.scrolls.states.begin()->second;
}

}  // namespace

TEST_CASE("a finger's stroke scrolls, presses nothing, goes on with momentum and comes to rest") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    stage.drag(200, 700, 400);
    const float released = only_scroll(stage).offset;
    CHECK(released > 250);
    const int frames = stage.settle(2000);
    CHECK(frames > 3);
    CHECK(frames < 1500);
    CHECK(only_scroll(stage).offset > released + 20);
    CHECK(page.pressed == 0);
    CHECK(stage.screen.window.wanted_frame_ms == -1);
}

TEST_CASE("a throw that is over before a frame was drawn goes on with momentum, no quicker than a finger is") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    stage.finger(PointerPhase::down, 200, 700);
    stage.time_ms += 4;
    stage.finger(PointerPhase::move, 200, 300);
    stage.finger(PointerPhase::up, 200, 300);
    CHECK(only_scroll(stage).velocity > 1);
    CHECK(only_scroll(stage).velocity <= 6);
    stage.frame();
    stage.settle(4000);
    CHECK(only_scroll(stage).offset > 200);
    CHECK(page.pressed == 0);
}

TEST_CASE("beyond the end the page stretches and comes back") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    stage.finger(PointerPhase::down, 200, 300);
    stage.frame();
    for (int step = 1; step <= 10; ++step) {
        stage.finger(PointerPhase::move, 200, 300 + 20.0F * static_cast<float>(step));
        stage.frame(16);
    }
    CHECK(only_scroll(stage).offset < -40);
    CHECK(only_scroll(stage).offset > -200);
    stage.finger(PointerPhase::cancel, 200, 500);
    stage.frame();
    stage.settle(500);
    CHECK(only_scroll(stage).offset == doctest::Approx(0));
}

TEST_CASE("a finger on a page that still moves stops it and presses nothing") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    stage.drag(200, 700, 300, 4);
    CHECK(only_scroll(stage).velocity > 0);
    stage.finger(PointerPhase::down, 200, 400);
    stage.frame(4);
    stage.finger(PointerPhase::up, 200, 400);
    stage.frame(4);
    stage.settle();
    CHECK(page.pressed == 0);
    const float stopped = only_scroll(stage).offset;
    stage.frame(100);
    CHECK(only_scroll(stage).offset == doctest::Approx(stopped));
}

TEST_CASE("after scrolling a tap presses what is under the finger now") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    wheel_event(stage.ui, 200, 400, 0, 480);
    stage.frame();
    stage.settle();
    CHECK(only_scroll(stage).offset == doctest::Approx(480));
    stage.finger(PointerPhase::down, 200, 10);
    stage.frame();
    stage.finger(PointerPhase::up, 200, 10);
    stage.frame();
    stage.settle();
    CHECK(page.last_pressed == 10);
    CHECK(page.pressed == 1);
}

TEST_CASE("a finger held still is a long press and no tap") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    stage.finger(PointerPhase::down, 200, 100);
    stage.frame();
    CHECK(stage.screen.window.wanted_frame_ms > 0);
    stage.settle(20);
    stage.finger(PointerPhase::up, 202, 101);
    stage.frame();
    stage.settle();
    CHECK(page.long_pressed == 1);
    CHECK(page.pressed == 0);
}

TEST_CASE("after a tap nothing looks hovered") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    stage.tap(Role::button, "Row 3");
    CHECK(page.last_pressed == 3);
    CHECK(ImGui::GetCurrentContext()->HoveredId == 0);
}

TEST_CASE("Tab brings what has the focus into view, and Page Down turns the page") {
    LongPage page;
    KitStage stage([&](Ui& ui) { page.draw(ui); });
    for (int i = 0; i < 30; ++i) {
        stage.key("Tab");
    }
    const platform::Rect rect = stage.node(Role::button, "Row 29").rect;
    CHECK(stage.node(Role::button, "Row 29").is_focused);
    CHECK(rect.y >= 0);
    CHECK(rect.y + rect.height <= 844);
    const float before = only_scroll(stage).offset;
    stage.key("PageDown");
    CHECK(only_scroll(stage).offset > before + 600);
}

TEST_CASE("with reduced motion a stroke of the finger ends where the finger leaves") {
    LongPage page;
    KitStage stage([&](Ui& ui) {
        ui.reduces_motion = true;
        page.draw(ui);
    });
    stage.drag(200, 700, 400);
    const float released = only_scroll(stage).offset;
    stage.settle();
    CHECK(only_scroll(stage).offset == doctest::Approx(released));
}

}  // namespace xingke::ui::kit
