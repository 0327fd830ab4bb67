#include "app/ui/kit/fonts.h"

#include <imgui_internal.h>

#include <algorithm>

#include "app/ui/kit/widgets.h"
#include "tests/ui/kit_stage.h"

#include <doctest/doctest.h>

namespace xingke::ui::kit {
namespace {

using tests::KitStage;

bool has(const std::vector<PlacedGlyph>& glyphs, char32_t code_point) {
    return std::ranges::any_of(glyphs, [&](const PlacedGlyph& each) { return each.code_point == code_point; });
}

}  // namespace

TEST_CASE("a new texture awaits every glyph of the atlas, one that is there those in the places that changed") {
    KitStage stage([&](Ui& ui) { text(ui, "国A"); });
    stage.frame();
    ImTextureData& texture = *ImGui::GetIO().Fonts->TexData;
    CHECK(texture.Status == ImTextureStatus_OK);
    CHECK(glyphs_awaited(texture).empty());

    texture.Status = ImTextureStatus_WantCreate;
    const std::vector<PlacedGlyph> all = glyphs_awaited(texture);
    CHECK(has(all, U'国'));
    CHECK(has(all, U'A'));
    for (const PlacedGlyph& each : all) {
        CHECK(each.pixel_size > 0);
        CHECK(each.x < texture.Width);
        CHECK(each.y < texture.Height);
    }
    const PlacedGlyph wanted =
        *std::ranges::find_if(all, [](const PlacedGlyph& each) { return each.code_point == U'国'; });

    texture.Status = ImTextureStatus_WantUpdates;
    texture.Updates.resize(0);
    CHECK(glyphs_awaited(texture).empty());
    ImTextureRect place;
    place.x = static_cast<unsigned short>(wanted.x);
    place.y = static_cast<unsigned short>(wanted.y);
    place.w = place.h = 1;
    texture.Updates.push_back(place);
    const std::vector<PlacedGlyph> some = glyphs_awaited(texture);
    CHECK(has(some, U'国'));
    CHECK_FALSE(has(some, U'A'));
    texture.Updates.resize(0);
    texture.Status = ImTextureStatus_OK;
}

}  // namespace xingke::ui::kit
