// Whether an expression makes sense on a record type: its fields exist, its kinds fit, its choices are options. Asked
// when a rule is written, when one arrives, and of every declaration by the self-check. Pure; any thread.
#pragma once

#include <span>
#include <string>

#include "app/model/catalogue.h"
#include "app/model/expression.h"

namespace xingke::model {

struct ExpressionType {
    ExpressionKind kind = ExpressionKind::nothing;
    const Field* choice = nullptr;         // whose options a text or elements hold, if they are a choice's
    std::string target;                    // the record type that a reference leads to; empty: any
    const std::string* literal = nullptr;  // the text of a text literal
};

// Fault invalid_input, with a message for the person who wrote the rule.
Result<ExpressionType> check(const Expression& expression, const RecordType& type, const Catalogue& catalogue);
// And it gives what is wanted; yes_no for a condition.
Result<void> check_gives(ExpressionKind wanted, const Expression& expression, const RecordType& type,
                         const Catalogue& catalogue);
// And its value may become that field's value.
Result<void> check_fits(const Field& field, const Expression& expression, const RecordType& type,
                        const Catalogue& catalogue);

// What one function gives for arguments of these types: the rules of typing, shared with the parser.
Result<ExpressionType> type_of_call(Function function, std::span<const ExpressionType> arguments);
// The type of a field's content.
ExpressionType type_of(const Field& field);
// The field at the end of a path, with its own type of record.
struct PathEnd {
    const Field* field = nullptr;
    const RecordType* type = nullptr;
};
Result<PathEnd> follow(const FieldPath& path, const RecordType& type, const Catalogue& catalogue);
const std::vector<Option>* options_of(const Field& field);  // null: not a choice

}  // namespace xingke::model
