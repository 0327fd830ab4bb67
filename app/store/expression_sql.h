// An expression as SQL over the tables of schema.h, with the same result as model::evaluate on every record
// (tests/store/expression_sql_test.cpp compares the two on random ones). Literals, the time and the person are
// parameters, so that one text serves all of them and is prepared once. Functions that SQL lacks, or that it computes
// otherwise (sums that overflow, characters as people count them, folding), are those of model/expression_functions.h,
// registered as xk_<name>.
#pragma once

#include <string>
#include <vector>

#include "app/base/sqlite.h"
#include "app/model/expression_evaluate.h"
#include "app/store/schema.h"

namespace xingke::store {

// Once per Database, before a statement that holds an expression.
Result<void> add_expression_functions(Database& database);

struct ExpressionSql {
    std::string sql;                       // in brackets; yes_no as 0 or 1, empty as NULL
    std::vector<model::Value> parameters;  // for ?first, ?first+1, …
};

enum class ExpressionUse : std::uint8_t {
    value,      // as a column, a sort key, a part of something larger
    condition,  // behind WHERE, alone or joined by AND and OR: NULL may stand for no, which lets indexes be used
};

struct ExpressionPlace {
    std::string alias;  // of the record's table in the statement; not e1, e2, …
    int first_parameter = 1;
    ExpressionUse use = ExpressionUse::value;
};

// `expression` must have passed model::check on the table's type; otherwise Fault invalid_input.
Result<ExpressionSql> expression_sql(const model::Expression& expression, const Tables& tables, const TypeTable& table,
                                     const model::ExpressionContext& context, const ExpressionPlace& place);

// Binds the parameters from ?first_parameter on; returns the next free number.
int bind_parameters(Statement& statement, const ExpressionSql& expression, int first_parameter);
// What a column with an expression of that kind holds.
model::Value expression_value(const Statement& statement, int column, model::ExpressionKind kind);

}  // namespace xingke::store
