#include "app/ui/views/list.h"

#include <algorithm>
#include <cmath>

#include "app/base/text.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"
#include "app/ui/views/pool.h"

namespace xingke::ui::views {
namespace {

using kit::Box;
using kit::Type;
using model::Field;
using model::FieldId;

constexpr std::int64_t window_rows = 200;
constexpr std::int64_t window_step = 50;
constexpr float header_height = 40;
constexpr float cell_padding = 12;
constexpr float label_least = 220;
constexpr float squeeze_least = 0.7F;  // of a column's width
constexpr float action_width = 96;     // of the button on a row

float row_height(const kit::Ui& ui) {
    return std::round((kit::is_wide(ui) ? 48.0F : 72.0F) * ImMax(1.0F, ui.text_scale));
}

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

}  // namespace

RecordList::RecordList(const model::RecordType& type) : type_(&type) {
    columns_.push_back(model::find_field(type, type.label_field));
    for (const Field& field : type.fields) {
        if (field.in_list && &field != columns_.front()) {
            columns_.push_back(&field);
        }
    }
    // What the company declares stands before what every record has.
    std::stable_partition(columns_.begin() + 1, columns_.end(), [](const Field* field) {
        const bool is_common = field->id >= model::common_field::owner && field->id <= model::common_field::removed;
        return !is_common && !model::is_derived(field->id);
    });
    if (const Field* updated = model::find_field(type, model::common_field::updated)) {
        columns_.push_back(updated);
    }
}

RecordList::RecordList(const model::RecordType& type, std::span<const FieldId> columns) : type_(&type) {
    columns_.push_back(model::find_field(type, type.label_field));
    for (const FieldId id : columns) {
        if (const Field* field = model::find_field(type, id)) {
            columns_.push_back(field);
        }
    }
}

model::Query RecordList::query() const {
    model::Query query;
    query.type = type_->id;
    for (const Field* column : columns_) {
        query.fields.push_back(column->id);
    }
    if (std::ranges::count(query.fields, model::pool_field::due_at) > 0) {
        query.fields.push_back(model::pool_field::remind_at);
        query.fields.push_back(model::pool_field::exempt);
    }
    query.sorts = {{model::common_field::updated, true}};
    query.count = window_rows;
    return query;
}

// Of the columns that fit beside each other; the first takes what is left. Columns that do not fit are left out.
std::vector<float> RecordList::widths(const kit::Ui& ui, float width) const {
    std::vector<float> out = {label_least};
    float used = label_least;
    // Rather narrower columns than fewer; the time of the last change goes first when there is no room.
    float wished = 0, room = width - label_least;
    for (std::size_t i = 1; i < columns_.size(); ++i) {
        if (columns_[i]->id != model::common_field::updated) {
            wished += column_width(*columns_[i]) * ImMax(1.0F, ui.text_scale);
            room -= cell_padding;
        }
    }
    const float squeeze = wished > 0 ? std::clamp(room / wished, squeeze_least, 1.0F) : 1.0F;
    for (std::size_t i = 1; i < columns_.size(); ++i) {
        const float own = std::floor(column_width(*columns_[i]) * squeeze * ImMax(1.0F, ui.text_scale)) + cell_padding;
        if (used + own > width) {
            break;
        }
        out.push_back(own);
        used += own;
    }
    out.front() += width - used;
    // A very wide name column is harder to read along than wider others.
    const float most = ImMax(label_least, width * 0.36F);
    if (out.front() > most && out.size() > 1) {
        const float share = std::floor((out.front() - most) / static_cast<float>(out.size() - 1));
        for (std::size_t i = 1; i < out.size(); ++i) {
            out[i] += share;
        }
        out.front() = width;
        for (std::size_t i = 1; i < out.size(); ++i) {
            out.front() -= out[i];
        }
    }
    return out;
}

void RecordList::draw_header(kit::Ui& ui, client::LiveQuery& query, const Box& box) {
    const kit::Theme& t = kit::theme(ui);
    kit::SemanticNode node;
    node.id = kit::id_of(ui, "header");
    node.role = kit::Role::row;
    node.rect = box;
    const kit::SemanticScope semantics(ui, std::move(node));
    const std::vector<float> columns = widths(ui, box.width);
    float x = box.x;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Field& field = *columns_[i];
        const Box cell = {x, box.y, columns[i], box.height};
        x += columns[i];
        const std::string_view title = say(ui, field.title);
        const std::vector<model::Sort>& sorts = query.query().sorts;
        const bool is_sorted = !sorts.empty() && sorts.front().field == field.id;
        kit::PressOptions options;
        options.node.role = kit::Role::columnheader;
        options.node.name = title;
        options.node.description = say(ui, Say::sort_by, {{"field", title}});
        options.node.value = is_sorted ? (sorts.front().descending ? "descending" : "ascending") : "";
        options.radius = 6;
        const kit::Press p = kit::press(ui, kit::id_of(ui, field.name), cell.inset(2, 4), options);
        kit::draw_wash(ui, p, 6);
        const Box inner = cell.inset(cell_padding, 0);
        const kit::Color color = is_sorted ? t.text : t.text_soft;
        const kit::Align align = is_aligned_right(field) ? kit::Align::end : kit::Align::start;
        kit::draw_text_in(ui, inner.without_right(is_sorted ? 18.0F : 0.0F), Type::caption_strong, color, title, align);
        if (is_sorted || p.hovered) {
            const kit::Icon icon = is_sorted && !sorts.front().descending ? kit::Icon::arrow_up : kit::Icon::arrow_down;
            const float words = ImMin(kit::text_width(ui, Type::caption_strong, title), inner.width - 18);
            const float at = is_aligned_right(field) ? inner.right() - 14 : inner.x + words + 4;
            kit::draw_icon(ui, icon, {at, cell.y, 14, cell.height}, is_sorted ? t.accent : t.text_faint, 13);
        }
        if (p.pressed) {
            model::Query changed = query.query();
            const bool descends = is_sorted ? !sorts.front().descending : false;
            changed.sorts = {{field.id, descends}};
            changed.first = 0;
            query.change(std::move(changed));
        }
    }
}

void RecordList::draw_table_row(kit::Ui& ui, client::LiveQuery& query, const Box& box, const model::Row* row,
                                std::int64_t index, std::int64_t total, ListResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const float action = row_action_.empty() ? 0.0F : action_width;
    const std::vector<float> columns = widths(ui, box.width - action);
    if (index + 1 < total) {
        kit::draw_line(ui, {box.x, box.bottom() - 1}, {box.right(), box.bottom() - 1}, t.border);
    }
    if (row == nullptr) {
        float x = box.x;
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
    const kit::Press p = kit::press(ui, id, box.without_right(action).inset(2, 0), options);
    kit::draw_wash(ui, p, 0);
    note_press(p, *row, result);
    if (draw_row_action(ui, box)) {
        result.acted = row->id;
        result.acted_label = label;
    }
    const InsidePressed inside(ui, id);
    float x = box.x;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Field& field = *columns_[i];
        Box cell = Box{x, box.y, columns[i], box.height}.inset(cell_padding, 0);
        x += columns[i];
        const DaysLeft shown = cell_of(ui, query, *row, field);
        const std::string& words = i == 0 ? label : shown.words;
        const bool is_coloured = field.id == model::pool_field::due_at && shown.tone != kit::Tone::neutral;
        if (i == 0) {
            kit::draw_avatar(ui, cell.left_part(28).middle(28, 28), label);
            cell = cell.without_left(40);
            kit::draw_text_in(ui, cell.without_right(row->is_pending ? 14.0F : 0.0F), Type::body_strong, t.text, words);
            if (row->is_pending) {
                const float end = ImMin(kit::text_width(ui, Type::body_strong, words), cell.width - 14);
                draw_pending_dot(ui, {cell.x + end + 9, cell.centre().y});
            }
        } else if ((is_shown_as_chip(field) || is_coloured) && !words.empty()) {
            const float width = ImMin(kit::chip_width(ui, words), cell.width);
            kit::draw_chip(ui, cell.left_part(width).middle(width, 22), words, shown.tone);
        } else {
            const kit::Align align = is_aligned_right(field) ? kit::Align::end : kit::Align::start;
            kit::draw_text_in(ui, cell, Type::body, t.text_soft, words, align);
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

// The few words of a row for which a narrow view has room.
RecordList::CardText RecordList::card_text(const kit::Ui& ui, const client::LiveQuery& query,
                                           const model::Row& row) const {
    CardText text;
    for (std::size_t i = 1; i < columns_.size(); ++i) {
        const Field& field = *columns_[i];
        const model::Value& value = value_in(query, row, field.id);
        const DaysLeft shown = cell_of(ui, query, row, field);
        const std::string& words = shown.words;
        const bool is_parent = compact_ && &field == model::parent_field(*type_);
        // Of two chips the one that cannot wait; who made it and when is for wide views.
        const bool is_due = field.id == model::pool_field::due_at;
        if (is_due && shown.tone != kit::Tone::neutral) {
            text.chip = words;
            text.tone = shown.tone;
            continue;
        }
        const bool is_of_table =
            is_due || field.id == model::common_field::creator || field.id == model::common_field::created;
        if (words.empty() || is_parent || is_of_table) {
            continue;
        }
        if (is_shown_as_chip(field) && text.chip.empty()) {
            text.chip = words;
            text.tone = shown.tone;
        } else if (field.id == model::common_field::updated || field.id == model::common_field::removed) {
            text.third = words;
        } else if (std::holds_alternative<model::kind::YesNo>(field.kind)) {
            text.second +=
                std::get<bool>(value) ? (text.second.empty() ? "" : " · ") + std::string(say(ui, field.title)) : "";
        } else {
            text.second += (text.second.empty() ? "" : " · ") + words;
        }
    }
    return text;
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
    const CardText text = card_text(ui, query, *row);
    kit::PressOptions options;
    options.node.role = kit::Role::row;
    options.node.name = label;
    options.node.value = text.chip;
    options.node.row_index = static_cast<int>(index) + 1;
    options.node.row_count = static_cast<int>(total);
    options.node.description = row->is_pending ? std::string(say(ui, Say::pending_change)) : text.second;
    options.radius = 0;
    options.group = rows_group_;
    options.is_group_entry = index == first_drawn_;
    const float action = row_action_.empty() ? 0.0F : action_width;
    const kit::Press p = kit::press(ui, id, box.without_right(action), options);
    kit::draw_wash(ui, p, 0);
    note_press(p, *row, result);
    if (draw_row_action(ui, box)) {
        result.acted = row->id;
        result.acted_label = label;
    }
    kit::draw_avatar(ui, inner.left_part(40).middle(40, 40), label);
    Box words = inner.without_left(52).without_right(action);
    const float title_line = kit::line_height(ui, Type::body_strong);
    const float caption_line = kit::line_height(ui, Type::caption);
    const float top = box.y + std::floor((box.height - title_line - caption_line - 4) / 2);
    Box title = {words.x, top, words.width, title_line};
    if (!text.chip.empty()) {
        const float width = ImMin(kit::chip_width(ui, text.chip), words.width * 0.4F);
        kit::draw_chip(ui, {words.right() - width, top - 1, width, 22}, text.chip, text.tone);
        title = title.without_right(width + 8);
    }
    kit::draw_text_in(ui, title.without_right(row->is_pending ? 14.0F : 0.0F), Type::body_strong, t.text, label);
    if (row->is_pending) {
        const float end = ImMin(kit::text_width(ui, Type::body_strong, label), title.width - 14);
        draw_pending_dot(ui, {title.x + end + 9, title.centre().y});
    }
    const Box below = {words.x, top + title_line + 4, words.width, caption_line};
    const float moment = text.third.empty() ? 0 : kit::text_width(ui, Type::caption, text.third) + 12;
    kit::draw_text_in(ui, below.without_right(moment), Type::caption, t.text_faint, text.second);
    kit::draw_text_in(ui, below, Type::caption, t.text_faint, text.third, kit::Align::end);
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

void RecordList::note_press(const kit::Press& press, const model::Row& row, ListResult& result) const {
    if (press.pressed) {
        result.opened = row.id;
    }
    if (press.long_pressed) {
        result.menu = row.id;
        result.menu_at = {press.box.x + 40, press.box.y, 0, press.box.height};
    }
}

// The window follows what is seen, in steps, with rows to spare on both sides.
void RecordList::keep_window(client::LiveQuery& query, std::int64_t first_seen, std::int64_t last_seen) const {
    const model::Query& asked = query.query();
    const bool has_above = first_seen >= asked.first + window_step / 2 || asked.first == 0;
    const bool has_below =
        last_seen + window_step / 2 <= asked.first + asked.count || asked.first + asked.count >= query.page().total;
    if (has_above && has_below) {
        return;
    }
    const std::int64_t middle = (first_seen + last_seen) / 2;
    const std::int64_t first = std::max<std::int64_t>(0, (middle - window_rows / 2) / window_step * window_step);
    if (first != asked.first) {
        model::Query moved = asked;
        moved.first = first;
        moved.count = window_rows;
        query.change(std::move(moved));
    }
}

void RecordList::draw_empty(kit::Ui& ui, const ListOptions& options, ListResult& result) const {
    const std::string_view plural = say(ui, type_->title_plural);
    const std::string title = !options.empty_title.empty() ? std::string(options.empty_title)
                              : options.is_filtered        ? say(ui, Say::list_none_match_title, {{"type", plural}})
                                                           : say(ui, Say::list_empty_title, {{"type", plural}});
    const std::string create = say(ui, Say::new_record, {{"type", say(ui, type_->title)}});
    kit::EmptyState state;
    state.icon = options.is_filtered ? kit::Icon::search : kit::icon_named(type_->icon);
    state.title = title;
    state.sentence = !options.empty_sentence.empty()
                         ? options.empty_sentence
                         : say(ui, options.is_filtered ? Say::list_none_match_sentence : Say::list_empty_sentence);
    if (options.is_filtered) {
        state.action = say(ui, Say::clear_filters);
        state.action_icon = kit::Icon::x;
    } else if (options.may_create) {
        state.action = create;
        state.second_action = options.may_import ? say(ui, Say::import_records) : std::string_view();
    }
    const kit::EmptyAnswer answer = kit::empty_state(ui, state);
    result.wants_clear = options.is_filtered && answer == kit::EmptyAnswer::action;
    result.wants_new = !options.is_filtered && answer == kit::EmptyAnswer::action;
    result.wants_import = answer == kit::EmptyAnswer::second_action;
}

void RecordList::draw_rows(kit::Ui& ui, client::LiveQuery& query, const Box& area, const Box& view,
                           ListResult& result) {
    const model::Page& page = query.page();
    const bool is_known = query.version() > 0;
    const std::int64_t total = is_known ? page.total : 12;
    const float height = row_height(ui);
    const auto seen = [&](float y) { return static_cast<std::int64_t>(std::floor((y - area.y) / height)); };
    // One more at each end, so that the arrow keys always find a next row.
    const std::int64_t first = std::clamp<std::int64_t>(seen(view.y) - 1, 0, total);
    const std::int64_t last = std::clamp<std::int64_t>(seen(view.bottom()) + 2, 0, total);
    first_drawn_ = first;
    for (std::int64_t index = first; index < last; ++index) {
        const std::int64_t at = index - page.first;
        const bool is_here = is_known && at >= 0 && at < static_cast<std::int64_t>(page.rows.size());
        const model::Row* row = is_here ? &page.rows[static_cast<std::size_t>(at)] : nullptr;
        const Box box = {area.x, area.y + height * static_cast<float>(index), area.width, height};
        if (kit::is_wide(ui)) {
            draw_table_row(ui, query, box, row, index, total, result);
        } else {
            draw_card(ui, query, box, row, index, total, result);
        }
    }
    if (is_known) {
        keep_window(query, first, last);
    }
}

ListResult RecordList::draw(kit::Ui& ui, client::LiveQuery& query, const ListOptions& options) {
    ListResult result;
    compact_ = options.compact;
    row_action_ = options.row_action;
    const kit::IdScope scope(ui, type_->name);
    rows_group_ = kit::id_of(ui, "rows");
    const bool is_known = query.version() > 0;
    if (query.error().key != Text::nothing) {
        const std::string why = say(ui, query.error());
        kit::empty_state(
            ui, {.icon = kit::Icon::alert_triangle, .title = say(ui, Say::query_failed_title), .sentence = why});
        return result;
    }
    if (is_known && query.page().total == 0) {
        if (options.compact) {
            draw_empty(ui, options, result);
        } else {
            const kit::ScrollArea area(ui, "empty", {});
            draw_empty(ui, options, result);
        }
        return result;
    }
    const bool wide = kit::is_wide(ui);
    const float count = static_cast<float>(is_known ? query.page().total : options.compact ? 3 : 12);
    kit::SemanticNode grid;
    grid.id = rows_group_;
    grid.role = kit::Role::grid;
    grid.name = say(ui, type_->title_plural);
    grid.row_count = static_cast<int>(is_known ? query.page().total : 0);
    const float header = wide ? header_height : 0;
    const float natural = header + row_height(ui) * count + (wide ? 2 : 0);
    const float bottom = options.compact || !wide ? 0.0F : 16.0F;
    const float room = options.compact ? natural : kit::available_height(ui) - bottom;
    const Box frame = kit::place(ui, 0, wide ? ImMin(room, natural) : room);
    grid.rect = frame;
    const kit::SemanticScope semantics(ui, std::move(grid));
    const kit::Theme& t = kit::theme(ui);
    const bool is_card = wide || options.compact;
    kit::fill(ui, frame, t.surface, is_card ? kit::metric::radius_large : 0);
    const Box inner = wide ? frame.inset(1) : frame;
    if (is_card) {
        kit::stroke(ui, frame, t.border, kit::metric::radius_large);
    }
    if (wide) {
        draw_header(ui, query, inner.top_part(header));
        kit::draw_line(ui, {inner.x, inner.y + header - 1}, {inner.right(), inner.y + header - 1}, t.border);
    }
    const Box body = inner.without_top(header);
    const kit::Inside inside(ui, body);
    if (options.compact) {
        const Box area = kit::place(ui, 0, row_height(ui) * count);
        draw_rows(ui, query, area, kit::box_of(ImGui::GetCurrentWindow()->ClipRect), result);
    } else {
        const kit::ScrollArea scroll(ui, "rows-scroll", {.height = body.height});
        const Box area = kit::place(ui, 0, row_height(ui) * count);
        draw_rows(ui, query, area, scroll.view(), result);
    }
    return result;
}

}  // namespace xingke::ui::views
