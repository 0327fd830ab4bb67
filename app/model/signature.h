// A signature drawn by hand, as the text that a field of kind Signature holds: the strokes as they were drawn, not a
// picture of them. So it is small (a name takes one to three kilobytes), sharp on every screen and on paper, travels
// and merges like any other value, and needs no file. Pure.
//
//   stroke *( ";" stroke )     stroke: point *( " " point )     point: x "," y
//
// x from 0 to 599, y from 0 to 199, from the top left, without leading zeros. A stroke of one point is a dot.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xingke::model {

constexpr int signature_width = 600, signature_height = 200;
constexpr std::size_t signature_bytes_max = 16 * 1024;

struct SignaturePoint {
    int x = 0, y = 0;
    bool operator==(const SignaturePoint&) const = default;
};
using Stroke = std::vector<SignaturePoint>;

// nullopt: not exactly what print_signature() writes of at least one stroke, or too long.
std::optional<std::vector<Stroke>> parse_signature(std::string_view text);
// Points outside of the box are moved to its edge; what would be longer than a value may be is left out at the end.
std::string print_signature(const std::vector<Stroke>& strokes);
// Markup for printing; empty for a text that is no signature.
std::string signature_svg(std::string_view text);

}  // namespace xingke::model
