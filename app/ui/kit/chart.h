// Charts, drawn in the next place of the flow: bars (stacked when there is more than one series), a line, a funnel, a
// ring and a calendar of days. Each can be read without colour: values stand beside their parts, stacked parts are
// hatched, days grow with their value. To screen readers a chart is a table of its values. Each value can be pressed,
// by pointer, by keyboard (arrows) and by a screen reader; what a press means is the caller's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/kit/theme.h"

namespace xingke::ui::kit {

struct Ui;

struct ChartValue {
    double size = 0;    // how long, high or wide; below 0 is drawn as 0
    std::string words;  // as it is read: "¥12.5万", "18"
};

struct ChartRow {
    std::string name;
    std::vector<ChartValue> values;  // one for each series
    std::string note = {};           // behind the values: a share, a conversion
    Tone tone = Tone::neutral;       // what it means, of a chart with one series
};

struct ChartData {
    std::string_view title;           // its accessible name
    std::vector<std::string> series;  // their names; one or more
    std::vector<ChartRow> rows;
    std::vector<Tone> series_tones = {};  // what the series mean; empty: nothing
};

struct ChartPress {
    std::size_t row = 0, series = 0;
};

std::optional<ChartPress> bar_chart(Ui& ui, std::string_view id, const ChartData& data);
// Rows from left to right, joined; one line for each series (at most four).
std::optional<ChartPress> line_chart(Ui& ui, std::string_view id, const ChartData& data, float height = 200);
// Rows from above; only the first series counts.
std::optional<ChartPress> funnel_chart(Ui& ui, std::string_view id, const ChartData& data);
std::optional<ChartPress> ring_chart(Ui& ui, std::string_view id, const ChartData& data);
// One row a day, without gaps, the first one a Monday: weeks from left to right.
std::optional<ChartPress> heat_chart(Ui& ui, std::string_view id, const ChartData& data);

// The tones in which parts that lie side by side are drawn: what means something keeps its tone, the others get one
// that is free, as long as there are any.
std::vector<Tone> told_apart(std::vector<Tone> meant);

}  // namespace xingke::ui::kit
