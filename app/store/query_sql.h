// Query → SQL. What the tests mean, by the field's form (schema.h); whatever does not fit is never true, and so is
// every test of an empty field but not_equals and is_empty:
//   equals, not_equals   the same value; with Empty: is_empty, is_set
//   contains             of a text: a part of it, both folded; of choices, references and files: that one (a key, a
//                        printed id) is among them
//   less … at_least      of numbers, dates, yes/no: by value; of texts: by bytes
//   is_empty             no value, an empty text, no choices
// Order: texts by bytes, the label field by pinyin, a choice as its options are declared, a reference by the label of
// what it refers to; empty first. Equal rows by id, in the direction of the last sort.
#pragma once

#include "app/model/expression_evaluate.h"
#include "app/model/query.h"
#include "app/store/schema.h"
#include "app/store/sql_text.h"

namespace xingke::store {

// Conditions are evaluated as the person and at the time that `context` says; they need add_expression_functions().
//
// A query's type is known when `table` was found. Faults: invalid_input (a filter names a field that is not known; what
// would be shown without it is not what was asked for). A sort by an unknown field is ignored.
Result<SqlText> count_sql(const Tables& tables, const TypeTable& table, const model::Query& query,
                          const model::ExpressionContext& context = {});
// " WHERE …" on the table under the name t.
Result<SqlText> where_sql(const Tables& tables, const TypeTable& table, const model::Query& query,
                          const model::ExpressionContext& context);

// Columns: _id, is pending, then the value of each field of `fields`, then the label of each of these that is a
// reference to a known type. Null in `fields`: a field that is not known, which has no columns.
struct PageSql {
    SqlText sql;
    std::vector<const Column*> fields;
    std::vector<bool> has_label;
};
Result<PageSql> page_sql(const Tables& tables, const TypeTable& table, const model::Query& query,
                         const model::ExpressionContext& context = {});
// The same for one row, whose number is the only parameter.
PageSql row_sql(const Tables& tables, const TypeTable& table, const model::Query& query);
// Not all living records of the type.
bool is_narrowed(const model::Query& query);
// Whether its rows stay the same until one of them changes: its conditions ask nobody else, and no clock.
bool may_be_kept(const model::Query& query);
// Whether an index has the rows in that order, so that the first ones cost little.
bool has_index_order(const TypeTable& table, const model::Query& query);

// What a field is shown and sorted by when it refers to records: their table; null if it does not, or has no label.
const TypeTable* table_referred_to(const Tables& tables, const Column& column);
// A choice as its options are declared, then values that are no options; empty first.
void append_choice_order(SqlText& order, const Column& column, const model::kind::Choice& choice);
std::string left_join(const TypeTable& referred, const Column& column, const std::string& alias);

// For row_orders.h, of queries that may be kept. `keys` gives a row's place: compare column by column, bytes by
// bytes, empty first, in each column's direction; its last parameter is the row's number. `keys_if_found`: only if the
// row is in the answer. `slice`: the keys of all rows of the answer, then their numbers; ends before the number that
// they shall be above.
struct RowsSql {
    SqlText all, keys, keys_if_found, slice;
    std::vector<bool> descending;
    std::vector<model::TypeId> labels_of;  // types whose labels it is sorted by
};
Result<RowsSql> rows_sql(const Tables& tables, const TypeTable& table, const model::Query& query);

}  // namespace xingke::store
