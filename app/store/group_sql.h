// Groups of records with their figures, by one statement: model::GroupQuery → SQL → model::Groups.
#pragma once

#include "app/base/sqlite.h"
#include "app/model/expression_evaluate.h"
#include "app/model/query.h"
#include "app/store/schema.h"

namespace xingke::store {

// Once per Database, before read_groups(); add_expression_functions(), too.
Result<void> add_group_functions(Database& database);

// Faults: invalid_input (an unknown field; sets and positions make no groups; a step of what is no date; a sum or an
// average of what is no number).
Result<model::Groups> read_groups(Database& database, const Tables& tables, const TypeTable& table,
                                  const model::GroupQuery& query, const model::ExpressionContext& context);

}  // namespace xingke::store
