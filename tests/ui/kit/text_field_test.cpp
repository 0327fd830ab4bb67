#include "app/ui/kit/text_field.h"

#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/widgets.h"
#include "tests/ui/kit_stage.h"

#include <string>

#include <doctest/doctest.h>

namespace xingke::ui::kit {
namespace {

using tests::KitStage;

}  // namespace

TEST_CASE("what the host's input says reaches the bound text, once, and not while composing") {
    std::string name;
    int changes = 0;
    KitStage stage([&](Ui& ui) { changes += text_field(ui, "name", name, {.label = "Name"}).changed ? 1 : 0; });
    const std::uint32_t id = stage.screen.text_input.find("Name")->id;
    text_focused(stage.ui, id);
    text_changed(stage.ui, id, "si'you", true);
    stage.frame();
    CHECK(name.empty());
    text_changed(stage.ui, id, "思优", false);
    stage.frame();
    CHECK(name == "思优");
    CHECK(changes == 1);
    stage.settle();
    stage.frame();
    CHECK(changes == 1);
    CHECK(stage.node(Role::textbox, "Name").value == "思优");
    CHECK(stage.screen.text_input.find("Name")->value == "思优");
}

TEST_CASE("pressing a field asks the host for its input, and reading only does not") {
    std::string name = "A";
    KitStage stage([&](Ui& ui) {
        text_field(ui, "name", name, {.label = "Name"});
        text_field(ui, "fixed", name, {.label = "Fixed", .read_only = true});
    });
    stage.tap(Role::textbox, "Fixed");
    CHECK(stage.screen.text_input.wanted == 0);
    stage.tap(Role::textbox, "Name");
    CHECK(stage.screen.text_input.wanted == stage.node(Role::textbox, "Name").id);
}

TEST_CASE("Tab in a field leads to the next one, Shift+Tab back, and off the fields to the button") {
    std::string first, second;
    KitStage stage([&](Ui& ui) {
        text_field(ui, "first", first, {.label = "First"});
        text_field(ui, "second", second, {.label = "Second"});
        button(ui, "Save");
    });
    const std::uint32_t first_id = stage.node(Role::textbox, "First").id;
    const std::uint32_t second_id = stage.node(Role::textbox, "Second").id;
    text_focused(stage.ui, first_id);
    text_ended(stage.ui, first_id, TextEnd::tab);
    stage.frame();
    CHECK(stage.screen.text_input.wanted == second_id);
    text_focused(stage.ui, second_id);
    text_ended(stage.ui, second_id, TextEnd::shift_tab);
    stage.frame();
    CHECK(stage.screen.text_input.wanted == first_id);
    text_focused(stage.ui, second_id);
    text_ended(stage.ui, second_id, TextEnd::tab);
    stage.frame();
    CHECK(stage.node(Role::button, "Save").is_focused);
}

TEST_CASE("Enter and Escape in a field are told once") {
    std::string words;
    int entered = 0;
    int escaped = 0;
    KitStage stage([&](Ui& ui) {
        const TextFieldResult result = text_field(ui, "words", words, {.label = "Words"});
        entered += result.entered ? 1 : 0;
        escaped += result.escaped ? 1 : 0;
    });
    const std::uint32_t id = stage.node(Role::textbox, "Words").id;
    text_focused(stage.ui, id);
    text_changed(stage.ui, id, "abc", false);
    text_ended(stage.ui, id, TextEnd::enter);
    stage.frame();
    stage.settle();
    CHECK(words == "abc");
    CHECK(entered == 1);
    text_focused(stage.ui, id);
    text_ended(stage.ui, id, TextEnd::escape);
    stage.frame();
    CHECK(escaped == 1);
}

TEST_CASE("an error is drawn, said, and offered to the host") {
    std::string words = "138";
    KitStage stage([&](Ui& ui) {
        text_field(ui, "phone", words, {.label = "Phone", .error = "11 digits", .kind = InputKind::tel});
    });
    CHECK(stage.node(Role::textbox, "Phone").description == "11 digits");
    CHECK(stage.screen.text_input.find("Phone")->is_invalid);
    CHECK(stage.screen.text_input.find("Phone")->kind == InputKind::tel);
}

TEST_CASE("a password is never in the semantics tree, and can be shown") {
    std::string password = "geheim";
    KitStage stage(
        [&](Ui& ui) { text_field(ui, "password", password, {.label = "Password", .kind = InputKind::password}); });
    CHECK(stage.screen.semantics.print().find("geheim") == std::string::npos);
    CHECK(stage.screen.text_input.find("Password")->kind == InputKind::password);
    stage.press(Role::button, "显示密码");
    CHECK(stage.screen.text_input.find("Password")->kind == InputKind::text);
}

TEST_CASE("a search field is cleared by its button") {
    std::string words = "思优特";
    KitStage stage([&](Ui& ui) { text_field(ui, "search", words, {.name = "Search", .kind = InputKind::search}); });
    stage.tap(Role::button, "清除");
    CHECK(words.empty());
    CHECK_FALSE(stage.sees(Role::button, "清除"));
}

TEST_CASE("fields below an open dialog are not offered to the host") {
    std::string below, above;
    bool open = true;
    KitStage stage([&](Ui& ui) {
        text_field(ui, "below", below, {.label = "Below"});
        if (Dialog dialog(ui, "dialog", open, {.title = "New"}); dialog.is_open()) {
            text_field(ui, "above", above, {.label = "Above"});
        }
    });
    CHECK(stage.screen.text_input.find("Below") == nullptr);
    CHECK(stage.screen.text_input.find("Above") != nullptr);
}

TEST_CASE("a date is typed in any form or picked from the month") {
    std::string date;
    KitStage stage([&](Ui& ui) { date_field(ui, "date", date, {2026, 11, 21}, {.label = "Date"}); },
                   {.width = 1440, .height = 900, .scale = 1});
    stage.type("Date", "2026年3月5日");
    text_ended(stage.ui, stage.node(Role::textbox, "Date").id, TextEnd::blur);
    stage.frame();
    stage.settle();
    CHECK(date == "2026-03-05");
    stage.press(Role::button, "打开日历");
    CHECK(stage.node(Role::button, "2026-03-05").is_selected);
    stage.press(Role::button, "下个月");
    stage.press(Role::button, "2026-04-30");
    CHECK(date == "2026-04-30");
    CHECK_FALSE(stage.sees(Role::button, "2026-04-30"));
}

}  // namespace xingke::ui::kit
