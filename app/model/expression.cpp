#include "app/model/expression.h"

#include <algorithm>
#include <array>

namespace xingke::model {
namespace {

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

constexpr std::size_t any_count = expression_node_count_max;

constexpr FunctionEntry entries[] = {
    {Function::logical_and, "and", "&&", 2, 2, any_count},
    {Function::logical_or, "or", "||", 1, 2, any_count},
    {Function::logical_not, "not", "!", 6, 1, 1},
    {Function::equal, "equal", "==", 3, 2, 2},
    {Function::not_equal, "not_equal", "!=", 3, 2, 2},
    {Function::less, "less", "<", 3, 2, 2},
    {Function::at_most, "at_most", "<=", 3, 2, 2},
    {Function::greater, "greater", ">", 3, 2, 2},
    {Function::at_least, "at_least", ">=", 3, 2, 2},
    {Function::add, "add", "+", 4, 2, 2},
    {Function::subtract, "subtract", "-", 4, 2, 2},
    {Function::multiply, "multiply", "*", 5, 2, 2},
    {Function::negate, "negate", "-", 6, 1, 1},
    {Function::is_set, "is_set", "", 0, 1, 1},
    {Function::coalesce, "coalesce", "", 0, 2, any_count},
    {Function::if_else, "if", "", 0, 3, 3},
    {Function::one_of, "one_of", "", 0, 2, any_count},
    {Function::contains, "contains", "", 0, 2, 2},
    {Function::starts_with, "starts_with", "", 0, 2, 2},
    {Function::length, "length", "", 0, 1, 1},
    {Function::lower, "lower", "", 0, 1, 1},
    {Function::concat, "concat", "", 0, 1, any_count},
    {Function::has, "has", "", 0, 2, 2},
    {Function::today, "today", "", 0, 0, 0},
    {Function::now, "now", "", 0, 0, 0},
    {Function::me, "me", "", 0, 0, 0},
    {Function::days_between, "days_between", "", 0, 2, 2},
    {Function::hours_between, "hours_between", "", 0, 2, 2},
    {Function::date_of, "date_of", "", 0, 1, 1},
    {Function::year, "year", "", 0, 1, 1},
    {Function::month, "month", "", 0, 1, 1},
    {Function::day, "day", "", 0, 1, 1},
    {Function::percent_of, "percent_of", "", 0, 2, 2},
    {Function::ratio, "ratio", "", 0, 2, 2},
};

constexpr std::array<Title, 11> kind_titles = {{
    {"空值", "empty"},
    {"是/否", "yes or no"},
    {"整数", "a whole number"},
    {"金额", "an amount"},
    {"百分比", "a percentage"},
    {"日期", "a date"},
    {"日期时间", "a date and time"},
    {"文本", "text"},
    {"关联记录", "a reference"},
    {"多选", "several choices"},
    {"位置", "a position"},
}};

enum Tag : std::uint8_t { tag_literal, tag_path, tag_call, tag_rollup };

void encode_all(Writer& writer, const std::vector<Expression>& expressions) {
    writer.varint(expressions.size());
    for (const Expression& expression : expressions) {
        encode(writer, expression);
    }
}

bool is_literal_of(ExpressionKind kind, const Value& value) {
    switch (kind) {
        case ExpressionKind::nothing:
            return std::holds_alternative<Empty>(value);
        case ExpressionKind::yes_no:
            return std::holds_alternative<bool>(value);
        case ExpressionKind::integer:
        case ExpressionKind::money:
        case ExpressionKind::percent:
        case ExpressionKind::date:
        case ExpressionKind::date_time:
            return std::holds_alternative<std::int64_t>(value);
        case ExpressionKind::text:
            return std::holds_alternative<std::string>(value) && !is_empty(value);
        case ExpressionKind::reference:
            return std::holds_alternative<RecordId>(value);
        case ExpressionKind::elements:
        case ExpressionKind::place:
            return false;
    }
    return false;
}

// Fails its reader at the first thing that encode() would not have written.
class Decoder {
public:
    explicit Decoder(Reader& reader) : reader_(reader) {}

    Expression expression(std::size_t depth) {
        if (depth > expression_depth_max || ++node_count_ > expression_node_count_max) {
            reader_.fail();
        }
        if (!reader_.ok()) {
            return {};
        }
        switch (reader_.u8()) {
            case tag_literal:
                return {literal()};
            case tag_path:
                return {path()};
            case tag_call:
                return {call(depth)};
            case tag_rollup:
                return {rollup(depth)};
            default:
                reader_.fail();
                return {};
        }
    }

private:
    Literal literal() {
        Literal literal;
        literal.kind = kind();
        literal.value = decode_value(reader_);
        if (!is_literal_of(literal.kind, literal.value)) {
            reader_.fail();
        }
        return literal;
    }

    FieldPath path() {
        FieldPath path;
        path.kind = kind();
        const std::size_t count = reader_.count();
        if (count == 0 || count > expression_step_count_max) {
            reader_.fail();
        }
        for (std::size_t i = 0; i < count && reader_.ok(); ++i) {
            path.steps.push_back(id());
        }
        return path;
    }

    Call call(std::size_t depth) {
        Call call;
        const std::uint64_t number = reader_.varint();
        call.function = static_cast<Function>(number);
        const FunctionEntry* entry = number <= UINT8_MAX ? find_function(call.function) : nullptr;
        call.arguments = expressions(depth, expression_node_count_max);
        if (entry == nullptr || call.arguments.size() < entry->argument_count_min ||
            call.arguments.size() > entry->argument_count_max) {
            reader_.fail();
        }
        return call;
    }

    Rollup rollup(std::size_t depth) {
        Rollup rollup;
        const std::uint64_t of = reader_.varint();
        rollup.of = static_cast<Rollup::Of>(of);
        rollup.child = id();
        rollup.via = id();
        rollup.value = expressions(depth, 1);
        rollup.where = expressions(depth, 1);
        const bool is_known = of >= 1 && of <= 4;
        if (!is_known || rollup.value.empty() != (rollup.of == Rollup::Of::count)) {
            reader_.fail();
        }
        return rollup;
    }

    std::vector<Expression> expressions(std::size_t depth, std::size_t count_max) {
        std::vector<Expression> expressions;
        const std::size_t count = reader_.count(2);
        if (count > count_max) {
            reader_.fail();
        }
        for (std::size_t i = 0; i < count && reader_.ok(); ++i) {
            expressions.push_back(expression(depth + 1));
        }
        return expressions;
    }

    ExpressionKind kind() {
        const std::uint64_t number = reader_.varint();
        if (number >= kind_titles.size()) {
            reader_.fail();
            return ExpressionKind::nothing;
        }
        return static_cast<ExpressionKind>(number);
    }

    std::uint16_t id() {
        const std::uint64_t number = reader_.varint();
        if (number > UINT16_MAX) {
            reader_.fail();
            return 0;
        }
        return static_cast<std::uint16_t>(number);
    }

    Reader& reader_;
    std::size_t node_count_ = 0;
};

}  // namespace

Title title_of(ExpressionKind kind) {
    return kind_titles[static_cast<std::size_t>(kind)];
}

ExpressionKind kind_of(const Kind& field_kind) {
    namespace k = model::kind;
    return std::visit(Overloaded{
                          [](const k::Number&) { return ExpressionKind::integer; },
                          [](const k::Money&) { return ExpressionKind::money; },
                          [](const k::Percent&) { return ExpressionKind::percent; },
                          [](const k::Date&) { return ExpressionKind::date; },
                          [](const k::DateTime&) { return ExpressionKind::date_time; },
                          [](const k::YesNo&) { return ExpressionKind::yes_no; },
                          [](const k::Reference&) { return ExpressionKind::reference; },
                          [](const k::Choices&) { return ExpressionKind::elements; },
                          [](const k::Place&) { return ExpressionKind::place; },
                          [](const k::Text&) { return ExpressionKind::text; },
                          [](const k::Digits&) { return ExpressionKind::text; },
                          [](const k::Phone&) { return ExpressionKind::text; },
                          [](const k::Email&) { return ExpressionKind::text; },
                          [](const k::Choice&) { return ExpressionKind::text; },
                          [](const k::Region&) { return ExpressionKind::text; },
                          [](const k::References&) { return ExpressionKind::elements; },
                          [](const k::Attachment&) { return ExpressionKind::elements; },
                          [](const k::Signature&) { return ExpressionKind::text; },
                      },
                      field_kind);
}

std::span<const FunctionEntry> function_entries() {
    return entries;
}

const FunctionEntry* find_function(Function function) {
    // The table is in the order of the numbers, which have no gap.
    const auto index = static_cast<std::size_t>(function) - 1;
    return index < std::size(entries) ? &entries[index] : nullptr;
}

const FunctionEntry* find_function(std::string_view name) {
    const auto* const found = std::ranges::find(entries, name, &FunctionEntry::name);
    return found == std::end(entries) ? nullptr : found;
}

std::string_view name_of(Rollup::Of of) {
    switch (of) {
        case Rollup::Of::count:
            return "count";
        case Rollup::Of::sum:
            return "sum";
        case Rollup::Of::least:
            return "least";
        case Rollup::Of::most:
            return "most";
    }
    return "";
}

bool operator==(const Expression& left, const Expression& right) {
    if (left.node.index() != right.node.index()) {
        return false;
    }
    return std::visit(Overloaded{
                          [&](const Literal& a) {
                              const auto& b = std::get<Literal>(right.node);
                              return a.kind == b.kind && a.value == b.value;
                          },
                          [&](const FieldPath& a) {
                              const auto& b = std::get<FieldPath>(right.node);
                              return a.steps == b.steps && a.kind == b.kind;
                          },
                          [&](const Call& a) {
                              const auto& b = std::get<Call>(right.node);
                              return a.function == b.function && a.arguments == b.arguments;
                          },
                          [&](const Rollup& a) {
                              const auto& b = std::get<Rollup>(right.node);
                              return a.of == b.of && a.child == b.child && a.via == b.via && a.value == b.value &&
                                     a.where == b.where;
                          },
                      },
                      left.node);
}

void encode(Writer& writer, const Expression& expression) {
    std::visit(Overloaded{
                   [&](const Literal& literal) {
                       writer.u8(tag_literal);
                       writer.varint(static_cast<std::uint64_t>(literal.kind));
                       encode(writer, literal.value);
                   },
                   [&](const FieldPath& path) {
                       writer.u8(tag_path);
                       writer.varint(static_cast<std::uint64_t>(path.kind));
                       writer.varint(path.steps.size());
                       for (const FieldId step : path.steps) {
                           writer.varint(step);
                       }
                   },
                   [&](const Call& call) {
                       writer.u8(tag_call);
                       writer.varint(static_cast<std::uint64_t>(call.function));
                       encode_all(writer, call.arguments);
                   },
                   [&](const Rollup& rollup) {
                       writer.u8(tag_rollup);
                       writer.varint(static_cast<std::uint64_t>(rollup.of));
                       writer.varint(rollup.child);
                       writer.varint(rollup.via);
                       encode_all(writer, rollup.value);
                       encode_all(writer, rollup.where);
                   },
               },
               expression.node);
}

Result<Expression> decode_expression(std::span<const std::uint8_t> bytes) {
    Reader reader(bytes);
    Expression expression = Decoder(reader).expression(1);
    if (!reader.ok() || !reader.at_end()) {
        return Error{Fault::invalid_input, {Text::expression_damaged, {}}, "expression bytes malformed"};
    }
    return expression;
}

Value value_as(ExpressionKind kind, const Value& value) {
    switch (kind) {
        case ExpressionKind::yes_no: {
            const auto* yes = std::get_if<bool>(&value);
            return yes != nullptr && *yes;
        }
        case ExpressionKind::elements:
            return std::holds_alternative<Elements>(value) && !is_empty(value) ? value : Value(Empty{});
        case ExpressionKind::place:
            return std::holds_alternative<Position>(value) ? value : Value(Empty{});
        default:
            return is_literal_of(kind, value) ? value : Value(Empty{});
    }
}

ExpressionSize size_of(const Expression& expression) {
    ExpressionSize size{.node_count = 1, .depth = 1};
    const auto take = [&](const std::vector<Expression>& parts) {
        for (const Expression& part : parts) {
            const ExpressionSize inner = size_of(part);
            size.node_count += inner.node_count;
            size.depth = std::max(size.depth, inner.depth + 1);
        }
    };
    if (const auto* call = std::get_if<Call>(&expression.node)) {
        take(call->arguments);
    } else if (const auto* rollup = std::get_if<Rollup>(&expression.node)) {
        take(rollup->value);
        take(rollup->where);
    }
    return size;
}

bool reads_own_fields_only(const Expression& expression) {
    if (const auto* path = std::get_if<FieldPath>(&expression.node)) {
        return path->steps.size() == 1 && path->steps.front() != me_step;
    }
    if (const auto* call = std::get_if<Call>(&expression.node)) {
        const bool asks =
            call->function == Function::today || call->function == Function::now || call->function == Function::me;
        return !asks && std::ranges::all_of(call->arguments, reads_own_fields_only);
    }
    return std::holds_alternative<Literal>(expression.node);
}

}  // namespace xingke::model
