#include "app/model/condition.h"

#include "app/model/record.h"
#include "app/model/record_type.h"

namespace xingke::model {
namespace {

bool equals(const Value& value, const std::string& expected) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text == expected;
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        return expected == (*yes ? "yes" : "no");
    }
    // A yes/no field that was never answered counts as no.
    return std::holds_alternative<Empty>(value) && expected == "no";
}

bool holds(const Condition::Term& term, const Value& value) {
    switch (term.test) {
        case Condition::Test::is: return equals(value, term.value);
        case Condition::Test::is_not: return !equals(value, term.value);
        case Condition::Test::is_set: return !is_empty(value);
        case Condition::Test::is_not_set: return is_empty(value);
    }
    return false;
}

}  // namespace

bool holds(const Condition& condition, const RecordType& type, const Record& record) {
    for (const Condition::Term& term : condition.terms) {
        const Field* field = find_field(type, term.field);
        if (field == nullptr || !holds(term, value_of(record, field->id))) {
            return false;
        }
    }
    return true;
}

}  // namespace xingke::model
