#include "app/platform/headless/freetype_glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <cmath>
#include <string_view>

namespace xingke::platform {

struct FreetypeGlyphs::Impl {
    FT_Library library = nullptr;
    std::array<FT_Face, 3> faces{};

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        for (FT_Face face : faces) {
            if (face != nullptr) {
                FT_Done_Face(face);
            }
        }
        if (library != nullptr) {
            FT_Done_FreeType(library);
        }
    }

    FT_Face sized(FontFace which, float pixel_size) const {
        FT_Face face = faces[static_cast<std::size_t>(which)];
        FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(std::lround(pixel_size * 64)), 72, 72);
        return face;
    }
};

namespace {

FT_Face open_face(FT_Library library, const std::string& path) {
    FT_Face face = nullptr;
    FT_Long count = 1;
    for (FT_Long index = 0; index < count; ++index) {
        if (FT_New_Face(library, path.c_str(), index, &face) != 0) {
            return nullptr;
        }
        count = face->num_faces;
        const std::string_view family = face->family_name == nullptr ? "" : face->family_name;
        if (count == 1 || family.ends_with(" SC") || index + 1 == count) {
            return face;
        }
        FT_Done_Face(face);
    }
    return nullptr;
}

}  // namespace

FreetypeGlyphs::FreetypeGlyphs(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
FreetypeGlyphs::~FreetypeGlyphs() = default;

Result<std::unique_ptr<FreetypeGlyphs>> FreetypeGlyphs::open(const std::string& regular, const std::string& bold,
                                                             const std::string& mono) {
    auto impl = std::make_unique<Impl>();
    if (FT_Init_FreeType(&impl->library) != 0) {
        return Error{Fault::unsupported, {}, "FreeType does not start"};
    }
    const std::array<std::string, 3> paths = {regular, bold, mono};
    for (std::size_t i = 0; i < paths.size(); ++i) {
        impl->faces[i] = open_face(impl->library, paths[i]);
        if (impl->faces[i] == nullptr) {
            return Error{Fault::not_found, {}, "no font at " + paths[i]};
        }
    }
    return std::unique_ptr<FreetypeGlyphs>(new FreetypeGlyphs(std::move(impl)));
}

FontMetrics FreetypeGlyphs::metrics(FontFace face, float pixel_size) {
    const FT_Face sized = impl_->sized(face, pixel_size);
    return {static_cast<float>(sized->size->metrics.ascender) / 64,
            static_cast<float>(-sized->size->metrics.descender) / 64};
}

bool FreetypeGlyphs::draw(FontFace face, float pixel_size, char32_t code_point, GlyphBitmap& out) {
    FT_Face sized = impl_->sized(face, pixel_size);
    const FT_UInt index = FT_Get_Char_Index(sized, code_point);
    if (index == 0 || FT_Load_Glyph(sized, index, FT_LOAD_TARGET_LIGHT) != 0 ||
        FT_Render_Glyph(sized->glyph, FT_RENDER_MODE_LIGHT) != 0) {
        return false;
    }
    const FT_GlyphSlot slot = sized->glyph;
    out = {};
    out.width = static_cast<int>(slot->bitmap.width);
    out.height = static_cast<int>(slot->bitmap.rows);
    out.left = slot->bitmap_left;
    out.top = -slot->bitmap_top;
    out.advance = static_cast<float>(slot->linearHoriAdvance) / 65536;
    for (int y = 0; y < out.height; ++y) {
        const unsigned char* row = slot->bitmap.buffer + y * slot->bitmap.pitch;
        out.pixels.insert(out.pixels.end(), row, row + out.width);
    }
    return true;
}

}  // namespace xingke::platform
