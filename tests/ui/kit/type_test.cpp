#include "app/ui/kit/type.h"

#include "app/ui/kit/layout.h"
#include "app/ui/kit/widgets.h"
#include "tests/ui/kit_stage.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace xingke::ui::kit {
namespace {

using tests::KitStage;

// BoxGlyphs: at 14 CSS px a hanzi is 14 wide, a letter 7.5.
std::vector<std::string> wrapped(std::string_view text, float width) {
    std::vector<std::string> out;
    KitStage stage([&](Ui& ui) {
        out.clear();
        for (const std::string_view line : wrap(ui, Type::body, text, width)) {
            out.emplace_back(line);
        }
    });
    return out;
}

}  // namespace

TEST_CASE("lines break between ideographs and at spaces, and words stay whole") {
    CHECK(wrapped("客户资料", 28) == std::vector<std::string>{"客户", "资料"});
    CHECK(wrapped("a whole day", 45) == std::vector<std::string>{"a", "whole", "day"});
    CHECK(wrapped("在a whole天", 62) == std::vector<std::string>{"在a", "whole天"});
    CHECK(wrapped("一\n二", 100) == std::vector<std::string>{"一", "二"});
    CHECK(wrapped("", 100) == std::vector<std::string>{""});
}

TEST_CASE("no line begins with closing punctuation nor ends with opening") {
    CHECK(wrapped("客户资料\u3002", 56) == std::vector<std::string>{"客户资", "料\u3002"});
    CHECK(wrapped("客户资\u300A料\u300B", 56) == std::vector<std::string>{"客户资", "\u300A料\u300B"});
}

TEST_CASE("a word wider than the line is cut, and a line holds at least one character") {
    CHECK(wrapped("abcdefgh", 32).size() == 2);
    CHECK(wrapped("客户", 3) == std::vector<std::string>{"客", "户"});
}

TEST_CASE("text that is too wide ends with an ellipsis and fits") {
    KitStage stage([&](Ui& ui) {
        const std::string cut = cut_to_width(ui, Type::body, "北京思优特科技发展有限公司", 100);
        CHECK(cut.ends_with("…"));
        CHECK(text_width(ui, Type::body, cut) <= 100);
        CHECK(cut_to_width(ui, Type::body, "北京", 100) == "北京");
        CHECK(cut_to_width(ui, Type::body, "北\n京", 100) == "北 京");
    });
}

TEST_CASE("a spring pushes what follows to the end, already in the first frame that is shown") {
    KitStage stage([](Ui& ui) {
        Row row(ui, {});
        button(ui, "Left");
        spring(ui);
        button(ui, "Right");
    });
    const platform::Rect right = stage.node(Role::button, "Right").rect;
    CHECK(right.x + right.width == doctest::Approx(390).epsilon(0.01));
    CHECK(stage.node(Role::button, "Left").rect.x == 0);
}

TEST_CASE("a card is as tall as what is in it, and what follows stands below it") {
    int rows = 2;
    KitStage stage([&](Ui& ui) {
        {
            Card card(ui, "card", {.padding = 10, .gap = 0});
            for (int i = 0; i < rows; ++i) {
                place(ui, 0, 30);
            }
        }
        button(ui, "After");
    });
    CHECK(stage.node(Role::button, "After").rect.y == doctest::Approx(80));
    rows = 5;
    stage.frame();
    CHECK(stage.node(Role::button, "After").rect.y == doctest::Approx(170));
}

}  // namespace xingke::ui::kit
