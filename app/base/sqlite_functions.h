// Functions of ours that SQL statements may call. They must be deterministic and free of side effects: SQLite may call
// them less often than the text suggests, and in indexes. Registered per Database, before the first statement that
// names them; they run on the thread of that database.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <variant>

#include "app/base/sqlite.h"

namespace xingke {

// monostate: NULL. Floating point comes in as NULL; we store none.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string, Bytes>;

// `tag` is what add_function was given, so that one C++ function can serve several names.
using ScalarFunction = SqlValue (*)(int tag, std::span<const SqlValue> arguments);
// argument_count −1: any number. Fault storage when SQLite refuses.
Result<void> add_function(Database& database, const std::string& name, int argument_count, ScalarFunction function,
                          int tag);

class SqlAggregate {
public:
    virtual ~SqlAggregate() = default;
    virtual void step(std::span<const SqlValue> arguments) = 0;
    virtual SqlValue finish() = 0;
};
using AggregateFunction = std::unique_ptr<SqlAggregate> (*)();
Result<void> add_aggregate(Database& database, const std::string& name, int argument_count, AggregateFunction make);

}  // namespace xingke
