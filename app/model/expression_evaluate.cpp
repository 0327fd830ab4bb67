#include "app/model/expression_evaluate.h"

#include <algorithm>
#include <optional>

#include "app/model/expression_functions.h"

namespace xingke::model {
namespace {

bool is_yes(const Value& value) {
    const auto* yes = std::get_if<bool>(&value);
    return yes != nullptr && *yes;
}

// Rule (4): of numbers and of texts, no for anything else.
bool compares(Function function, const Value& left, const Value& right) {
    if (is_empty(left) || is_empty(right) || left.index() != right.index()) {
        return false;
    }
    const std::strong_ordering order = [&] {
        if (const auto* text = std::get_if<std::string>(&left)) {
            return text->compare(std::get<std::string>(right)) <=> 0;
        }
        if (const auto* number = std::get_if<std::int64_t>(&left)) {
            return *number <=> std::get<std::int64_t>(right);
        }
        return std::strong_ordering::equal;
    }();
    switch (function) {
        case Function::less:
            return order < 0;
        case Function::at_most:
            return order <= 0;
        case Function::greater:
            return order > 0;
        default:
            return order >= 0;
    }
}

class Evaluator {
public:
    Evaluator(const Record& record, const ExpressionContext& context) : record_(record), context_(context) {}

    Value value(const Expression& expression) const {
        if (const auto* literal = std::get_if<Literal>(&expression.node)) {
            return literal->value;
        }
        if (const auto* path = std::get_if<FieldPath>(&expression.node)) {
            return value_as(path->kind, raw(*path));
        }
        if (const auto* rollup = std::get_if<Rollup>(&expression.node)) {
            return rolled_up(*rollup);
        }
        const auto& call = std::get<Call>(expression.node);
        return called(call.function, call.arguments);
    }

private:
    Value raw(const FieldPath& path) const {
        // A copy, because find() may reuse what it pointed to.
        Record step;
        const Record* record = &record_;
        for (std::size_t i = 0; i + 1 < path.steps.size(); ++i) {
            const bool is_me = i == 0 && path.steps[0] == me_step;
            const auto* id = is_me ? &context_.me : std::get_if<RecordId>(&value_of(*record, path.steps[i]));
            const bool leads_nowhere = id == nullptr || context_.records == nullptr || (is_me && id->is_nil());
            const Record* next = leads_nowhere ? nullptr : context_.records->find(*id);
            if (next == nullptr || !is_alive(*next)) {
                return Empty{};
            }
            step = *next;
            record = &step;
        }
        const bool is_nothing = path.steps.empty() || path.steps.back() == me_step;
        return is_nothing ? Value(Empty{}) : value_of(*record, path.steps.back());
    }

    Value called(Function function, const std::vector<Expression>& arguments) const {
        const FunctionEntry* entry = find_function(function);
        if (entry == nullptr || arguments.size() < entry->argument_count_min) {
            return Empty{};
        }
        const auto is_yes_at = [&](const Expression& argument) { return is_yes(value(argument)); };
        switch (function) {
            case Function::logical_and:
                return std::ranges::all_of(arguments, is_yes_at);
            case Function::logical_or:
                return std::ranges::any_of(arguments, is_yes_at);
            case Function::logical_not:
                return !is_yes_at(arguments[0]);
            case Function::equal:
                return value(arguments[0]) == value(arguments[1]);
            case Function::not_equal:
                return value(arguments[0]) != value(arguments[1]);
            case Function::less:
            case Function::at_most:
            case Function::greater:
            case Function::at_least:
                return compares(function, value(arguments[0]), value(arguments[1]));
            case Function::is_set:
                return is_set(arguments[0]);
            case Function::coalesce:
                return first_set(arguments);
            case Function::if_else:
                return value(arguments[is_yes_at(arguments[0]) ? 1 : 2]);
            case Function::one_of:
                return is_one_of(arguments);
            case Function::today:
                return today();
            case Function::now:
                return context_.now.ms;
            case Function::me:
                return context_.me.is_nil() ? Value(Empty{}) : Value(context_.me);
            default:
                break;
        }
        std::vector<Value> values;
        values.reserve(arguments.size() + 1);
        for (const Expression& argument : arguments) {
            values.push_back(value(argument));
        }
        if (function == Function::date_of) {
            values.emplace_back(std::int64_t{context_.utc_offset_minutes});
        }
        return compute(function, values);
    }

    bool is_set(const Expression& argument) const {
        const auto* path = std::get_if<FieldPath>(&argument.node);
        if (path != nullptr && path->kind == ExpressionKind::yes_no) {
            return std::holds_alternative<bool>(raw(*path));
        }
        return !is_empty(value(argument));
    }

    Value first_set(const std::vector<Expression>& arguments) const {
        for (const Expression& argument : arguments) {
            Value candidate = value(argument);
            if (!is_empty(candidate)) {
                return candidate;
            }
        }
        return Empty{};
    }

    bool is_one_of(const std::vector<Expression>& arguments) const {
        const Value wanted = value(arguments[0]);
        return !is_empty(wanted) && std::any_of(arguments.begin() + 1, arguments.end(),
                                                [&](const Expression& argument) { return value(argument) == wanted; });
    }

    Value today() const {
        const Value arguments[] = {context_.now.ms, std::int64_t{context_.utc_offset_minutes}};
        return compute(Function::date_of, arguments);
    }

    Value rolled_up(const Rollup& rollup) const {
        std::int64_t count = 0;
        ExactSum sum;
        std::optional<std::int64_t> least, most;
        if (context_.records != nullptr) {
            for (const Record& child : context_.records->children(rollup.child, rollup.via, record_.id)) {
                if (!is_alive(child) || !counts(rollup, child)) {
                    continue;
                }
                ++count;
                const Value value = rollup.value.empty() ? Value(Empty{}) : of_child(rollup.value[0], child);
                if (const auto* number = std::get_if<std::int64_t>(&value)) {
                    sum.add(*number);
                    least = std::min(least.value_or(*number), *number);
                    most = std::max(most.value_or(*number), *number);
                }
            }
        }
        const auto optional = [](std::optional<std::int64_t> number) {
            return number ? Value(*number) : Value(Empty{});
        };
        switch (rollup.of) {
            case Rollup::Of::count:
                return count;
            case Rollup::Of::sum:
                return optional(sum.total());
            case Rollup::Of::least:
                return optional(least);
            case Rollup::Of::most:
                return optional(most);
        }
        return Empty{};
    }

    Value of_child(const Expression& expression, const Record& child) const {
        return Evaluator(child, context_).value(expression);
    }
    bool counts(const Rollup& rollup, const Record& child) const {
        return rollup.where.empty() || is_yes(of_child(rollup.where[0], child));
    }

    const Record& record_;
    const ExpressionContext& context_;
};

}  // namespace

Value evaluate(const Expression& expression, const Record& record, const ExpressionContext& context) {
    return Evaluator(record, context).value(expression);
}

bool holds(const Expression& condition, const Record& record, const ExpressionContext& context) {
    return is_yes(evaluate(condition, record, context));
}

}  // namespace xingke::model
