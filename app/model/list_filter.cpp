#include "app/model/list_filter.h"

#include <algorithm>
#include <charconv>

#include "app/base/text.h"
#include "app/model/expression_check.h"

namespace xingke::model {
namespace {

using Test = Condition::Test;

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

Expression call(Function function, std::vector<Expression> arguments) {
    return {Call{function, std::move(arguments)}};
}

Expression negated(Expression condition) {
    return call(Function::logical_not, {std::move(condition)});
}

// One alone needs no call.
Expression joined(Function function, std::vector<Expression> all) {
    return all.size() == 1 ? std::move(all.front()) : call(function, std::move(all));
}

Error unfit() {
    return {Fault::invalid_input, {Text::filter_unfit, {}}, "a condition of a filter fits its field no more"};
}

// One condition as an expression.
class Building {
public:
    Building(const Field& field, const Condition& condition, const FilterMoment& moment)
        : field_(field), condition_(condition), moment_(moment), kind_(kind_of(field.kind)) {}

    Result<Expression> build() const {
        switch (condition_.test) {
            case Test::any_of:
                return any_of();
            case Test::none_of:
                return negated(TRY(any_of()));
            case Test::contains:
                return contains();
            case Test::lacks:
                return negated(contains());
            case Test::between:
                return between();
            case Test::within:
                return within();
            case Test::is_empty:
                return negated(call(Function::is_set, {path()}));
            case Test::is_set:
                return call(Function::is_set, {path()});
        }
        return unfit();
    }

private:
    Expression path() const { return {FieldPath{{field_.id}, kind_}}; }
    Expression literal(Value value) const { return {Literal{kind_, std::move(value)}}; }
    Expression contains() const {
        return call(Function::contains, {path(), {Literal{ExpressionKind::text, condition_.values.front()}}});
    }

    Result<Expression> any_of() const {
        std::vector<Expression> alternatives;
        for (const std::string& value : condition_.values) {
            alternatives.push_back(TRY(equals(value)));
        }
        return joined(Function::logical_or, std::move(alternatives));
    }

    Result<Expression> equals(const std::string& value) const {
        const Expression text = {Literal{ExpressionKind::text, value}};
        if (std::holds_alternative<kind::YesNo>(field_.kind)) {
            return value == "yes" ? path() : negated(path());
        }
        if (std::holds_alternative<kind::Choices>(field_.kind)) {
            return call(Function::has, {path(), text});
        }
        if (std::holds_alternative<kind::Region>(field_.kind)) {
            return call(Function::starts_with, {path(), text});  // of a province: all of its cities
        }
        if (std::holds_alternative<kind::Reference>(field_.kind)) {
            const auto id = value == "me" ? std::optional(moment_.me)
                                          : parse_id<RecordTag>(std::string_view(value).substr(0, value.find(' ')));
            return id ? call(Function::equal, {path(), literal(*id)}) : Result<Expression>(unfit());
        }
        return call(Function::equal, {path(), text});
    }

    Result<Expression> between() const {
        std::vector<Expression> bounds;
        for (std::size_t i = 0; i < condition_.values.size() && i < 2; ++i) {
            if (!condition_.values[i].empty()) {
                const auto number = number_in(condition_.values[i]);
                if (!number) {
                    return unfit();
                }
                bounds.push_back(i == 0 ? from(*number) : to(*number));
            }
        }
        return joined(Function::logical_and, std::move(bounds));
    }

    Result<Expression> within() const {
        const auto span = span_of(condition_.values.front(), moment_.today);
        return span ? call(Function::logical_and, {from(span->first), to(span->last)}) : Result<Expression>(unfit());
    }

    bool is_time() const { return kind_ == ExpressionKind::date_time; }
    std::int64_t midnight(std::int64_t day) const {
        return instant_of({.date = date_of_days(day)}, moment_.utc_offset_minutes).ms;
    }
    Expression from(std::int64_t number) const {
        return call(Function::at_least, {path(), literal(is_time() ? midnight(number) : number)});
    }
    Expression to(std::int64_t number) const {
        return is_time() ? call(Function::less, {path(), literal(midnight(number + 1))})
                         : call(Function::at_most, {path(), literal(number)});
    }

    const Field& field_;
    const Condition& condition_;
    const FilterMoment& moment_;
    ExpressionKind kind_;
};

template <class... Kinds>
bool is_one_of(const Kind& kind) {
    return (std::holds_alternative<Kinds>(kind) || ...);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace

std::vector<Test> tests_of(const Kind& kind) {
    if (is_one_of<kind::YesNo>(kind)) {
        return {Test::any_of};
    }
    if (is_one_of<kind::Place>(kind)) {
        return {Test::is_set, Test::is_empty};
    }
    if (is_one_of<kind::Date, kind::DateTime>(kind)) {
        return {Test::within, Test::between, Test::is_empty, Test::is_set};
    }
    if (is_one_of<kind::Number, kind::Money, kind::Percent>(kind)) {
        return {Test::between, Test::is_empty, Test::is_set};
    }
    if (is_one_of<kind::Text, kind::Digits, kind::Phone, kind::Email>(kind)) {
        return {Test::contains, Test::lacks, Test::is_empty, Test::is_set};
    }
    return {Test::any_of, Test::none_of, Test::is_empty, Test::is_set};
}

bool is_complete(const Condition& condition) {
    if (condition.test == Test::is_empty || condition.test == Test::is_set) {
        return true;
    }
    return std::ranges::any_of(condition.values, [](const std::string& value) { return !trim(value).empty(); });
}

std::optional<DaySpan> span_of(std::string_view word, Date today) {
    const std::int64_t day = days_since_epoch(today);
    const std::int64_t monday = day - (weekday(today) - 1);
    const std::int64_t first = day - (today.day - 1);
    const auto month_after = [](Date date) {
        return date.month == 12 ? Date{date.year + 1, 1, 1} : Date{date.year, date.month + 1, 1};
    };
    Date before = date_of_days(first - 1);
    before.day = 1;
    const std::pair<std::string_view, DaySpan> spans[] = {
        {"today", {day, day}},
        {"yesterday", {day - 1, day - 1}},
        {"this_week", {monday, monday + 6}},
        {"last_week", {monday - 7, monday - 1}},
        {"this_month", {first, days_since_epoch(month_after(today)) - 1}},
        {"last_month", {days_since_epoch(before), first - 1}},
        {"this_year", {days_since_epoch({today.year, 1, 1}), days_since_epoch({today.year, 12, 31})}},
        {"last_7", {day - 6, day}},
        {"last_30", {day - 29, day}},
        {"next_7", {day, day + 6}},
        {"next_30", {day, day + 29}},
    };
    for (const auto& [name, span] : spans) {
        if (name == word) {
            return span;
        }
    }
    return {};
}

Result<std::optional<Expression>> expression_of(const ListFilter& filter, const RecordType& type,
                                                const Catalogue& catalogue, const FilterMoment& moment) {
    std::vector<Expression> all;
    for (const Condition& condition : filter.conditions) {
        if (!is_complete(condition)) {
            continue;
        }
        const Field* const field = find_field(type, condition.field);
        if (field == nullptr || std::ranges::count(tests_of(field->kind), condition.test) == 0) {
            return unfit();
        }
        Expression expression = TRY(Building(*field, condition, moment).build());
        if (!check_gives(ExpressionKind::yes_no, expression, type, catalogue)) {
            return unfit();
        }
        all.push_back(std::move(expression));
    }
    if (all.empty()) {
        return std::optional<Expression>();
    }
    return std::optional(joined(filter.joins_by_any ? Function::logical_or : Function::logical_and, std::move(all)));
}

std::string print_filter(const ListFilter& filter) {
    std::string text = filter.joins_by_any ? "any" : "all";
    for (const Condition& condition : filter.conditions) {
        if (is_complete(condition)) {
            text += "\n" + std::to_string(condition.field) + "\t" + std::to_string(static_cast<int>(condition.test));
            for (const std::string& value : condition.values) {
                text += "\t" + value;
            }
        }
    }
    return text;
}

ListFilter parse_filter(std::string_view text) {
    ListFilter filter;
    const std::vector<std::string_view> lines = split(text, '\n');
    filter.joins_by_any = lines.front() == "any";
    for (std::size_t i = 1; i < lines.size() && filter.conditions.size() < condition_count_max; ++i) {
        const std::vector<std::string_view> parts = split(lines[i], '\t');
        const std::int64_t field = number_in(parts.front()).value_or(-1);
        const std::int64_t test = parts.size() > 1 ? number_in(parts[1]).value_or(-1) : -1;
        if (field < 0 || field > UINT16_MAX || test < 0 || test > static_cast<int>(Test::is_set)) {
            continue;
        }
        Condition condition{static_cast<FieldId>(field), static_cast<Test>(test), {}};
        condition.values.assign(parts.begin() + 2, parts.end());
        if (is_complete(condition)) {
            filter.conditions.push_back(std::move(condition));
        }
    }
    return filter;
}

}  // namespace xingke::model
