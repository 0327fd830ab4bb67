// What the functions of the expression language compute, once: the evaluator calls this directly, and SQLite calls it
// by the functions that store/expression_sql.h registers. Pure; any thread. The logic of and, or, not, if, coalesce and
// the comparisons is not here, since each side has it already. Rounding: half away from zero.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "app/model/expression.h"

namespace xingke::model {

// Rules (4) and (5) of expression.h. date_of takes the offset from UTC in minutes as its second argument. Values of
// kinds that the function does not take count as empty.
Value compute(Function function, std::span<const Value> arguments);
// Whether compute() knows the function.
bool is_applicable(Function function);

// The exact sum of any number of 64-bit numbers: rule (7).
class ExactSum {
public:
    void add(std::int64_t value);
    std::optional<std::int64_t> total() const;  // nullopt: does not fit 64 bits

private:
    // As upper and lower half of 128 bits in two's complement.
    std::uint64_t low_ = 0;
    std::int64_t high_ = 0;
};

}  // namespace xingke::model
