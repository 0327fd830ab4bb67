// The gallery as pictures: every widget at three sizes, in all four themes and both languages, beside the references in
// tests/ui/kit/references. Letters are boxes here, so that no machine's fonts matter.
//
// A look that was changed on purpose: XINGKE_KEEP_PICTURES=1 build/native/tests/xingke_ui_kit_tests -tc='*pictures*'
// writes the references anew; look at what changed before committing it (tools/screens.sh draws it in full).
#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/ui/kit/gallery.h"
#include "app/ui/kit/overlay.h"
#include "tests/ui/draw/reference.h"
#include "tests/ui/kit_stage.h"

#include <doctest/doctest.h>

namespace xingke::ui::kit {
namespace {

using tests::KitStage;
using tests::Picture;

// A handful of blocks may differ; a border that is gone is more.
constexpr double differing_most = 0.002;

struct Look {
    std::string name;
    View view;
    const Theme* theme;
    Language language;
};

bool keeps_pictures() {
    return std::getenv("XINGKE_KEEP_PICTURES") != nullptr;
}

void check_picture(const std::string& name, const Picture& drawn) {
    CAPTURE(name);
    const std::string path = "tests/ui/kit/references/" + name + ".png";
    const Picture shrunk = tests::shrink(drawn);
    if (keeps_pictures()) {
        REQUIRE(tests::write_png(shrunk, path));
        return;
    }
    const auto kept = tests::read_png(path);
    REQUIRE(kept.has_value());
    const tests::Difference difference = tests::compare(shrunk, *kept);
    const bool is_same = !difference.has_other_size && difference.part_of_blocks <= differing_most;
    if (!is_same) {
        std::filesystem::create_directories("build/pictures");
        tests::write_png(drawn, "build/pictures/" + name + ".png");
    }
    CHECK_MESSAGE(is_same, "the drawing differs (build/pictures has it): ", difference.part_of_blocks, " of blocks, ",
                  difference.largest, " at most");
}

class Stand {
public:
    explicit Stand(const Look& look)
        : stage_(
              [this, look](Ui& ui) {
                  ui.theme = look.theme;
                  ui.language = look.language;
                  ui.reduces_motion = true;
                  gallery_.draw(ui);
                  draw_toasts(ui, 0);
              },
              look.view) {}
    KitStage& stage() { return stage_; }
    Picture picture() { return tests::paint(*stage_.frame()); }

private:
    Gallery gallery_;
    KitStage stage_;
};

// All of it in one drawing: the view is as high as the page.
void check_page(const Look& look) {
    Look whole = look;
    whole.view.height = look.view.width < 500 ? 9'600.0F : look.view.width < 900 ? 7'000.0F : 5'600.0F;
    Stand stand(whole);
    check_picture(look.name, stand.picture());
}

void check_states(const Look& look) {
    Stand stand(look);
    KitStage& stage = stand.stage();
    stage.key("Tab");
    check_picture(look.name + "-focused", stand.picture());
    stage.key("Escape");
    for (const auto& [button, name] : {std::pair{"打开对话框", "dialog"}, std::pair{"提问", "question"},
                                       std::pair{"打开菜单", "menu"}, std::pair{"显示提示", "toast"}}) {
        stage.ui.focus.activate = stage.node(Role::button, button).id;
        stage.frame();
        stage.settle(60);
        check_picture(look.name + "-" + name, stand.picture());
        stage.key("Escape");
    }
}

constexpr View phone = {.width = 390, .height = 844, .scale = 1};
constexpr View tablet = {.width = 768, .height = 1024, .scale = 1};
constexpr View laptop = {.width = 1440, .height = 900, .scale = 1};

}  // namespace

TEST_CASE("pictures: the gallery looks as it is kept, at three sizes, in both themes and both languages") {
    for (const auto& [size, view] :
         {std::pair{"phone", phone}, std::pair{"tablet", tablet}, std::pair{"laptop", laptop}}) {
        for (const Theme* theme : {&light_theme(), &dark_theme()}) {
            for (const Language language : {Language::chinese, Language::english}) {
                const std::string name = std::string(size) + (theme->is_dark ? "-dark" : "-light") +
                                         (language == Language::english ? "-en" : "-zh");
                check_page({name, view, theme, language});
            }
        }
    }
}

TEST_CASE("pictures: with more contrast the gallery looks as it is kept") {
    check_page({"phone-contrast-light", phone, &light_high_contrast_theme(), Language::chinese});
    check_page({"phone-contrast-dark", phone, &dark_high_contrast_theme(), Language::chinese});
}

TEST_CASE("pictures: the focus, dialogs, menus and notices look as they are kept") {
    check_states({"phone", phone, &light_theme(), Language::chinese});
    check_states({"tablet", tablet, &dark_theme(), Language::english});
    check_states({"laptop", laptop, &light_theme(), Language::chinese});
}

TEST_CASE("a picture that differs from its reference is found, one that is rounded otherwise is not") {
    Picture picture{.width = 100, .height = 100, .rgba = std::vector<std::uint8_t>(40'000, 200)};
    const Picture kept = tests::shrink(picture);
    CHECK(kept.width == 10);
    for (std::uint8_t& channel : picture.rgba) {
        channel = 202;
    }
    CHECK(tests::compare(tests::shrink(picture), kept).part_of_blocks == 0);
    // A line of one pixel across it.
    for (std::size_t i = 0; i < 400; ++i) {
        picture.rgba[20'000 + i] = 90;
    }
    CHECK(tests::compare(tests::shrink(picture), kept).part_of_blocks == doctest::Approx(0.1));
    picture.width = 90;
    CHECK(tests::compare(tests::shrink(picture), kept).has_other_size);
}

}  // namespace xingke::ui::kit
