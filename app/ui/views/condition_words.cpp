#include "app/ui/views/condition_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "app/base/date.h"
#include "app/ui/views/field_display.h"

namespace xingke::ui::views {
namespace {

using Test = model::Condition::Test;

constexpr std::array span_titles = {Say::today,          Say::span_yesterday,  Say::span_this_week,
                                    Say::span_last_week, Say::span_this_month, Say::span_last_month,
                                    Say::span_this_year, Say::span_last_7,     Say::span_last_30,
                                    Say::span_next_7,    Say::span_next_30};
static_assert(span_titles.size() == std::size(model::day_spans));

// A stored number as the field shows it; days for dates and times alike.
std::string number_words(const kit::Ui& ui, const model::Field& field, const std::string& stored) {
    std::int64_t number = 0;
    std::from_chars(stored.data(), stored.data() + stored.size(), number);
    return std::holds_alternative<model::kind::DateTime>(field.kind) ? print(date_of_days(number))
                                                                     : display_text(ui, field, number, {});
}

std::string range_words(const kit::Ui& ui, const model::Field& field, const std::vector<std::string>& bounds) {
    const bool has_from = !bounds.empty() && !bounds[0].empty(), has_to = bounds.size() > 1 && !bounds[1].empty();
    const std::string from = has_from ? number_words(ui, field, bounds[0]) : "";
    const std::string to = has_to ? number_words(ui, field, bounds[1]) : "";
    return has_from && has_to ? from + " – " + to : has_from ? "≥ " + from : "≤ " + to;
}

}  // namespace

Say title_of(Test test) {
    constexpr std::array titles = {Say::test_any_of,  Say::test_none_of, Say::test_contains, Say::test_lacks,
                                   Say::test_between, Say::test_within,  Say::test_is_empty, Say::test_is_set};
    return titles[static_cast<std::size_t>(test)];
}

Say title_of_span(std::size_t index) {
    return span_titles[index];
}

std::string word_of(const kit::Ui& ui, const model::Field& field, const std::string& value) {
    if (std::holds_alternative<model::kind::YesNo>(field.kind)) {
        return std::string(say(ui, value == "yes" ? Say::yes : Say::no));
    }
    if (std::holds_alternative<model::kind::Reference>(field.kind)) {
        return value == "me" ? std::string(say(ui, Say::me_as_person)) : value.substr(value.find(' ') + 1);
    }
    const bool is_set = std::holds_alternative<model::kind::Choices>(field.kind);
    return display_text(ui, field, is_set ? model::Value(model::Elements{value}) : model::Value(value), {});
}

std::string value_words(const kit::Ui& ui, const model::Field& field, const model::Condition& condition) {
    const std::string_view between = ui.language == Language::chinese ? "、" : ", ";
    std::string words;
    switch (condition.test) {
        case Test::is_empty:
        case Test::is_set:
            return std::string(say(ui, title_of(condition.test)));
        case Test::between:
            return range_words(ui, field, condition.values);
        case Test::within:
            for (std::size_t i = 0; i < span_titles.size(); ++i) {
                words = model::day_spans[i] == condition.values.front() ? say(ui, span_titles[i]) : words;
            }
            return words;
        case Test::any_of:
        case Test::none_of:
            for (const std::string& value : condition.values) {
                words += (words.empty() ? "" : between);
                words += word_of(ui, field, value);
            }
            break;
        case Test::contains:
        case Test::lacks:
            words = condition.values.front();
            break;
    }
    const bool denies = condition.test == Test::none_of || condition.test == Test::lacks;
    return denies ? std::string(say(ui, title_of(condition.test))) + " " + words : words;
}

bool is_offered_first(const model::RecordType& type, const model::Field& field) {
    return std::ranges::find(type.filter_fields, field.name) != type.filter_fields.end();
}

std::vector<const model::Field*> filter_fields(const model::RecordType& type) {
    std::vector<const model::Field*> fields;
    for (const std::string& name : type.filter_fields) {
        if (const model::Field* field = model::find_field(type, name)) {
            fields.push_back(field);
        }
    }
    for (const model::Field& field : type.fields) {
        const bool is_of_bin = field.id == model::common_field::remover || field.id == model::common_field::removed;
        if (!is_of_bin && !model::is_derived(field.id) && !is_offered_first(type, field)) {
            fields.push_back(&field);
        }
    }
    return fields;
}

}  // namespace xingke::ui::views
