#include "app/ui/views/board.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/base/text.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/say.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

using kit::Box;
using kit::Type;
using model::Field;
using model::Value;

constexpr std::int64_t step_rows = 50;
constexpr std::size_t amount_count_max = 2, fact_count_max = 4;
constexpr float column_gap = 12, column_least = 268, column_most = 360, card_gap = 8, card_padding = 12;
constexpr float carried_slack = 8;  // a press that never moved more went nowhere
constexpr std::int64_t day_ms = 86'400'000;

// The fields of a row, in the order of Query::fields; facts follow.
enum Part : std::size_t { label_part, owner_part, updated_part, first_fact };

constexpr std::string_view strip_id = "strip", pages_id = "columns";

std::string text_in(const model::Row& row, std::size_t part) {
    const auto* text = part < row.values.size() ? std::get_if<std::string>(&row.values[part]) : nullptr;
    return text == nullptr ? std::string() : *text;
}

float card_height(const kit::Ui& ui) {
    return 2 * card_padding + kit::line_height(ui, Type::body_strong) + 2 * kit::line_height(ui, Type::caption) + 38;
}

float header_height(const kit::Ui& ui) {
    return kit::line_height(ui, Type::body_strong) + kit::line_height(ui, Type::caption) + 22;
}

}  // namespace

struct Board::Column {
    std::size_t index = 0;
    std::string key;
    Title title;
    kit::Tone tone = kit::Tone::neutral;
    bool is_final = false;
    std::unique_ptr<client::LiveQuery> query;
    Box box;  // as it was drawn last
};

Board::Board(const model::RecordType& type, const model::Workflow* workflow)
    : type_(&type), workflow_(workflow), stage_(model::stage_field(type)) {
    const Field* label = model::find_field(type, type.label_field);
    fields_ = {label->id, model::common_field::owner, model::common_field::updated};
    for (const Field& field : type.fields) {
        const bool is_amount = std::holds_alternative<model::kind::Money>(field.kind);
        if (is_amount && field.in_list && amounts_.size() < amount_count_max) {
            amounts_.push_back(&field);
        }
        const bool is_second_amount = amounts_.size() == amount_count_max && amounts_.back() == &field;
        if (field.in_list && &field != label && &field != stage_ && !is_second_amount &&
            facts_.size() < fact_count_max) {
            facts_.push_back(&field);
            fields_.push_back(field.id);
        }
    }
    columns_.push_back(std::make_unique<Column>());  // without a stage
    if (const auto* choice = std::get_if<model::kind::Choice>(&stage_->kind)) {
        for (const model::Option& option : choice->options) {
            const model::WorkflowState* state = workflow == nullptr ? nullptr : workflow->find_state(option.key);
            columns_.push_back(std::make_unique<Column>(Column{.index = columns_.size(),
                                                               .key = option.key,
                                                               .title = option.title,
                                                               .tone = kit::tone_of(option.tone),
                                                               .is_final = state != nullptr && state->is_final,
                                                               .query = nullptr,
                                                               .box = {}}));
        }
    }
}

Board::~Board() = default;
Board::Board(Board&&) noexcept = default;
Board& Board::operator=(Board&&) noexcept = default;

model::Query Board::column_query(const model::Query& query, const Column& column) const {
    model::Query wanted{.type = type_->id, .filters = query.filters, .conditions = query.conditions};
    wanted.search = query.search;
    wanted.fields = fields_;
    wanted.sorts = {{.field = model::common_field::updated, .descending = true}};
    wanted.count = step_rows;
    using Test = model::Filter::Test;
    wanted.filters.push_back(column.key.empty() ? model::Filter{.field = stage_->id, .test = Test::is_empty}
                                                : model::Filter{stage_->id, Test::equals, Value(column.key)});
    return wanted;
}

void Board::ask(client::ScreenLink& link, const model::Query& query) {
    if (groups_ != nullptr && query == asked_) {
        return;
    }
    asked_ = query;
    for (const auto& column : columns_) {
        if (column->query == nullptr) {
            column->query = link.watch(column_query(query, *column));
        } else {
            column->query->change(column_query(query, *column));
        }
    }
    model::GroupQuery groups{.query = {.type = type_->id, .filters = query.filters, .conditions = query.conditions}};
    groups.query.search = query.search;
    groups.by = {{.field = stage_->id}};
    for (const Field* amount : amounts_) {
        groups.measures.push_back({.field = amount->id});
    }
    groups_ = link.watch(std::move(groups));
}

std::int64_t Board::count_of(const Column& column) const {
    return column.query->version() == 0 ? 0 : column.query->page().total;
}

std::int64_t Board::total() const {
    std::int64_t total = 0;
    for (const auto& column : columns_) {
        total += column->query == nullptr ? 0 : count_of(*column);
    }
    return total;
}

std::string Board::sums_of(const kit::Ui& ui, const Column& column, bool brief) const {
    const Value key = column.key.empty() ? Value() : Value(column.key);
    std::string words;
    for (const model::Group& group : groups_->answer().groups.groups) {
        if (group.keys.empty() || group.keys.front() != key) {
            continue;
        }
        for (std::size_t i = 0; i < amounts_.size() && i < group.figures.size(); ++i) {
            const Field& amount = *amounts_[i];
            words += words.empty() ? "" : " · ";
            words += i > 0 || !brief ? std::string(say(ui, amount.title)) + " " : "";
            words += brief ? "¥" + display_brief(ui, amount, group.figures[i])
                           : display_text(ui, amount, group.figures[i], {});
        }
    }
    return words;
}

bool Board::may_go(std::size_t from, std::size_t to) const {
    if (from == to || !may_move_) {
        return false;
    }
    const std::string& from_key = columns_[from]->key;
    const std::string& to_key = columns_[to]->key;
    if (workflow_ != nullptr) {
        // A record without a state counts as in the initial one.
        return workflow_->step_between(from_key.empty() ? workflow_->initial() : from_key, to_key) != nullptr;
    }
    return !to_key.empty() || !stage_->required;
}

const Board::Column* Board::column_at(ImVec2 point) const {
    for (const auto& column : columns_) {
        if (column->box.contains(point)) {
            return column.get();
        }
    }
    return nullptr;
}

// The column of records without a stage only while there are any.
std::vector<Board::Column*> Board::shown_columns() {
    std::vector<Column*> shown;
    for (const auto& column : columns_) {
        column->box = {};
        if (!column->key.empty() || count_of(*column) > 0) {
            shown.push_back(column.get());
        }
    }
    return shown;
}

BoardResult Board::draw(kit::Ui& ui, bool may_move) {
    BoardResult result;
    may_move_ = may_move;
    const kit::IdScope scope(ui, type_->name + "-board");
    group_ = kit::id_of(ui, "cards");
    const std::vector<Column*> columns = shown_columns();
    const bool wide = kit::is_wide(ui);
    if (!wide) {
        draw_strip(ui, columns);
        kit::gap(ui, 6);
    }
    const Box area = kit::place(ui, 0, kit::available_height(ui) - (wide ? 16.0F : 0.0F));
    cards_.clear();
    {
        kit::SemanticNode node;
        node.id = group_;
        node.role = kit::Role::group;
        node.name = say(ui, Say::layout_board);
        node.rect = area;
        const kit::SemanticScope semantics(ui, std::move(node));
        const kit::Inside inside(ui, area);
        const auto count = static_cast<float>(std::max<std::size_t>(columns.size(), 1));
        const float shared = (area.width - column_gap * (count - 1)) / count;
        const float width = wide ? std::floor(std::clamp(shared, column_least, column_most)) : area.width;
        const kit::ScrollArea scroll(ui, pages_id,
                                     {.height = area.height,
                                      .gap = wide ? column_gap : 0,
                                      .is_horizontal = true,
                                      .draws_bar = false,
                                      .page = wide ? 0 : area.width});
        for (Column* column : columns) {
            const Box box = kit::place(ui, width, area.height);
            column->box = box;
            draw_column(ui, *column, wide ? box : box.inset(12, 0), result);
        }
    }
    // After the columns, so that what is under the pointer is known.
    if (carried_ && ui.drag.item == 0) {
        carried_.reset();
    } else if (carried_ && kit::was_dropped(ui)) {
        drop(ui, result);
    } else if (carried_) {
        draw_carried(ui);
    }
    draw_menu(ui, result);
    if (wanted_) {
        result.move = std::exchange(wanted_, std::nullopt);
    }
    return result;
}

void Board::draw_strip(kit::Ui& ui, const std::vector<Column*>& columns) {
    const int current = kit::page_of(ui, pages_id);
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, stage_->title));
    const kit::ScrollArea scroll(ui, strip_id, {.height = 44, .is_horizontal = true, .draws_bar = false});
    const kit::Row row(ui, {.gap = 8, .height = 44});
    kit::gap(ui, kit::gutter(ui));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = *columns[i];
        const std::string title(column.key.empty() ? say(ui, Say::no_stage) : say(ui, column.title));
        const kit::IdScope scope(ui, column.key);
        const float before = ui.layout.flows.back().x;
        if (kit::filter_chip(ui, title + " " + std::to_string(count_of(column)), static_cast<int>(i) == current)) {
            kit::glide_to_page(ui, pages_id, static_cast<int>(i));
        }
        const kit::ItemId shown = kit::id_of(ui, "shown");
        const bool is_current = static_cast<int>(i) == current;
        if (kit::remember(ui, shown, is_current ? 1.0F : 0.0F) == 0 && is_current) {
            kit::scroll_into_view(ui, {before, kit::cursor_y(ui), ui.layout.flows.back().x - before, 44});
        }
    }
}

void Board::draw_column(kit::Ui& ui, Column& column, const Box& box, BoardResult& result) {
    const kit::Theme& t = kit::theme(ui);
    const std::string title(column.key.empty() ? say(ui, Say::no_stage) : say(ui, column.title));
    kit::SemanticNode node;
    node.id = kit::id_of(ui, "column-" + column.key);
    node.role = kit::Role::list;
    node.name = title;
    node.value = std::to_string(count_of(column));
    node.description = sums_of(ui, column, false);
    node.rect = box;
    const kit::SemanticScope semantics(ui, std::move(node));
    const bool is_carrying = carried_.has_value() && ui.drag.item != 0;
    const bool takes = is_carrying && may_go(carried_->column, column.index);
    const bool is_under = is_carrying && column.box.contains(ui.drag.at);
    kit::fill(ui, box, takes && is_under ? t.accent_soft : t.sunken, kit::metric::radius_large);
    if (takes) {
        kit::stroke(ui, box, is_under ? t.accent : t.border_strong, kit::metric::radius_large, is_under ? 2.0F : 1.0F);
    }
    draw_header(ui, column, box.top_part(header_height(ui)));
    draw_cards(ui, column, box.without_top(header_height(ui)), result);
    if (is_carrying && !takes && column.index != carried_->column) {
        kit::fill(ui, box, kit::fade(t.canvas, 0.6F), kit::metric::radius_large);
    }
}

void Board::draw_header(kit::Ui& ui, const Column& column, const Box& box) const {
    const kit::Theme& t = kit::theme(ui);
    const Box inner = box.inset(card_padding, 10);
    const float line = kit::line_height(ui, Type::body_strong);
    const Box first = inner.top_part(line);
    ImGui::GetWindowDrawList()->AddCircleFilled({first.x + 5, first.centre().y}, 4.5F, t.tone(column.tone).solid, 16);
    const std::string_view title = column.key.empty() ? say(ui, Say::no_stage) : say(ui, column.title);
    const std::string count = group_thousands(count_of(column));
    const float count_width = kit::text_width(ui, Type::body, count) + 4;
    kit::draw_text_in(ui, first.without_left(18).without_right(count_width + 8), Type::body_strong, t.text, title);
    kit::draw_text_in(ui, first, Type::body, t.text_soft, count, kit::Align::end);
    const Box second = inner.without_top(line + 2).top_part(kit::line_height(ui, Type::caption));
    kit::draw_text_in(ui, second, Type::caption, t.text_soft, sums_of(ui, column, true));
}

void Board::ask_for_more(Column& column, std::int64_t last_seen) {
    const model::Query& asked = column.query->query();
    const std::int64_t total = column.query->page().total;
    if (last_seen + 10 < asked.count || asked.count >= total || asked.count >= model::window_rows_max) {
        return;
    }
    model::Query more = asked;
    more.count = std::min(asked.count + step_rows, model::window_rows_max);
    column.query->change(std::move(more));
}

void Board::draw_cards(kit::Ui& ui, Column& column, const Box& box, BoardResult& result) {
    const kit::Inside inside(ui, box);
    const kit::ScrollArea scroll(ui, "cards-" + column.key, {.height = box.height});
    const float height = card_height(ui);
    const model::Page& page = column.query->page();
    const bool is_known = column.query->version() > 0;
    const auto count = static_cast<std::int64_t>(is_known ? page.rows.size() : 2);
    if (is_known && count == 0) {
        const std::string words = say(ui, Say::stage_empty, {{"type", say(ui, type_->title_plural)}});
        const Box line = kit::place(ui, 0, 56);
        kit::draw_text_in(ui, line, Type::caption, kit::theme(ui).text_faint, words, kit::Align::centre);
        return;
    }
    const Box area = kit::place(ui, 0, (height + card_gap) * static_cast<float>(count) + card_gap);
    const auto seen = [&](float y) {
        return static_cast<std::int64_t>(std::floor((y - area.y) / (height + card_gap)));
    };
    const std::int64_t first = std::clamp<std::int64_t>(seen(scroll.view().y) - 1, 0, count);
    const std::int64_t last = std::clamp<std::int64_t>(seen(scroll.view().bottom()) + 2, 0, count);
    for (std::int64_t i = first; i < last; ++i) {
        const Box card = {area.x + card_gap, area.y + (height + card_gap) * static_cast<float>(i),
                          area.width - 2 * card_gap, height};
        if (is_known) {
            draw_card(ui, column, page.rows[static_cast<std::size_t>(i)], card, result);
        } else {
            kit::fill(ui, card, kit::theme(ui).surface, kit::metric::radius);
            kit::draw_skeleton(ui, card.inset(card_padding).top_part(14).left_part(card.width * 0.6F));
        }
    }
    if (!is_known) {
        return;
    }
    ask_for_more(column, last);
    if (page.total > model::window_rows_max) {
        kit::caption(ui, say(ui, Say::stage_more, {{"count", std::to_string(page.total - model::window_rows_max)}}));
        kit::gap(ui, 12);
    }
}

void Board::draw_card(kit::Ui& ui, Column& column, const model::Row& row, const Box& box, BoardResult& result) {
    const kit::IdScope scope(ui, print(row.id));
    const kit::ItemId id = kit::id_of(ui, "card");
    const std::string label = text_in(row, label_part);
    std::string facts;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const std::size_t part = first_fact + i;
        const std::string words = display_text(ui, *facts_[i], row.values[part], row.labels[part]);
        facts +=
            words.empty() ? "" : (facts.empty() ? "" : "; ") + std::string(say(ui, facts_[i]->title)) + " " + words;
    }
    for (const std::string& words : {row.labels[owner_part], stalled_words(ui, column, row)}) {
        facts += words.empty() ? "" : (facts.empty() ? "" : "; ") + words;
    }
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = label;
    options.node.value = facts;
    options.node.description = may_move_ ? say(ui, Say::card_hint) : std::string_view();
    options.group = group_;
    options.lane = static_cast<int>(column.index) + 1;
    options.is_group_entry = cards_.empty();
    const kit::Press press = kit::press(ui, id, box, options);
    const Card card{.id = id, .record = row.id, .label = label, .column = column.index};
    cards_.push_back(card);
    const bool is_carried = carried_ && carried_->record == row.id && ui.drag.item != 0;
    paint_card(ui, column, row, box);
    kit::draw_wash(ui, press, kit::metric::radius);
    if (is_carried) {
        kit::fill(ui, box, kit::fade(kit::theme(ui).sunken, 0.7F), kit::metric::radius);
    }
    if (may_move_ && !carried_ && kit::begin_drag(ui, id, press)) {
        carried_ = card;
        has_moved_ = false;
        return;
    }
    if (press.long_pressed && !carried_) {
        menu_card_ = card;
        menu_at_ = {box.x + 40, box.y, 0, box.height};
        is_menu_open_ = true;
    } else if (press.pressed && !carried_) {
        result.opened = row.id;
    }
}

std::string Board::stalled_words(const kit::Ui& ui, const Column& column, const model::Row& row) const {
    const auto* updated = std::get_if<std::int64_t>(&row.values[updated_part]);
    const std::int64_t days = updated == nullptr ? 0 : (ui.platform.clock.now().ms - *updated) / day_ms;
    const bool is_stalled = workflow_ != nullptr && !column.is_final && days >= stalled_after_days;
    return is_stalled ? say(ui, Say::stalled, {{"days", std::to_string(days)}}) : std::string();
}

void Board::paint_card(kit::Ui& ui, const Column& column, const model::Row& row, const Box& box) const {
    const kit::Theme& t = kit::theme(ui);
    kit::fill(ui, box, t.surface, kit::metric::radius);
    kit::stroke(ui, box, t.border, kit::metric::radius);
    const Box inner = box.inset(card_padding);
    const float strong = kit::line_height(ui, Type::body_strong), small = kit::line_height(ui, Type::caption);
    const Box title = inner.top_part(strong);
    kit::draw_text_in(ui, title.without_right(row.is_pending ? 14.0F : 0.0F), Type::body_strong, t.text,
                      text_in(row, label_part));
    if (row.is_pending) {
        ImGui::GetWindowDrawList()->AddCircleFilled({title.right() - 5, title.centre().y}, 3.5F, t.warning.solid, 12);
    }
    std::string belongs, money, rest;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const std::size_t part = first_fact + i;
        const Field& field = *facts_[i];
        const std::string words = display_text(ui, field, row.values[part], row.labels[part]);
        if (words.empty()) {
            continue;
        }
        if (std::holds_alternative<model::kind::Reference>(field.kind) && belongs.empty()) {
            belongs = words;
        } else if (std::holds_alternative<model::kind::Money>(field.kind) && money.empty()) {
            money = words;
        } else if (!std::holds_alternative<model::kind::YesNo>(field.kind)) {
            rest += (rest.empty() ? "" : " · ") + words;
        }
    }
    if (belongs.empty()) {
        belongs.swap(rest);
    }
    kit::draw_text_in(ui, inner.without_top(strong + 3).top_part(small), Type::caption, t.text_soft, belongs);
    const Box third = inner.without_top(strong + small + 8).top_part(small + 2);
    const float money_width = money.empty() ? 0 : kit::text_width(ui, Type::caption_strong, money) + 8;
    kit::draw_text_in(ui, third, Type::caption_strong, t.text, money);
    kit::draw_text_in(ui, third.without_left(money_width), Type::caption, t.text_faint, rest,
                      money.empty() ? kit::Align::start : kit::Align::end);
    const Box foot = inner.bottom_part(20);
    const std::string& owner = row.labels[owner_part];
    if (!owner.empty()) {
        kit::draw_icon(ui, kit::Icon::user, foot.left_part(16), t.text_faint, 14);
    }
    const std::string stalled = stalled_words(ui, column, row);
    float used = 0;
    if (!stalled.empty()) {
        used = std::min(kit::chip_width(ui, stalled), foot.width - 28);
        kit::draw_chip(ui, foot.right_part(used), stalled, kit::Tone::warning);
    }
    kit::draw_text_in(ui, foot.without_left(20).without_right(used + 4), Type::caption, t.text_soft, owner);
}

// Above everything, where the pointer is.
void Board::draw_carried(kit::Ui& ui) {
    const float way = std::abs(ui.drag.at.x - ui.drag.from.x) + std::abs(ui.drag.at.y - ui.drag.from.y);
    has_moved_ = has_moved_ || way > carried_slack;
    const Column& column = *columns_[carried_->column];
    const auto& rows = column.query->page().rows;
    const auto row = std::ranges::find(rows, carried_->record, &model::Row::id);
    if (row == rows.end()) {
        return;
    }
    const float width = std::min(column_least, ui.view.width - 48);
    const Box box = kit::carried_box(ui, width, card_height(ui));
    ImGui::PushClipRect({0, 0}, {ui.view.width, ui.view.height}, false);
    kit::draw_shadow(ui, box, kit::metric::radius, 10);
    paint_card(ui, column, *row, box);
    kit::stroke(ui, box, kit::theme(ui).accent, kit::metric::radius, 2);
    ImGui::PopClipRect();
}

void Board::drop(kit::Ui& ui, BoardResult& result) {
    const Card card = *std::exchange(carried_, std::nullopt);
    if (ui.drag.is_touch && !has_moved_) {
        menu_card_ = card;
        menu_at_ = {ui.drag.at.x, ui.drag.at.y, 0, 0};
        is_menu_open_ = true;
        return;
    }
    const Column* column = column_at(ui.drag.at);
    if (column != nullptr && column->index != card.column) {
        result.move = BoardMove{card.record, card.label, columns_[card.column]->key, column->key};
    }
}

void Board::draw_menu(kit::Ui& ui, BoardResult& result) {
    if (!menu_card_) {
        return;
    }
    if (kit::Menu menu(ui, "card-menu", menu_at_, is_menu_open_, 240); menu.is_open()) {
        if (kit::menu_item(ui, kit::Icon::eye, say(ui, Say::open_record), menu)) {
            result.opened = menu_card_->record;
        }
        for (const auto& column : columns_) {
            if (!may_go(menu_card_->column, column->index)) {
                continue;
            }
            const std::string_view title = column->key.empty() ? say(ui, Say::no_stage) : say(ui, column->title);
            const std::string words = std::string(say(ui, Say::move_to)) + " " + std::string(title);
            if (kit::menu_item(ui, kit::Icon::arrow_right, words, menu, column->tone)) {
                result.move =
                    BoardMove{menu_card_->record, menu_card_->label, columns_[menu_card_->column]->key, column->key};
            }
        }
    }
}

bool Board::on_key(kit::Ui& ui, const Key& key) {
    const bool is_left = key.name == "ArrowLeft", is_right = key.name == "ArrowRight";
    if (!key.control || (!is_left && !is_right)) {
        return false;
    }
    const auto card = std::ranges::find(cards_, ui.focus.focused, &Card::id);
    if (card == cards_.end()) {
        return false;
    }
    // The nearest column that way to which a step leads.
    for (std::size_t to = card->column; is_left ? to > 0 : to + 1 < columns_.size();) {
        to = is_left ? to - 1 : to + 1;
        if (may_go(card->column, to)) {
            wanted_ = BoardMove{card->record, card->label, columns_[card->column]->key, columns_[to]->key};
            break;
        }
    }
    kit::ask_for_frame(ui);
    return true;
}

}  // namespace xingke::ui::views
