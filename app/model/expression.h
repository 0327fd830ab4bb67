// The one language for rules: when a field is shown or required, what a transition demands, what a computed field
// holds, what a filter lets through. An expression is data (a small tree); it reaches people as text
// (expression_parse.h, expression_print.h), is checked against a record type before it is believed
// (expression_check.h), is evaluated on a record (expression_evaluate.h) and becomes SQL with the same result
// (store/expression_sql.h). Fields are named by id, so that renaming one breaks no rule. Sources: product.md 5.2 (c);
// requirements 2.10, 5.2.
//
// Total: every well-typed expression has a value on every record, without errors, in time linear to its size (a rollup:
// times the children). What "empty" means, in C++ and in SQL alike:
//   (1) A text of no characters and a set of no elements are empty; so is a field that holds a value of another kind.
//   (2) yes_no is never empty: a yes/no field that nobody answered is "no". Only is_set(field) sees the difference.
//   (3) == and != take empty as a value: empty == empty is yes, empty == "won" is no, empty != "won" is yes.
//   (4) <, <=, >, >=, one_of, contains, starts_with and has are no when one side is empty.
//   (5) + - * and every other function give empty when an argument is empty or the result does not fit 64 bits; year,
//   month
//       and day also outside the years 1 to 9999. Two exceptions: length(empty) is 0, and concat takes empty as no
//       text.
//   (6) A reference to a record that is deleted or not here leads to empty. Deleted children do not count.
//   (7) sum of nothing is 0; empty values are left out of sum, least and most; least and most of nothing are empty. A
//   sum
//       is exact: it is empty only if the total does not fit, whatever the order.
//   (8) Texts are compared byte by byte (== tells "A" from "a"); contains, starts_with and lower fold as search does.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/base/message.h"
#include "app/base/result.h"
#include "app/model/field.h"

namespace xingke::model {

// What an expression gives. Numbers are stored and sent; never change one.
enum class ExpressionKind : std::uint8_t {
    nothing = 0,  // the word `empty`, which fits every kind
    yes_no = 1,
    integer = 2,
    money = 3,
    percent = 4,
    date = 5,
    date_time = 6,
    text = 7,  // also digits, phone, email, region and a choice's key
    reference = 8,
    elements = 9,
    place = 10,
};
Title title_of(ExpressionKind kind);
ExpressionKind kind_of(const Kind& field_kind);

// Numbers are stored and sent; never change one, never use one again.
enum class Function : std::uint8_t {
    logical_and = 1,
    logical_or = 2,
    logical_not = 3,
    equal = 4,
    not_equal = 5,
    less = 6,
    at_most = 7,
    greater = 8,
    at_least = 9,
    add = 10,
    subtract = 11,
    multiply = 12,
    negate = 13,
    is_set = 14,
    coalesce = 15,
    if_else = 16,
    one_of = 17,
    contains = 18,
    starts_with = 19,
    length = 20,
    lower = 21,
    concat = 22,
    has = 23,
    today = 24,
    now = 25,
    me = 26,
    days_between = 27,
    hours_between = 28,
    date_of = 29,
    year = 30,
    month = 31,
    day = 32,
    percent_of = 33,
    ratio = 34,
};

struct FunctionEntry {
    Function function;
    std::string_view name;    // as written in a call
    std::string_view symbol;  // as written between (or before) its arguments; empty: only as a call
    int precedence;           // of the symbol; higher binds closer
    std::size_t argument_count_min;
    std::size_t argument_count_max;
};
std::span<const FunctionEntry> function_entries();
const FunctionEntry* find_function(Function function);  // null: this version does not know it
const FunctionEntry* find_function(std::string_view name);

struct Expression;

struct Literal {
    ExpressionKind kind = ExpressionKind::nothing;  // nothing, yes_no … text, reference
    Value value;                                    // Empty only for nothing
};

// The first step of a path that begins with the person who asks: me.department. (No rule reads a record's life, so its
// number is free.)
constexpr FieldId me_step = life_field;

// One step is a field of the record itself; each step before the last is a reference that leads to the next record.
struct FieldPath {
    std::vector<FieldId> steps;
    ExpressionKind kind = ExpressionKind::nothing;  // of the last field
};

struct Call {
    Function function = Function::logical_and;
    std::vector<Expression> arguments;
};

// Over the living records of another type that refer to this one by the field `via`.
struct Rollup {
    enum class Of : std::uint8_t { count = 1, sum = 2, least = 3, most = 4 };
    Of of = Of::count;
    TypeId child = 0;
    FieldId via = 0;
    std::vector<Expression> value;  // one, over the child; none for count
    std::vector<Expression> where;  // one condition over the child, or none for all
};
std::string_view name_of(Rollup::Of of);

struct Expression {
    std::variant<Literal, FieldPath, Call, Rollup> node;
};
bool operator==(const Expression& left, const Expression& right);

// Limits, kept by the parser and the decoder.
constexpr std::size_t expression_node_count_max = 300;
constexpr std::size_t expression_depth_max = 24;
constexpr std::size_t expression_step_count_max = 4;
constexpr std::size_t expression_text_bytes_max = 8'000;

// Stored and wire form, all numbers as varints:
//   literal  0, kind, value (value.h)        path    1, kind, step count, steps
//   call     2, function, count, arguments   rollup  3, of, child, via, count 0–1, value, count 0–1, where
// decode accepts exactly what encode writes, within the limits; functions that this version does not know are refused.
// Whether the types fit is asked afterwards (expression_check.h).
void encode(Writer& writer, const Expression& expression);
Result<Expression> decode_expression(std::span<const std::uint8_t> bytes);

// The value that a field's content counts as: rules (1) and (2).
Value value_as(ExpressionKind kind, const Value& value);

// Neither other records nor the person nor the time: its value changes with the record alone.
bool reads_own_fields_only(const Expression& expression);

// How deep and how large a tree is.
struct ExpressionSize {
    std::size_t node_count = 0;
    std::size_t depth = 0;
};
ExpressionSize size_of(const Expression& expression);

}  // namespace xingke::model
