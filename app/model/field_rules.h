// What a field's rules say about a record: whether it is shown, whether it must be filled in, whether it may be
// changed, what it computes. They read fields of the record itself and nothing else, no other record, no person, no
// clock: the form, the import and the server then always agree, whatever each of them can see. Only what a new record
// starts with may depend on the day and the person: it is typed for somebody, and checked like what is typed. Pure; any
// thread. Sources: product.md 5.2 (c).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/model/catalogue.h"
#include "app/model/expression.h"
#include "app/model/expression_evaluate.h"
#include "app/model/record.h"

namespace xingke::model {

bool is_shown(const Field& field, const Record& record);
// Also when it is not shown; what is not shown is not asked for (validate).
bool is_required(const Field& field, const Record& record);

// Nobody types into it as the record is now. A new record has no such fields: it is filled in once.
bool is_read_only(const Field& field, const Record& record);
// Must not reach this role, and is not written by it.
bool is_secret(const Field& field, Role role);
// What a new record begins with (Field::starts_as): for forms and imports, before anybody has said anything.
std::vector<std::pair<FieldId, Value>> starting_values(const RecordType& type, const ExpressionContext& context);

// The computed fields whose value is not what it should be, each with the value that it should have. In order of
// declaration, each with those before it taken into account.
std::vector<std::pair<FieldId, Value>> outdated_values(const RecordType& type, const Record& record);

// Whether it goes over the records that refer to this one.
bool reads_children(const Expression& expression);

// Texts become expressions; for the catalogue only.
void prepare_rules(RecordType& type, const Catalogue& catalogue);
// What is wrong with the rules of a type, one sentence each (English), for the self-check.
struct RuleProblem {
    std::string field;
    std::string rule;
};
std::vector<RuleProblem> rule_problems(const RecordType& type, const Catalogue& catalogue);

}  // namespace xingke::model
