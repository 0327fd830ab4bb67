// xingke_draw_gallery <folder>: the gallery at three sizes, light and dark, in both languages, as PNG files for looking
// at. Fonts: Noto Sans CJK, in the folder that XINGKE_FONTS names or where Debian puts it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/platform/headless/freetype_glyphs.h"
#include "app/ui/kit/gallery.h"
#include "tests/ui/draw/picture.h"
#include "tests/ui/kit_stage.h"

namespace {

using namespace xingke;

struct Shot {
    std::string name;
    ui::View view;
    bool is_dark;
    Language language;
};

bool draw(const Shot& shot, const std::string& folder) {
    const char* named = std::getenv("XINGKE_FONTS");
    const std::string fonts = named != nullptr ? named : "/usr/share/fonts/opentype/noto";
    auto glyphs = platform::FreetypeGlyphs::open(fonts + "/NotoSansCJK-Regular.ttc", fonts + "/NotoSansCJK-Bold.ttc",
                                                 fonts + "/NotoSansCJK-Regular.ttc");
    if (!glyphs) {
        std::fprintf(stderr, "%s\n", glyphs.error().detail.c_str());
        return false;
    }
    ui::kit::Gallery gallery;
    const ui::kit::Theme& theme = shot.is_dark ? ui::kit::dark_theme() : ui::kit::light_theme();
    tests::KitStage stage(
        [&](ui::kit::Ui& ui) {
            ui.theme = &theme;
            ui.language = shot.language;
            ui.reduces_motion = true;
            gallery.draw(ui);
            ui::kit::draw_toasts(ui, 0);
        },
        shot.view, std::move(glyphs).value());
    for (int page = 0; page < 12; ++page) {
        tests::write_png(tests::paint(*stage.frame()),
                         folder + "/gallery-" + shot.name + "-" + std::to_string(page) + ".png");
        float most = 0;
        for (const auto& [id, state] : stage.ui.scrolls.states) {
            most = state.is_horizontal ? most : std::max(most, state.most - state.offset);
        }
        if (most < 1) {
            break;
        }
        ui::kit::wheel_event(stage.ui, 5, shot.view.height / 2, 0, shot.view.height - 40);
        stage.settle(60);
    }
    // What lies above the page.
    for (const auto& [button, name] : {std::pair{"打开对话框", "dialog"}, std::pair{"提问", "question"},
                                       std::pair{"打开菜单", "menu"}, std::pair{"显示提示", "toast"}}) {
        stage.ui.focus.activate = stage.node(platform::SemanticRole::button, button).id;
        stage.frame();
        tests::write_png(tests::paint(*stage.frame()), folder + "/gallery-" + shot.name + "-" + name + ".png");
        stage.key("Escape");
    }
    return true;
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        std::fprintf(stderr, "usage: xingke_draw_gallery <folder>\n");
        return 2;
    }
    const std::pair<const char*, ui::View> sizes[] = {{"phone", {.width = 390, .height = 844, .scale = 2}},
                                                      {"tablet", {.width = 768, .height = 1024, .scale = 1}},
                                                      {"laptop", {.width = 1440, .height = 900, .scale = 1}}};
    bool is_good = true;
    for (const auto& [size, view] : sizes) {
        for (const bool is_dark : {false, true}) {
            for (const Language language : {Language::chinese, Language::english}) {
                const std::string name = std::string(size) + (is_dark ? "-dark" : "-light") +
                                         (language == Language::english ? "-en" : "-zh");
                is_good = is_good && draw({name, view, is_dark, language}, arguments[1]);
            }
        }
    }
    return is_good ? 0 : 1;
}
