// Bars, the line, and what all charts have in common.
#include "app/ui/kit/chart.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/kit/chart_parts.h"

namespace xingke::ui::kit {
namespace {

constexpr float bar_row = 36, bar_height = 18, hatch_step = 6;
constexpr float axis_height = 22, axis_gap = 8;

Color hatch_color(const Ui& ui) {
    return fade(theme(ui).surface, 0.55F);
}

// Lines across the box at a slope of 1, 0 or −1, inside it.
void hatch(const Ui& ui, const Box& box, int slope) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImGui::PushClipRect(box.min(), box.max(), true);
    if (slope == 0) {
        for (float y = box.y + hatch_step / 2; y < box.bottom(); y += hatch_step) {
            list->AddLine({box.x, y}, {box.right(), y}, hatch_color(ui), 1.5F);
        }
    }
    for (float x = box.x - box.height; slope != 0 && x < box.right(); x += hatch_step) {
        const float from = slope > 0 ? box.bottom() : box.y, to = slope > 0 ? box.y : box.bottom();
        list->AddLine({x, from}, {x + box.height, to}, hatch_color(ui), 1.5F);
    }
    ImGui::PopClipRect();
}

void draw_bar_row(Ui& ui, const ChartData& data, std::size_t index, double most, const Box& box,
                  std::optional<ChartPress>& pressed) {
    const Theme& t = theme(ui);
    const ChartRow& row = data.rows[index];
    const SemanticScope semantics(ui, row_node(ui, data, index, box));
    const float name_width = std::round(box.width * (is_wide(ui) ? 0.28F : 0.34F));
    draw_text_in(ui, box.left_part(name_width).without_right(12), Type::body, t.text, row.name);
    std::string words;
    for (const ChartValue& value : row.values) {
        words += data.series.size() > 1 || words.empty() ? "" : " ";
        words += data.series.size() > 1 ? (words.empty() ? "" : " / ") + value.words : value.words;
    }
    words += row.note.empty() ? "" : "  " + row.note;
    const float words_width = text_width(ui, Type::caption_strong, words) + 10;
    const Box room = box.without_left(name_width).without_right(words_width);
    const Box track = {room.x, box.centre().y - bar_height / 2, room.width, bar_height};
    float x = track.x;
    for (std::size_t s = 0; s < row.values.size(); ++s) {
        const float width = track.width * part_of(row.values[s].size, most);
        const Box bar = {x, track.y, std::max(width, row.values[s].size > 0 ? 2.0F : 0.0F), bar_height};
        // One series: the whole line is the target; several: each part is, as far as there is one.
        const bool is_single = data.series.size() == 1;
        const Box target = is_single ? box : Box{bar.x, box.y, std::max(bar.width, 12.0F), box.height};
        const Press press = press_value(ui, data, {index, s}, target);
        if (is_single) {
            draw_wash(ui, press, 6);
            fill(ui, bar, t.tone(bar_tone(row)).solid, 4);
        } else {
            fill_hatched(ui, bar, s, tones_of_series(data)[s], 3);
            draw_wash(ui, {.hovered = press.hovered, .held = press.held, .box = bar}, 3);
        }
        if (press.pressed) {
            pressed = ChartPress{index, s};
        }
        x += width + (data.series.size() > 1 && width > 0 ? 1.0F : 0.0F);
    }
    draw_text_in(ui, {x + 8, box.y, words_width, box.height}, Type::caption_strong, t.text_soft, words);
}

struct Plot {
    Box box;
    double most = 1;
    std::size_t count = 1;
    ImVec2 at(std::size_t row, double size) const {
        const float step = box.width / static_cast<float>(count);
        return {box.x + step * (static_cast<float>(row) + 0.5F), box.bottom() - box.height * part_of(size, most)};
    }
    Box band(std::size_t row) const {
        const float step = box.width / static_cast<float>(count);
        return {box.x + step * static_cast<float>(row), box.y, step, box.height + axis_height};
    }
};

void draw_line_of(Ui& ui, const ChartData& data, const Plot& plot, std::size_t series) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color color = theme(ui).tone(tones_of_series(data)[series]).solid;
    for (std::size_t i = 0; i + 1 < data.rows.size(); ++i) {
        list->AddLine(plot.at(i, data.rows[i].values[series].size),
                      plot.at(i + 1, data.rows[i + 1].values[series].size), color, 2);
    }
    // Points by shape: round, square, …
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const ImVec2 at = plot.at(i, data.rows[i].values[series].size);
        if (series % 2 == 0) {
            list->AddCircleFilled(at, 4, color, 16);
            list->AddCircle(at, 4, theme(ui).surface, 16, 1.5F);
        } else {
            fill(ui, {at.x - 4, at.y - 4, 8, 8}, color);
        }
    }
}

}  // namespace

double largest(const ChartData& data) {
    double most = 0;
    for (const ChartRow& row : data.rows) {
        for (const ChartValue& value : row.values) {
            most = std::max(most, value.size);
        }
    }
    return most > 0 ? most : 1;
}

double sum_of_row(const ChartRow& row) {
    double sum = 0;
    for (const ChartValue& value : row.values) {
        sum += std::max(value.size, 0.0);
    }
    return sum;
}

float part_of(double size, double most) {
    return static_cast<float>(std::clamp(size / most, 0.0, 1.0));
}

std::vector<Tone> told_apart(std::vector<Tone> meant) {
    constexpr std::array tones = {Tone::accent, Tone::good, Tone::warning, Tone::bad, Tone::neutral};
    std::vector<Tone> used;
    const auto is_free = [&](Tone tone) { return std::ranges::find(used, tone) == used.end(); };
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < meant.size(); ++i) {
        if (meant[i] != Tone::neutral && is_free(meant[i])) {
            used.push_back(meant[i]);
        } else {
            waiting.push_back(i);
        }
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const auto free = std::ranges::find_if(tones, is_free);
        meant[waiting[i]] = free == tones.end() ? tones[i % tones.size()] : *free;
        used.push_back(meant[waiting[i]]);
    }
    return meant;
}

std::vector<Tone> tones_of_series(const ChartData& data) {
    std::vector<Tone> meant = data.series_tones;
    meant.resize(data.series.size(), Tone::neutral);
    return told_apart(std::move(meant));
}

Tone bar_tone(const ChartRow& row) {
    return row.tone == Tone::neutral ? Tone::accent : row.tone;
}

SemanticNode chart_node(const Ui& ui, std::string_view id, const ChartData& data, const Box& box) {
    SemanticNode node;
    node.id = id_of(ui, id);
    node.role = Role::grid;
    node.name = data.title;
    node.row_count = static_cast<int>(data.rows.size());
    node.rect = box;
    return node;
}

SemanticNode row_node(const Ui& ui, const ChartData& data, std::size_t row, const Box& box) {
    SemanticNode node;
    node.id = id_of(ui, "row-" + std::to_string(row));
    node.role = Role::row;
    node.name = data.rows[row].name;
    node.description = data.rows[row].note;
    node.row_index = static_cast<int>(row) + 1;
    node.row_count = static_cast<int>(data.rows.size());
    node.rect = box;
    return node;
}

Press press_value(Ui& ui, const ChartData& data, ChartPress which, const Box& box, int lane) {
    PressOptions options;
    options.node.role = Role::cell;
    options.node.name = data.rows[which.row].name + " " + data.rows[which.row].values[which.series].words;
    options.node.description = data.series[which.series];
    options.radius = metric::radius_small;
    options.group = id_of(ui, "values");
    options.is_group_entry = which.row == 0 && which.series == 0;
    options.lane = lane;
    const std::string id = std::to_string(which.row) + "." + std::to_string(which.series);
    return press(ui, id_of(ui, id), box, options);
}

void fill_hatched(const Ui& ui, const Box& box, std::size_t index, Tone tone, float radius) {
    if (box.width <= 0) {
        return;
    }
    fill(ui, box, theme(ui).tone(tone).solid, radius);
    const std::size_t pattern = index % part_color_count;
    if (pattern == 1 || pattern == 4) {
        hatch(ui, box, 1);
    }
    if (pattern == 2 || pattern == 4) {
        hatch(ui, box, -1);
    }
    if (pattern == 3) {
        hatch(ui, box, 0);
    }
}

void draw_legend(Ui& ui, const ChartData& data) {
    const Row row(ui, {.gap = 6, .wraps = true});
    const std::vector<Tone> tones = tones_of_series(data);
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const float width = 24 + text_width(ui, Type::caption, data.series[i]) + 12;
        const Box box = place(ui, width, 20);
        fill_hatched(ui, box.left_part(16).middle(16, 12), i, tones[i], 3);
        draw_text_in(ui, box.without_left(22), Type::caption, theme(ui).text_soft, data.series[i]);
    }
}

std::optional<ChartPress> bar_chart(Ui& ui, std::string_view id, const ChartData& data) {
    std::optional<ChartPress> pressed;
    const IdScope scope(ui, id);
    if (data.series.size() > 1) {
        draw_legend(ui, data);
        gap(ui, 4);
    }
    double most = 0;
    for (const ChartRow& row : data.rows) {
        most = std::max(most, sum_of_row(row));
    }
    const Box box = place(ui, 0, bar_row * static_cast<float>(data.rows.size()));
    const SemanticScope semantics(ui, chart_node(ui, "chart", data, box));
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const Box row = {box.x, box.y + bar_row * static_cast<float>(i), box.width, bar_row};
        draw_bar_row(ui, data, i, most > 0 ? most : 1, row, pressed);
    }
    return pressed;
}

std::optional<ChartPress> line_chart(Ui& ui, std::string_view id, const ChartData& data, float height) {
    std::optional<ChartPress> pressed;
    const IdScope scope(ui, id);
    const Theme& t = theme(ui);
    if (data.series.size() > 1) {
        draw_legend(ui, data);
        gap(ui, 4);
    }
    const Box box = place(ui, 0, height);
    const SemanticScope semantics(ui, chart_node(ui, "chart", data, box));
    if (data.rows.empty()) {
        return pressed;
    }
    const float line = line_height(ui, Type::caption);
    const Plot plot{box.without_bottom(axis_height).without_top(line + axis_gap), largest(data), data.rows.size()};
    draw_line(ui, {plot.box.x, plot.box.bottom()}, {plot.box.right(), plot.box.bottom()}, t.border_strong);
    float free_x = box.x;
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const Box band = plot.band(i);
        const SemanticScope row(ui, row_node(ui, data, i, band));
        for (std::size_t s = 0; s < data.series.size(); ++s) {
            const float part = band.height / static_cast<float>(data.series.size());
            const Press press =
                press_value(ui, data, {i, s}, {band.x, band.y + part * static_cast<float>(s), band.width, part});
            draw_wash(ui, press, 4);
            pressed = press.pressed ? ChartPress{i, s} : pressed;
        }
        // Names and values where there is room for them.
        const float width = text_width(ui, Type::caption, data.rows[i].name);
        const float value_width = text_width(ui, Type::caption_strong, data.rows[i].values[0].words);
        const float needed = std::max(width, value_width) + axis_gap;
        if (band.centre().x - needed / 2 >= free_x) {
            free_x = band.centre().x + needed / 2;
            const Box name = {band.centre().x - needed / 2, plot.box.bottom(), needed, axis_height};
            draw_text_in(ui, name, Type::caption, t.text_soft, data.rows[i].name, Align::centre);
            const ImVec2 at = plot.at(i, data.rows[i].values[0].size);
            draw_text_in(ui, {at.x - needed / 2, at.y - line - axis_gap, needed, line}, Type::caption_strong, t.text,
                         data.rows[i].values[0].words, Align::centre);
        }
    }
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        draw_line_of(ui, data, plot, s);
    }
    return pressed;
}

}  // namespace xingke::ui::kit
