#include "app/ui/kit/layout.h"

#include <cmath>

#include "app/base/check.h"
#include "app/ui/kit/ui.h"

namespace xingke::ui::kit {
namespace {

constexpr std::size_t remembered_max = 20'000;

Flow& flow_of(Ui& ui) {
    CHECK(!ui.layout.flows.empty(), "widgets are drawn inside a flow");
    return ui.layout.flows.back();
}

ItemId salted(ItemId id, std::uint32_t salt) {
    const ItemId mixed = id ^ (salt * 0x9E3779B9U);
    return mixed == 0 ? 1 : mixed;
}

// A container inside a flow: takes its place with the height it had the last time, and corrects what follows by the
// height that it turns out to have.
Box open_place(Ui& ui, ItemId id, float width, float height) {
    return place(ui, width, height > 0 ? height : remembered(ui, id, 0));
}

void close_place(Ui& ui, ItemId id, const Box& box, float height) {
    remember(ui, id, height);
    Flow& outer = flow_of(ui);
    const float more = height - box.height;
    if (outer.is_row) {
        outer.line_used = ImMax(outer.line_used, height);
        outer.used_bottom = ImMax(outer.used_bottom, box.y + height);
    } else {
        outer.y += more;
        outer.used_bottom = outer.y;
    }
}

void push_flow(Ui& ui, Flow flow) {
    flow.x = flow.frame.x;
    flow.y = flow.frame.y;
    flow.used_right = flow.frame.x;
    flow.used_bottom = flow.frame.y;
    ui.layout.flows.push_back(flow);
}

Flow pop_flow(Ui& ui) {
    const Flow flow = flow_of(ui);
    ui.layout.flows.pop_back();
    return flow;
}

Box place_in_row(Flow& f, float width, float height) {
    const float size = width > 0 ? width : ImMax(0.0F, f.frame.right() - f.x - (f.is_empty ? 0 : f.gap));
    if (f.wraps && !f.is_empty && f.x + f.gap + size > f.frame.right() + 0.5F) {
        f.x = f.frame.x;
        f.y += f.line_used + f.gap;
        f.line_used = 0;
        f.is_empty = true;
    }
    if (!f.is_empty) {
        f.x += f.gap;
    }
    f.is_empty = false;
    const float line = ImMax(f.line_height, height);
    const Box box = {f.x, f.y + std::floor((line - height) / 2), size, height};
    f.x += size;
    f.tallest = ImMax(f.tallest, height);
    f.line_used = ImMax(f.line_used, f.wraps ? line : height);
    f.used_right = ImMax(f.used_right, f.x);
    f.used_bottom = ImMax(f.used_bottom, f.y + f.line_used);
    return box;
}

}  // namespace

bool is_wide(const Ui& ui) {
    return ui.view.width >= metric::wide_from;
}

float gutter(const Ui& ui) {
    return is_wide(ui) ? metric::gutter_wide : metric::gutter_narrow;
}

float available_width(const Ui& ui) {
    const Flow& f = ui.layout.flows.back();
    if (!f.is_row || f.wraps) {
        return f.frame.width;  // in a row that wraps, what does not fit goes to a line of its own
    }
    // What a spring took gives way to what comes after it, or else the row could never become wider again.
    const float given_back = f.spring_size * f.spring_count;
    return ImMax(0.0F, f.frame.right() - f.x - (f.is_empty ? 0 : f.gap) + given_back);
}

float available_height(const Ui& ui) {
    const Flow& f = ui.layout.flows.back();
    return ImMax(0.0F, f.frame.bottom() - f.y - (f.is_empty || f.is_row ? 0 : f.gap));
}

float cursor_y(const Ui& ui) {
    return ui.layout.flows.back().y;
}

Box place(Ui& ui, float width, float height) {
    Flow& f = flow_of(ui);
    if (f.is_row) {
        return place_in_row(f, width, height);
    }
    if (!f.is_empty) {
        f.y += f.gap;
    }
    f.is_empty = false;
    const Box box = {f.frame.x, f.y, width > 0 ? ImMin(width, f.frame.width) : f.frame.width, height};
    f.y += height;
    f.used_right = ImMax(f.used_right, box.right());
    f.used_bottom = ImMax(f.used_bottom, f.y);
    return box;
}

void gap(Ui& ui, float size) {
    Flow& f = flow_of(ui);
    if (f.is_row) {
        f.x += size;
    } else {
        f.y += size;
        f.used_bottom = ImMax(f.used_bottom, f.y);
    }
}

void spring(Ui& ui) {
    Flow& f = flow_of(ui);
    CHECK(f.is_row, "a spring stands in a row");
    f.spring_count += 1;
    f.x += f.spring_size;
}

float remember(Ui& ui, ItemId id, float now) {
    Layout& layout = ui.layout;
    if (layout.remembered.size() > remembered_max) {
        layout.remembered.clear();
    }
    const auto [at, is_new] = layout.remembered.try_emplace(id, now);
    const float before = is_new ? 0 : at->second;
    if (is_new || std::abs(before - now) > 0.5F) {
        layout.is_unsettled = true;
    }
    at->second = now;
    return before;
}

float remembered(const Ui& ui, ItemId id, float otherwise) {
    const auto found = ui.layout.remembered.find(id);
    return found == ui.layout.remembered.end() ? otherwise : found->second;
}

Stack::Stack(Ui& ui, const Options& options) : ui_(ui), padding_(options.padding) {
    const ItemId id = next_id(ui);
    const float rest = available_height(ui);
    const Box box = open_place(ui, id, options.width, 0);
    Flow flow;
    flow.id = id;
    flow.gap = options.gap;
    flow.frame = Box{box.x, box.y, box.width, ImMax(rest, box.height)}.inset(padding_);
    push_flow(ui, flow);
}

Stack::~Stack() {
    const Flow flow = pop_flow(ui_);
    const Box box = {flow.frame.x - padding_, flow.frame.y - padding_, flow.frame.width + 2 * padding_,
                     remembered(ui_, flow.id, 0)};
    close_place(ui_, flow.id, box, flow.used_bottom + padding_ - box.y);
}

Inside::Inside(Ui& ui, const Box& box, float gap) : ui_(ui) {
    Flow flow;
    flow.frame = box;
    flow.gap = gap;
    push_flow(ui, flow);
}

Inside::~Inside() {
    pop_flow(ui_);
}

float Inside::used_height() const {
    const Flow& flow = ui_.layout.flows.back();
    return flow.used_bottom - flow.frame.y;
}

Row::Row(Ui& ui, const Options& options) : ui_(ui) {
    const ItemId id = next_id(ui);
    const Box box = open_place(ui, id, options.width, options.height);
    Flow flow;
    flow.id = id;
    flow.is_row = true;
    flow.wraps = options.wraps;
    flow.gap = options.gap;
    flow.align = options.align;
    flow.frame = box;
    // In a row that wraps, all lines are as tall as the tallest item.
    flow.line_height = options.wraps ? remembered(ui, salted(id, 3), 0) : box.height;
    if (options.height > 0) {
        flow.line_used = options.height;
    }
    flow.spring_size = remembered(ui, salted(id, 1), 0);
    push_flow(ui, flow);
    if (options.align != Align::start) {
        const float rest = ImMax(0.0F, box.width - remembered(ui, salted(id, 2), box.width));
        Flow& row = ui.layout.flows.back();
        row.lead = options.align == Align::end ? rest : std::floor(rest / 2);
        row.x += row.lead;
    }
}

Row::~Row() {
    const Flow flow = pop_flow(ui_);
    if (flow.spring_count > 0) {
        const float rest = flow.frame.right() - flow.x + flow.spring_size * flow.spring_count;
        remember(ui_, salted(flow.id, 1), ImMax(0.0F, std::floor(rest / flow.spring_count)));
    }
    if (flow.align != Align::start) {
        remember(ui_, salted(flow.id, 2), flow.used_right - flow.frame.x - flow.lead);
    }
    if (flow.wraps) {
        remember(ui_, salted(flow.id, 3), flow.tallest);
    }
    const Box box = {flow.frame.x, flow.frame.y, flow.frame.width, flow.frame.height};
    const float height = flow.y + flow.line_used - flow.frame.y;
    close_place(ui_, flow.id, box, height);
}

Columns::Columns(Ui& ui, const Options& options) : ui_(ui), options_(options) {
    const ItemId id = next_id(ui);
    frame_ = open_place(ui, id, 0, 0);
    Flow flow;
    flow.id = id;
    flow.frame = frame_;
    push_flow(ui, flow);
    row_top_ = row_bottom_ = frame_.y;
}

void Columns::close_cell() {
    if (column_ >= 0) {
        const Flow cell = pop_flow(ui_);
        row_bottom_ = ImMax(row_bottom_, cell.used_bottom);
    }
}

void Columns::next() {
    close_cell();
    column_ += 1;
    if (column_ == options_.count) {
        column_ = 0;
        row_top_ = row_bottom_ + options_.row_gap;
        row_bottom_ = row_top_;
    }
    const auto count = static_cast<float>(options_.count);
    const float width = std::floor((frame_.width - options_.gap * (count - 1)) / count);
    Flow cell;
    cell.frame = {frame_.x + static_cast<float>(column_) * (width + options_.gap), row_top_, width, 0};
    push_flow(ui_, cell);
}

Columns::~Columns() {
    close_cell();
    const Flow flow = pop_flow(ui_);
    close_place(ui_, flow.id, frame_, row_bottom_ - frame_.y);
}

Card::Card(Ui& ui, std::string_view id) : Card(ui, id, Options{}) {}

Card::Card(Ui& ui, std::string_view id, const Options& options)
    : ui_(ui), padding_(options.padding), id_(salted(id_of(ui, id), 4)) {
    const Box box = open_place(ui, id_, options.width, 0);
    const Theme& t = theme(ui);
    if (options.tone == Tone::neutral) {
        if (!options.is_flat && !t.is_dark) {
            draw_shadow(ui, box, metric::radius_large, 2);
        }
        fill(ui, box, t.surface, metric::radius_large);
        stroke(ui, box, t.border, metric::radius_large);
    } else {
        fill(ui, box, t.tone(options.tone).background, metric::radius_large);
    }
    Flow flow;
    flow.id = id_;
    flow.gap = options.gap;
    flow.frame = {box.x + padding_, box.y + padding_, box.width - 2 * padding_, 0};
    push_flow(ui, flow);
}

Card::~Card() {
    const Flow flow = pop_flow(ui_);
    const Box box = {flow.frame.x - padding_, flow.frame.y - padding_, flow.frame.width + 2 * padding_,
                     remembered(ui_, id_, 0)};
    close_place(ui_, id_, box, flow.used_bottom + padding_ - box.y);
}

Centred::Centred(Ui& ui, float width, float gap) : ui_(ui) {
    const ItemId id = next_id(ui);
    const float rest = available_height(ui);
    const Box box = open_place(ui, id, 0, 0);
    const float inner = ImMin(width, box.width - 2 * gutter(ui));
    Flow flow;
    flow.id = id;
    flow.gap = gap;
    flow.frame = {box.x + std::floor((box.width - inner) / 2), box.y, inner, ImMax(rest, box.height)};
    push_flow(ui, flow);
}

Centred::~Centred() {
    const Flow flow = pop_flow(ui_);
    const Box box = {flow.frame.x, flow.frame.y, flow.frame.width, remembered(ui_, flow.id, 0)};
    close_place(ui_, flow.id, box, flow.used_bottom - box.y);
}

}  // namespace xingke::ui::kit
