// Glyphs from a font file, by FreeType: only for drawing pictures of the screens natively, never in the product.
#pragma once

#include <memory>
#include <string>

#include "app/base/result.h"
#include "app/platform/screen_platform.h"

namespace xingke::platform {

class FreetypeGlyphs final : public Glyphs {
public:
    // Paths of font files or collections (whose face for Simplified Chinese is found by name).
    static Result<std::unique_ptr<FreetypeGlyphs>> open(const std::string& regular, const std::string& bold,
                                                        const std::string& mono);
    ~FreetypeGlyphs() override;

    FontMetrics metrics(FontFace face, float pixel_size) override;
    bool draw(FontFace face, float pixel_size, char32_t code_point, GlyphBitmap& out) override;

private:
    struct Impl;
    explicit FreetypeGlyphs(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace xingke::platform
