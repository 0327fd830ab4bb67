// The value of an expression on a record. Pure: the time, the person and the other records come in by the context. The
// semantics are those of expression.h; store/expression_sql.h gives the same by SQL, which a differential test shows.
#pragma once

#include <vector>

#include "app/base/clock.h"
#include "app/model/expression.h"
#include "app/model/record.h"

namespace xingke::model {

// The other records, for paths over references and for rollups. The server reads its storage, the device its store;
// what is not here counts as empty.
class RecordSource {
public:
    virtual ~RecordSource() = default;
    // Null: not here. The pointer is good until the next call. That a reference leads to a record of its type is for
    // whoever let the value in to see to; nobody asks again here.
    virtual const Record* find(RecordId record) const = 0;
    // Records of type `child` whose field `via` refers to `parent`; deleted ones may be among them.
    virtual std::vector<Record> children(TypeId child, FieldId via, RecordId parent) const = 0;
};

struct ExpressionContext {
    Instant now;
    int utc_offset_minutes = 480;
    RecordId me;                            // nil: nobody in particular, me() is empty
    const RecordSource* records = nullptr;  // null: no other records are here
};

// `expression` should have passed check(); one that did not still has a value, only a useless one.
Value evaluate(const Expression& expression, const Record& record, const ExpressionContext& context);
// The same for a condition.
bool holds(const Expression& condition, const Record& record, const ExpressionContext& context);

}  // namespace xingke::model
