#include "app/store/expression_sql.h"

#include <algorithm>
#include <utility>

#include "app/base/sqlite_functions.h"
#include "app/model/expression_functions.h"

namespace xingke::store {
namespace {

using model::Call;
using model::Expression;
using model::ExpressionKind;
using model::FieldPath;
using model::Function;
using model::Literal;
using model::Rollup;

// How schema.h writes elements.
constexpr char element_separator = '\n';

SqlValue call_model(int tag, std::span<const SqlValue> arguments) {
    std::vector<model::Value> values;
    values.reserve(arguments.size());
    for (const SqlValue& argument : arguments) {
        if (const auto* number = std::get_if<std::int64_t>(&argument)) {
            values.emplace_back(*number);
        } else if (const auto* text = std::get_if<std::string>(&argument)) {
            values.emplace_back(*text);
        } else {
            values.emplace_back(model::Empty{});
        }
    }
    const model::Value result = model::compute(static_cast<Function>(tag), values);
    if (const auto* yes = std::get_if<bool>(&result)) {
        return std::int64_t{*yes ? 1 : 0};
    }
    if (const auto* number = std::get_if<std::int64_t>(&result)) {
        return *number;
    }
    if (const auto* text = std::get_if<std::string>(&result)) {
        return *text;
    }
    return std::monostate{};
}

SqlValue has_element(int, std::span<const SqlValue> arguments) {
    const auto* elements = std::get_if<std::string>(&arguments[0]);
    const auto* text = std::get_if<std::string>(&arguments[1]);
    const auto* bytes = std::get_if<Bytes>(&arguments[1]);
    const std::optional<RecordId> record = bytes == nullptr ? std::nullopt : id_from_bytes<RecordTag>(*bytes);
    const std::string key = record ? print(*record) : text != nullptr ? *text : "";
    if (elements == nullptr || key.empty() || key.find(element_separator) != std::string::npos) {
        return std::int64_t{0};
    }
    const bool has = elements->find(element_separator + key + element_separator) != std::string::npos;
    return std::int64_t{has ? 1 : 0};
}

SqlValue count_elements(int, std::span<const SqlValue> arguments) {
    const auto* elements = std::get_if<std::string>(&arguments[0]);
    if (elements == nullptr || elements->empty()) {
        return std::int64_t{0};
    }
    return static_cast<std::int64_t>(std::ranges::count(*elements, element_separator)) - 1;
}

class Sum : public SqlAggregate {
public:
    void step(std::span<const SqlValue> arguments) override {
        if (const auto* number = std::get_if<std::int64_t>(&arguments[0])) {
            sum_.add(*number);
        }
    }
    SqlValue finish() override {
        const auto total = sum_.total();
        return total ? SqlValue(*total) : SqlValue(std::monostate{});
    }

private:
    model::ExactSum sum_;
};

std::unique_ptr<SqlAggregate> make_sum() {
    return std::make_unique<Sum>();
}

std::string function_name(Function function) {
    return "xk_" + std::string(model::find_function(function)->name);
}

// date_of has a hidden second argument, the offset from UTC.
int argument_count(const model::FunctionEntry& entry) {
    return static_cast<int>(entry.argument_count_min) + (entry.function == Function::date_of ? 1 : 0);
}

Error damaged_expression() {
    return {Fault::invalid_input, {Text::expression_damaged, {}}, "expression does not fit its table"};
}

class Compiler {
public:
    Compiler(const Tables& tables, const model::ExpressionContext& context, int first_parameter)
        : tables_(tables), context_(context), first_parameter_(first_parameter) {}

    // Text and parameters so far, of one record's table.
    Result<std::string> text(const Expression& expression, const TypeTable& table, const std::string& alias,
                             ExpressionUse use) {
        if (const auto* literal = std::get_if<Literal>(&expression.node)) {
            return literal_text(*literal);
        }
        if (const auto* path = std::get_if<FieldPath>(&expression.node)) {
            const bool is_condition = use == ExpressionUse::condition;
            return path_text(*path, table, alias, is_condition ? Reading::raw : Reading::counted);
        }
        if (const auto* rollup = std::get_if<Rollup>(&expression.node)) {
            return rollup_text(*rollup, alias);
        }
        return call_text(std::get<Call>(expression.node), table, alias, use);
    }

    std::vector<model::Value> take_parameters() { return std::move(parameters_); }

private:
    // raw: what the column holds. counted: as rules (1) and (2) of expression.h have it.
    enum class Reading : std::uint8_t { raw, counted };

    std::string parameter(model::Value value) {
        parameters_.push_back(std::move(value));
        return "?" + std::to_string(first_parameter_ + static_cast<int>(parameters_.size()) - 1);
    }

    std::string me_parameter() {
        return parameter(context_.me.is_nil() ? model::Value(model::Empty{}) : model::Value(context_.me));
    }

    std::string literal_text(const Literal& literal) {
        return literal.kind == ExpressionKind::nothing ? "NULL" : parameter(literal.value);
    }

    Result<std::string> path_text(const FieldPath& path, const TypeTable& table, const std::string& alias,
                                  Reading reading) {
        if (path.steps.empty()) {
            return damaged_expression();
        }
        std::string before;
        std::string after;
        const TypeTable* at = &table;
        std::string at_alias = alias;
        for (std::size_t i = 0; i + 1 < path.steps.size(); ++i) {
            const bool is_me = i == 0 && path.steps[0] == model::me_step;
            const Column* link = at->find(path.steps[i]);
            const auto* reference = link == nullptr ? nullptr : std::get_if<model::kind::Reference>(&link->field->kind);
            const TypeTable* next = is_me                  ? tables_.find("user")
                                    : reference == nullptr ? nullptr
                                                           : tables_.find(reference->type);
            if (next == nullptr) {
                return damaged_expression();
            }
            const std::string id = is_me ? me_parameter() : at_alias + "." + link->name;
            const std::string next_alias = new_alias();
            before += "(SELECT ";
            after.insert(0, " FROM " + next->name + " " + next_alias + " WHERE " + next_alias + "._id = " + id +
                                " AND " + next_alias + "._life % 2 = 1)");
            at = next;
            at_alias = next_alias;
        }
        const Column* column = at->find(path.steps.back());
        if (column == nullptr || model::kind_of(column->field->kind) != path.kind) {
            return damaged_expression();
        }
        const std::string text = before + at_alias + "." + column->name + after;
        if (reading == Reading::raw) {
            return text;
        }
        switch (path.kind) {
            case ExpressionKind::yes_no:
                return "coalesce(" + text + ", 0)";
            case ExpressionKind::text:
            case ExpressionKind::elements:
                return "nullif(" + text + ", '')";
            default:
                return text;
        }
    }

    Result<std::string> rollup_text(const Rollup& rollup, const std::string& alias) {
        const TypeTable* child = tables_.find(rollup.child);
        const Column* via = child == nullptr ? nullptr : child->find(rollup.via);
        if (via == nullptr) {
            return damaged_expression();
        }
        const std::string child_alias = new_alias();
        std::string what = "count(*)";
        if (!rollup.value.empty()) {
            const std::string value = TRY(text(rollup.value[0], *child, child_alias, ExpressionUse::value));
            what = rollup.of == Rollup::Of::sum ? "xk_sum(" : rollup.of == Rollup::Of::least ? "min(" : "max(";
            what += value + ")";
        }
        std::string where =
            child_alias + "." + via->name + " = " + alias + "._id AND " + child_alias + "._life % 2 = 1";
        if (!rollup.where.empty()) {
            where += " AND " + TRY(text(rollup.where[0], *child, child_alias, ExpressionUse::condition));
        }
        return "(SELECT " + what + " FROM " + child->name + " " + child_alias + " WHERE " + where + ")";
    }

    Result<std::string> call_text(const Call& call, const TypeTable& table, const std::string& alias,
                                  ExpressionUse use) {
        const model::FunctionEntry* entry = model::find_function(call.function);
        if (entry == nullptr || call.arguments.size() < entry->argument_count_min ||
            call.arguments.size() > entry->argument_count_max) {
            return damaged_expression();
        }
        const bool is_condition = use == ExpressionUse::condition;
        switch (call.function) {
            case Function::today: {
                const model::Value arguments[] = {context_.now.ms, std::int64_t{context_.utc_offset_minutes}};
                return parameter(model::compute(Function::date_of, arguments));
            }
            case Function::now:
                return parameter(context_.now.ms);
            case Function::me:
                return me_parameter();
            case Function::is_set:
                return is_set_text(call.arguments[0], table, alias);
            case Function::logical_and:
            case Function::logical_or: {
                const std::string_view joint = call.function == Function::logical_and ? " AND " : " OR ";
                return "(" + TRY(list_text(call.arguments, 0, joint, table, alias, use)) + ")";
            }
            case Function::if_else:
                return if_text(call, table, alias);
            default:
                break;
        }
        if (is_comparison(call.function) || call.function == Function::one_of) {
            const std::string comparison = TRY(comparison_text(call, table, alias));
            const bool is_never_null = call.function == Function::equal || call.function == Function::not_equal;
            return is_condition || is_never_null ? comparison : "coalesce(" + comparison + ", 0)";
        }
        return function_text(call, *entry, table, alias);
    }

    static bool is_comparison(Function function) {
        return function >= Function::equal && function <= Function::at_least;
    }

    Result<std::string> list_text(const std::vector<Expression>& arguments, std::size_t first, std::string_view joint,
                                  const TypeTable& table, const std::string& alias, ExpressionUse use) {
        std::string list;
        for (std::size_t i = first; i < arguments.size(); ++i) {
            list += i == first ? "" : joint;
            list += TRY(text(arguments[i], table, alias, use));
        }
        return list;
    }

    Result<std::string> is_set_text(const Expression& argument, const TypeTable& table, const std::string& alias) {
        const auto* path = std::get_if<FieldPath>(&argument.node);
        if (path != nullptr && path->kind == ExpressionKind::yes_no) {
            return "(" + TRY(path_text(*path, table, alias, Reading::raw)) + " IS NOT NULL)";
        }
        return "(" + TRY(text(argument, table, alias, ExpressionUse::value)) + " IS NOT NULL)";
    }

    Result<std::string> if_text(const Call& call, const TypeTable& table, const std::string& alias) {
        const std::string condition = TRY(text(call.arguments[0], table, alias, ExpressionUse::condition));
        const std::string yes = TRY(text(call.arguments[1], table, alias, ExpressionUse::value));
        const std::string no = TRY(text(call.arguments[2], table, alias, ExpressionUse::value));
        return "(CASE WHEN " + condition + " THEN " + yes + " ELSE " + no + " END)";
    }

    // A text column beside literals, which are never '', need not hide its '' and so can be looked up in an index.
    Result<std::string> left_text(const Call& call, const TypeTable& table, const std::string& alias) {
        const auto* path = std::get_if<FieldPath>(&call.arguments[0].node);
        const bool is_lookup =
            path != nullptr && path->kind == ExpressionKind::text &&
            (call.function == Function::equal || call.function == Function::one_of) &&
            std::all_of(call.arguments.begin() + 1, call.arguments.end(), [](const Expression& argument) {
                const auto* literal = std::get_if<Literal>(&argument.node);
                return literal != nullptr && literal->kind == ExpressionKind::text;
            });
        if (is_lookup) {
            return path_text(*path, table, alias, Reading::raw);
        }
        return text(call.arguments[0], table, alias, ExpressionUse::value);
    }

    Result<std::string> comparison_text(const Call& call, const TypeTable& table, const std::string& alias) {
        const std::string left = TRY(left_text(call, table, alias));
        const std::string right = TRY(list_text(call.arguments, 1, ", ", table, alias, ExpressionUse::value));
        switch (call.function) {
            case Function::equal:
                return "(" + left + " IS " + right + ")";
            case Function::not_equal:
                return "(" + left + " IS NOT " + right + ")";
            case Function::one_of:
                return "(" + left + " IN (" + right + "))";
            default:
                break;
        }
        const std::string symbol(model::find_function(call.function)->symbol);
        return "(" + left + " " + symbol + " " + right + ")";
    }

    Result<std::string> function_text(const Call& call, const model::FunctionEntry& entry, const TypeTable& table,
                                      const std::string& alias) {
        if (call.function == Function::concat) {
            std::string joined;
            for (const Expression& argument : call.arguments) {
                joined += joined.empty() ? "" : " || ";
                joined += "coalesce(" + TRY(text(argument, table, alias, ExpressionUse::value)) + ", '')";
            }
            return "nullif(" + joined + ", '')";
        }
        const std::string arguments = TRY(list_text(call.arguments, 0, ", ", table, alias, ExpressionUse::value));
        switch (call.function) {
            case Function::logical_not:
                return "(NOT " + arguments + ")";
            case Function::coalesce:
                return "coalesce(" + arguments + ")";
            case Function::has:
                return "xk_has(" + arguments + ")";
            case Function::date_of:
                return "xk_date_of(" + arguments + ", " + parameter(std::int64_t{context_.utc_offset_minutes}) + ")";
            case Function::length: {
                const auto* path = std::get_if<FieldPath>(&call.arguments[0].node);
                const bool counts_elements = path != nullptr && path->kind == ExpressionKind::elements;
                return (counts_elements ? "xk_count_elements(" : "xk_length(") + arguments + ")";
            }
            default:
                break;
        }
        if (!model::is_applicable(entry.function)) {
            return damaged_expression();
        }
        return function_name(entry.function) + "(" + arguments + ")";
    }

    std::string new_alias() { return "e" + std::to_string(++alias_count_); }

    const Tables& tables_;
    const model::ExpressionContext& context_;
    int first_parameter_;
    int alias_count_ = 0;
    std::vector<model::Value> parameters_;
};

}  // namespace

Result<void> add_expression_functions(Database& database) {
    for (const model::FunctionEntry& entry : model::function_entries()) {
        const bool is_plain = model::is_applicable(entry.function) && entry.function != Function::concat &&
                              entry.function != Function::has;
        if (is_plain) {
            TRY(add_function(database, function_name(entry.function), argument_count(entry), call_model,
                             static_cast<int>(entry.function)));
        }
    }
    TRY(add_function(database, "xk_has", 2, has_element, 0));
    TRY(add_function(database, "xk_count_elements", 1, count_elements, 0));
    return add_aggregate(database, "xk_sum", 1, make_sum);
}

Result<ExpressionSql> expression_sql(const Expression& expression, const Tables& tables, const TypeTable& table,
                                     const model::ExpressionContext& context, const ExpressionPlace& place) {
    Compiler compiler(tables, context, place.first_parameter);
    std::string sql = TRY(compiler.text(expression, table, place.alias, place.use));
    return ExpressionSql{std::move(sql), compiler.take_parameters()};
}

int bind_parameters(Statement& statement, const ExpressionSql& expression, int first_parameter) {
    int index = first_parameter;
    for (const model::Value& value : expression.parameters) {
        if (const auto* yes = std::get_if<bool>(&value)) {
            statement.bind(index, *yes ? 1 : 0);
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            statement.bind(index, *number);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            statement.bind(index, std::string_view(*text));
        } else if (const auto* id = std::get_if<RecordId>(&value)) {
            statement.bind(index, *id);
        } else {
            statement.bind_null(index);
        }
        ++index;
    }
    return index;
}

model::Value expression_value(const Statement& statement, int column, ExpressionKind kind) {
    switch (kind) {
        case ExpressionKind::nothing:
            return model::Empty{};
        case ExpressionKind::yes_no:
            return statement.integer(column) != 0;
        case ExpressionKind::text: {
            model::Value text = column_value(statement, column, Form::text);
            return model::is_empty(text) ? model::Value(model::Empty{}) : text;
        }
        case ExpressionKind::reference:
            return column_value(statement, column, Form::reference);
        case ExpressionKind::elements: {
            model::Value elements = column_value(statement, column, Form::elements);
            return model::is_empty(elements) ? model::Value(model::Empty{}) : elements;
        }
        case ExpressionKind::place:
            return column_value(statement, column, Form::position);
        default:
            return column_value(statement, column, Form::integer);
    }
}

}  // namespace xingke::store
