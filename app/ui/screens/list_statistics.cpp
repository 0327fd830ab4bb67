#include "app/ui/screens/list_statistics.h"

#include <algorithm>
#include <vector>

#include "app/base/text.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/scroll.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/condition_words.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui {
namespace {

using model::Condition;

std::vector<const model::Field*> counted_fields(const model::RecordType& type) {
    std::vector<const model::Field*> fields;
    for (const model::Field* field : views::filter_fields(type)) {
        const bool is_choice = std::holds_alternative<model::kind::Choice>(field->kind);
        if (is_choice && (field->in_list || views::is_offered_first(type, *field))) {
            fields.push_back(field);
        }
    }
    return fields;
}

std::vector<const model::Field*> summed_fields(const model::RecordType& type) {
    std::vector<const model::Field*> fields;
    for (const model::Field& field : type.fields) {
        if (field.in_list && std::holds_alternative<model::kind::Money>(field.kind)) {
            fields.push_back(&field);
        }
    }
    return fields;
}

// The query's records, whatever their order, columns and window.
model::Query records_of(const model::Query& query) {
    model::Query records = query;
    records.sorts.clear();
    records.fields.clear();
    records.first = 0;
    records.count = 0;
    return records;
}

// The condition that lets through what stands in the group.
Condition condition_of(const model::Field& field, const model::Value& key) {
    const auto* text = std::get_if<std::string>(&key);
    return text == nullptr ? Condition{field.id, Condition::Test::is_empty, {}}
                           : Condition{field.id, Condition::Test::any_of, {*text}};
}

struct Bar {
    std::string_view title;
    std::int64_t count = 0;
    float part = 0;  // of the longest
    kit::Tone tone = kit::Tone::neutral;
    bool is_chosen = false;
};

bool draw_bar(kit::Ui& ui, std::string_view id, const Bar& bar) {
    const kit::Theme& t = kit::theme(ui);
    const float height = kit::is_wide(ui) ? 34.0F : kit::metric::touch;
    const kit::Box box = kit::place(ui, 0, height);
    const std::string count = group_thousands(bar.count);
    kit::PressOptions options;
    options.node.role = kit::Role::button;
    options.node.name = say(ui, Say::bar_of, {{"value", bar.title}, {"count", count}});
    options.node.has_selected = true;
    options.node.is_selected = bar.is_chosen;
    options.radius = 6;
    const kit::Press p = kit::press(ui, kit::id_of(ui, id), box, options);
    kit::fill(ui, box, bar.is_chosen ? t.selection : 0, 6);
    kit::draw_wash(ui, p, 6);
    const kit::Box inner = box.inset(8, 0);
    const float line = kit::line_height(ui, kit::Type::caption);
    const kit::Box words = {inner.x, box.y + (height - line - 8) / 2, inner.width, line};
    kit::draw_text_in(ui, words.without_right(60), kit::Type::caption, t.text, bar.title);
    kit::draw_text_in(ui, words, kit::Type::caption_strong, t.text_soft, count, kit::Align::end);
    const kit::Box track = {inner.x, words.bottom() + 3, inner.width, 5};
    kit::fill(ui, track, t.sunken, 2.5F);
    const kit::Color color = bar.tone == kit::Tone::neutral ? t.accent : t.tone(bar.tone).solid;
    kit::fill(ui, track.left_part(ImMax(5.0F, track.width * bar.part)), color, 2.5F);
    return p.pressed;
}

}  // namespace

std::string ListStatistics::sums(Desk& desk, const model::RecordType& type, const model::Query& query) {
    const std::vector<const model::Field*> fields = summed_fields(type);
    if (fields.empty()) {
        return {};
    }
    model::GroupQuery wanted{.query = records_of(query), .by = {}, .measures = {}};
    for (const model::Field* field : fields) {
        wanted.measures.push_back({model::Measure::Of::sum, field->id});
    }
    const model::Groups* const groups = sums_.ask(desk.link(), std::move(wanted));
    if (groups == nullptr || groups->groups.empty()) {
        return {};
    }
    std::string words;
    for (std::size_t i = 0; i < fields.size() && i < groups->groups.front().figures.size(); ++i) {
        const std::string figure = views::display_text(desk.ui(), *fields[i], groups->groups.front().figures[i], {});
        words += (words.empty() ? "" : " · ") +
                 say(desk.ui(), Say::sum_of, {{"field", say(desk.ui(), fields[i]->title)}}) + " " + figure;
    }
    return words;
}

void ListStatistics::draw(Desk& desk, const model::RecordType& type, const model::Query& query,
                          model::ListFilter& filter) {
    kit::Ui& ui = desk.ui();
    if (!is_open_) {
        counts_.clear();
        return;
    }
    const std::string title = say(ui, Say::list_statistics, {{"type", say(ui, type.title)}});
    if (!kit::is_wide(ui)) {
        const kit::Dialog dialog(ui, "statistics", is_open_, {.title = title, .gap = 12});
        if (dialog.is_open()) {
            draw_all(desk, type, query, filter);
        }
        return;
    }
    const kit::SemanticScope semantics(ui, kit::Role::group, title);
    const kit::Theme& t = kit::theme(ui);
    const kit::Box frame = kit::place(ui, 0, kit::available_height(ui) - 16);
    kit::fill(ui, frame, t.surface, kit::metric::radius_large);
    kit::stroke(ui, frame, t.border, kit::metric::radius_large);
    const kit::Inside inside(ui, frame.inset(1));
    const kit::ScrollArea scroll(ui, "statistics", {.height = frame.height - 2, .padding = 12, .gap = 12});
    {
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::control});
        kit::heading(ui, title, 3);
        kit::spring(ui);
        if (kit::icon_button(ui, kit::Icon::x, say(ui, Say::close), {.id = "close_statistics"})) {
            is_open_ = false;
        }
    }
    draw_all(desk, type, query, filter);
}

void ListStatistics::draw_all(Desk& desk, const model::RecordType& type, const model::Query& query,
                              model::ListFilter& filter) {
    for (const model::Field* field : counted_fields(type)) {
        draw_field(desk, *field, query, filter);
    }
}

void ListStatistics::draw_field(Desk& desk, const model::Field& field, const model::Query& query,
                                model::ListFilter& filter) {
    kit::Ui& ui = desk.ui();
    const model::GroupQuery wanted{.query = records_of(query), .by = {{.field = field.id}}, .measures = {}};
    const model::Groups* const groups = counts_[field.id].ask(desk.link(), wanted);
    const kit::IdScope scope(ui, field.name);
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, field.title));
    const kit::Stack stack(ui, {.gap = 2});
    kit::text(ui, say(ui, field.title), {.type = kit::Type::body_strong});
    if (groups == nullptr) {
        kit::skeleton(ui, 0, 80);
        return;
    }
    std::int64_t most = 1;
    for (const model::Group& group : groups->groups) {
        most = std::max(most, group.count);
    }
    for (const model::Group& group : groups->groups) {
        const model::Value& key = group.keys.front();
        const Condition condition = condition_of(field, key);
        const auto found = std::ranges::find(filter.conditions, condition);
        std::string title = views::display_text(ui, field, key, {});
        if (title.empty()) {
            title = say(ui, Say::not_filled);
        }
        const Bar bar{.title = title,
                      .count = group.count,
                      .part = static_cast<float>(group.count) / static_cast<float>(most),
                      .tone = views::display_tone(field, key),
                      .is_chosen = found != filter.conditions.end()};
        if (draw_bar(ui, condition.values.empty() ? "(empty)" : condition.values.front(), bar)) {
            if (bar.is_chosen) {
                filter.conditions.erase(found);
            } else {
                filter.conditions.push_back(condition);
            }
            return;
        }
    }
}

}  // namespace xingke::ui
