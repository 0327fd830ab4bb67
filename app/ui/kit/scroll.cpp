#include "app/ui/kit/scroll.h"

#include <algorithm>
#include <cmath>

#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

constexpr double bar_shown_ms = 900;
constexpr float bar_least = 32;

float reach(const Box& view, bool is_horizontal) {
    return is_horizontal ? view.width : view.height;
}

// The bar: on wide views always there and can be dragged; after a finger's scrolling, for a moment.
void draw_bar(Ui& ui, ItemId id, ScrollState& state, const Box& view) {
    if (state.most < 1 || state.is_horizontal) {
        return;
    }
    const double idle_ms = ui.time_ms - state.moved_ms;
    const bool is_draggable = is_wide(ui) && !ui.is_touch;
    if (!is_draggable && idle_ms > bar_shown_ms) {
        return;
    }
    const float size = ImMax(bar_least, view.height * view.height / (view.height + state.most));
    const float way = view.height - size;
    const float part = std::clamp(state.offset / state.most, 0.0F, 1.0F);
    const Box bar = {view.right() - 8, view.y + way * part, 6, size};
    Color color = theme(ui).border_strong;
    if (is_draggable) {
        PressOptions options;
        options.is_silent = true;
        options.takes_focus = false;
        const Press p = press(ui, id ^ 0xBA12U, bar, options);
        if (p.held && way > 0) {
            state.offset = std::clamp(state.offset + ImGui::GetIO().MouseDelta.y * state.most / way, 0.0F, state.most);
            state.is_gliding = false;
        }
        color = p.hovered || p.held ? theme(ui).text_faint : color;
    } else {
        ask_for_frame_in(ui, static_cast<int>(bar_shown_ms - idle_ms) + 1);
    }
    fill(ui, bar.inset(1, 2), fade(color, is_draggable ? 0.8F : 0.9F), 2);
}

}  // namespace

ScrollArea::ScrollArea(Ui& ui, std::string_view id, const Options& options)
    : ui_(ui), id_(id_of(ui, id)), options_(options) {
    const float height = options.height > 0 ? options.height : available_height(ui);
    const Box box = place(ui, 0, height);
    ScrollState& state = ui.scrolls.states[id_];
    if (state.seen_ms == 0) {
        state.moved_ms = -bar_shown_ms * 2;
    }
    state.seen_ms = ui.time_ms;
    state.is_horizontal = options.is_horizontal;
    state.layer = ui.overlays.current;
    if (state.page != options.page) {  // another width: the same page
        state.offset = options.page * std::round(state.page_from);
        state.page = options.page;
        state.is_gliding = false;
    }
    ImGui::PushClipRect(box.min(), box.max(), true);
    view_ = box;
    // What can be touched of it is what the regions around leave visible.
    const ImRect visible = ImGui::GetCurrentWindow()->ClipRect;
    state.view = box_of(visible);
    ui.scrolls.order.push_back(id_);
    ui.scrolls.open.push_back(id_);
    // Whole device pixels, so that text stays sharp while it moves.
    offset_ = std::round(state.offset * ui.view.scale) / ui.view.scale;
    Flow flow;
    flow.gap = options.gap;
    flow.is_row = options.is_horizontal;
    flow.frame = box.inset(options.padding);
    flow.line_height = options.is_horizontal ? flow.frame.height : 0;
    if (options.is_horizontal) {
        flow.frame.x -= offset_;
        flow.frame.width = 100'000;
    } else {
        flow.frame.y -= offset_;
    }
    content_top_ = flow.frame.y;
    flow.x = flow.frame.x;
    flow.y = flow.frame.y;
    flow.used_right = flow.frame.x;
    flow.used_bottom = flow.frame.y;
    ui.layout.flows.push_back(flow);
}

ScrollArea::~ScrollArea() {
    const Flow flow = ui_.layout.flows.back();
    ui_.layout.flows.pop_back();
    ui_.scrolls.open.pop_back();
    ScrollState& state = ui_.scrolls.states[id_];
    const float content = options_.is_horizontal ? flow.used_right - flow.frame.x : flow.used_bottom - flow.frame.y;
    const float whole = content + 2 * options_.padding + options_.bottom_space;
    const float most = ImMax(0.0F, std::ceil(whole - reach(view_, options_.is_horizontal)));
    if (std::abs(most - state.most) > 0.5F) {
        state.most = most;
        const bool was_beyond = state.offset > most;
        if (was_beyond && !state.is_held && state.velocity == 0) {
            state.offset = most;
            ui_.layout.is_unsettled = true;
        }
    }
    if (options_.draws_bar) {
        draw_bar(ui_, id_, state, view_);
    }
    ImGui::PopClipRect();
}

void scroll_to_top(Ui& ui, std::string_view id) {
    const auto found = ui.scrolls.states.find(id_of(ui, id));
    if (found != ui.scrolls.states.end()) {
        found->second.offset = 0;
        found->second.velocity = 0;
        found->second.is_gliding = false;
        ask_for_frame(ui);
    }
}

int page_of(Ui& ui, std::string_view id) {
    return static_cast<int>(std::round(ui.scrolls.states[id_of(ui, id)].page_from));
}

void glide_to_page(Ui& ui, std::string_view id, int page) {
    ScrollState& state = ui.scrolls.states[id_of(ui, id)];
    state.page_from = static_cast<float>(page);
    state.target = state.page * state.page_from;
    state.is_gliding = true;
    state.velocity = 0;
    ask_for_frame(ui);
}

void scroll_into_view(Ui& ui, const Box& box) {
    for (auto at = ui.scrolls.open.rbegin(); at != ui.scrolls.open.rend(); ++at) {
        ScrollState& state = ui.scrolls.states[*at];
        const float margin = state.is_horizontal ? 24.0F : 48.0F;  // a field's label stands above it
        const float begin = state.is_horizontal ? box.x - state.view.x : box.y - state.view.y;
        const float size = reach(box, state.is_horizontal);
        const float room = reach(state.view, state.is_horizontal);
        float by = 0;
        if (begin < margin) {
            by = begin - margin;
        } else if (begin + size > room - margin) {
            by = ImMin(begin - margin, begin + size - room + margin);
        }
        if (state.page > 0) {
            const float page = std::floor((box.centre().x - state.view.x + state.offset) / state.page);
            if (page != std::round(state.page_from)) {
                state.page_from = page;
                state.offset = page * state.page;
                ui.layout.is_unsettled = true;
            }
        } else if (std::abs(by) > 0.5F) {
            // `most` may grow in this very frame; the motion clamps by itself.
            state.offset = std::clamp(state.offset + by, 0.0F, ImMax(state.most, state.offset));
            state.velocity = 0;
            state.is_gliding = false;
            state.moved_ms = ui.time_ms;
            ui.layout.is_unsettled = true;
        }
    }
}

}  // namespace xingke::ui::kit
