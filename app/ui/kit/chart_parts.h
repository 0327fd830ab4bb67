// What the charts have in common, for their own source files.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/kit/chart.h"
#include "app/ui/kit/ui.h"
#include "app/ui/kit/widgets.h"

namespace xingke::ui::kit {

constexpr std::size_t part_color_count = 5;

double largest(const ChartData& data);       // of all values, at least a little above 0
double sum_of_row(const ChartRow& row);      // of its values, those below 0 left out
float part_of(double size, double largest);  // 0…1

// The table around everything, and the rows in it.
SemanticNode chart_node(const Ui& ui, std::string_view id, const ChartData& data, const Box& box);
SemanticNode row_node(const Ui& ui, const ChartData& data, std::size_t row, const Box& box);
// A value that can be pressed; it draws nothing but its ring. `lane`: FocusItem::lane.
Press press_value(Ui& ui, const ChartData& data, ChartPress which, const Box& box, int lane = 0);
// A fill that is told from its neighbours by its lines as well: 0 plain, 1 rising, 2 falling, 3 level, 4 crossed.
void fill_hatched(const Ui& ui, const Box& box, std::size_t index, Tone tone, float radius);
std::vector<Tone> tones_of_series(const ChartData& data);
// What a bar or a step is drawn in that has nothing beside it to be told from.
Tone bar_tone(const ChartRow& row);
// The names of the series with their fills.
void draw_legend(Ui& ui, const ChartData& data);

}  // namespace xingke::ui::kit
