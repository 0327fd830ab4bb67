// Words in the flow: paragraphs, captions, headings, facts.
#include <cmath>

#include "app/ui/kit/ui.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

Box draw_lines(Ui& ui, std::string_view words, const TextOptions& options, Color color) {
    const float line = line_height(ui, options.type);
    const float room = options.width > 0 ? options.width : available_width(ui);
    std::vector<std::string_view> lines = wrap(ui, options.type, words, room);
    std::string last;
    if (options.lines_max > 0 && static_cast<int>(lines.size()) > options.lines_max) {
        lines.resize(static_cast<std::size_t>(options.lines_max));
        // From the last line's beginning to the end of the text, cut with "…".
        const auto begin = static_cast<std::size_t>(lines.back().data() - words.data());
        last = cut_to_width(ui, options.type, words.substr(begin), room);
        lines.back() = last;
    }
    const Box box = place(ui, options.width, line * static_cast<float>(lines.size()));
    float y = box.y;
    for (const std::string_view text : lines) {
        float x = box.x;
        if (options.align != Align::start) {
            const float rest = box.width - text_width(ui, options.type, text);
            x += options.align == Align::end ? rest : std::floor(rest / 2);
        }
        draw_text(ui, {x, y}, options.type, color, text);
        y += line;
    }
    return box;
}

bool is_in_row(const Ui& ui) {
    return ui.layout.flows.back().is_row;
}

Box draw_words(Ui& ui, std::string_view words, const TextOptions& options) {
    const Color color = options.color != 0 ? options.color : theme(ui).text;
    if (options.wraps && !is_in_row(ui)) {
        return draw_lines(ui, words, options, color);
    }
    const float own = std::ceil(text_width(ui, options.type, words)) + 1;
    const float width = options.width > 0 ? options.width : is_in_row(ui) ? ImMin(own, available_width(ui)) : 0;
    const Box box = place(ui, width, line_height(ui, options.type));
    draw_text_in(ui, box, options.type, color, words, options.align);
    return box;
}

}  // namespace

void text(Ui& ui, std::string_view words, const TextOptions& options) {
    if (!words.empty()) {
        const Box box = draw_words(ui, words, options);
        add_text_node(ui, words, box);
    }
}

void soft_text(Ui& ui, std::string_view words) {
    text(ui, words, {.color = theme(ui).text_soft});
}

void caption(Ui& ui, std::string_view words, Color color) {
    text(ui, words, {.type = Type::caption, .color = color != 0 ? color : theme(ui).text_faint});
}

void heading(Ui& ui, std::string_view words, int level) {
    const Type type = level <= 1 ? Type::title : level == 2 ? Type::large_strong : Type::body_strong;
    const Box box = draw_words(ui, words, {.type = type});
    SemanticNode node;
    node.id = next_id(ui);
    node.role = Role::heading;
    node.name = words;
    node.level = level;
    node.rect = box;
    add_node(ui, std::move(node));
}

void fact(Ui& ui, std::string_view name, std::string_view value, Color color) {
    Stack stack(ui, {.gap = 2});
    const ItemId id = next_id(ui);
    const float top = cursor_y(ui);
    const Box name_box = place(ui, 0, line_height(ui, Type::caption));
    draw_text_in(ui, name_box, Type::caption, theme(ui).text_faint, name);
    const bool is_empty = value.empty();
    const Color text_color = is_empty ? theme(ui).text_disabled : color != 0 ? color : theme(ui).text;
    const Box box = draw_lines(ui, is_empty ? say(ui, Say::not_filled) : value, {.type = Type::body}, text_color);
    // Held or right-pressed, it is copied: canvas text cannot be selected.
    PressOptions options;
    options.takes_focus = false;
    options.node.role = Role::text;
    options.node.name = name;
    options.node.value = value;
    const Press p = press(ui, id, {box.x, top, box.width, box.bottom() - top}, options);
    if (p.long_pressed && !is_empty) {
        ui.platform.clipboard.copy(value);
        show_toast(ui, {.words = std::string(say(ui, Say::copied)), .duration_ms = 2000});
    }
}

}  // namespace xingke::ui::kit
