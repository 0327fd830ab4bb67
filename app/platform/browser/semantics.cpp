#include <bit>

#include "app/platform/browser/abilities.h"
#include "app/platform/browser/borrow.h"

namespace xingke::platform::browser {
namespace {

// One bit each, in the order in which semantics.js names them.
std::uint32_t flags_of(const SemanticNode& node) {
    std::uint32_t flags = 0;
    std::uint32_t bit = 1;
    for (const bool is_set : {node.is_disabled, node.is_checked, node.is_selected, node.is_expanded, node.is_focused,
                              node.has_checked, node.has_selected, node.has_expanded, node.is_modal, node.is_current}) {
        flags |= is_set ? bit : 0;
        bit <<= 1;
    }
    return flags;
}

// Read by semantics.js, in this order.
Bytes encode(const std::vector<SemanticNode>& nodes, std::string_view page_title, std::string_view language) {
    Writer out;
    out.text(page_title);
    out.text(language);
    out.varint(nodes.size());
    for (const SemanticNode& node : nodes) {
        out.u32(node.id);
        out.u32(node.parent);
        out.text(name_of(node.role));
        out.text(node.name);
        out.text(node.value);
        out.text(node.description);
        for (const float side : {node.rect.x, node.rect.y, node.rect.width, node.rect.height}) {
            out.u32(std::bit_cast<std::uint32_t>(side));
        }
        out.u32(flags_of(node));
        out.zigzag(node.level);
        out.zigzag(node.row_index);
        out.zigzag(node.row_count);
    }
    return out.take();
}

class BrowserSemantics final : public SemanticsMirror {
public:
    void show(const std::vector<SemanticNode>& nodes, std::string_view page_title, std::string_view language) override {
        const Bytes bytes = encode(nodes, page_title, language);
        js_semantics_show(bytes.data(), size_of(bytes));
    }
};

}  // namespace

std::unique_ptr<SemanticsMirror> make_semantics_mirror() {
    return std::make_unique<BrowserSemantics>();
}

}  // namespace xingke::platform::browser
