#include "app/model/expression_parse.h"

#include <algorithm>
#include <utility>

#include "app/base/date.h"
#include "app/base/text.h"
#include "app/model/expression_check.h"
#include "app/model/expression_syntax.h"

namespace xingke::model {
namespace {

constexpr std::size_t decimal_count = 2;  // of yuan in fen, of percent in hundredths

struct Typed {
    Expression expression;
    ExpressionType type;
};

// A name, then a title in either language.
const Field* find_by_name_or_title(const RecordType& type, std::string_view name) {
    if (const Field* field = find_field(type, name)) {
        return field;
    }
    const auto has_title = [&](const Field& field) {
        return field.title.chinese == name || field.title.english == name;
    };
    const auto found = std::ranges::find_if(type.fields, has_title);
    return found == type.fields.end() ? nullptr : &*found;
}

const RecordType* find_by_name_or_title(const Catalogue& catalogue, std::string_view name) {
    if (const RecordType* type = catalogue.find(name)) {
        return type;
    }
    const auto has_title = [&](const RecordType& type) {
        return type.title.chinese == name || type.title.english == name;
    };
    const auto found = std::ranges::find_if(catalogue.types(), has_title);
    return found == catalogue.types().end() ? nullptr : &*found;
}

// "12.5" with two decimals → 1250.
std::optional<std::int64_t> scaled(const Syntax& number, std::size_t decimals) {
    std::uint64_t value = 0;
    std::size_t decimals_seen = 0;
    bool is_behind_point = false;
    const auto take = [&](unsigned digit) {
        if (value > (UINT64_MAX - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
        return true;
    };
    for (const char c : number.text) {
        if (c == '.') {
            is_behind_point = true;
            continue;
        }
        decimals_seen += is_behind_point ? 1 : 0;
        if (decimals_seen > decimals || !take(static_cast<unsigned>(c - '0'))) {
            return std::nullopt;
        }
    }
    for (std::size_t i = decimals_seen; i < decimals; ++i) {
        if (!take(0)) {
            return std::nullopt;
        }
    }
    const std::uint64_t limit = static_cast<std::uint64_t>(INT64_MAX) + (number.is_negative ? 1 : 0);
    if (value > limit) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(number.is_negative ? 0 - value : value);
}

// "2026-11-21 09:05:00.123"
std::optional<std::int64_t> parse_instant(std::string_view text, int utc_offset_minutes) {
    const std::size_t point = text.rfind('.');
    std::int64_t ms = 0;
    // A point three places before the end, behind the seconds.
    if (point != std::string_view::npos && point + 4 == text.size() && text.find(':') < point) {
        for (const char c : text.substr(point + 1)) {
            if (c < '0' || c > '9') {
                return std::nullopt;
            }
            ms = ms * 10 + (c - '0');
        }
        text = text.substr(0, point);
    }
    const auto time = parse_date_time(text);
    if (!time) {
        return std::nullopt;
    }
    return instant_of(*time, utc_offset_minutes).ms + ms;
}

// Holds only numbers, texts and arithmetic of them, so that its kind is what stands beside it.
bool takes_any_kind(const Syntax& syntax) {
    switch (syntax.form) {
        case Syntax::Form::number:
            return syntax.mark == Syntax::Mark::none;
        case Syntax::Form::text:
            return true;
        case Syntax::Form::word:
            return true;
        case Syntax::Form::path:
            return false;
        case Syntax::Form::call:
            break;
    }
    const FunctionEntry* entry = find_function(syntax.text);
    const bool is_arithmetic =
        entry != nullptr && (entry->function == Function::add || entry->function == Function::subtract ||
                             entry->function == Function::negate);
    return is_arithmetic && std::ranges::all_of(syntax.arguments, takes_any_kind);
}

class Resolver {
public:
    Resolver(const RecordType& type, const Catalogue& catalogue, const ExpressionOptions& options)
        : type_(type), catalogue_(catalogue), options_(options) {}

    // `beside`: what the place expects of a number or a text, if it expects anything.
    Result<Typed> resolve(const Syntax& syntax, const ExpressionType* beside) const {
        switch (syntax.form) {
            case Syntax::Form::number:
                return number(syntax, beside);
            case Syntax::Form::text:
                return text(syntax, beside);
            case Syntax::Form::word:
                return word(syntax);
            case Syntax::Form::path:
                return path(syntax);
            case Syntax::Form::call:
                return call(syntax, beside);
        }
        return error_at(syntax.at, {Text::expression_damaged, {}});
    }

private:
    static Typed literal(ExpressionKind kind, Value value) {
        return {{Literal{kind, std::move(value)}}, {.kind = kind}};
    }

    static Result<Typed> number(const Syntax& syntax, const ExpressionType* beside) {
        ExpressionKind kind = ExpressionKind::integer;
        if (syntax.mark == Syntax::Mark::money) {
            kind = ExpressionKind::money;
        } else if (syntax.mark == Syntax::Mark::percent) {
            kind = ExpressionKind::percent;
        } else if (beside != nullptr &&
                   (beside->kind == ExpressionKind::money || beside->kind == ExpressionKind::percent)) {
            kind = beside->kind;
        }
        const auto value = scaled(syntax, kind == ExpressionKind::integer ? 0 : decimal_count);
        if (!value) {
            return error_at(syntax.at, {Text::expression_bad_number, {argument("value", syntax.text)}});
        }
        return literal(kind, *value);
    }

    Result<Typed> text(const Syntax& syntax, const ExpressionType* beside) const {
        const ExpressionKind wanted = beside == nullptr ? ExpressionKind::text : beside->kind;
        switch (wanted) {
            case ExpressionKind::date:
            case ExpressionKind::date_time:
            case ExpressionKind::reference:
                return text_as(wanted, syntax);
            default:
                break;
        }
        if (syntax.text.empty()) {
            return literal(ExpressionKind::nothing, Empty{});
        }
        std::string value = syntax.text;
        if (beside != nullptr && beside->choice != nullptr) {
            const std::vector<Option>& options = *options_of(*beside->choice);
            const auto is_meant = [&](const Option& option) {
                return option.title.chinese == value || option.title.english == value;
            };
            if (std::ranges::find(options, value, &Option::key) == options.end()) {
                const auto found = std::ranges::find_if(options, is_meant);
                value = found == options.end() ? value : found->key;
            }
        }
        return literal(ExpressionKind::text, std::move(value));
    }

    Result<Typed> text_as(ExpressionKind kind, const Syntax& syntax) const {
        if (kind == ExpressionKind::reference) {
            const auto id = parse_id<RecordTag>(syntax.text);
            if (!id) {
                return error_at(syntax.at, {Text::expression_bad_reference, {argument("value", syntax.text)}});
            }
            return literal(kind, *id);
        }
        std::optional<std::int64_t> value;
        if (kind == ExpressionKind::date) {
            const auto date = parse_date(syntax.text);
            value = date ? std::optional(days_since_epoch(*date)) : std::nullopt;
        } else {
            value = parse_instant(syntax.text, options_.utc_offset_minutes);
        }
        if (!value) {
            return error_at(syntax.at, {Text::expression_bad_date, {argument("value", syntax.text)}});
        }
        return literal(kind, *value);
    }

    static Result<Typed> word(const Syntax& syntax) {
        if (syntax.text == "empty") {
            return literal(ExpressionKind::nothing, Empty{});
        }
        return literal(ExpressionKind::yes_no, syntax.text == "true");
    }

    Result<Typed> path(const Syntax& syntax) const {
        if (syntax.names.size() > expression_step_count_max) {
            return error_at(syntax.at, {Text::expression_too_many_steps,
                                        {argument("max", std::to_string(expression_step_count_max))}});
        }
        FieldPath path;
        const RecordType* type = &type_;
        const Field* field = nullptr;
        for (const std::string& name : syntax.names) {
            if (path.steps.empty() && name == "me" && syntax.names.size() > 1 &&
                find_by_name_or_title(type_, name) == nullptr && catalogue_.find("user") != nullptr) {
                path.steps.push_back(me_step);
                type = catalogue_.find("user");
                continue;
            }
            if (field != nullptr) {
                const auto* link = std::get_if<kind::Reference>(&field->kind);
                type = link == nullptr ? nullptr : catalogue_.find(link->type);
                if (type == nullptr) {
                    return error_at(syntax.at, {Text::expression_not_a_reference, {argument("name", field->title)}});
                }
            }
            field = find_by_name_or_title(*type, name);
            if (field == nullptr) {
                return error_at(syntax.at, {Text::expression_unknown_field,
                                            {argument("type", type->title), argument("name", name)}});
            }
            path.steps.push_back(field->id);
        }
        path.kind = kind_of(field->kind);
        return Typed{{std::move(path)}, type_of(*field)};
    }

    Result<Typed> call(const Syntax& syntax, const ExpressionType* beside) const {
        for (const Rollup::Of of : {Rollup::Of::count, Rollup::Of::sum, Rollup::Of::least, Rollup::Of::most}) {
            if (syntax.text == name_of(of)) {
                return rollup(of, syntax);
            }
        }
        if (syntax.text == "date" || syntax.text == "time" || syntax.text == "ref") {
            return constant(syntax);
        }
        const FunctionEntry* entry = find_function(syntax.text);
        if (entry == nullptr) {
            return error_at(syntax.at, {Text::expression_unknown_function, {argument("name", syntax.text)}});
        }
        if (syntax.arguments.size() >= expression_node_count_max) {
            return error_at(syntax.at,
                            {Text::expression_too_large, {argument("max", std::to_string(expression_node_count_max))}});
        }
        if (syntax.arguments.size() < entry->argument_count_min ||
            syntax.arguments.size() > entry->argument_count_max) {
            return error_at(syntax.at, {Text::expression_argument_count, {argument("function", syntax.text)}});
        }
        Call call{.function = entry->function};
        std::vector<ExpressionType> types;
        TRY(resolve_arguments(*entry, syntax.arguments, beside, call.arguments, types));
        for (std::size_t i = 0; i < types.size(); ++i) {
            const auto* literal = std::get_if<Literal>(&call.arguments[i].node);
            types[i].literal = literal == nullptr ? nullptr : std::get_if<std::string>(&literal->value);
        }
        Result<ExpressionType> type = type_of_call(entry->function, types);
        if (!type) {
            return error_at(syntax.at, type.error().message);
        }
        type.value().literal = nullptr;
        return Typed{{std::move(call)}, std::move(type).value()};
    }

    // date("…"), time("…"), ref("…"); date and time also take their number, for what lies outside the years 1 to 9999.
    Result<Typed> constant(const Syntax& syntax) const {
        const ExpressionKind kind = syntax.text == "date"   ? ExpressionKind::date
                                    : syntax.text == "time" ? ExpressionKind::date_time
                                                            : ExpressionKind::reference;
        const Syntax* only = syntax.arguments.size() == 1 ? &syntax.arguments[0] : nullptr;
        if (only != nullptr && only->form == Syntax::Form::text) {
            return text_as(kind, *only);
        }
        if (only != nullptr && only->form == Syntax::Form::number && kind != ExpressionKind::reference) {
            if (const auto value = scaled(*only, 0)) {
                return literal(kind, *value);
            }
        }
        return error_at(syntax.at, {Text::expression_argument_count, {argument("function", syntax.text)}});
    }

    // Which arguments must be of one kind, so that one can tell what a number beside it means.
    static std::size_t first_alike(Function function, std::size_t argument_count) {
        switch (function) {
            case Function::equal:
            case Function::not_equal:
            case Function::less:
            case Function::at_most:
            case Function::greater:
            case Function::at_least:
            case Function::add:
            case Function::subtract:
            case Function::coalesce:
            case Function::one_of:
            case Function::ratio:
            case Function::negate:
            case Function::has:
                return 0;
            case Function::if_else:
                return 1;
            default:
                return argument_count;
        }
    }

    // What a function expects at a place, whatever its other arguments are.
    static ExpressionType expected_at(Function function, std::size_t index) {
        switch (function) {
            case Function::days_between:
            case Function::year:
            case Function::month:
            case Function::day:
                return {.kind = ExpressionKind::date};
            case Function::hours_between:
            case Function::date_of:
                return {.kind = ExpressionKind::date_time};
            case Function::percent_of:
                return {.kind = index == 0 ? ExpressionKind::money : ExpressionKind::percent};
            default:
                return {.kind = ExpressionKind::text};
        }
    }

    Result<void> resolve_arguments(const FunctionEntry& entry, const std::vector<Syntax>& arguments,
                                   const ExpressionType* beside, std::vector<Expression>& expressions,
                                   std::vector<ExpressionType>& types) const {
        const std::size_t alike = first_alike(entry.function, arguments.size());
        // What the call stands beside says something about its arguments only where it gives one of them.
        const bool gives_argument = entry.function == Function::add || entry.function == Function::subtract ||
                                    entry.function == Function::negate || entry.function == Function::coalesce ||
                                    entry.function == Function::if_else;
        std::vector<std::optional<Typed>> resolved(arguments.size());
        const ExpressionType* example = gives_argument ? beside : nullptr;
        for (std::size_t i = alike; i < arguments.size(); ++i) {
            if (!takes_any_kind(arguments[i])) {
                resolved[i] = TRY(resolve(arguments[i], example));
                if (resolved[i]->type.kind != ExpressionKind::nothing) {
                    example = &resolved[i]->type;
                    break;
                }
            }
        }
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (!resolved[i]) {
                const ExpressionType expected = expected_at(entry.function, i);
                resolved[i] = TRY(resolve(arguments[i], i >= alike ? example : &expected));
                const bool is_known = resolved[i]->type.kind != ExpressionKind::nothing;
                example = example == nullptr && i >= alike && is_known ? &resolved[i]->type : example;
            }
        }
        for (std::optional<Typed>& each : resolved) {
            expressions.push_back(std::move(each->expression));
            types.push_back(std::move(each->type));
        }
        return {};
    }

    Result<Typed> rollup(Rollup::Of of, const Syntax& syntax) const {
        const std::size_t value_count = of == Rollup::Of::count ? 0 : 1;
        const std::vector<Syntax>& arguments = syntax.arguments;
        if (arguments.size() < 1 + value_count || arguments.size() > 2 + value_count ||
            arguments[0].form != Syntax::Form::path || arguments[0].names.size() != 2) {
            return error_at(syntax.at, {Text::expression_argument_count, {argument("function", syntax.text)}});
        }
        const std::string& child_name = arguments[0].names[0];
        const std::string& field_name = arguments[0].names[1];
        const RecordType* child = find_by_name_or_title(catalogue_, child_name);
        if (child == nullptr) {
            return error_at(arguments[0].at, {Text::expression_unknown_type, {argument("name", child_name)}});
        }
        const Field* via = find_by_name_or_title(*child, field_name);
        if (via == nullptr) {
            return error_at(arguments[0].at, {Text::expression_unknown_field,
                                              {argument("type", child->title), argument("name", field_name)}});
        }
        Rollup rollup{.of = of, .child = child->id, .via = via->id};
        const Resolver inside(*child, catalogue_, options_);
        if (value_count == 1) {
            Typed value = TRY(inside.resolve(arguments[1], nullptr));
            rollup.value.push_back(std::move(value.expression));
        }
        if (arguments.size() > 1 + value_count) {
            Typed where = TRY(inside.resolve(arguments.back(), nullptr));
            rollup.where.push_back(std::move(where.expression));
        }
        Expression expression{std::move(rollup)};
        Result<ExpressionType> type = check(expression, type_, catalogue_);
        if (!type) {
            return error_at(syntax.at, type.error().message);
        }
        return Typed{std::move(expression), std::move(type).value()};
    }

    const RecordType& type_;
    const Catalogue& catalogue_;
    const ExpressionOptions& options_;
};

}  // namespace

Result<Expression> parse_expression(std::string_view text, const RecordType& type, const Catalogue& catalogue,
                                    const ExpressionOptions& options) {
    const Syntax syntax = TRY(parse_syntax(text));
    Typed typed = TRY(Resolver(type, catalogue, options).resolve(syntax, nullptr));
    TRY(check(typed.expression, type, catalogue));
    return std::move(typed.expression);
}

Result<Expression> parse_condition(std::string_view text, const RecordType& type, const Catalogue& catalogue,
                                   const ExpressionOptions& options) {
    Expression expression = TRY(parse_expression(text, type, catalogue, options));
    TRY(check_gives(ExpressionKind::yes_no, expression, type, catalogue));
    return expression;
}

}  // namespace xingke::model
