#include <algorithm>
#include <cmath>

#include "app/base/text.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"
#include "app/ui/views/list.h"
#include "app/ui/views/pool.h"

namespace xingke::ui::views {
namespace {

using kit::Box;
using kit::Type;
using model::Field;
using model::FieldId;

const model::Value& value_in(const client::LiveQuery& query, const model::Row& row, FieldId field) {
    static const model::Value empty;
    const auto& fields = query.query().fields;
    const auto at = std::find(fields.begin(), fields.end(), field);
    const auto index = static_cast<std::size_t>(at - fields.begin());
    return at == fields.end() || index >= row.values.size() ? empty : row.values[index];
}

std::string_view label_in(const client::LiveQuery& query, const model::Row& row, FieldId field) {
    const auto& fields = query.query().fields;
    const auto at = std::find(fields.begin(), fields.end(), field);
    const auto index = static_cast<std::size_t>(at - fields.begin());
    return at == fields.end() || index >= row.labels.size() ? std::string_view() : row.labels[index];
}

// Words and colour of a cell; the days to expiry are known from three values of the row.
DaysLeft cell_of(const kit::Ui& ui, const client::LiveQuery& query, const model::Row& row, const Field& field) {
    const model::Value& value = value_in(query, row, field.id);
    if (field.id != model::pool_field::due_at) {
        return {display_text(ui, field, value, label_in(query, row, field.id)), display_tone(field, value)};
    }
    return days_left(ui, value, value_in(query, row, model::pool_field::remind_at),
                     value_in(query, row, model::pool_field::exempt));
}

// What is drawn stands inside the node that a press has just added.
class InsidePressed {
public:
    InsidePressed(kit::Ui& ui, kit::ItemId id) : ui_(ui) { ui.semantics.parents.push_back(id); }
    ~InsidePressed() { ui_.semantics.parents.pop_back(); }
    InsidePressed(const InsidePressed&) = delete;
    InsidePressed& operator=(const InsidePressed&) = delete;

private:
    kit::Ui& ui_;
};

void draw_cell_skeleton(kit::Ui& ui, const Box& box) {
    kit::draw_skeleton(ui, box.left_part(ImMax(24.0F, box.width * 0.6F)).middle(ImMax(24.0F, box.width * 0.6F), 12));
}

void draw_pending_dot(const kit::Ui& ui, ImVec2 at) {
    ImGui::GetWindowDrawList()->AddCircleFilled(at, 3.5F, kit::theme(ui).warning.solid, 12);
}

void draw_tick_mark(const kit::Ui& ui, const Box& square, bool is_on, float radius) {
    const kit::Theme& t = kit::theme(ui);
    kit::fill(ui, square, is_on ? t.accent : t.field, radius);
    if (is_on) {
        kit::draw_icon(ui, kit::Icon::check, square, t.on_accent, square.width * 0.75F);
    } else {
        kit::stroke(ui, square, t.border_strong, radius, 1.5F);
    }
}

// The name with its face; what is left of the cell is the name's.
Box draw_label(kit::Ui& ui, const Box& cell, const std::string& words, bool is_pending) {
    kit::draw_avatar(ui, cell.left_part(28).middle(28, 28), words);
    const Box name = cell.without_left(40);
    const kit::Color color = kit::theme(ui).text;
    kit::draw_text_in(ui, name.without_right(is_pending ? 14.0F : 0.0F), Type::body_strong, color, words);
    if (is_pending) {
        const float end = ImMin(kit::text_width(ui, Type::body_strong, words), name.width - 14);
        draw_pending_dot(ui, {name.x + end + 9, name.centre().y});
    }
    return name;
}

void draw_cell(kit::Ui& ui, const Box& cell, const Field& field, const DaysLeft& shown) {
    const std::string& words = shown.words;
    const bool is_coloured = field.id == model::pool_field::due_at && shown.tone != kit::Tone::neutral;
    if ((is_shown_as_chip(field) || is_coloured) && !words.empty()) {
        const float width = ImMin(kit::chip_width(ui, words), cell.width);
        kit::draw_chip(ui, cell.left_part(width).middle(width, 22), words, shown.tone);
    } else {
        const kit::Align align = is_aligned_right(field) ? kit::Align::end : kit::Align::start;
        kit::draw_text_in(ui, cell, Type::body, kit::theme(ui).text_soft, words, align);
    }
}

void draw_card_words(kit::Ui& ui, const Box& box, const Box& words, const std::string& label,
                     const RecordList::CardWords& card, bool is_pending) {
    const kit::Theme& t = kit::theme(ui);
    const float title_line = kit::line_height(ui, Type::body_strong);
    const float caption_line = kit::line_height(ui, Type::caption);
    const float top = box.y + std::floor((box.height - title_line - caption_line - 4) / 2);
    Box title = {words.x, top, words.width, title_line};
    if (!card.chip.empty()) {
        const float width = ImMin(kit::chip_width(ui, card.chip), words.width * 0.4F);
        kit::draw_chip(ui, {words.right() - width, top - 1, width, 22}, card.chip, card.tone);
        title = title.without_right(width + 8);
    }
    kit::draw_text_in(ui, title.without_right(is_pending ? 14.0F : 0.0F), Type::body_strong, t.text, label);
    if (is_pending) {
        const float end = ImMin(kit::text_width(ui, Type::body_strong, label), title.width - 14);
        draw_pending_dot(ui, {title.x + end + 9, title.centre().y});
    }
    const Box below = {words.x, top + title_line + 4, words.width, caption_line};
    const float moment = card.third.empty() ? 0 : kit::text_width(ui, Type::caption, card.third) + 12;
    kit::draw_text_in(ui, below.without_right(moment), Type::caption, t.text_faint, card.second);
    kit::draw_text_in(ui, below, Type::caption, t.text_faint, card.third, kit::Align::end);
}

}  // namespace

bool RecordList::tick(kit::Ui& ui, std::string_view id, std::string_view name, const Box& box, bool is_on) const {
    kit::PressOptions options;
    options.node.role = kit::Role::checkbox;
    options.node.name = name;
    options.node.has_checked = true;
    options.node.is_checked = is_on;
    options.radius = 6;
    options.group = rows_group_ ^ 0x71C4U;
    const kit::Press p = kit::press(ui, kit::id_of(ui, id), box.inset(4, 4), options);
    draw_tick_mark(ui, box.middle(18, 18), is_on, 5);
    return p.pressed;
}

void RecordList::draw_table_row(kit::Ui& ui, client::LiveQuery& query, const Box& box, const model::Row* row,
                                std::int64_t index, std::int64_t total, ListResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const float start = selection_ != nullptr ? tick_width : 0.0F;
    const float action = row_action_.empty() ? 0.0F : action_width;
    const std::vector<float> columns = widths(ui, box.width - start - action);
    if (index + 1 < total) {
        kit::draw_line(ui, {box.x, box.bottom() - 1}, {box.right(), box.bottom() - 1}, t.border);
    }
    if (row == nullptr) {
        float x = box.x + start;
        for (const float column : columns) {
            draw_cell_skeleton(ui, Box{x, box.y, column, box.height}.inset(cell_padding, 0));
            x += column;
        }
        return;
    }
    const kit::IdScope scope(ui, print(row->id));
    const kit::ItemId id = kit::id_of(ui, "row");
    const std::string label = display_text(ui, *columns_[0], value_in(query, *row, columns_[0]->id), {});
    kit::PressOptions options;
    options.node.role = kit::Role::row;
    options.node.name = label;
    options.node.row_index = static_cast<int>(index) + 1;
    options.node.row_count = static_cast<int>(total);
    options.node.description = row->is_pending ? std::string(say(ui, Say::pending_change)) : "";
    options.radius = 6;
    options.group = rows_group_;
    options.is_group_entry = index == first_drawn_;
    options.allows_overlap = selection_ != nullptr;
    if (is_selected(*row)) {
        options.node.has_selected = options.node.is_selected = true;
        kit::fill(ui, box.inset(1, 0), t.accent_soft);
    }
    const kit::Press p = kit::press(ui, id, box.without_right(action).inset(2, 0), options);
    kit::draw_wash(ui, p, 0);
    note_press(ui, p, *row, result);
    if (draw_row_action(ui, box)) {
        result.acted = row->id;
        result.acted_label = label;
    }
    const InsidePressed inside(ui, id);
    if (selection_ != nullptr) {
        const std::string name = say(ui, Say::select_record, {{"name", label}});
        if (tick(ui, "tick", name, box.left_part(tick_width), is_selected(*row))) {
            toggle(query, *row);
        }
    }
    float x = box.x + start;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Field& field = *columns_[i];
        Box cell = Box{x, box.y, columns[i], box.height}.inset(cell_padding, 0);
        x += columns[i];
        const DaysLeft shown = cell_of(ui, query, *row, field);
        const std::string& words = i == 0 ? label : shown.words;
        if (i == 0) {
            cell = draw_label(ui, cell, words, row->is_pending);
        } else {
            draw_cell(ui, cell, field, shown);
        }
        if (!words.empty()) {
            kit::SemanticNode cell_node;
            cell_node.id = kit::id_of(ui, field.name);
            cell_node.role = kit::Role::cell;
            cell_node.name = words;
            cell_node.rect = cell;
            kit::add_node(ui, std::move(cell_node));
        }
    }
}

RecordList::CardWords RecordList::card_words(const kit::Ui& ui, const client::LiveQuery& query,
                                             const model::Row& row) const {
    CardWords card;
    const Field* const stage = model::stage_field(*type_);
    bool is_urgent = false;
    for (std::size_t i = 1; i < columns_.size(); ++i) {
        const Field& field = *columns_[i];
        const model::Value& value = value_in(query, row, field.id);
        const DaysLeft shown = cell_of(ui, query, row, field);
        const std::string& words = shown.words;
        const bool is_parent = compact_ && &field == model::parent_field(*type_);
        // Of two chips the one that cannot wait, or else the stage; who made it and when is for wide views.
        const bool is_due = field.id == model::pool_field::due_at;
        if (is_due && shown.tone != kit::Tone::neutral) {
            card.chip = words;
            card.tone = shown.tone;
            is_urgent = true;
            continue;
        }
        const bool is_of_table =
            is_due || field.id == model::common_field::creator || field.id == model::common_field::created;
        if (words.empty() || is_parent || is_of_table) {
            continue;
        }
        if (is_shown_as_chip(field) && (card.chip.empty() || (&field == stage && !is_urgent))) {
            card.chip = words;
            card.tone = shown.tone;
        } else if (field.id == model::common_field::updated || field.id == model::common_field::removed) {
            card.third = words;
        } else if (std::holds_alternative<model::kind::YesNo>(field.kind)) {
            card.second +=
                std::get<bool>(value) ? (card.second.empty() ? "" : " · ") + std::string(say(ui, field.title)) : "";
        } else {
            card.second += (card.second.empty() ? "" : " · ") + words;
        }
    }
    return card;
}

void RecordList::draw_card(kit::Ui& ui, client::LiveQuery& query, const Box& box, const model::Row* row,
                           std::int64_t index, std::int64_t total, ListResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const Box inner = box.inset(16, 0);
    if (index + 1 < total || !compact_) {
        kit::draw_line(ui, {inner.x + 52, box.bottom() - 1}, {box.right(), box.bottom() - 1}, t.border);
    }
    if (row == nullptr) {
        kit::draw_skeleton(ui, inner.left_part(40).middle(40, 40));
        kit::draw_skeleton(ui, {inner.x + 52, box.y + 18, inner.width * 0.5F, 14});
        kit::draw_skeleton(ui, {inner.x + 52, box.y + 42, inner.width * 0.34F, 12});
        return;
    }
    const kit::IdScope scope(ui, print(row->id));
    const kit::ItemId id = kit::id_of(ui, "row");
    const std::string label = display_text(ui, *columns_[0], value_in(query, *row, columns_[0]->id), {});
    const CardWords card = card_words(ui, query, *row);
    kit::PressOptions options;
    options.node.role = kit::Role::row;
    options.node.name = label;
    options.node.value = card.chip;
    options.node.row_index = static_cast<int>(index) + 1;
    options.node.row_count = static_cast<int>(total);
    options.node.description = row->is_pending ? std::string(say(ui, Say::pending_change)) : card.second;
    options.radius = 0;
    options.group = rows_group_;
    options.is_group_entry = index == first_drawn_;
    const bool is_choosing = selection_ != nullptr && selection_->is_on();
    if (is_choosing) {
        options.node.has_selected = true;
        options.node.is_selected = is_selected(*row);
        kit::fill(ui, box, is_selected(*row) ? t.accent_soft : 0);
    }
    const float action = row_action_.empty() || is_choosing ? 0.0F : action_width;
    const kit::Press p = kit::press(ui, id, box.without_right(action), options);
    kit::draw_wash(ui, p, 0);
    if (!is_choosing && draw_row_action(ui, box)) {
        result.acted = row->id;
        result.acted_label = label;
    }
    if (is_choosing && p.pressed) {
        toggle(query, *row);
    } else {
        note_press(ui, p, *row, result);
    }
    const Box face = inner.left_part(40).middle(40, 40);
    if (is_choosing) {
        draw_tick_mark(ui, face.middle(24, 24), is_selected(*row), 12);
    } else {
        kit::draw_avatar(ui, face, label);
    }
    const Box words = inner.without_left(52).without_right(action);
    draw_card_words(ui, box, words, label, card, row->is_pending);
}

bool RecordList::draw_row_action(kit::Ui& ui, const Box& box) const {
    if (row_action_.empty()) {
        return false;
    }
    constexpr float height = 36;
    const Box at = box.right_part(action_width);
    const kit::Inside inside(ui, {at.x, at.y + std::floor((at.height - height) / 2), at.width - 12, height});
    return kit::button(ui, row_action_, {.small = true, .id = "row_action"});
}

bool RecordList::is_selected(const model::Row& row) const {
    return selection_ != nullptr && selection_->has(row.id);
}

// One row less of all: then those that are at hand are selected, but for it.
void RecordList::toggle(const client::LiveQuery& query, const model::Row& row) {
    if (selection_->is_all) {
        *selection_ = {};
        for (const model::Row& other : query.page().rows) {
            selection_->records.insert(other.id);
        }
    }
    if (selection_->records.erase(row.id) == 0) {
        selection_->records.insert(row.id);
    }
}

void RecordList::note_press(const kit::Ui& ui, const kit::Press& press, const model::Row& row,
                            ListResult& result) const {
    if (press.pressed) {
        result.opened = row.id;
    }
    if (press.long_pressed && selection_ != nullptr && !kit::is_wide(ui)) {
        selection_->records.insert(row.id);
    } else if (press.long_pressed) {
        result.menu = row.id;
        result.menu_at = {press.box.x + 40, press.box.y, 0, press.box.height};
    }
}

}  // namespace xingke::ui::views
