#include "app/ui/kit/signature_pad.h"

#include <cstdlib>
#include <utility>

#include "app/model/signature.h"
#include "app/ui/kit/field_frame.h"
#include "app/ui/say.h"

namespace xingke::ui::kit {
namespace {

constexpr float pad_width_max = 480;
constexpr int step_least = 4;  // units between two points of a stroke: what is nearer adds size and nothing to see

struct Scale {
    Box box;
    float factor;

    Scale(const Box& around, float inset) {
        const Box inner = around.inset(inset);
        factor = ImMin(inner.width / model::signature_width, inner.height / model::signature_height);
        box = inner.middle(factor * model::signature_width, factor * model::signature_height);
    }
    ImVec2 on_screen(model::SignaturePoint point) const {
        return {box.x + factor * static_cast<float>(point.x), box.y + factor * static_cast<float>(point.y)};
    }
    model::SignaturePoint in_signature(ImVec2 at) const {
        return {static_cast<int>((at.x - box.x) / factor), static_cast<int>((at.y - box.y) / factor)};
    }
};

void draw_stroke(const Scale& scale, const model::Stroke& stroke, Color color) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float thickness = ImMax(1.5F, 5 * scale.factor);
    if (stroke.size() == 1) {
        list->AddCircleFilled(scale.on_screen(stroke.front()), thickness / 2, color);
    }
    for (const model::SignaturePoint& point : stroke) {
        list->PathLineTo(scale.on_screen(point));
    }
    list->PathStroke(color, 0, thickness);
}

model::Stroke simplified(const Scale& scale, const std::vector<ImVec2>& points) {
    model::Stroke stroke;
    for (const ImVec2 at : points) {
        const model::SignaturePoint next = scale.in_signature(at);
        const bool is_near = !stroke.empty() && std::abs(next.x - stroke.back().x) < step_least &&
                             std::abs(next.y - stroke.back().y) < step_least;
        if (!is_near) {
            stroke.push_back(next);
        }
    }
    return stroke;
}

// Strokes that have ended become part of the signature; the one under way is only drawn.
bool take_strokes(Ui& ui, const Scale& scale, std::string& text) {
    Ink& ink = ui.gestures.ink;
    std::vector<model::Stroke> strokes = model::parse_signature(text).value_or(std::vector<model::Stroke>());
    std::vector<std::vector<ImVec2>> drawn = std::exchange(ink.strokes, {});
    if (ink.pointer >= 0 && !drawn.empty()) {
        draw_stroke(scale, simplified(scale, drawn.back()), theme(ui).text);
        ink.strokes.push_back(std::move(drawn.back()));
        drawn.pop_back();
    }
    for (const std::vector<ImVec2>& one : drawn) {
        strokes.push_back(simplified(scale, one));
    }
    if (!drawn.empty()) {
        text = model::print_signature(strokes);
    }
    return !drawn.empty();
}

}  // namespace

void draw_signature(const Ui& ui, const Box& box, std::string_view text) {
    const Scale scale(box, 4);
    for (const model::Stroke& stroke : model::parse_signature(text).value_or(std::vector<model::Stroke>())) {
        draw_stroke(scale, stroke, theme(ui).text);
    }
}

bool signature_pad(Ui& ui, std::string_view id_name, std::string& text, const ChoiceFieldOptions& options) {
    const Theme& t = theme(ui);
    const IdScope scope(ui, id_name);
    const Stack stack(ui, {.gap = 4, .width = options.width});
    draw_field_label(ui, options.label, options.required);
    const float width = ImMin(available_width(ui), pad_width_max);
    const Box box = place(ui, width, width * model::signature_height / model::signature_width);
    const Scale pad(box, 4);
    const auto strokes = model::parse_signature(text);
    PressOptions node;
    node.node.role = Role::img;
    node.node.name = options.label;
    node.node.value = strokes ? say(ui, Say::signature_drawn, {{"count", std::to_string(strokes->size())}})
                              : std::string(say(ui, Say::signature_hint));
    node.node.description = options.error;
    node.disabled = options.read_only;
    node.draws_ring = false;
    const ItemId id = id_of(ui, "pad");
    const Press press_of_pad = press(ui, id, box, node);
    draw_field_frame(ui, box, press_of_pad.focused, !options.error.empty(), options.read_only, press_of_pad.hovered);
    bool changed = false;
    if (!options.read_only) {
        ui.gestures.ink.surfaces.push_back({.id = id, .box = box.rect(), .layer = ui.overlays.current});
        changed = ui.gestures.ink.drawn_on == id && take_strokes(ui, pad, text);
    }
    draw_signature(ui, box, text);
    if (text.empty() && ui.gestures.ink.pointer < 0) {
        draw_text_in(ui, box, Type::body, t.text_faint, say(ui, Say::signature_hint), Align::centre);
    }
    if (!text.empty() && !options.read_only && link(ui, say(ui, Say::draw_again), Icon::rotate_ccw)) {
        text.clear();
        changed = true;
    }
    draw_field_note(ui, options.help, options.error);
    return changed;
}

}  // namespace xingke::ui::kit
