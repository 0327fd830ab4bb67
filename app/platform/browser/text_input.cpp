#include <bit>

#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

void write(Writer& out, const Rect& rect) {
    for (const float side : {rect.x, rect.y, rect.width, rect.height}) {
        out.u32(std::bit_cast<std::uint32_t>(side));
    }
}

// Read by text_input.js, in this order.
Bytes encode(const std::vector<TextField>& fields) {
    Writer out;
    out.varint(fields.size());
    for (const TextField& field : fields) {
        out.u32(field.id);
        write(out, field.rect);
        write(out, field.clip);
        out.u8(static_cast<std::uint8_t>(field.kind));
        out.text(field.label);
        out.text(field.value);
        out.text(field.placeholder);
        out.u32(std::bit_cast<std::uint32_t>(field.font_size));
        out.u32(std::bit_cast<std::uint32_t>(field.line_height));
        out.u32(field.text_rgba);
        out.u32(field.background_rgba);
        out.boolean(field.is_read_only);
        out.boolean(field.is_invalid);
        out.text(field.error);
    }
    return out.take();
}

class BrowserTextInput final : public TextInput {
public:
    // Most frames offer what the one before did: then JavaScript hears nothing.
    void offer(const std::vector<TextField>& fields) override {
        if (fields == offered_) {
            return;
        }
        offered_ = fields;
        const Bytes bytes = encode(fields);
        js_text_input_offer(bytes.data(), size_of(bytes));
    }
    void focus(std::uint32_t id) override { js_text_input_focus(id); }
    void blur() override { js_text_input_blur(); }

private:
    std::vector<TextField> offered_;
};

}  // namespace

std::unique_ptr<TextInput> make_text_input() {
    return std::make_unique<BrowserTextInput>();
}

}  // namespace xingke::platform::browser
