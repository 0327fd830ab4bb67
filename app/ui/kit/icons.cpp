#include "app/ui/kit/icons.h"

#include <array>
#include <cmath>
#include <span>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

#define ICON_DATA(name, ...) constexpr unsigned char name##_path[] = {__VA_ARGS__};
#include "app/ui/kit/icons_data.inc"
#undef ICON_DATA

struct Entry {
    std::string_view name;
    std::string_view lucide_name;
    std::span<const unsigned char> path;
};

constexpr std::array<Entry, static_cast<std::size_t>(Icon::count)> entries = {{
    {"none", "none", {}},
#define ICON(name, lucide_name) {#name, lucide_name, name##_path},
#include "app/ui/kit/icons.def"
#undef ICON
}};

// Draws one shape after another: each begins with 'M' and is stroked when the next begins.
class Pen {
public:
    Pen(ImDrawList* list, ImVec2 origin, float scale, Color color, float thickness, bool is_filled)
        : list_(list), origin_(origin), scale_(scale), color_(color), thickness_(thickness), is_filled_(is_filled) {}
    Pen(const Pen&) = delete;
    Pen& operator=(const Pen&) = delete;
    ~Pen() { finish(false); }

    ImVec2 point(unsigned char x, unsigned char y) const {
        return {origin_.x + static_cast<float>(x) * scale_, origin_.y + static_cast<float>(y) * scale_};
    }
    void move(ImVec2 to) {
        finish(false);
        list_->PathLineTo(to);
    }
    void line(ImVec2 to) { list_->PathLineTo(to); }
    void curve(ImVec2 a, ImVec2 b, ImVec2 to) { list_->PathBezierCubicCurveTo(a, b, to, 5); }
    void dot(ImVec2 at) {
        finish(false);
        list_->AddCircleFilled(at, thickness_ * 0.62F, color_, 10);
    }
    void finish(bool is_closed) {
        // The list's own path is used by AddCircleFilled as well, so this one is taken out of it first.
        points_.resize(0);
        points_.swap(list_->_Path);
        if (points_.Size < 2) {
            return;
        }
        drop_doubles(is_closed);
        if (is_filled_) {
            list_->AddConcavePolyFilled(points_.Data, points_.Size, color_);
        }
        list_->AddPolyline(points_.Data, points_.Size, color_, is_closed ? ImDrawFlags_Closed : ImDrawFlags_None,
                           thickness_);
        if (!is_closed) {  // Round caps, which ImGui's lines do not have.
            list_->AddCircleFilled(points_.front(), thickness_ * 0.46F, color_, 8);
            list_->AddCircleFilled(points_.back(), thickness_ * 0.46F, color_, 8);
        }
    }

private:
    // A segment without length would show as a nub in the stroke; a closed shape mostly ends where it began.
    void drop_doubles(bool is_closed) {
        const auto is_same = [](ImVec2 a, ImVec2 b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y) < 0.02F; };
        int kept = 1;
        for (int i = 1; i < points_.Size; ++i) {
            if (!is_same(points_[i], points_[kept - 1])) {
                points_[kept++] = points_[i];
            }
        }
        while (is_closed && kept > 2 && is_same(points_[kept - 1], points_[0])) {
            --kept;
        }
        points_.resize(kept);
    }

    ImDrawList* list_;
    ImVec2 origin_;
    float scale_;
    Color color_;
    float thickness_;
    bool is_filled_;
    ImVector<ImVec2> points_;
};

}  // namespace

Icon icon_named(std::string_view name) {
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i].name == name || entries[i].lucide_name == name) {
            return static_cast<Icon>(i);
        }
    }
    return Icon::file_text;
}

void draw_icon(const Ui&, Icon icon, const Box& box, Color color, float size, IconFill fill) {
    const auto index = static_cast<std::size_t>(icon);
    if (icon == Icon::none || index >= entries.size() || !is_drawn(box)) {
        return;
    }
    const ImVec2 centre = box.centre();
    const ImVec2 origin = {centre.x - size / 2, centre.y - size / 2};
    Pen pen(ImGui::GetWindowDrawList(), origin, size / 240, color, ImMax(1.25F, size * 1.75F / 24),
            fill == IconFill::solid);
    const std::span<const unsigned char> path = entries[index].path;
    for (std::size_t at = 0; at < path.size();) {
        const unsigned char operation = path[at];
        const auto point = [&](std::size_t number) {
            return pen.point(path[at + 1 + 2 * number], path[at + 2 + 2 * number]);
        };
        if (operation == 'M') {
            pen.move(point(0));
            at += 3;
        } else if (operation == 'L') {
            pen.line(point(0));
            at += 3;
        } else if (operation == 'C') {
            pen.curve(point(0), point(1), point(2));
            at += 7;
        } else if (operation == '.') {
            pen.dot(point(0));
            at += 3;
        } else {
            pen.finish(true);
            at += 1;
        }
    }
}

}  // namespace xingke::ui::kit
