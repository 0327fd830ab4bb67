#include "app/model/expression_check.h"

#include <algorithm>

#include "app/base/date.h"
#include "app/base/text.h"

namespace xingke::model {
namespace {

using enum ExpressionKind;

Error wrong(Text key, std::vector<MessageArgument> arguments = {}) {
    return {Fault::invalid_input, {key, std::move(arguments)}, ""};
}

std::string label_of(Function function) {
    const FunctionEntry* entry = find_function(function);
    if (entry == nullptr) {
        return "?";
    }
    return std::string(entry->symbol.empty() ? entry->name : entry->symbol);
}

bool is_amount(ExpressionKind kind) {
    return kind == integer || kind == money || kind == percent;
}
bool is_ordered(const ExpressionType& type) {
    return is_amount(type.kind) || type.kind == date || type.kind == date_time ||
           (type.kind == text && type.choice == nullptr);
}
bool is_scalar(ExpressionKind kind) {
    return is_amount(kind) || kind == date || kind == date_time || kind == text || kind == reference || kind == nothing;
}

// The typing of one call; each rule either returns what the call gives or refuses.
class CallRules {
public:
    CallRules(Function function, std::span<const ExpressionType> arguments)
        : function_(function), arguments_(arguments) {}

    Result<ExpressionType> result() const {
        const FunctionEntry* entry = find_function(function_);
        if (entry == nullptr || arguments_.size() < entry->argument_count_min ||
            arguments_.size() > entry->argument_count_max) {
            return wrong(Text::expression_argument_count, {argument("function", label_of(function_))});
        }
        switch (function_) {
            case Function::logical_and:
            case Function::logical_or:
            case Function::logical_not:
                return takes({}, yes_no, yes_no);
            case Function::equal:
            case Function::not_equal:
                return equality();
            case Function::one_of:
                return membership();
            case Function::less:
            case Function::at_most:
            case Function::greater:
            case Function::at_least:
                return ordering();
            case Function::add:
            case Function::subtract:
                return sum();
            case Function::multiply:
                return product();
            case Function::negate:
                return is_amount(kind(0)) ? gives(kind(0)) : refuse(0);
            case Function::is_set:
                return kind(0) == nothing ? refuse(0) : gives(yes_no);
            case Function::coalesce:
                return alike(0, false);
            case Function::if_else:
                return kind(0) == yes_no ? alike(1, true) : refuse(0);
            case Function::length:
                return kind(0) == text || kind(0) == elements ? gives(integer) : refuse(0);
            case Function::has:
                return element();
            default:
                return plain();
        }
    }

private:
    // Functions whose arguments have fixed kinds.
    Result<ExpressionType> plain() const {
        switch (function_) {
            case Function::contains:
            case Function::starts_with:
                return takes({}, text, yes_no);
            case Function::lower:
            case Function::concat:
                return takes({}, text, text);
            case Function::today:
                return gives(date);
            case Function::now:
                return gives(date_time);
            case Function::me:
                return ExpressionType{.kind = reference, .target = "user"};
            case Function::days_between:
                return takes({}, date, integer);
            case Function::hours_between:
                return takes({}, date_time, integer);
            case Function::date_of:
                return takes({}, date_time, date);
            case Function::year:
            case Function::month:
            case Function::day:
                return takes({}, date, integer);
            case Function::percent_of:
                return kind(0) != money ? refuse(0) : takes({money}, percent, money);
            case Function::ratio:
                return kind(0) != money && kind(0) != integer ? refuse(0) : takes({}, kind(0), percent);
            default:
                return refuse(0);
        }
    }

    ExpressionKind kind(std::size_t index) const { return arguments_[index].kind; }
    static Result<ExpressionType> gives(ExpressionKind kind) { return ExpressionType{.kind = kind}; }

    Error refuse(std::size_t index) const {
        return wrong(Text::expression_wrong_kind,
                     {argument("function", label_of(function_)), argument("kind", title_of(kind(index)))});
    }
    Error differ(std::size_t left, std::size_t right) const {
        return wrong(Text::expression_kinds_differ,
                     {argument("function", label_of(function_)), argument("left", title_of(kind(left))),
                      argument("right", title_of(kind(right)))});
    }

    // The first arguments have the kinds of `first`, all others are `rest`.
    Result<ExpressionType> takes(std::vector<ExpressionKind> first, ExpressionKind rest, ExpressionKind result) const {
        for (std::size_t i = 0; i < arguments_.size(); ++i) {
            if (kind(i) != (i < first.size() ? first[i] : rest)) {
                return refuse(i);
            }
        }
        return gives(result);
    }

    // Both may stand on the two sides of ==.
    Result<void> require_comparable(std::size_t left, std::size_t right) const {
        const ExpressionType& a = arguments_[left];
        const ExpressionType& b = arguments_[right];
        if (a.kind == nothing || b.kind == nothing) {
            return {};
        }
        if (a.kind != b.kind) {
            return differ(left, right);
        }
        if (a.kind == reference && !a.target.empty() && !b.target.empty() && a.target != b.target) {
            return wrong(Text::expression_targets_differ, {argument("function", label_of(function_)),
                                                           argument("left", a.target), argument("right", b.target)});
        }
        TRY(require_option(a, b));
        TRY(require_option(b, a));
        return {};
    }

    static Result<void> require_option(const ExpressionType& choice, const ExpressionType& literal) {
        if (choice.choice == nullptr || literal.literal == nullptr) {
            return {};
        }
        const std::vector<Option>& options = *options_of(*choice.choice);
        if (std::ranges::find(options, *literal.literal, &Option::key) == options.end()) {
            return wrong(Text::not_option,
                         {argument("field", choice.choice->title), argument("value", *literal.literal)});
        }
        return {};
    }

    Result<ExpressionType> equality() const {
        for (std::size_t i = 0; i < 2; ++i) {
            if (!is_scalar(kind(i)) && kind(i) != yes_no) {
                return refuse(i);
            }
            // yes_no is never empty, so a comparison with `empty` says less than its author thinks.
            if (kind(i) == nothing && kind(1 - i) == yes_no) {
                return differ(0, 1);
            }
        }
        TRY(require_comparable(0, 1));
        return gives(yes_no);
    }

    Result<ExpressionType> membership() const {
        for (std::size_t i = 0; i < arguments_.size(); ++i) {
            if (!is_scalar(kind(i)) || kind(i) == nothing) {
                return refuse(i);
            }
            TRY(require_comparable(0, i));
        }
        return gives(yes_no);
    }

    Result<ExpressionType> ordering() const {
        for (std::size_t i = 0; i < 2; ++i) {
            if (!is_ordered(arguments_[i])) {
                return refuse(i);
            }
        }
        return kind(0) == kind(1) ? gives(yes_no) : Result<ExpressionType>(differ(0, 1));
    }

    Result<ExpressionType> sum() const {
        if (is_amount(kind(0))) {
            return kind(0) == kind(1) ? gives(kind(0)) : Result<ExpressionType>(differ(0, 1));
        }
        if (kind(0) != date) {
            return refuse(0);
        }
        if (kind(1) == integer) {
            return gives(date);
        }
        const bool is_difference = function_ == Function::subtract && kind(1) == date;
        return is_difference ? gives(integer) : Result<ExpressionType>(differ(0, 1));
    }

    Result<ExpressionType> product() const {
        for (std::size_t i = 0; i < 2; ++i) {
            if (!is_amount(kind(i))) {
                return refuse(i);
            }
        }
        if (kind(0) != integer && kind(1) != integer) {
            return differ(0, 1);
        }
        return gives(kind(0) == integer ? kind(1) : kind(0));
    }

    // All from `first` on are of one kind, or empty.
    Result<ExpressionType> alike(std::size_t first, bool takes_yes_no) const {
        std::size_t known = first;
        for (std::size_t i = first; i < arguments_.size(); ++i) {
            if (!is_scalar(kind(i)) && !(takes_yes_no && kind(i) == yes_no)) {
                return refuse(i);
            }
            if (kind(known) == nothing) {
                known = i;
            }
        }
        ExpressionType result = arguments_[known];
        result.literal = nullptr;
        for (std::size_t i = first; i < arguments_.size(); ++i) {
            TRY(require_comparable(known, i));
            if (kind(known) == yes_no && kind(i) == nothing) {
                return differ(known, i);
            }
            // What is not from the same choice may hold other keys than its options.
            if (kind(i) != nothing && arguments_[i].choice != result.choice && arguments_[i].literal == nullptr) {
                result.choice = nullptr;
            }
            if (kind(i) == reference && arguments_[i].target != result.target) {
                result.target.clear();
            }
        }
        return result;
    }

    Result<ExpressionType> element() const {
        // Among records a record is looked for, among choices a key.
        const bool is_of_records = !arguments_[0].target.empty();
        if (kind(0) != elements || kind(1) != (is_of_records ? reference : text)) {
            return refuse(kind(0) != elements ? 0 : 1);
        }
        if (is_of_records && !arguments_[1].target.empty() && arguments_[0].target != arguments_[1].target) {
            return wrong(Text::expression_targets_differ,
                         {argument("function", label_of(function_)), argument("left", arguments_[0].target),
                          argument("right", arguments_[1].target)});
        }
        TRY(require_option(arguments_[0], arguments_[1]));
        return gives(yes_no);
    }

    Function function_;
    std::span<const ExpressionType> arguments_;
};

Result<ExpressionType> type_of_literal(const Literal& literal) {
    if (value_as(literal.kind, literal.value) != literal.value) {
        return wrong(Text::expression_damaged);
    }
    const auto* text_value = std::get_if<std::string>(&literal.value);
    if (text_value != nullptr && !is_valid_utf8(*text_value)) {
        return wrong(Text::expression_damaged);
    }
    return ExpressionType{.kind = literal.kind, .literal = text_value};
}

class Checker {
public:
    Checker(const Catalogue& catalogue) : catalogue_(catalogue) {}

    Result<ExpressionType> type_of_expression(const Expression& expression, const RecordType& type) const {
        if (const auto* literal = std::get_if<Literal>(&expression.node)) {
            return type_of_literal(*literal);
        }
        if (const auto* path = std::get_if<FieldPath>(&expression.node)) {
            const PathEnd end = TRY(follow(*path, type, catalogue_));
            if (kind_of(end.field->kind) != path->kind) {
                return wrong(Text::expression_damaged);
            }
            return type_of(*end.field);
        }
        if (const auto* rollup = std::get_if<Rollup>(&expression.node)) {
            return type_of_rollup(*rollup, type);
        }
        const auto& call = std::get<Call>(expression.node);
        std::vector<ExpressionType> types;
        for (const Expression& part : call.arguments) {
            types.push_back(TRY(type_of_expression(part, type)));
        }
        return type_of_call(call.function, types);
    }

private:
    Result<ExpressionType> type_of_rollup(const Rollup& rollup, const RecordType& type) const {
        if (depth_ > 0) {
            return wrong(Text::expression_rollup_in_rollup);
        }
        const RecordType* child = catalogue_.find(rollup.child);
        if (child == nullptr) {
            return wrong(Text::expression_unknown_type, {argument("name", std::to_string(rollup.child))});
        }
        const Field* via = find_field(*child, rollup.via);
        const auto* link = via == nullptr ? nullptr : std::get_if<kind::Reference>(&via->kind);
        if (link == nullptr || link->type != type.name) {
            return wrong(Text::expression_not_a_child, {argument("child", child->title),
                                                        via == nullptr ? argument("field", std::to_string(rollup.via))
                                                                       : argument("field", via->title),
                                                        argument("type", type.title)});
        }
        if (rollup.value.size() > 1 || rollup.where.size() > 1 ||
            rollup.value.empty() != (rollup.of == Rollup::Of::count)) {
            return wrong(Text::expression_argument_count, {argument("function", std::string(name_of(rollup.of)))});
        }
        Checker inner(catalogue_);
        inner.depth_ = depth_ + 1;
        if (!rollup.where.empty()) {
            const ExpressionType where = TRY(inner.type_of_expression(rollup.where[0], *child));
            TRY(require_kind(rollup, where, {yes_no}));
        }
        if (rollup.of == Rollup::Of::count) {
            return ExpressionType{.kind = integer};
        }
        const ExpressionType value = TRY(inner.type_of_expression(rollup.value[0], *child));
        if (rollup.of == Rollup::Of::sum) {
            TRY(require_kind(rollup, value, {integer, money, percent}));
        } else {
            TRY(require_kind(rollup, value, {integer, money, percent, date, date_time}));
        }
        return ExpressionType{.kind = value.kind};
    }

    static Result<void> require_kind(const Rollup& rollup, const ExpressionType& type,
                                     std::vector<ExpressionKind> kinds) {
        if (std::ranges::find(kinds, type.kind) != kinds.end()) {
            return {};
        }
        return wrong(Text::expression_wrong_kind,
                     {argument("function", std::string(name_of(rollup.of))), argument("kind", title_of(type.kind))});
    }

    const Catalogue& catalogue_;
    int depth_ = 0;
};

Error not_wanted(ExpressionKind wanted, ExpressionKind given) {
    return wrong(Text::expression_wanted, {argument("wanted", title_of(wanted)), argument("kind", title_of(given))});
}

}  // namespace

Result<ExpressionType> check(const Expression& expression, const RecordType& type, const Catalogue& catalogue) {
    const ExpressionSize size = size_of(expression);
    if (size.node_count > expression_node_count_max) {
        return wrong(Text::expression_too_large, {argument("max", std::to_string(expression_node_count_max))});
    }
    if (size.depth > expression_depth_max) {
        return wrong(Text::expression_too_deep, {argument("max", std::to_string(expression_depth_max))});
    }
    return Checker(catalogue).type_of_expression(expression, type);
}

Result<void> check_gives(ExpressionKind wanted, const Expression& expression, const RecordType& type,
                         const Catalogue& catalogue) {
    const ExpressionType given = TRY(check(expression, type, catalogue));
    if (given.kind != wanted) {
        return not_wanted(wanted, given.kind);
    }
    return {};
}

Result<void> check_fits(const Field& field, const Expression& expression, const RecordType& type,
                        const Catalogue& catalogue) {
    const ExpressionType given = TRY(check(expression, type, catalogue));
    const ExpressionType wanted = type_of(field);
    if (given.kind == nothing) {
        return {};
    }
    if (given.kind != wanted.kind) {
        return not_wanted(wanted.kind, given.kind);
    }
    if (given.kind == elements || given.kind == place) {
        return {};
    }
    TRY(type_of_call(Function::equal, std::vector<ExpressionType>{wanted, given}));
    return {};
}

Result<ExpressionType> type_of_call(Function function, std::span<const ExpressionType> arguments) {
    return CallRules(function, arguments).result();
}

ExpressionType type_of(const Field& field) {
    ExpressionType type{.kind = kind_of(field.kind)};
    if (options_of(field) != nullptr) {
        type.choice = &field;
    }
    type.target = type_referred_to(field.kind);
    return type;
}

Result<PathEnd> follow(const FieldPath& path, const RecordType& type, const Catalogue& catalogue) {
    if (path.steps.empty() || path.steps.size() > expression_step_count_max) {
        return wrong(Text::expression_too_many_steps, {argument("max", std::to_string(expression_step_count_max))});
    }
    PathEnd end{nullptr, &type};
    const bool begins_with_me = path.steps[0] == me_step && path.steps.size() > 1;
    if (begins_with_me) {
        end.type = catalogue.find("user");
        if (end.type == nullptr) {
            return wrong(Text::expression_unknown_type, {argument("name", "user")});
        }
    }
    for (const FieldId step : std::span(path.steps).subspan(begins_with_me ? 1 : 0)) {
        if (end.field != nullptr) {
            const auto* link = std::get_if<kind::Reference>(&end.field->kind);
            end.type = link == nullptr ? nullptr : catalogue.find(link->type);
            if (end.type == nullptr) {
                return wrong(Text::expression_not_a_reference, {argument("name", end.field->title)});
            }
        }
        const Field* next = find_field(*end.type, step);
        if (next == nullptr) {
            return wrong(Text::expression_unknown_field,
                         {argument("type", end.type->title), argument("name", std::to_string(step))});
        }
        end.field = next;
    }
    return end;
}

const std::vector<Option>* options_of(const Field& field) {
    if (const auto* choice = std::get_if<kind::Choice>(&field.kind)) {
        return &choice->options;
    }
    if (const auto* choices = std::get_if<kind::Choices>(&field.kind)) {
        return &choices->options;
    }
    return nullptr;
}

}  // namespace xingke::model
