#include "app/store/expression_sql.h"

#include <algorithm>

#include "app/model/expression_check.h"
#include "app/model/expression_parse.h"
#include "app/model/expression_print.h"
#include "tests/model/expression_examples.h"

#include <doctest/doctest.h>

using namespace xingke;
using namespace xingke::model;

namespace {

// The tables of the example catalogue, with the columns that expressions meet, in memory.
class Tables {
public:
    Tables() : catalogue(examples::catalogue()), tables(catalogue), database(open()) {
        REQUIRE(store::add_expression_functions(database));
        for (const store::TypeTable& table : tables.all()) {
            std::string sql = "CREATE TABLE " + table.name + " (_id BLOB PRIMARY KEY, _life INTEGER";
            for (const store::Column& column : table.columns) {
                sql += ", " + column.name + " " + std::string(column_type(column.form));
            }
            REQUIRE(database.execute(sql + ") WITHOUT ROWID"));
        }
    }

    void insert(const Record& record) {
        const store::TypeTable& table = *tables.find(record.type);
        std::string sql = "INSERT INTO " + table.name + " VALUES (?1, ?2";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            sql += ", ?" + std::to_string(i + 3);
        }
        Statement statement = database.prepare(sql + ")");
        statement.bind(1, record.id).bind(2, std::get<std::int64_t>(value_of(record, life_field)));
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            bind_value(statement, static_cast<int>(i + 3), table.columns[i].form,
                       value_of(record, table.columns[i].id));
        }
        REQUIRE(statement.run());
    }

    void clear() {
        for (const store::TypeTable& table : tables.all()) {
            REQUIRE(database.execute("DELETE FROM " + table.name));
        }
    }

    Value by_sql(const Expression& expression, ExpressionKind kind, const Record& record,
                 const ExpressionContext& context) {
        const store::TypeTable& table = *tables.find(record.type);
        const Result<store::ExpressionSql> sql = store::expression_sql(expression, tables, table, context, {"t", 2});
        REQUIRE(sql);
        Statement statement = database.prepare("SELECT " + sql->sql + " FROM " + table.name + " t WHERE t._id = ?1");
        statement.bind(1, record.id);
        bind_parameters(statement, *sql, 2);
        const Result<bool> row = statement.step();
        if (!row) {
            FAIL(row.error().detail << " in " << sql->sql);
        }
        return store::expression_value(statement, 0, kind);
    }

    bool by_where(const Expression& condition, const Record& record, const ExpressionContext& context) {
        const store::TypeTable& table = *tables.find(record.type);
        const Result<store::ExpressionSql> sql =
            store::expression_sql(condition, tables, table, context, {"t", 2, store::ExpressionUse::condition});
        REQUIRE(sql);
        Statement statement = database.prepare("SELECT 1 FROM " + table.name + " t WHERE t._id = ?1 AND " + sql->sql);
        statement.bind(1, record.id);
        bind_parameters(statement, *sql, 2);
        const Result<bool> row = statement.step();
        REQUIRE(row);
        return *row;
    }

    Catalogue catalogue;
    store::Tables tables;
    Database database;

private:
    static Database open() {
        Result<Database> opened = Database::open(":memory:");
        REQUIRE(opened);
        return std::move(opened).value();
    }
};

std::string shown(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return '"' + *text + '"';
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        return *yes ? "yes" : "no";
    }
    return std::holds_alternative<Empty>(value) ? "empty" : "(other)";
}

}  // namespace

TEST_CASE("an expression gives the same by SQLite as by C++, whatever the expression and the record") {
    constexpr std::uint64_t seed = 20'261'121;
    constexpr int world_count = 40;
    constexpr int expression_count = 150;
    Tables tables;
    const RecordType& customer = *tables.catalogue.find(examples::customer_id);
    const RecordType& complaint = *tables.catalogue.find(examples::complaint_id);
    static constexpr ExpressionKind kinds[] = {
        ExpressionKind::yes_no, ExpressionKind::yes_no,   ExpressionKind::yes_no, ExpressionKind::integer,
        ExpressionKind::money,  ExpressionKind::percent,  ExpressionKind::date,   ExpressionKind::date_time,
        ExpressionKind::text,   ExpressionKind::reference};
    int compared = 0, empty = 0, yes = 0, no = 0;
    for (std::uint64_t world_index = 0; world_index < world_count; ++world_index) {
        CAPTURE(seed + world_index);
        examples::RandomWorld world(seed + world_index);
        examples::Records records;
        tables.clear();
        for (std::uint8_t i = 0; i < 14; ++i) {
            RecordId id;
            id.bytes[0] = i;  // customers 1–5 are referred to; complaints are among the rest
            id.bytes[1] = i >= 6 ? 1 : 0;
            const Record record = world.record(i < 6 ? customer : complaint, id);
            records.records[id] = record;
            tables.insert(record);
        }
        RecordId me;
        me.bytes[2] = 1;
        const Record person = world.record(*tables.catalogue.find(examples::user_id), me);
        records.records[me] = person;
        tables.insert(person);
        const ExpressionContext context{{world.number()}, 480, world.one_in(3) ? RecordId{} : me, &records};
        for (int i = 0; i < expression_count; ++i) {
            const ExpressionKind kind = kinds[world.below(std::size(kinds))];
            const Expression expression = world.expression(kind, customer, 1 + world.below(4));
            const std::string text = print_expression(expression, customer, tables.catalogue);
            CAPTURE(text);
            const Result<ExpressionType> type = check(expression, customer, tables.catalogue);
            REQUIRE(type);
            for (const auto& [id, record] : records.records) {
                if (record.type != examples::customer_id) {
                    continue;
                }
                const Value expected = evaluate(expression, record, context);
                const Value found = tables.by_sql(expression, type->kind, record, context);
                ++compared;
                empty += is_empty(expected) ? 1 : 0;
                if (expected != found) {
                    FAIL("C++ gives " << shown(expected) << ", SQLite " << shown(found));
                }
                if (const auto* is_yes = std::get_if<bool>(&expected)) {
                    (*is_yes ? yes : no) += 1;
                    CHECK(tables.by_where(expression, record, context) == *is_yes);
                }
            }
        }
    }
    // The comparison would say little if everything were empty, or every condition false.
    CHECK(compared == world_count * expression_count * 6);
    CHECK(empty < compared / 2);
    CHECK(yes > compared / 20);
    CHECK(no > compared / 20);
}

TEST_CASE("a comparison of a text field with a word can use an index") {
    Tables tables;
    REQUIRE(tables.database.execute("CREATE INDEX by_stage ON customer (stage)"));
    const RecordType& customer = *tables.catalogue.find("customer");
    for (const std::string_view text : {R"(stage == "won" && amount > 5)", R"(one_of(stage, "won", "lost"))"}) {
        const Result<Expression> condition = parse_condition(text, customer, tables.catalogue);
        REQUIRE(condition);
        const Result<store::ExpressionSql> sql = store::expression_sql(
            *condition, tables.tables, *tables.tables.find("customer"), {}, {"t", 1, store::ExpressionUse::condition});
        REQUIRE(sql);
        Statement plan = tables.database.prepare("EXPLAIN QUERY PLAN SELECT 1 FROM customer t WHERE " + sql->sql);
        const Result<bool> row = plan.step();
        REQUIRE(row);
        CHECK(std::string(plan.text(3)).find("INDEX by_stage") != std::string::npos);
    }
}

TEST_CASE("an expression that does not fit its table is refused and not sent to SQLite") {
    Tables tables;
    const store::TypeTable& customer = *tables.tables.find("customer");
    const std::vector<Expression> broken = {
        {FieldPath{{99}, ExpressionKind::text}},
        {FieldPath{{1}, ExpressionKind::integer}},
        {FieldPath{{1, 1}, ExpressionKind::text}},
        {FieldPath{}},
        {Call{Function::add, {}}},
        {Call{static_cast<Function>(200), {}}},
        {Rollup{.child = 99, .via = 1}},
        {Rollup{.child = examples::complaint_id, .via = 99}},
    };
    for (const Expression& expression : broken) {
        CAPTURE(&expression - broken.data());
        const Result<store::ExpressionSql> sql = store::expression_sql(expression, tables.tables, customer, {}, {"t"});
        REQUIRE_FALSE(sql);
        CHECK(sql.error().fault == Fault::invalid_input);
    }
}
