// The funnel, the ring and the calendar of days.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/kit/chart_parts.h"

namespace xingke::ui::kit {
namespace {

constexpr float funnel_row = 48, funnel_gap = 3, ring_size = 168, ring_row = 32;
constexpr float turn = 2 * IM_PI, heat_most = 18, heat_gap = 2;

std::vector<Tone> tones_of_rows(const ChartData& data) {
    std::vector<Tone> meant;
    for (const ChartRow& row : data.rows) {
        meant.push_back(row.tone);
    }
    return told_apart(std::move(meant));
}

// From a quarter before the top on, clockwise.
float angle_of(double before, double whole) {
    return -IM_PI / 2 + turn * part_of(before, whole);
}

void draw_ring(const Ui& ui, const ChartData& data, const Box& box, double whole, std::size_t lit) {
    const std::vector<Tone> tones = tones_of_rows(data);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float radius = box.width / 2 - 14;
    double before = 0;
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const double size = std::max(data.rows[i].values[0].size, 0.0);
        if (size > 0) {
            const float from = angle_of(before, whole), to = angle_of(before + size, whole);
            const float slit = data.rows.size() > 1 && size < whole ? 0.015F : 0;
            list->PathArcTo(box.centre(), radius, from + slit, std::max(to - slit, from + slit + 0.01F), 48);
            list->PathStroke(theme(ui).tone(tones[i]).solid, ImDrawFlags_None, i == lit ? 28.0F : 22.0F);
        }
        before += size;
    }
}

// Which part of the ring is under the point; the count of rows for none.
std::size_t part_at(const ChartData& data, const Box& box, double whole, ImVec2 point) {
    const float dx = point.x - box.centre().x, dy = point.y - box.centre().y;
    float angle = std::atan2(dy, dx) + IM_PI / 2;
    angle = angle < 0 ? angle + turn : angle;
    double before = 0;
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        before += std::max(data.rows[i].values[0].size, 0.0);
        if (angle <= turn * part_of(before, whole)) {
            return i;
        }
    }
    return data.rows.size();
}

double whole_of(const ChartData& data) {
    double whole = 0;
    for (const ChartRow& row : data.rows) {
        whole += std::max(row.values[0].size, 0.0);
    }
    return whole > 0 ? whole : 1;
}

}  // namespace

std::optional<ChartPress> funnel_chart(Ui& ui, std::string_view id, const ChartData& data) {
    std::optional<ChartPress> pressed;
    const IdScope scope(ui, id);
    const Theme& t = theme(ui);
    const double most = largest(data);
    const Box box = place(ui, 0, (funnel_row + funnel_gap) * static_cast<float>(data.rows.size()));
    const SemanticScope semantics(ui, chart_node(ui, "chart", data, box));
    const float names = std::round(box.width * 0.26F), words = std::round(box.width * 0.34F);
    const Box middle = box.without_left(names).without_right(words);
    const auto width_of = [&](std::size_t i) {
        return std::max(2.0F,
                        middle.width * part_of(data.rows[std::min(i, data.rows.size() - 1)].values[0].size, most));
    };
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const ChartRow& row = data.rows[i];
        const Box line = {box.x, box.y + (funnel_row + funnel_gap) * static_cast<float>(i), box.width, funnel_row};
        const SemanticScope row_scope(ui, row_node(ui, data, i, line));
        const Press press = press_value(ui, data, {i, 0}, line);
        draw_wash(ui, press, 6);
        const float centre = middle.centre().x, upper = width_of(i) / 2, lower = width_of(i + 1) / 2;
        ImGui::GetWindowDrawList()->AddQuadFilled(
            {centre - upper, line.y}, {centre + upper, line.y}, {centre + std::min(upper, lower), line.bottom()},
            {centre - std::min(upper, lower), line.bottom()}, t.tone(bar_tone(row)).solid);
        draw_text_in(ui, line.left_part(names).without_right(8).inset(4, 0), Type::body, t.text, row.name);
        const Box right = line.right_part(words).without_left(12).without_right(4);
        const bool has_note = !row.note.empty();
        draw_text_in(ui, has_note ? right.inset(0, 6).top_part(18) : right, Type::caption_strong, t.text,
                     row.values[0].words);
        if (has_note) {
            draw_text_in(ui, right.inset(0, 6).bottom_part(16), Type::caption, t.text_soft, row.note);
        }
        pressed = press.pressed ? ChartPress{i, 0} : pressed;
    }
    return pressed;
}

std::optional<ChartPress> ring_chart(Ui& ui, std::string_view id, const ChartData& data) {
    std::optional<ChartPress> pressed;
    const IdScope scope(ui, id);
    const Theme& t = theme(ui);
    const double whole = whole_of(data);
    const float rows = ring_row * static_cast<float>(data.rows.size());
    const bool is_beside = available_width(ui) > 2 * ring_size;
    const Box box = place(ui, 0, is_beside ? std::max(ring_size, rows) : ring_size + 12 + rows);
    const SemanticScope semantics(ui, chart_node(ui, "chart", data, box));
    const Box ring = is_beside ? box.left_part(ring_size).middle(ring_size, ring_size)
                               : box.top_part(ring_size).middle(ring_size, ring_size);
    const Box list =
        is_beside ? box.without_left(ring_size + 24).middle(box.width - ring_size - 24, rows) : box.bottom_part(rows);
    std::size_t lit = data.rows.size();
    const std::vector<Tone> tones = tones_of_rows(data);
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const ChartRow& row = data.rows[i];
        const Box line = {list.x, list.y + ring_row * static_cast<float>(i), list.width, ring_row};
        const SemanticScope row_scope(ui, row_node(ui, data, i, line));
        const Press press = press_value(ui, data, {i, 0}, line);
        draw_wash(ui, press, 6);
        lit = press.hovered || press.focused ? i : lit;
        pressed = press.pressed ? ChartPress{i, 0} : pressed;
        fill(ui, line.left_part(12).middle(12, 12), t.tone(tones[i]).solid, 3);
        const auto share = static_cast<int>(std::lround(100 * part_of(row.values[0].size, whole)));
        const std::string words = row.values[0].words + "  " + std::to_string(share) + "%";
        const float width = text_width(ui, Type::caption_strong, words) + 4;
        draw_text_in(ui, line.without_left(20).without_right(width + 8), Type::body, t.text, row.name);
        draw_text_in(ui, line, Type::caption_strong, t.text_soft, words, Align::end);
    }
    PressOptions options;
    options.is_silent = true;
    options.takes_focus = false;
    const Press on_ring = press(ui, id_of(ui, "ring"), ring, options);
    const std::size_t under = part_at(data, ring, whole, ImGui::GetIO().MousePos);
    lit = on_ring.hovered ? under : lit;
    if (on_ring.pressed && under < data.rows.size()) {
        pressed = ChartPress{under, 0};
    }
    draw_ring(ui, data, ring, whole, lit);
    return pressed;
}

std::optional<ChartPress> heat_chart(Ui& ui, std::string_view id, const ChartData& data) {
    std::optional<ChartPress> pressed;
    const IdScope scope(ui, id);
    const Theme& t = theme(ui);
    const double most = largest(data);
    const auto weeks = static_cast<float>((data.rows.size() + 6) / 7);
    const float step = std::min(heat_most, std::floor(available_width(ui) / std::max(weeks, 1.0F)));
    const Box box = place(ui, step * weeks, step * 7);
    const SemanticScope semantics(ui, chart_node(ui, "chart", data, box));
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const Box cell = {box.x + step * static_cast<float>(i / 7), box.y + step * static_cast<float>(i % 7),
                          step - heat_gap, step - heat_gap};
        const SemanticScope row_scope(ui, row_node(ui, data, i, cell));
        const Press press = press_value(ui, data, {i, 0}, cell, static_cast<int>(i / 7) + 1);
        fill(ui, cell, t.sunken, 3);
        const float part = part_of(data.rows[i].values[0].size, most);
        if (part > 0) {
            const float size = cell.width * (0.35F + 0.65F * part);
            fill(ui, cell.middle(size, size), mix(t.accent_soft, t.accent, 0.35F + 0.65F * part), 3);
        }
        draw_wash(ui, press, 3);
        pressed = press.pressed ? ChartPress{i, 0} : pressed;
    }
    return pressed;
}

}  // namespace xingke::ui::kit
