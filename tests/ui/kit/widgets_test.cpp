#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/gallery.h"
#include "tests/ui/kit_stage.h"

#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace xingke::ui::kit {
namespace {

using tests::KitStage;

const std::array<Choice, 3> sizes = {{{"s", "Small"}, {"m", "Medium"}, {"l", "Large"}}};

std::string all(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += line + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("the whole gallery has semantics, at both sizes and in both themes") {
    for (const View& view :
         {View{.width = 390, .height = 844, .scale = 2}, View{.width = 1440, .height = 900, .scale = 1}}) {
        for (const Theme* theme : {&light_theme(), &dark_theme()}) {
            Gallery gallery;
            KitStage stage(
                [&](Ui& ui) {
                    ui.theme = theme;
                    ui.reduces_motion = true;
                    gallery.draw(ui);
                },
                view);
            CHECK(all(stage.ui.semantics.problems) == "");
            CHECK(stage.screen.semantics.nodes.size() > 100);
        }
    }
}

TEST_CASE("a button is pressed by mouse, finger, keyboard and screen reader, once each time") {
    int count = 0;
    KitStage stage([&](Ui& ui) {
        if (button(ui, "Save")) {
            ++count;
        }
    });
    stage.click(Role::button, "Save");
    CHECK(count == 1);
    stage.tap(Role::button, "Save");
    CHECK(count == 2);
    stage.press(Role::button, "Save");
    CHECK(count == 3);
    CHECK(stage.key("Tab"));
    CHECK(stage.node(Role::button, "Save").is_focused);
    CHECK(stage.key("Enter"));
    CHECK(count == 4);
    CHECK(stage.key(" "));
    CHECK(count == 5);
}

TEST_CASE("a disabled or busy button cannot be pressed and is not in the tab order") {
    int count = 0;
    KitStage stage([&](Ui& ui) {
        count += button(ui, "Off", {.disabled = true}) ? 1 : 0;
        count += button(ui, "Busy", {.busy = true}) ? 1 : 0;
        count += button(ui, "On") ? 1 : 0;
        ui.reduces_motion = true;
    });
    stage.click(Role::button, "Off");
    stage.press(Role::button, "Busy");
    CHECK(count == 0);
    CHECK(stage.node(Role::button, "Off").is_disabled);
    stage.key("Tab");
    CHECK(stage.node(Role::button, "On").is_focused);
}

TEST_CASE("switch, box, chips, segments, tabs and stars change what they are bound to and say so") {
    bool on = false;
    bool checked = true;
    std::string chip = "s", segment = "m", tab = "s";
    int stars = 0;
    const std::array<Tab, 2> two_tabs = {{{"s", "First", 3}, {"l", "Second"}}};
    KitStage stage([&](Ui& ui) {
        toggle(ui, "Key customer", on);
        checkbox(ui, "Mine only", checked);
        radio_chips(ui, "Size", sizes, chip, true);
        segments(ui, "Look", sizes, segment);
        tabs(ui, "Parts", two_tabs, tab);
        rating(ui, "Stars", stars);
    });
    CHECK_FALSE(stage.node(Role::switch_, "Key customer").is_checked);
    stage.click(Role::switch_, "Key customer");
    CHECK(on);
    CHECK(stage.node(Role::switch_, "Key customer").is_checked);
    stage.tap(Role::checkbox, "Mine only");
    CHECK_FALSE(checked);
    stage.click(Role::radio, "Large");
    CHECK(chip == "l");
    stage.click(Role::radio, "Large");
    CHECK(chip.empty());
    CHECK(stage.node(Role::tab, "First").value == "3");
    stage.click(Role::tab, "Second");
    CHECK(tab == "l");
    CHECK(stage.node(Role::tab, "Second").is_selected);
    stage.press(Role::radio, "4星");
    CHECK(stars == 4);
    CHECK(all(stage.ui.semantics.problems) == "");
}

TEST_CASE("a select field opens a list, takes a choice, closes, and gives the focus back") {
    std::string key;
    KitStage stage([&](Ui& ui) { select_field(ui, "size", sizes, key, {.label = "Size"}); });
    CHECK(stage.node(Role::combobox, "Size").value.empty());
    stage.key("Tab");
    stage.key("Enter");
    CHECK(stage.node(Role::combobox, "Size").is_expanded);
    stage.press(Role::menuitem, "Medium");
    CHECK(key == "m");
    CHECK_FALSE(stage.sees(Role::menuitem, "Medium"));
    CHECK(stage.node(Role::combobox, "Size").value == "Medium");
    CHECK(stage.node(Role::combobox, "Size").is_focused);
}

TEST_CASE("Escape and a press outside close a menu without choosing") {
    std::string key = "s";
    KitStage stage([&](Ui& ui) { select_field(ui, "size", sizes, key, {.label = "Size"}); },
                   {.width = 1440, .height = 900, .scale = 1});
    stage.click(Role::combobox, "Size");
    CHECK(stage.sees(Role::menuitem, "Large"));
    CHECK(stage.key("Escape"));
    CHECK_FALSE(stage.sees(Role::menuitem, "Large"));
    stage.click(Role::combobox, "Size");
    CHECK(stage.sees(Role::menuitem, "Large"));
    for (const PointerPhase phase : {PointerPhase::move, PointerPhase::down, PointerPhase::up}) {
        pointer_event(stage.ui, {.phase = phase, .x = 1200, .y = 800, .time_ms = stage.time_ms});
    }
    stage.frame();
    stage.settle();
    CHECK_FALSE(stage.sees(Role::menuitem, "Large"));
    CHECK(key == "s");
}

TEST_CASE("what lies under an open dialog can be reached neither by pointer nor by keyboard nor by its node") {
    bool open = true;
    int below = 0;
    int above = 0;
    KitStage stage(
        [&](Ui& ui) {
            below += button(ui, "Below") ? 1 : 0;
            if (Dialog dialog(ui, "dialog", open, {.title = "Question"}); dialog.is_open()) {
                above += button(ui, "Above") ? 1 : 0;
            }
        },
        {.width = 1440, .height = 900, .scale = 1});
    CHECK(stage.node(Role::dialog, "Question").is_modal);
    stage.press(Role::button, "Below");
    CHECK(below == 0);
    stage.press(Role::button, "Above");
    CHECK(above == 1);
    for (int i = 0; i < 6; ++i) {
        stage.key("Tab");
        CHECK_FALSE(stage.node(Role::button, "Below").is_focused);
    }
    stage.key("Escape");
    CHECK_FALSE(open);
    stage.press(Role::button, "Below");
    CHECK(below == 1);
}

TEST_CASE("a toast offers its action, goes by itself, and asks for a frame only when it is due") {
    int undone = 0;
    bool shown = false;
    KitStage stage([&](Ui& ui) {
        ui.reduces_motion = true;
        if (!shown) {
            shown = true;
            show_toast(ui, {.words = "Saved", .action = "Undo", .on_action = [&] { ++undone; }, .duration_ms = 4000});
        }
        draw_toasts(ui, 0);
    });
    // KitStage's first settling has already waited until it was gone.
    CHECK_FALSE(stage.sees(Role::status, "Saved"));
    shown = false;
    stage.frame();
    stage.frame();
    CHECK(stage.sees(Role::status, "Saved"));
    CHECK(stage.screen.window.wanted_frame_ms > 3000);
    stage.ui.focus.activate = stage.node(Role::button, "Undo").id;
    stage.frame();
    CHECK(undone == 1);
    CHECK_FALSE(stage.sees(Role::status, "Saved"));
}

TEST_CASE("nothing moves, so no frame is asked for") {
    Gallery gallery;
    KitStage stage([&](Ui& ui) {
        ui.reduces_motion = true;
        gallery.draw(ui);
    });
    CHECK(stage.settle() == 0);
    const int shown = stage.screen.semantics.shown_count;
    stage.frame();
    CHECK(stage.screen.window.wanted_frame_ms == -1);
    CHECK(stage.screen.semantics.shown_count == shown);
}

TEST_CASE("a frame of the gallery stays within its budget of vertices and passes") {
    Gallery gallery;
    KitStage stage(
        [&](Ui& ui) {
            ui.reduces_motion = true;
            gallery.draw(ui);
        },
        {.width = 1440, .height = 900, .scale = 1});
    const ImDrawData* data = stage.frame();
    CHECK(data->TotalVtxCount < 30'000);
    CHECK(stage.ui.pass == 0);
}

}  // namespace xingke::ui::kit
