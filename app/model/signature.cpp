#include "app/model/signature.h"

#include <algorithm>
#include <charconv>

#include "app/base/text.h"

namespace xingke::model {
namespace {

std::optional<int> parse_number(std::string_view text, int bound) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_canonical = !text.empty() && text.front() != '-' && (text.size() == 1 || text.front() != '0');
    if (failed != std::errc() || end != text.data() + text.size() || !is_canonical || number >= bound) {
        return std::nullopt;
    }
    return number;
}

std::string print_stroke(const Stroke& stroke) {
    std::string out;
    for (const SignaturePoint& point : stroke) {
        out += out.empty() ? "" : " ";
        out += std::to_string(std::clamp(point.x, 0, signature_width - 1)) + "," +
               std::to_string(std::clamp(point.y, 0, signature_height - 1));
    }
    return out;
}

}  // namespace

std::optional<std::vector<Stroke>> parse_signature(std::string_view text) {
    if (text.empty() || text.size() > signature_bytes_max) {
        return std::nullopt;
    }
    std::vector<Stroke> strokes;
    for (const std::string_view part : split(text, ';')) {
        Stroke& stroke = strokes.emplace_back();
        for (const std::string_view point : split(part, ' ')) {
            const std::size_t comma = point.find(',');
            if (comma == std::string_view::npos) {
                return std::nullopt;
            }
            const auto x = parse_number(point.substr(0, comma), signature_width);
            const auto y = parse_number(point.substr(comma + 1), signature_height);
            if (!x || !y) {
                return std::nullopt;
            }
            stroke.push_back({*x, *y});
        }
    }
    return strokes;
}

std::string print_signature(const std::vector<Stroke>& strokes) {
    std::string out;
    for (const Stroke& stroke : strokes) {
        const std::string text = print_stroke(stroke);
        if (text.empty()) {
            continue;
        }
        if (out.size() + 1 + text.size() > signature_bytes_max) {
            break;
        }
        out += out.empty() ? "" : ";";
        out += text;
    }
    return out;
}

std::string signature_svg(std::string_view text) {
    const auto strokes = parse_signature(text);
    if (!strokes) {
        return "";
    }
    std::string path;
    for (const Stroke& stroke : *strokes) {
        path += "M" + print_stroke({stroke.front()}) + "L" + print_stroke(stroke);
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"paper_signature\" width=\"180\" height=\"60\" "
           "viewBox=\"0 0 " +
           std::to_string(signature_width) + " " + std::to_string(signature_height) +
           "\"><path fill=\"none\" stroke=\"#000\" stroke-width=\"5\" stroke-linecap=\"round\" "
           "stroke-linejoin=\"round\" d=\"" +
           path + "\"/></svg>";
}

}  // namespace xingke::model
