#include "app/platform/headless/headless_screen.h"

#include <algorithm>
#include <cmath>

namespace xingke::platform {
namespace {

bool is_wide_character(char32_t c) {
    return c >= 0x2E80;
}

}  // namespace

FontMetrics BoxGlyphs::metrics(FontFace, float pixel_size) {
    return {std::round(pixel_size * 0.88F), std::round(pixel_size * 0.24F)};
}

bool BoxGlyphs::draw(FontFace face, float pixel_size, char32_t code_point, GlyphBitmap& out) {
    out = {};
    const float part = is_wide_character(code_point) ? 1.0F
                       : face == FontFace::mono      ? 0.6F
                       : face == FontFace::bold      ? 0.58F
                                                     : 0.55F;
    out.advance = std::round(pixel_size * part);
    if (code_point <= U' ' || code_point == 0x3000 || code_point == 0xFE0F) {
        return true;
    }
    out.width = std::max(1, static_cast<int>(out.advance) - 1);
    out.height = std::max(1, static_cast<int>(pixel_size * 0.72F));
    out.top = -out.height;
    out.pixels.assign(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height), 0x70);
    return true;
}

// SplitMix64.
void HeadlessRandom::fill(std::span<std::uint8_t> bytes) {
    for (std::uint8_t& byte : bytes) {
        state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        byte = static_cast<std::uint8_t>(mixed ^ (mixed >> 31));
    }
}

const TextField* HeadlessTextInput::find(std::string_view label) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [label](const TextField& f) { return f.label == label; });
    return found == fields.end() ? nullptr : &*found;
}

void HeadlessSemantics::show(const std::vector<SemanticNode>& shown, std::string_view page_title,
                             std::string_view page_language) {
    nodes = shown;
    title = page_title;
    language = page_language;
    ++shown_count;
}

const SemanticNode* HeadlessSemantics::find(SemanticRole role, std::string_view name) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(),
                                    [&](const SemanticNode& n) { return n.role == role && n.name == name; });
    return found == nodes.end() ? nullptr : &*found;
}

std::size_t HeadlessSemantics::count(SemanticRole role) const {
    return static_cast<std::size_t>(
        std::count_if(nodes.begin(), nodes.end(), [role](const SemanticNode& n) { return n.role == role; }));
}

std::string HeadlessSemantics::print() const {
    std::string out;
    std::map<std::uint32_t, int> depths;
    for (const SemanticNode& node : nodes) {
        const int depth = node.parent == 0 ? 0 : depths[node.parent] + 1;
        depths[node.id] = depth;
        out.append(static_cast<std::size_t>(depth) * 2, ' ');
        out += name_of(node.role);
        out += " \"" + node.name + "\"";
        out += node.value.empty() ? "" : " = " + node.value;
        out += node.is_disabled ? " disabled" : "";
        out += node.has_checked ? (node.is_checked ? " checked" : " unchecked") : "";
        out += node.has_selected && node.is_selected ? " selected" : "";
        out += node.has_expanded ? (node.is_expanded ? " expanded" : " collapsed") : "";
        out += node.is_focused ? " focused" : "";
        out += node.is_current ? " current" : "";
        out += node.description.empty() ? "" : " (" + node.description + ")";
        out += "\n";
    }
    return out;
}

void HeadlessWindow::request_frame(int delay_ms) {
    wanted_frame_ms = wanted_frame_ms < 0 ? delay_ms : std::min(wanted_frame_ms, delay_ms);
}

void HeadlessWindow::set_address(std::string_view fragment, bool replace) {
    if (replace && !addresses.empty()) {
        addresses.back() = fragment;
    } else {
        addresses.emplace_back(fragment);
    }
}

void HeadlessScreen::Exchanged::hand_out(std::string_view file_name, std::string_view media_type,
                                         std::span<const std::uint8_t> bytes) {
    handed_out.push_back({std::string(file_name), std::string(media_type), Bytes(bytes.begin(), bytes.end())});
}

std::string HeadlessScreen::Kept::read(std::string_view key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string() : found->second;
}

void HeadlessScreen::Kept::write(std::string_view key, std::string_view value) {
    values[std::string(key)] = value;
}

HeadlessScreen::HeadlessScreen(std::unique_ptr<Glyphs> drawn_by) : glyphs(std::move(drawn_by)) {}

void HeadlessScreen::Shown::show(std::string_view name, std::string_view media_type,
                                 std::span<const std::uint8_t> bytes) {
    shown.push_back({std::string(name), std::string(media_type), {bytes.begin(), bytes.end()}});
}

ScreenPlatform HeadlessScreen::ports() {
    return {clock,
            random,
            *glyphs,
            text_input,
            semantics,
            clipboard,
            files,
            preferences,
            window,
            pictures,
            location,
            [this](Bytes bytes) {
                if (send) {
                    send(std::move(bytes));
                } else {
                    sent.push_back(std::move(bytes));
                }
            }};
}

}  // namespace xingke::platform
