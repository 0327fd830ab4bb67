#include "app/store/group_sql.h"

#include <optional>

#include "app/base/date.h"
#include "app/base/sqlite_functions.h"
#include "app/store/query_sql.h"

namespace xingke::store {
namespace {

using model::GroupBy;
using model::Measure;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;

// xk_period(days, step): the first day of the month, quarter or year. Days that no calendar has are in none.
SqlValue first_day_of_period(int, std::span<const SqlValue> arguments) {
    const auto* days = std::get_if<std::int64_t>(&arguments[0]);
    const auto* step = std::get_if<std::int64_t>(&arguments[1]);
    static const std::int64_t first = days_since_epoch({1, 1, 1}), last = days_since_epoch({9999, 12, 31});
    if (days == nullptr || step == nullptr || *days < first || *days > last) {
        return std::monostate{};
    }
    Date date = date_of_days(*days);
    date.day = 1;
    switch (static_cast<GroupBy::Step>(*step)) {
        case GroupBy::Step::quarter:
            date.month -= (date.month - 1) % 3;
            break;
        case GroupBy::Step::year:
            date.month = 1;
            break;
        default:
            break;
    }
    return days_since_epoch(date);
}

// xk_local_day(time, offset in minutes): the civil day of a moment.
SqlValue local_day(int, std::span<const SqlValue> arguments) {
    const auto* time = std::get_if<std::int64_t>(&arguments[0]);
    const auto* offset = std::get_if<std::int64_t>(&arguments[1]);
    if (time == nullptr || offset == nullptr) {
        return std::monostate{};
    }
    // Divided first, so that no time is too large to be moved.
    const std::int64_t days = *time / day_ms - (*time % day_ms < 0 ? 1 : 0);
    const std::int64_t in_day = *time - days * day_ms + *offset * minute_ms;
    return days + (in_day < 0 ? -1 : in_day / day_ms);
}

Error refused(model::FieldId field) {
    return {Fault::invalid_input, {Text::unknown_field, {}}, "group or measure of field " + std::to_string(field)};
}

template <class... Kinds>
bool is_one_of(const model::Kind& kind) {
    return (std::holds_alternative<Kinds>(kind) || ...);
}

bool is_number(const model::Kind& kind) {
    return is_one_of<model::kind::Number, model::kind::Money, model::kind::Percent>(kind);
}

struct Key {
    const Column* column = nullptr;
    const TypeTable* referred = nullptr;  // whose label is shown
    std::string alias;                    // of that table
    Form form = Form::text;               // of the key
    SqlText sql;
};

class GroupReader {
public:
    GroupReader(const Tables& tables, const TypeTable& table, const model::GroupQuery& query,
                const model::ExpressionContext& context)
        : tables_(tables), table_(table), query_(query), context_(context) {}

    Result<model::Groups> read(Database& database) {
        const SqlText sql = TRY(statement_sql());
        model::Groups groups;
        Statement row = sql.prepare(database);
        while (TRY(row.step())) {
            if (static_cast<std::int64_t>(groups.groups.size()) == model::group_count_max) {
                groups.more = true;
                break;
            }
            groups.groups.push_back(group_of(row));
        }
        return groups;
    }

private:
    Result<SqlText> statement_sql() {
        SqlText sql;
        std::string joins;
        sql += "SELECT count(*)";
        for (const GroupBy& by : query_.by) {
            const Key key = TRY(key_of(by));
            sql += ", ";
            sql += key.sql;
            if (key.referred != nullptr) {
                joins += left_join(*key.referred, *key.column, key.alias);
                sql += ", " + key.alias + "." + key.referred->label->name;
            }
            keys_.push_back(key);
        }
        for (const Measure& measure : query_.measures) {
            sql += TRY(measure_sql(measure));
        }
        sql += " FROM " + table_.name + " AS t" + joins;
        sql += TRY(where_sql(tables_, table_, query_.query, context_));
        if (!keys_.empty()) {
            sql += grouping_sql();
        }
        sql += " LIMIT " + std::to_string(model::group_count_max + 1);
        return sql;
    }

    Result<Key> key_of(const GroupBy& by) const {
        Key key{.column = table_.find(by.field)};
        if (key.column == nullptr || key.column->form == Form::elements || key.column->form == Form::position) {
            return refused(by.field);
        }
        const model::Kind& kind = key.column->field->kind;
        const std::string name = "t." + key.column->name;
        key.form = key.column->form;
        if (by.step == GroupBy::Step::value) {
            key.referred = table_referred_to(tables_, *key.column);
            key.alias = "g" + std::to_string(keys_.size() + 1);
            // A text of no characters is as empty as none.
            key.sql += key.form == Form::text ? "nullif(" + name + ", '')" : name;
        } else if (std::holds_alternative<model::kind::Date>(kind)) {
            key.sql += "xk_period(" + name + ", " + std::to_string(static_cast<int>(by.step)) + ")";
        } else if (std::holds_alternative<model::kind::DateTime>(kind)) {
            key.sql += "xk_period(xk_local_day(" + name + ", ";
            key.sql.bind(std::int64_t{context_.utc_offset_minutes}) +=
                "), " + std::to_string(static_cast<int>(by.step)) + ")";
        } else {
            return refused(by.field);
        }
        return key;
    }

    Result<std::string> measure_sql(const Measure& measure) const {
        const Column* const column = table_.find(measure.field);
        if (column == nullptr || column->form != Form::integer) {
            return refused(measure.field);
        }
        const std::string name = "t." + column->name;
        switch (measure.of) {
            case Measure::Of::least:
                return ", min(" + name + ")";
            case Measure::Of::most:
                return ", max(" + name + ")";
            default:
                break;
        }
        if (!is_number(column->field->kind)) {
            return refused(measure.field);
        }
        return ", xk_sum(" + name + "), count(" + name + ")";
    }

    SqlText grouping_sql() const {
        SqlText grouped, ordered;
        // By place in the row, as two parameters of the same value are two expressions to SQLite.
        int place = 1;
        for (const Key& key : keys_) {
            ++place;
            grouped += grouped.text.empty() ? " GROUP BY " : ", ";
            grouped += std::to_string(place);
            ordered += ordered.text.empty() ? " ORDER BY " : ", ";
            const auto* const choice = std::get_if<model::kind::Choice>(&key.column->field->kind);
            if (key.referred != nullptr) {
                const std::string label = key.alias + "." + key.referred->label->name;
                ordered += key.alias + "._label_key, " + label + ", ";
            } else if (choice != nullptr) {
                ordered += key.sql;
                ordered += " IS NOT NULL, ";
                append_choice_order(ordered, *key.column, *choice);
                ordered += ", ";
            } else if (key.column == table_.label) {
                ordered += "min(t._label_key), ";
            }
            ordered += std::to_string(place);
            place += key.referred != nullptr ? 1 : 0;
        }
        grouped += ordered;
        return grouped;
    }

    model::Group group_of(const Statement& row) const {
        model::Group group{.count = row.integer(0)};
        int at = 0;
        for (const Key& key : keys_) {
            group.keys.push_back(column_value(row, ++at, key.form));
            group.labels.emplace_back(key.referred != nullptr ? row.text(++at) : std::string_view());
        }
        for (const Measure& measure : query_.measures) {
            const model::Value value = column_value(row, ++at, Form::integer);
            const bool is_sum = measure.of == Measure::Of::sum || measure.of == Measure::Of::average;
            const std::int64_t count = is_sum ? row.integer(++at) : 1;
            const auto* const number = std::get_if<std::int64_t>(&value);
            if (number == nullptr || (measure.of == Measure::Of::average && count == 0)) {
                group.figures.emplace_back(model::Empty{});
            } else {
                group.figures.emplace_back(measure.of == Measure::Of::average ? rounded(*number, count) : *number);
            }
        }
        return group;
    }

    // Half away from zero.
    static std::int64_t rounded(std::int64_t sum, std::int64_t count) {
        const std::int64_t whole = sum / count, rest = sum % count;
        const std::int64_t distance = rest < 0 ? -rest : rest;
        return distance < count - distance ? whole : sum < 0 ? whole - 1 : whole + 1;
    }

    const Tables& tables_;
    const TypeTable& table_;
    const model::GroupQuery& query_;
    const model::ExpressionContext& context_;
    std::vector<Key> keys_;
};

}  // namespace

Result<void> add_group_functions(Database& database) {
    TRY(add_function(database, "xk_period", 2, first_day_of_period, 0));
    return add_function(database, "xk_local_day", 2, local_day, 0);
}

Result<model::Groups> read_groups(Database& database, const Tables& tables, const TypeTable& table,
                                  const model::GroupQuery& query, const model::ExpressionContext& context) {
    return GroupReader(tables, table, query, context).read(database);
}

}  // namespace xingke::store
