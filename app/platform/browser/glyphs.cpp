#include "app/platform/browser/abilities.h"
#include "app/platform/browser/js.h"

namespace xingke::platform::browser {
namespace {

class BrowserGlyphs final : public Glyphs {
public:
    FontMetrics metrics(FontFace face, float pixel_size) override {
        float out[2] = {};
        js_glyphs_metrics(static_cast<int>(face), static_cast<double>(pixel_size), out);
        return {.ascent = out[0], .descent = out[1]};
    }
    bool draw(FontFace face, float pixel_size, char32_t code_point, GlyphBitmap& out) override {
        float shape[6] = {};
        const int size = js_glyphs_draw(static_cast<int>(face), static_cast<double>(pixel_size), code_point, shape);
        if (size < 0) {
            return false;
        }
        out.width = static_cast<int>(shape[0]);
        out.height = static_cast<int>(shape[1]);
        out.left = static_cast<int>(shape[2]);
        out.top = static_cast<int>(shape[3]);
        out.advance = shape[4];
        out.is_coloured = shape[5] > 0;
        out.pixels.resize(static_cast<std::size_t>(size));
        if (size > 0) {
            js_host_take(out.pixels.data());
        }
        return true;
    }
};

}  // namespace

std::unique_ptr<Glyphs> make_glyphs() {
    return std::make_unique<BrowserGlyphs>();
}

}  // namespace xingke::platform::browser
