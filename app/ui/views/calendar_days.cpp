// The days of a month or a week as cells: with what stands on them on wide views, with dots on narrow ones.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/calendar.h"

namespace xingke::ui::views {
namespace {

using kit::Box;
using kit::Type;

constexpr float weekday_height = 24, chip_height = 22, chip_gap = 3;
constexpr int dot_count_max = 3;

}  // namespace

void Calendar::draw_days(kit::Ui& ui, const Box& box, CalendarResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const bool wide = kit::is_wide(ui);
    kit::SemanticNode node;
    node.id = group_;
    node.role = kit::Role::group;
    node.name = title(ui);
    node.rect = box;
    const kit::SemanticScope semantics(ui, std::move(node));
    draw_weekdays(ui, box.top_part(weekday_height));
    const Box grid = box.without_top(weekday_height);
    if (wide) {
        kit::fill(ui, grid, t.surface, kit::metric::radius_large);
    }
    const Span days = span();
    const auto rows = static_cast<float>((days.last - days.first + 1) / 7);
    const float width = grid.width / 7, height = grid.height / rows;
    for (std::int64_t day = days.first; day <= days.last; ++day) {
        const auto at = day - days.first;
        const float x = std::round(grid.x + width * static_cast<float>(at % 7));
        const float y = std::round(grid.y + height * static_cast<float>(at / 7));
        const Box cell = {x, y, std::round(grid.x + width * static_cast<float>(at % 7 + 1)) - x,
                          std::round(grid.y + height * static_cast<float>(at / 7 + 1)) - y};
        days_.emplace_back(day, cell);
        draw_day(ui, day, cell, result);
    }
    if (!wide) {
        kit::draw_line(ui, {box.x, box.bottom()}, {box.right(), box.bottom()}, t.border);
        return;
    }
    for (float row = 1; row < rows; ++row) {
        const float y = std::round(grid.y + height * row);
        kit::draw_line(ui, {grid.x, y}, {grid.right(), y}, t.border);
    }
    for (float column = 1; column < 7; ++column) {
        const float x = std::round(grid.x + width * column);
        kit::draw_line(ui, {x, grid.y}, {x, grid.bottom()}, t.border);
    }
    kit::stroke(ui, grid, t.border, kit::metric::radius_large);
}

void Calendar::draw_weekdays(kit::Ui& ui, const Box& box) const {
    const std::vector<std::string_view> names = split(say(ui, Say::weekday_names), ' ');
    const float width = box.width / 7;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Box cell = {box.x + width * static_cast<float>(i), box.y, width, box.height};
        kit::draw_text_in(ui, cell, Type::caption, kit::theme(ui).text_soft, names[i], kit::Align::centre);
    }
}

void Calendar::draw_day(kit::Ui& ui, std::int64_t day, const Box& box, CalendarResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const bool wide = kit::is_wide(ui);
    const kit::IdScope scope(ui, day);
    const std::size_t count = items_of(day).size();
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = day_words(ui, day);
    options.node.value = count == 0 ? std::string() : std::to_string(count);
    options.node.has_selected = !wide;
    options.node.is_selected = !wide && day == chosen_;
    options.allows_overlap = true;
    options.group = group_;
    options.lane = weekday(date_of_days(day));
    options.is_group_entry = day == chosen_;
    options.radius = kit::metric::radius_small;
    const kit::Press press = kit::press(ui, kit::id_of(ui, "day"), box, options);
    const bool is_target = carried_ && ui.drag.item != 0 && box.contains(ui.drag.at) && carried_->day != day;
    if (is_target) {
        kit::fill(ui, box.inset(1), t.accent_soft);
        kit::stroke(ui, box.inset(1), t.accent, 0, 2);
    } else if (wide) {
        kit::draw_wash(ui, press, 0);
    }
    if (wide) {
        draw_number(ui, day, box.top_part(30).left_part(34));
        draw_items(ui, day, box.without_top(30).inset(4, 0), result);
    } else {
        draw_number(ui, day, box.top_part(34));
        draw_dots(ui, day, box.without_top(34));
    }
    if (press.pressed && !carried_) {
        chosen_ = day;
        is_day_open_ = wide;
    }
}

void Calendar::draw_number(kit::Ui& ui, std::int64_t day, const Box& box) const {
    const kit::Theme& t = kit::theme(ui);
    const Date date = date_of_days(day);
    const bool is_today = day == today(ui);
    const bool is_chosen = day == chosen_ && !kit::is_wide(ui);
    const bool is_other_month = mode_ == "month" && date.month != date_of_days(anchor_).month;
    const Box circle = box.middle(26, 26);
    if (is_today || is_chosen) {
        kit::fill(ui, circle, is_chosen ? t.accent : t.accent_soft, 13);
    }
    const kit::Color color = is_chosen ? t.on_accent : is_today ? t.accent : is_other_month ? t.text_faint : t.text;
    kit::draw_text_in(ui, circle, is_today || is_chosen ? Type::caption_strong : Type::caption, color,
                      std::to_string(date.day), kit::Align::centre);
}

void Calendar::draw_items(kit::Ui& ui, std::int64_t day, const Box& box, CalendarResult& result) {
    const std::vector<Item>& items = items_of(day);
    const auto room = static_cast<std::size_t>(std::max(0.0F, std::floor(box.height / (chip_height + chip_gap))));
    const std::size_t shown = items.size() <= room ? items.size() : room == 0 ? 0 : room - 1;
    float y = box.y;
    for (std::size_t i = 0; i < shown; ++i) {
        if (draw_chip(ui, items[i], {box.x, y, box.width, chip_height})) {
            result.opened = items[i].row->id;
        }
        y += chip_height + chip_gap;
    }
    if (shown < items.size() && room > 0) {
        const std::string words = say(ui, Say::calendar_more, {{"count", std::to_string(items.size() - shown)}});
        kit::draw_text_in(ui, {box.x + 6, y, box.width - 6, chip_height}, Type::caption, kit::theme(ui).text_soft,
                          words);
    }
}

bool Calendar::draw_chip(kit::Ui& ui, const Item& item, const Box& box) {
    const model::Row& row = *item.row;
    const auto [stage, tone] = stage_of(ui, row);
    const kit::ToneColors& colors = kit::theme(ui).tone(tone);
    const auto* label = std::get_if<std::string>(&row.values[0]);
    const std::string name = label == nullptr ? std::string(say(ui, type_->title)) : *label;
    const kit::IdScope scope(ui, print(row.id));
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = name;
    options.node.value = stage;
    options.node.description = item.time;
    options.takes_focus = false;  // the day's list has it too
    options.radius = 4;
    const kit::ItemId id = kit::id_of(ui, "item");
    const kit::Press press = kit::press(ui, id, box, options);
    kit::fill(ui, box, colors.background, 4);
    kit::fill(ui, box.left_part(3), colors.solid, 2);
    kit::draw_wash(ui, press, 4);
    const std::string words = item.time.empty() ? name : item.time + " " + name;
    kit::draw_text_in(ui, box.without_left(8).without_right(4), Type::caption, colors.text, words);
    if (options_.may_move && !carried_ && !ui.is_touch && kit::begin_drag(ui, id, press)) {
        carried_ = Carried{row.id, name, item.day, row.values[1]};
        return false;
    }
    return press.pressed && !carried_;
}

void Calendar::draw_dots(const kit::Ui& ui, std::int64_t day, const Box& box) const {
    const std::vector<Item>& items = items_of(day);
    const int count = std::min(static_cast<int>(items.size()), dot_count_max);
    float x = box.centre().x - static_cast<float>(count - 1) * 4;
    for (int i = 0; i < count; ++i) {
        const kit::Tone tone = stage_of(ui, *items[static_cast<std::size_t>(i)].row).second;
        ImGui::GetWindowDrawList()->AddCircleFilled({x, box.y + 5}, 2.5F, kit::theme(ui).tone(tone).solid, 12);
        x += 8;
    }
}

void Calendar::draw_carried(kit::Ui& ui) const {
    const kit::Theme& t = kit::theme(ui);
    const Box box = kit::carried_box(ui, 180, chip_height + 4);
    ImGui::PushClipRect({0, 0}, {ui.view.width, ui.view.height}, false);
    kit::draw_shadow(ui, box, 6, 8);
    kit::fill(ui, box, t.raised, 6);
    kit::stroke(ui, box, t.accent, 6, 2);
    kit::draw_text_in(ui, box.inset(8, 0), Type::caption_strong, t.text, carried_->label);
    ImGui::PopClipRect();
}

}  // namespace xingke::ui::views
