#include "app/store/query_sql.h"

#include <algorithm>

#include "app/base/check.h"
#include "app/base/text.h"
#include "app/store/expression_sql.h"
#include "app/store/search_index.h"

namespace xingke::store {
namespace {

SqlParameter sql_value(const Column& column, const model::Value& value) {
    switch (column.form) {
        case Form::text:
            return std::get<std::string>(value);
        case Form::integer:
            return std::get<std::int64_t>(value);
        case Form::boolean:
            return std::int64_t{std::get<bool>(value) ? 1 : 0};
        case Form::reference: {
            const RecordId& id = std::get<RecordId>(value);
            return Bytes(id.bytes.begin(), id.bytes.end());
        }
        case Form::elements: {
            std::string joined;
            for (const std::string& element : std::get<model::Elements>(value)) {
                joined += (joined.empty() ? "\n" : "") + element + "\n";
            }
            return joined;
        }
        case Form::position: {
            Writer writer;
            encode(writer, value);
            return writer.take();
        }
    }
    return std::int64_t{0};
}

std::string empty_sql(const Column& column, bool is_empty) {
    const std::string name = "t." + column.name;
    if (column.form == Form::text || column.form == Form::elements) {
        return is_empty ? "(" + name + " IS NULL OR " + name + " = '')" : name + " <> ''";
    }
    return name + (is_empty ? " IS NULL" : " IS NOT NULL");
}

void append_contains(SqlText& sql, const Column& column, const model::Value& value) {
    const auto* const text = std::get_if<std::string>(&value);
    if (text != nullptr && column.form == Form::text) {
        sql += "instr(xingke_fold(t." + column.name + "), ";
        sql.bind(fold(*text)) += ") > 0";
    } else if (text != nullptr && column.form == Form::elements && text->find('\n') == std::string::npos) {
        sql += "instr(t." + column.name + ", ";
        sql.bind("\n" + *text + "\n") += ") > 0";
    } else {
        sql += "0";
    }
}

void append_comparison(SqlText& sql, const Column& column, std::string_view comparison, const model::Value& value) {
    const bool is_ordered = column.form == Form::text || column.form == Form::integer || column.form == Form::boolean;
    if (!is_ordered || std::holds_alternative<model::Empty>(value) || !fits(column.form, value)) {
        sql += "0";
        return;
    }
    sql += "t." + column.name + " " + std::string(comparison) + " ";
    sql.bind(sql_value(column, value));
}

void append_equality(SqlText& sql, const Column& column, bool is_equal, const model::Value& value) {
    if (std::holds_alternative<model::Empty>(value)) {
        sql += empty_sql(column, is_equal);
    } else if (!fits(column.form, value)) {
        sql += is_equal ? "0" : "1";
    } else {
        // IS NOT, so that a row without a value counts as different.
        sql += "t." + column.name + (is_equal ? " = " : " IS NOT ");
        sql.bind(sql_value(column, value));
    }
}

void append_filter(SqlText& sql, const Column& column, const model::Filter& filter) {
    using Test = model::Filter::Test;
    switch (filter.test) {
        case Test::equals:
            append_equality(sql, column, true, filter.value);
            break;
        case Test::not_equals:
            append_equality(sql, column, false, filter.value);
            break;
        case Test::contains:
            append_contains(sql, column, filter.value);
            break;
        case Test::less:
            append_comparison(sql, column, "<", filter.value);
            break;
        case Test::at_most:
            append_comparison(sql, column, "<=", filter.value);
            break;
        case Test::greater:
            append_comparison(sql, column, ">", filter.value);
            break;
        case Test::at_least:
            append_comparison(sql, column, ">=", filter.value);
            break;
        case Test::is_empty:
            sql += empty_sql(column, true);
            break;
        case Test::is_set:
            sql += empty_sql(column, false);
            break;
    }
}

SqlParameter sql_parameter(const model::Value& value) {
    if (const auto* yes = std::get_if<bool>(&value)) {
        return std::int64_t{*yes ? 1 : 0};
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return *number;
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* id = std::get_if<RecordId>(&value)) {
        return Bytes(id->bytes.begin(), id->bytes.end());
    }
    return nullptr;
}

// Parameters by number become parameters by place.
void append_expression(SqlText& sql, const ExpressionSql& expression) {
    std::string_view rest = expression.sql;
    for (std::size_t at = rest.find('?'); at != std::string_view::npos; at = rest.find('?')) {
        sql += rest.substr(0, at);
        rest.remove_prefix(at + 1);
        std::size_t number = 0;
        while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
            number = number * 10 + static_cast<std::size_t>(rest.front() - '0');
            rest.remove_prefix(1);
        }
        CHECK(number >= 1 && number <= expression.parameters.size(), "an expression names only its own parameters");
        sql.bind(sql_parameter(expression.parameters[number - 1]));
    }
    sql += rest;
}

void append_records(SqlText& sql, const model::Query& query) {
    for (std::size_t i = 0; i < query.records.size(); ++i) {
        sql += i == 0 ? " AND t._id IN (" : ", ";
        sql.bind(Bytes(query.records[i].bytes.begin(), query.records[i].bytes.end()));
    }
    sql += query.records.empty() ? "" : ")";
}

// Labels are kept by pinyin, in small letters.
void append_initial(SqlText& sql, const model::Query& query) {
    if (query.initial.empty()) {
        return;
    }
    const char letter = query.initial.front();
    if (letter >= 'a' && letter <= 'z') {
        sql += " AND t._label_key >= ";
        sql.bind(std::string(1, letter)) += " AND t._label_key < ";
        sql.bind(std::string(1, static_cast<char>(letter + 1)));
    } else {
        sql += " AND (t._label_key IS NULL OR t._label_key < 'a' OR t._label_key >= '{')";
    }
}

}  // namespace

Result<SqlText> where_sql(const Tables& tables, const TypeTable& table, const model::Query& query,
                          const model::ExpressionContext& context) {
    SqlText sql;
    sql += " WHERE ";
    sql += query.deleted ? "t._life > 0 AND t._life % 2 = 0" : "t._life % 2 = 1";
    for (const model::Filter& filter : query.filters) {
        const Column* const column = table.find(filter.field);
        if (column == nullptr) {
            return Error{
                Fault::invalid_input, {Text::unknown_field, {}}, "filter on field " + std::to_string(filter.field)};
        }
        sql += " AND ";
        append_filter(sql, *column, filter);
    }
    for (const model::Expression& condition : query.conditions) {
        sql += " AND ";
        append_expression(sql, TRY(expression_sql(condition, tables, table, context,
                                                  {.alias = "t", .use = ExpressionUse::condition})));
    }
    append_records(sql, query);
    append_initial(sql, query);
    if (const auto words = search_words(query.search); !words.empty()) {
        sql += " AND t._id IN (SELECT s.record FROM search_row AS s WHERE ";
        append_search_condition(sql, words);
        // By the index of the words: without the plus SQLite would rather go through all rows of the type.
        sql += " AND +s.type = ";
        sql.bind(std::int64_t{query.type}) += ")";
    }
    return sql;
}

const TypeTable* table_referred_to(const Tables& tables, const Column& column) {
    const auto* const reference = std::get_if<model::kind::Reference>(&column.field->kind);
    const TypeTable* const referred = reference == nullptr ? nullptr : tables.find(reference->type);
    return referred != nullptr && referred->label != nullptr ? referred : nullptr;
}

std::string left_join(const TypeTable& referred, const Column& column, const std::string& alias) {
    return " LEFT JOIN " + referred.name + " AS " + alias + " ON " + alias + "._id = t." + column.name;
}

void append_choice_order(SqlText& order, const Column& column, const model::kind::Choice& choice) {
    const std::string name = "t." + column.name;
    if (choice.options.empty()) {
        order += name;
        return;
    }
    order += "CASE " + name;
    for (std::size_t i = 0; i < choice.options.size(); ++i) {
        order += " WHEN ";
        order.bind(choice.options[i].key) += " THEN " + std::to_string(i);
    }
    order +=
        " ELSE CASE WHEN " + name + " IS NULL THEN NULL ELSE " + std::to_string(choice.options.size()) + " END END";
}

namespace {

// The order, and the tables that it looks at.
struct OrderSql {
    struct Key {
        SqlText sql;
        bool descending = false;
    };
    std::string joins;
    std::vector<Key> keys;
    std::vector<model::TypeId> labels_of;

    SqlText order_by() const {
        SqlText sql;
        for (const Key& key : keys) {
            sql += sql.text.empty() ? " ORDER BY " : ", ";
            sql += key.sql;
            sql += key.descending ? " DESC" : "";
        }
        return sql;
    }
};

OrderSql order_sql(const Tables& tables, const TypeTable& table, const model::Query& query) {
    OrderSql sql;
    bool descending = false;
    const auto add = [&](const std::string& key) { sql.keys.push_back({{key, {}}, descending}); };
    for (const model::Sort& sort : query.sorts) {
        const Column* const column = table.find(sort.field);
        if (column == nullptr) {
            continue;
        }
        descending = sort.descending;
        if (const TypeTable* const referred = table_referred_to(tables, *column)) {
            const std::string alias = "o" + std::to_string(column->id);
            if (sql.joins.find(" AS " + alias + " ") == std::string::npos) {
                sql.joins += left_join(*referred, *column, alias);
            }
            sql.labels_of.push_back(referred->type->id);
            add(alias + "._label_key");
            add(alias + "." + referred->label->name);
            add("t." + column->name);  // two of one name are not mixed, as groups need it
        } else if (column == table.label) {
            add("t._label_key");
            add("t." + column->name);
        } else if (const auto* const choice = std::get_if<model::kind::Choice>(&column->field->kind)) {
            sql.keys.push_back({{}, descending});
            append_choice_order(sql.keys.back().sql, *column, *choice);
        } else {
            add("t." + column->name);
        }
    }
    add("t._id");
    return sql;
}

// What is asked for of each row, and the tables where the labels are.
struct ColumnsSql {
    std::string columns, joins;
};

ColumnsSql columns_sql(const Tables& tables, const TypeTable& table, const model::Query& query, PageSql& page) {
    if (query.fields.empty()) {
        for (const Column& column : table.columns) {
            page.fields.push_back(&column);
        }
    } else {
        for (const model::FieldId field : query.fields) {
            page.fields.push_back(table.find(field));
        }
    }
    std::string values, labels;
    ColumnsSql sql;
    for (const Column* const column : page.fields) {
        const TypeTable* const referred = column == nullptr ? nullptr : table_referred_to(tables, *column);
        page.has_label.push_back(referred != nullptr);
        values += column == nullptr ? "" : ", t." + column->name;
        if (referred != nullptr) {
            const std::string alias = "r" + std::to_string(page.has_label.size());
            labels += ", " + alias + "." + referred->label->name;
            sql.joins += left_join(*referred, *column, alias);
        }
    }
    sql.columns = "SELECT t._id, t._pending > 0 OR t._new IS NOT NULL" + values + labels;
    return sql;
}

}  // namespace

Result<SqlText> count_sql(const Tables& tables, const TypeTable& table, const model::Query& query,
                          const model::ExpressionContext& context) {
    SqlText sql;
    sql += "SELECT count(*) FROM " + table.name + " AS t";
    sql += TRY(where_sql(tables, table, query, context));
    return sql;
}

Result<PageSql> page_sql(const Tables& tables, const TypeTable& table, const model::Query& query,
                         const model::ExpressionContext& context) {
    PageSql page;
    const ColumnsSql columns = columns_sql(tables, table, query, page);
    // The window is found first, from indexes alone where they allow it, and only its rows are read. CROSS JOIN keeps
    // the window's order: it is the outer loop.
    const OrderSql order = order_sql(tables, table, query);
    page.sql += columns.columns + " FROM (SELECT t.rowid AS row FROM " + table.name + " AS t" + order.joins;
    page.sql += TRY(where_sql(tables, table, query, context));
    page.sql += order.order_by();
    page.sql += " LIMIT ";
    page.sql.bind(std::clamp<std::int64_t>(query.count, 0, model::window_rows_max)) += " OFFSET ";
    page.sql.bind(std::max<std::int64_t>(query.first, 0)) +=
        ") AS w CROSS JOIN " + table.name + " AS t ON t.rowid = w.row";
    page.sql += columns.joins;
    return page;
}

PageSql row_sql(const Tables& tables, const TypeTable& table, const model::Query& query) {
    PageSql page;
    const ColumnsSql columns = columns_sql(tables, table, query, page);
    page.sql += columns.columns + " FROM " + table.name + " AS t" + columns.joins + " WHERE t.rowid = ";
    page.sql.bind(std::int64_t{0});
    return page;
}

bool is_narrowed(const model::Query& query) {
    return !query.filters.empty() || !query.conditions.empty() || !query.search.empty() || query.deleted ||
           !query.records.empty() || !query.initial.empty();
}

bool may_be_kept(const model::Query& query) {
    return std::ranges::all_of(query.conditions, model::reads_own_fields_only);
}

bool has_index_order(const TypeTable& table, const model::Query& query) {
    const bool is_plain = !is_narrowed(query) && query.sorts.size() < 2;
    if (!is_plain || query.sorts.empty()) {
        return is_plain;
    }
    const model::FieldId field = query.sorts.front().field;
    return (table.label != nullptr && field == table.label->id) || field == model::common_field::created ||
           field == model::common_field::updated;
}

Result<RowsSql> rows_sql(const Tables& tables, const TypeTable& table, const model::Query& query) {
    RowsSql rows;
    const OrderSql order = order_sql(tables, table, query);
    CHECK(may_be_kept(query), "a condition may look at other records, whose changes no order hears of");
    const SqlText where = TRY(where_sql(tables, table, query, {}));
    SqlText keys;
    for (const OrderSql::Key& key : order.keys) {
        keys += keys.text.empty() ? "SELECT " : ", ";
        keys += key.sql;
        rows.descending.push_back(key.descending);
    }
    const std::string from = " FROM " + table.name + " AS t" + order.joins;
    rows.all += "SELECT t.rowid" + from;
    rows.all += where;
    rows.all += order.order_by();
    rows.slice = keys;
    rows.slice += ", t.rowid" + from;
    rows.slice += where;
    rows.slice += " AND t.rowid > ";
    keys += from;
    rows.keys = keys;
    rows.keys += " WHERE t.rowid = ";
    rows.keys.bind(std::int64_t{0});
    rows.keys_if_found = std::move(keys);
    rows.keys_if_found += where;
    rows.keys_if_found += " AND t.rowid = ";
    rows.keys_if_found.bind(std::int64_t{0});
    rows.labels_of = order.labels_of;
    return rows;
}

}  // namespace xingke::store
