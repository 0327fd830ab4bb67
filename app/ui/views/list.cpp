#include "app/ui/views/list.h"

#include <algorithm>
#include <cmath>

#include "app/base/text.h"
#include "app/model/pool.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

using kit::Box;
using kit::Type;
using model::Field;
using model::FieldId;

constexpr std::int64_t window_rows = 200;
constexpr std::int64_t window_step = 50;
constexpr float header_height = 40;
constexpr float label_least = 220;
constexpr float squeeze_least = 0.7F;  // of a column's width

float group_height(const kit::Ui& ui) {
    return std::round((kit::is_wide(ui) ? 40.0F : 44.0F) * ImMax(1.0F, ui.text_scale));
}

float row_height(const kit::Ui& ui) {
    return std::round((kit::is_wide(ui) ? 48.0F : 72.0F) * ImMax(1.0F, ui.text_scale));
}

}  // namespace

RecordList::RecordList(const model::RecordType& type) : RecordList(type, {}) {}

RecordList::RecordList(const model::RecordType& type, std::span<const FieldId> columns) : type_(&type) {
    set_columns(columns);
}

void RecordList::set_columns(std::span<const FieldId> columns) {
    const Field* const label = model::find_field(*type_, type_->label_field);
    columns_ = {label};
    for (const FieldId id : columns) {
        const Field* const field = model::find_field(*type_, id);
        if (field != nullptr && field != label) {
            columns_.push_back(field);
        }
    }
    if (!columns.empty()) {
        return;
    }
    for (const Field& field : type_->fields) {
        if (field.in_list && &field != label) {
            columns_.push_back(&field);
        }
    }
    // What the company declares stands before what every record has.
    std::stable_partition(columns_.begin() + 1, columns_.end(), [](const Field* field) {
        const bool is_common = field->id >= model::common_field::owner && field->id <= model::common_field::removed;
        return !is_common && !model::is_derived(field->id);
    });
    if (const Field* updated = model::find_field(*type_, model::common_field::updated)) {
        columns_.push_back(updated);
    }
}

std::vector<FieldId> RecordList::columns() const {
    std::vector<FieldId> ids;
    for (std::size_t i = 1; i < columns_.size(); ++i) {
        ids.push_back(columns_[i]->id);
    }
    return ids;
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

void RecordList::draw_header(kit::Ui& ui, client::LiveQuery& query, const Box& box, const ListOptions& options,
                             ListResult& result) {
    kit::SemanticNode node;
    node.id = kit::id_of(ui, "header");
    node.role = kit::Role::row;
    node.rect = box;
    const kit::SemanticScope semantics(ui, std::move(node));
    const std::vector<model::Sort> sorts = options.sorts != nullptr ? *options.sorts : query.query().sorts;
    if (selection_ != nullptr) {
        const std::string all = say(ui, Say::select_all_of, {{"count", group_thousands(options.total)}});
        if (tick(ui, "all", all, {box.x, box.y, tick_width, box.height}, selection_->is_all)) {
            *selection_ = {.is_all = !selection_->is_all};
        }
    }
    const float start = selection_ != nullptr ? tick_width : 0.0F;
    const std::vector<float> columns = widths(ui, box.width - start - (row_action_.empty() ? 0.0F : action_width));
    float x = box.x + start;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        draw_heading(ui, {x, box.y, columns[i], box.height}, *columns_[i], sorts, result);
        x += columns[i];
    }
    if (result.sorted && options.sorts == nullptr) {
        model::Query changed = query.query();
        changed.sorts = {*result.sorted};
        changed.first = 0;
        query.change(std::move(changed));
    }
}

void RecordList::draw_heading(kit::Ui& ui, const Box& cell, const Field& field, const std::vector<model::Sort>& sorts,
                              ListResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const std::string_view title = say(ui, field.title);
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
        result.sorted = model::Sort{field.id, is_sorted ? !sorts.front().descending : false};
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

float RecordList::content_height(const kit::Ui& ui, const ListOptions& options, std::int64_t total) const {
    float height = row_height(ui) * static_cast<float>(total);
    if (options.groups != nullptr) {
        height += group_height(ui) * static_cast<float>(options.groups->groups->groups.size());
    }
    return height;
}

RecordList::Seen RecordList::draw_run(kit::Ui& ui, client::LiveQuery& query, const Box& area, const Box& view,
                                      const Run& run, ListResult& result) {
    const model::Page& page = query.page();
    const bool is_known = query.version() > 0;
    const std::int64_t total = is_known ? page.total : run.count;
    const float height = row_height(ui);
    const auto seen = [&](float y) { return static_cast<std::int64_t>(std::floor((y - run.y) / height)); };
    // One more at each end, so that the arrow keys always find a next row.
    const std::int64_t first = std::clamp<std::int64_t>(seen(view.y) - 1, 0, run.count);
    const std::int64_t last = std::clamp<std::int64_t>(seen(view.bottom()) + 2, 0, run.count);
    for (std::int64_t in_run = first; in_run < last; ++in_run) {
        const std::int64_t index = run.first + in_run;
        first_drawn_ = first_drawn_ < 0 ? index : first_drawn_;
        const std::int64_t at = index - page.first;
        const bool is_here = is_known && at >= 0 && at < static_cast<std::int64_t>(page.rows.size());
        const model::Row* row = is_here ? &page.rows[static_cast<std::size_t>(at)] : nullptr;
        const Box box = {area.x, run.y + height * static_cast<float>(in_run), area.width, height};
        if (kit::is_wide(ui)) {
            draw_table_row(ui, query, box, row, index, total, result);
        } else {
            draw_card(ui, query, box, row, index, total, result);
        }
    }
    return first < last ? Seen{run.first + first, run.first + last} : Seen{};
}

void RecordList::draw_rows(kit::Ui& ui, client::LiveQuery& query, const Box& area, const Box& view,
                           const ListOptions& options, ListResult& result) {
    const bool is_known = query.version() > 0;
    first_drawn_ = -1;
    Seen seen;
    if (options.groups == nullptr || !is_known) {
        seen = draw_run(ui, query, area, view, {area.y, 0, is_known ? query.page().total : 12}, result);
    } else {
        const std::vector<model::Group>& groups = options.groups->groups->groups;
        Run run{.y = area.y};
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const Box heading = {area.x, run.y, area.width, group_height(ui)};
            draw_group(ui, heading, *options.groups, i, result);
            run.y = heading.bottom();
            run.count = options.groups->is_folded[i] ? 0 : groups[i].count;
            const float height = row_height(ui) * static_cast<float>(run.count);
            if (run.y + height >= view.y - row_height(ui) && run.y <= view.bottom() + row_height(ui)) {
                const Seen here = draw_run(ui, query, area, view, run, result);
                seen = {std::min(seen.first, here.first), std::max(seen.last, here.last)};
            }
            run.y += height;
            run.first += run.count;
        }
    }
    if (is_known && seen.first <= seen.last) {
        keep_window(query, seen.first, seen.last);
    }
}

void RecordList::draw_group(kit::Ui& ui, const Box& box, const ListGroups& groups, std::size_t index,
                            ListResult& result) {
    if (!kit::is_drawn(box)) {
        return;
    }
    const kit::Theme& t = kit::theme(ui);
    const model::Group& group = groups.groups->groups[index];
    const bool is_folded = groups.is_folded[index];
    std::string title = display_text(ui, *groups.field, group.keys.front(), group.labels.front());
    if (title.empty()) {
        title = say(ui, Say::not_filled);
    }
    const std::string count = group_thousands(group.count);
    const kit::IdScope scope(ui, static_cast<std::int64_t>(index));
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = say(ui, Say::group_row, {{"group", title}, {"count", count}});
    options.node.has_expanded = true;
    options.node.is_expanded = !is_folded;
    options.radius = 0;
    const kit::Press p = kit::press(ui, kit::id_of(ui, "group"), box, options);
    kit::fill(ui, box, t.sunken);
    kit::draw_wash(ui, p, 0);
    const Box inner = box.inset(cell_padding, 0);
    kit::draw_icon(ui, is_folded ? kit::Icon::chevron_right : kit::Icon::chevron_down, inner.left_part(16), t.text_soft,
                   16);
    const Box words = inner.without_left(24);
    const float width = ImMin(kit::text_width(ui, Type::body_strong, title), words.width - 60);
    kit::draw_text_in(ui, words.left_part(width + 1), Type::body_strong, t.text, title);
    kit::draw_text_in(ui, words.without_left(width + 10), Type::caption, t.text_faint, count);
    if (p.pressed) {
        result.folded = index;
    }
}

ListResult RecordList::draw(kit::Ui& ui, client::LiveQuery& query, const ListOptions& options) {
    ListResult result;
    compact_ = options.compact;
    selection_ = options.selection;
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
    const bool is_folded_up = options.groups != nullptr && !options.groups->groups->groups.empty();
    if (is_known && query.page().total == 0 && !is_folded_up) {
        if (options.compact) {
            draw_empty(ui, options, result);
        } else {
            const kit::ScrollArea area(ui, "empty", {});
            draw_empty(ui, options, result);
        }
        return result;
    }
    const bool wide = kit::is_wide(ui);
    const std::int64_t count = is_known ? query.page().total : options.compact ? 3 : 12;
    const float content = content_height(ui, options, count);
    kit::SemanticNode grid;
    grid.id = rows_group_;
    grid.role = kit::Role::grid;
    grid.name = say(ui, type_->title_plural);
    grid.row_count = static_cast<int>(is_known ? query.page().total : 0);
    const float header = wide ? header_height : 0;
    const float natural = header + content + (wide ? 2 : 0);
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
        draw_header(ui, query, inner.top_part(header), options, result);
        kit::draw_line(ui, {inner.x, inner.y + header - 1}, {inner.right(), inner.y + header - 1}, t.border);
    }
    const Box body = inner.without_top(header);
    const kit::Inside inside(ui, body);
    if (options.compact) {
        const Box area = kit::place(ui, 0, content);
        draw_rows(ui, query, area, kit::box_of(ImGui::GetCurrentWindow()->ClipRect), options, result);
    } else {
        const kit::ScrollArea scroll(ui, "rows-scroll", {.height = body.height});
        const Box area = kit::place(ui, 0, content).without_right(options.end_space);
        draw_rows(ui, query, area, scroll.view(), options, result);
    }
    return result;
}

}  // namespace xingke::ui::views
