#include "app/ui/kit/chart.h"

#include "app/ui/kit/widgets.h"
#include "tests/ui/kit_stage.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::ui::kit;
using Role = platform::SemanticRole;

namespace {

ChartData stages() {
    return {.title = "漏斗",
            .series = {"数量"},
            .rows = {{.name = "接洽", .values = {{8, "8"}}}, {.name = "需求", .values = {{4, "4"}}, .note = "50%"}}};
}

}  // namespace

TEST_CASE("every chart is a table of its values, and each value can be pressed") {
    std::optional<ChartPress> pressed;
    int kind = 0;
    tests::KitStage stage([&](Ui& ui) {
        const ChartData data = stages();
        const auto press = kind == 0   ? bar_chart(ui, "chart", data)
                           : kind == 1 ? line_chart(ui, "chart", data)
                           : kind == 2 ? funnel_chart(ui, "chart", data)
                           : kind == 3 ? ring_chart(ui, "chart", data)
                                       : heat_chart(ui, "chart", data);
        pressed = press ? press : pressed;
    });
    for (kind = 0; kind < 5; ++kind) {
        CAPTURE(kind);
        pressed.reset();
        stage.frame();
        stage.settle();
        CHECK(stage.sees(Role::grid, "漏斗"));
        CHECK(stage.node(Role::cell, "需求 4").description == "数量");
        stage.press(Role::cell, "需求 4");
        REQUIRE(pressed.has_value());
        CHECK(pressed->row == 1);
    }
}

TEST_CASE("a stacked bar has a cell for each of its parts, also for what is nothing") {
    std::optional<ChartPress> pressed;
    tests::KitStage stage([&](Ui& ui) {
        const auto press = bar_chart(
            ui, "chart",
            {.title = "拜访", .series = {"计划", "完成"}, .rows = {{.name = "王", .values = {{0, "0"}, {3, "3"}}}}});
        pressed = press ? press : pressed;
    });
    stage.settle();
    stage.press(Role::cell, "王 3");
    REQUIRE(pressed.has_value());
    CHECK(pressed->series == 1);
    CHECK(stage.sees(Role::cell, "王 0"));
}

TEST_CASE("charts of nothing are drawn and nothing can be pressed") {
    tests::KitStage stage([&](Ui& ui) {
        const ChartData none{.title = "空", .series = {"数量"}, .rows = {}};
        bar_chart(ui, "a", none);
        line_chart(ui, "b", none);
        funnel_chart(ui, "c", none);
        ring_chart(ui, "d", none);
        heat_chart(ui, "e", none);
    });
    stage.settle();
    CHECK(stage.sees(Role::grid, "空"));
}

TEST_CASE("parts side by side keep the tone of what they mean, and no two have the same while there are free ones") {
    using Tones = std::vector<Tone>;
    CHECK(told_apart({Tone::accent, Tone::good, Tone::bad, Tone::neutral}) ==
          Tones{Tone::accent, Tone::good, Tone::bad, Tone::warning});
    CHECK(told_apart({Tone::neutral, Tone::bad}) == Tones{Tone::accent, Tone::bad});
    CHECK(told_apart({Tone::good, Tone::good}) == Tones{Tone::good, Tone::accent});
    CHECK(told_apart(Tones(6, Tone::neutral)).size() == 6);
}
