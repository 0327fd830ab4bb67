#include "app/base/sqlite_functions.h"

#include <sqlite3.h>

namespace xingke {
namespace {

struct Scalar {
    ScalarFunction function;
    int tag;
};

SqlValue value_of(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return sqlite3_value_int64(value);
        case SQLITE_TEXT: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
            return std::string(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
        }
        case SQLITE_BLOB: {
            const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_value_blob(value));
            return Bytes(bytes, bytes + sqlite3_value_bytes(value));
        }
        default:
            return std::monostate{};
    }
}

std::vector<SqlValue> values_of(int count, sqlite3_value** values) {
    std::vector<SqlValue> arguments;
    arguments.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        arguments.push_back(value_of(values[i]));
    }
    return arguments;
}

void give(sqlite3_context* context, const SqlValue& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        sqlite3_result_int64(context, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        sqlite3_result_text64(context, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        sqlite3_result_blob64(context, bytes->data(), bytes->size(), SQLITE_TRANSIENT);
    } else {
        sqlite3_result_null(context);
    }
}

void call_scalar(sqlite3_context* context, int count, sqlite3_value** values) {
    const auto* scalar = static_cast<const Scalar*>(sqlite3_user_data(context));
    give(context, scalar->function(scalar->tag, values_of(count, values)));
}

void delete_scalar(void* scalar) {
    delete static_cast<Scalar*>(scalar);
}

AggregateFunction maker_of(sqlite3_context* context) {
    return *static_cast<AggregateFunction*>(sqlite3_user_data(context));
}

void step_aggregate(sqlite3_context* context, int count, sqlite3_value** values) {
    auto** aggregate = static_cast<SqlAggregate**>(sqlite3_aggregate_context(context, sizeof(SqlAggregate*)));
    if (aggregate == nullptr) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (*aggregate == nullptr) {
        // SQLite owns the place; finish_aggregate deletes what stands in it, also when the statement is broken off.
        *aggregate = maker_of(context)().release();
    }
    (*aggregate)->step(values_of(count, values));
}

void finish_aggregate(sqlite3_context* context) {
    auto** aggregate = static_cast<SqlAggregate**>(sqlite3_aggregate_context(context, 0));
    // No row at all: SQLite made no place.
    const std::unique_ptr<SqlAggregate> finished(aggregate == nullptr ? maker_of(context)().release() : *aggregate);
    if (finished != nullptr) {
        give(context, finished->finish());
    }
}

void delete_maker(void* maker) {
    delete static_cast<AggregateFunction*>(maker);
}

constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

Result<void> outcome(int code, const std::string& name) {
    if (code == SQLITE_OK) {
        return {};
    }
    return Error{Fault::storage, {Text::storage_failed, {}}, "function " + name + ": " + sqlite3_errstr(code)};
}

}  // namespace

Result<void> add_function(Database& database, const std::string& name, int argument_count, ScalarFunction function,
                          int tag) {
    // Deleted by SQLite, whether or not it takes the function.
    auto* scalar = new Scalar{function, tag};
    return outcome(sqlite3_create_function_v2(database.handle(), name.c_str(), argument_count, flags, scalar,
                                              call_scalar, nullptr, nullptr, delete_scalar),
                   name);
}

Result<void> add_aggregate(Database& database, const std::string& name, int argument_count, AggregateFunction make) {
    auto* maker = new AggregateFunction(make);
    return outcome(sqlite3_create_function_v2(database.handle(), name.c_str(), argument_count, flags, maker, nullptr,
                                              step_aggregate, finish_aggregate, delete_maker),
                   name);
}

}  // namespace xingke
