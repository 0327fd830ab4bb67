// A rectangle in CSS pixels from the top left of the canvas, and the ways in which layout cuts one up.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include "app/platform/screen_platform.h"

namespace xingke::ui::kit {

struct Box {
    float x = 0, y = 0, width = 0, height = 0;

    float right() const { return x + width; }
    float bottom() const { return y + height; }
    ImVec2 min() const { return {x, y}; }
    ImVec2 max() const { return {x + width, y + height}; }
    ImVec2 centre() const { return {x + width / 2, y + height / 2}; }
    bool contains(ImVec2 point) const {
        return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
    }
    Box inset(float all) const { return inset(all, all); }
    Box inset(float horizontal, float vertical) const {
        return {x + horizontal, y + vertical, ImMax(0.0F, width - 2 * horizontal), ImMax(0.0F, height - 2 * vertical)};
    }
    Box left_part(float size) const { return {x, y, ImMin(size, width), height}; }
    Box right_part(float size) const { return {x + width - ImMin(size, width), y, ImMin(size, width), height}; }
    Box top_part(float size) const { return {x, y, width, ImMin(size, height)}; }
    Box bottom_part(float size) const { return {x, y + height - ImMin(size, height), width, ImMin(size, height)}; }
    Box without_left(float size) const { return {x + size, y, ImMax(0.0F, width - size), height}; }
    Box without_right(float size) const { return {x, y, ImMax(0.0F, width - size), height}; }
    Box without_top(float size) const { return {x, y + size, width, ImMax(0.0F, height - size)}; }
    Box without_bottom(float size) const { return {x, y, width, ImMax(0.0F, height - size)}; }
    // A box of this size in the middle of this one.
    Box middle(float w, float h) const { return {x + (width - w) / 2, y + (height - h) / 2, w, h}; }
    ImRect rect() const { return {x, y, right(), bottom()}; }
    operator platform::Rect() const { return {x, y, width, height}; }
    bool operator==(const Box&) const = default;
};

inline Box box_of(const ImRect& rect) {
    return {rect.Min.x, rect.Min.y, rect.GetWidth(), rect.GetHeight()};
}

}  // namespace xingke::ui::kit
