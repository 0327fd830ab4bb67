#include "app/ui/kit/fonts.h"

#include <algorithm>
#include <cmath>

#include "app/base/check.h"

namespace xingke::ui::kit {
namespace {

using platform::FontFace;

struct Source {
    platform::Glyphs* glyphs = nullptr;
    FontFace face = FontFace::regular;
};

// ImFontConfig carries one pointer; the loader finds host and face through it.
Source* source_of(ImFontConfig* config) {
    return static_cast<Source*>(config->FontLoaderData);
}

bool init_source(ImFontAtlas*, ImFontConfig* config) {
    // AddFont copied FontData; it holds a Source by value.
    CHECK(config->FontDataSize == static_cast<int>(sizeof(Source)), "a host font's data is its Source");
    config->FontLoaderData = config->FontData;
    return true;
}

void destroy_source(ImFontAtlas*, ImFontConfig* config) {
    config->FontLoaderData = nullptr;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) {
    return true;
}

bool init_baked(ImFontAtlas*, ImFontConfig* config, ImFontBaked* baked, void*) {
    const Source* source = source_of(config);
    const float density = baked->RasterizerDensity;
    const platform::FontMetrics metrics = source->glyphs->metrics(source->face, baked->Size * density);
    baked->Ascent = metrics.ascent / density;
    baked->Descent = -metrics.descent / density;
    return true;
}

// What stands for a character that no font of the device has: a hollow box.
void draw_missing(float pixel_size, platform::GlyphBitmap& out) {
    const int width = std::max(4, static_cast<int>(pixel_size * 0.6F));
    const int height = std::max(6, static_cast<int>(pixel_size * 0.75F));
    out = {};
    out.width = width;
    out.height = height;
    out.left = 1;
    out.top = -height;
    out.advance = static_cast<float>(width + 2);
    out.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                out.pixels[static_cast<std::size_t>(y * width + x)] = 150;
            }
        }
    }
}

// Pixels may only be written once a place in the atlas is known, since finding one can move the atlas.
bool pack(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, const platform::GlyphBitmap& bitmap,
          ImFontGlyph* glyph) {
    const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, bitmap.width, bitmap.height);
    if (id == ImFontAtlasRectId_Invalid) {
        return false;
    }
    ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
    const float density = baked->RasterizerDensity;
    glyph->X0 = static_cast<float>(bitmap.left) / density;
    glyph->Y0 = static_cast<float>(bitmap.top) / density;
    glyph->X1 = static_cast<float>(bitmap.left + bitmap.width) / density;
    glyph->Y1 = static_cast<float>(bitmap.top + bitmap.height) / density;
    glyph->Visible = true;
    glyph->Colored = bitmap.is_coloured;
    glyph->PackId = id;
    const int pitch = bitmap.width * (bitmap.is_coloured ? 4 : 1);
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, glyph, rect, bitmap.pixels.data(),
                                       bitmap.is_coloured ? ImTextureFormat_RGBA32 : ImTextureFormat_Alpha8, pitch);
    return true;
}

// In Chinese fonts an apostrophe is as wide as a character, and would tear an English word apart.
char32_t drawn_as(char32_t code_point) {
    return code_point == U'\u2019' ? U'\'' : code_point;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* glyph, float* advance_only) {
    const Source* source = source_of(config);
    const float density = baked->RasterizerDensity;
    const float pixel_size = baked->Size * density;
    platform::GlyphBitmap bitmap;
    if (!source->glyphs->draw(source->face, pixel_size, drawn_as(static_cast<char32_t>(code_point)), bitmap)) {
        draw_missing(pixel_size, bitmap);
    }
    if (advance_only != nullptr) {
        *advance_only = bitmap.advance / density;
        return true;
    }
    glyph->Codepoint = code_point & 0x3FFFFFFU;
    glyph->AdvanceX = bitmap.advance / density;
    return bitmap.width == 0 || bitmap.height == 0 || pack(atlas, config, baked, bitmap, glyph);
}

const ImFontLoader& loader() {
    static const ImFontLoader made = [] {
        ImFontLoader l;
        l.Name = "host";
        l.FontSrcInit = init_source;
        l.FontSrcDestroy = destroy_source;
        l.FontSrcContainsGlyph = contains_glyph;
        l.FontBakedInit = init_baked;
        l.FontBakedLoadGlyph = load_glyph;
        return l;
    }();
    return made;
}

ImFont* add(Ui& ui, FontFace face) {
    Source source{&ui.platform.glyphs, face};
    ImFontConfig config;
    config.FontData = &source;
    config.FontDataSize = sizeof(source);
    config.FontDataOwnedByAtlas = false;  // AddFont copies it
    config.FontLoader = &loader();
    config.SizePixels = 14;
    return ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace

void add_fonts(Ui& ui) {
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    // Grows by doubling from here; a screenful of Chinese at two sizes fits without growing.
    atlas->TexMinWidth = 1024;
    atlas->TexMinHeight = 512;
    ui.fonts.regular = add(ui, FontFace::regular);
    ui.fonts.bold = add(ui, FontFace::bold);
    ui.fonts.mono = add(ui, FontFace::mono);
}

std::vector<PlacedGlyph> glyphs_awaited(const ImTextureData& texture) {
    std::vector<PlacedGlyph> placed;
    ImFontAtlas* atlas = ImGui::GetIO().Fonts;
    if (&texture != atlas->TexData || texture.Status == ImTextureStatus_OK) {
        return placed;
    }
    const auto is_awaited = [&](const ImTextureRect& rect) {
        return texture.Status == ImTextureStatus_WantCreate ||
               std::any_of(texture.Updates.begin(), texture.Updates.end(), [&](const ImTextureRect& update) {
                   return rect.x < update.x + update.w && update.x < rect.x + rect.w && rect.y < update.y + update.h &&
                          update.y < rect.y + rect.h;
               });
    };
    for (int i = 0; i < atlas->Builder->BakedPool.Size; ++i) {
        ImFontBaked& baked = atlas->Builder->BakedPool[i];
        for (const ImFontGlyph& glyph : baked.Glyphs) {
            const ImTextureRect* rect = baked.WantDestroy || glyph.PackId == ImFontAtlasRectId_Invalid
                                            ? nullptr
                                            : ImFontAtlasPackGetRectSafe(atlas, glyph.PackId);
            if (rect != nullptr && is_awaited(*rect)) {
                placed.push_back({.face = source_of(baked.ContainerFont->Sources[0])->face,
                                  .pixel_size = baked.Size * baked.RasterizerDensity,
                                  .code_point = drawn_as(glyph.Codepoint),
                                  .x = rect->x,
                                  .y = rect->y});
            }
        }
    }
    return placed;
}

void forget_glyphs(Ui&) {
    ImFontAtlasBuildClear(ImGui::GetIO().Fonts);
}

}  // namespace xingke::ui::kit

// ImGui's default reader of fonts, by the name under which it looks for one that is not its own.
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader();
const ImFontLoader* GetFontLoader() {
    return &xingke::ui::kit::loader();
}
}  // namespace ImGuiFreeType
