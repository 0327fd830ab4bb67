#include "app/ui/screens/filter_panel.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "app/base/text.h"
#include "app/model/validate.h"
#include "app/ui/kit/choice_fields.h"
#include "app/ui/kit/overlay.h"
#include "app/ui/kit/widgets.h"
#include "app/ui/views/condition_words.h"

namespace xingke::ui {
namespace {

namespace k = model::kind;
using Test = model::Condition::Test;

constexpr std::size_t chip_count_max = 10;  // more options stand in a list

const std::vector<model::Option>* options_of(const model::Field& field) {
    if (const auto* choice = std::get_if<k::Choice>(&field.kind)) {
        return &choice->options;
    }
    const auto* choices = std::get_if<k::Choices>(&field.kind);
    return choices == nullptr ? nullptr : &choices->options;
}

bool is_day(const model::Field& field) {
    return std::holds_alternative<k::Date>(field.kind) || std::holds_alternative<k::DateTime>(field.kind);
}

// A bound as one types it.
std::string typed_bound(const kit::Ui& ui, const model::Field& field, const std::string& stored) {
    std::int64_t number = 0;
    if (std::from_chars(stored.data(), stored.data() + stored.size(), number).ec != std::errc()) {
        return "";
    }
    return is_day(field) ? print(date_of_days(number)) : views::begin_edit(ui, field, number, {}).text;
}

void toggle(std::vector<std::string>& values, const std::string& value) {
    if (std::erase(values, value) == 0) {
        values.push_back(value);
    }
}

}  // namespace

FilterPanel::Line FilterPanel::line_of(const kit::Ui& ui, const model::RecordType& type,
                                       const model::Condition& condition) const {
    Line line{.field = model::find_field(type, condition.field), .condition = condition, .from = {}, .to = {}};
    if (line.field != nullptr && condition.test == Test::between) {
        line.condition.values.resize(2);
        line.from.text = typed_bound(ui, *line.field, line.condition.values[0]);
        line.to.text = typed_bound(ui, *line.field, line.condition.values[1]);
    }
    return line;
}

void FilterPanel::open(const kit::Ui& ui, const model::RecordType& type, const model::ListFilter& filter) {
    is_open_ = true;
    joins_by_any_ = filter.joins_by_any;
    lines_.clear();
    for (const model::Condition& condition : filter.conditions) {
        lines_.push_back(line_of(ui, type, condition));
    }
    std::erase_if(lines_, [](const Line& line) { return line.field == nullptr; });
}

void FilterPanel::add(const model::Field& field) {
    Line line{.field = &field, .condition = {field.id, model::tests_of(field.kind).front(), {}}, .from = {}, .to = {}};
    lines_.push_back(std::move(line));
}

void FilterPanel::draw(Desk& desk, const model::RecordType& type, model::ListFilter& filter,
                       std::optional<std::int64_t> count) {
    kit::Ui& ui = desk.ui();
    const std::string title(say(ui, Say::filter));
    if (kit::Dialog dialog(ui, "filter", is_open_, {.title = title, .width = 600, .gap = 12}); dialog.is_open()) {
        if (lines_.size() > 1) {
            std::string key = joins_by_any_ ? "any" : "all";
            const kit::Choice joins[] = {{.key = "all", .title = std::string(say(ui, Say::join_all))},
                                         {.key = "any", .title = std::string(say(ui, Say::join_any))}};
            kit::segments(ui, say(ui, Say::conditions_joined), joins, key);
            joins_by_any_ = key == "any";
        }
        std::optional<std::size_t> gone;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const kit::IdScope scope(ui, static_cast<std::int64_t>(i));
            gone = draw_line(desk, lines_[i]) ? std::optional(i) : gone;
        }
        if (gone) {
            lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(*gone));
        }
        draw_offers(desk, type);
        if (draw_end(ui, count)) {
            lines_.clear();
        }
        model::ListFilter built{.conditions = {}, .joins_by_any = joins_by_any_};
        for (const Line& line : lines_) {
            if (model::is_complete(line.condition)) {
                built.conditions.push_back(line.condition);
            }
        }
        if (built != filter) {
            filter = std::move(built);
            kit::ask_for_frame(ui);
        }
    }
}

void FilterPanel::draw_offers(Desk& desk, const model::RecordType& type) {
    kit::Ui& ui = desk.ui();
    if (lines_.size() == model::condition_count_max) {
        return;
    }
    if (lines_.empty()) {
        kit::soft_text(ui, say(ui, Say::no_conditions));
    }
    std::vector<kit::Choice> others;
    {
        const kit::SemanticScope scope(ui, kit::Role::group, say(ui, Say::add_condition));
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        for (const model::Field* field : views::filter_fields(type)) {
            const auto is_same = [field](const Line& line) { return line.field == field; };
            if (!views::is_offered_first(type, *field)) {
                others.push_back({.key = field->name, .title = std::string(say(ui, field->title))});
            } else if (std::ranges::none_of(lines_, is_same) &&
                       kit::filter_chip(ui, say(ui, field->title), false, kit::Icon::plus)) {
                add(*field);
            }
        }
    }
    std::string key;
    const std::string_view words = say(ui, type.filter_fields.empty() ? Say::add_condition : Say::more_fields);
    if (kit::select_field(ui, "more_fields", others, key, {.placeholder = words}) && !key.empty()) {
        add(*model::find_field(type, key));
    }
}

bool FilterPanel::draw_line(Desk& desk, Line& line) {
    kit::Ui& ui = desk.ui();
    const std::string_view title = say(ui, line.field->title);
    const kit::SemanticScope semantics(ui, kit::Role::group, say(ui, Say::condition_of, {{"field", title}}));
    const kit::Card card(ui, "condition", {.padding = 12, .gap = 8, .is_flat = true});
    bool is_gone = false;
    {
        const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
        kit::text(ui, title, {.type = kit::Type::body_strong});
        const std::vector<Test> tests = model::tests_of(line.field->kind);
        if (tests.size() > 1) {
            std::vector<kit::Choice> choices;
            for (const Test test : tests) {
                choices.push_back({.key = std::to_string(static_cast<int>(test)),
                                   .title = std::string(say(ui, views::title_of(test)))});
            }
            std::string key = std::to_string(static_cast<int>(line.condition.test));
            const std::string name = say(ui, Say::condition_of, {{"field", title}});
            if (kit::select_field(ui, "test", choices, key, {.placeholder = name, .may_clear = false, .width = 132})) {
                const auto test = static_cast<Test>(std::stoi(key));
                const bool is_alike = test <= Test::lacks && line.condition.test <= Test::lacks;
                line.condition.test = test;
                if (!is_alike) {
                    line.condition.values.clear();
                    line.from = {};
                    line.to = {};
                }
            }
        }
        kit::spring(ui);
        is_gone = kit::icon_button(ui, kit::Icon::x, say(ui, Say::remove_condition, {{"field", title}}));
    }
    draw_value(desk, line);
    return is_gone;
}

void FilterPanel::draw_value(Desk& desk, Line& line) {
    kit::Ui& ui = desk.ui();
    switch (line.condition.test) {
        case Test::is_empty:
        case Test::is_set:
            return;
        case Test::contains:
        case Test::lacks:
            return draw_words(ui, line);
        case Test::within:
            return draw_spans(ui, line);
        case Test::between:
            return draw_range(desk, line);
        case Test::any_of:
        case Test::none_of:
            break;
    }
    if (std::holds_alternative<k::Reference>(line.field->kind)) {
        draw_reference(desk, line);
    } else if (std::holds_alternative<k::Region>(line.field->kind)) {
        draw_region(desk, line);
    } else {
        draw_options(ui, line);
    }
}

void FilterPanel::draw_words(kit::Ui& ui, Line& line) {
    line.condition.values.resize(1);
    const std::string_view title = say(ui, line.field->title);
    kit::text_field(ui, "words", line.condition.values.front(), {.name = title, .clearable = true});
}

void FilterPanel::draw_options(kit::Ui& ui, Line& line) {
    std::vector<kit::Choice> choices;
    if (const std::vector<model::Option>* options = options_of(*line.field)) {
        for (const model::Option& option : *options) {
            choices.push_back({.key = option.key, .title = std::string(say(ui, option.title))});
        }
    } else {
        choices = {{.key = "yes", .title = std::string(say(ui, Say::yes))},
                   {.key = "no", .title = std::string(say(ui, Say::no))}};
    }
    if (choices.size() > chip_count_max) {
        std::ranges::sort(line.condition.values);
        kit::multi_select_field(ui, "options", choices, line.condition.values,
                                {.placeholder = say(ui, line.field->title)});
        return;
    }
    const kit::Row row(ui, {.gap = 8, .wraps = true});
    for (const kit::Choice& choice : choices) {
        const bool is_chosen = std::ranges::count(line.condition.values, choice.key) > 0;
        if (kit::filter_chip(ui, choice.title, is_chosen)) {
            toggle(line.condition.values, choice.key);
        }
    }
}

void FilterPanel::draw_reference(Desk& desk, Line& line) {
    kit::Ui& ui = desk.ui();
    std::vector<std::string>& values = line.condition.values;
    const auto& kind = std::get<k::Reference>(line.field->kind);
    {
        const kit::Row row(ui, {.gap = 8, .wraps = true});
        if (kind.type == "user") {
            const bool is_me = std::ranges::count(values, "me") > 0;
            if (kit::filter_chip(ui, say(ui, Say::me_as_person), is_me)) {
                toggle(values, "me");
            }
        }
        for (const std::string& value : std::vector(values)) {
            if (value != "me" && kit::filter_chip(ui, views::word_of(ui, *line.field, value), true, kit::Icon::x)) {
                toggle(values, value);
            }
        }
    }
    const std::string words = say(ui, Say::add_value, {{"field", say(ui, line.field->title)}});
    model::Field field = *line.field;
    field.title = {words, words};
    field.help = {};
    field.required = false;
    views::EditContext context{desk.link(), desk.catalogue()};
    bool entered = false;
    if (views::edit_field(ui, context, field, line.from, {}, entered)) {
        if (const auto* id = std::get_if<RecordId>(&line.from.value)) {
            const std::string value = print(*id) + " " + line.from.label;
            if (std::ranges::count(values, value) == 0) {
                values.push_back(value);
            }
        }
        line.from = {};
    }
}

void FilterPanel::draw_region(Desk& desk, Line& line) {
    kit::Ui& ui = desk.ui();
    line.condition.values.resize(1);
    line.from.value = line.condition.values.front();
    model::Field field = *line.field;
    const std::string words = say(ui, Say::add_value, {{"field", say(ui, line.field->title)}});
    field.title = {words, words};
    field.help = {};
    field.required = false;
    views::EditContext context{desk.link(), desk.catalogue()};
    bool entered = false;
    if (views::edit_field(ui, context, field, line.from, {}, entered)) {
        const auto* code = std::get_if<std::string>(&line.from.value);
        line.condition.values.front() = code == nullptr ? "" : *code;
    }
}

void FilterPanel::draw_spans(kit::Ui& ui, Line& line) {
    line.condition.values.resize(1);
    std::vector<kit::Choice> choices;
    for (std::size_t i = 0; i < std::size(model::day_spans); ++i) {
        choices.push_back(
            {.key = std::string(model::day_spans[i]), .title = std::string(say(ui, views::title_of_span(i)))});
    }
    kit::radio_chips(ui, say(ui, line.field->title), choices, line.condition.values.front(), true);
}

void FilterPanel::draw_range(Desk& desk, Line& line) {
    line.condition.values.resize(2);
    kit::Columns columns(desk.ui(), {.count = 2, .gap = 12, .row_gap = 8});
    columns.next();
    draw_bound(desk, *line.field, line.from, Say::from, line.condition.values[0]);
    columns.next();
    draw_bound(desk, *line.field, line.to, Say::to, line.condition.values[1]);
}

void FilterPanel::draw_bound(Desk& desk, const model::Field& field, views::FieldEdit& edit, Say label,
                             std::string& stored) {
    kit::Ui& ui = desk.ui();
    const std::string_view id = label == Say::from ? "from" : "to";
    bool changed = false;
    if (is_day(field)) {
        const Date today = local_time(desk.now(), desk.context.utc_offset_minutes()).date;
        changed = kit::date_field(ui, id, edit.text, today, {.label = say(ui, label)});
    } else {
        const bool is_money = std::holds_alternative<k::Money>(field.kind);
        const bool is_percent = std::holds_alternative<k::Percent>(field.kind);
        changed = kit::text_field(ui, id, edit.text,
                                  {.label = say(ui, label),
                                   .prefix = is_money ? "¥" : "",
                                   .suffix = is_percent ? "%" : "",
                                   .kind = kit::InputKind::decimal})
                      .changed;
    }
    if (!changed) {
        return;
    }
    stored.clear();
    if (is_day(field)) {
        if (const auto date = parse_date(trim(edit.text))) {
            stored = std::to_string(days_since_epoch(*date));
        }
    } else if (const auto value = model::parse_value(field, edit.text)) {
        const auto* number = std::get_if<std::int64_t>(&*value);
        stored = number == nullptr ? "" : std::to_string(*number);
    }
}

bool FilterPanel::draw_end(kit::Ui& ui, std::optional<std::int64_t> count) {
    const kit::Row row(ui, {.gap = 8, .height = kit::metric::touch});
    const bool clears =
        !lines_.empty() && kit::button(ui, say(ui, Say::clear_filters), {.kind = kit::ButtonKind::ghost});
    kit::spring(ui);
    const std::string words =
        count ? say(ui, Say::show_matches, {{"count", group_thousands(*count)}}) : std::string(say(ui, Say::done));
    if (kit::button(ui, words, {.kind = kit::ButtonKind::primary, .id = "show"})) {
        is_open_ = false;
    }
    return clears;
}

}  // namespace xingke::ui
