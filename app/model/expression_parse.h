// An expression from the text that people and declarations write, for example
//     stage == "won" && amount > 10000 && is_set(customer) && customer.rating == "three" && due <= today() + 7
//     count(complaint.customer, level == "serious") >= 3
// The grammar is in expression_syntax.h. A field is called by its name or by its title in either language, an option by
// its key or title; me.department is a field of the person who asks. A number beside an amount is in yuan (10000.50),
// beside a percentage in percent; ¥5, 5%, date("2026-11-21"), time("2026-11-21 09:05") and ref("<record id>") say it
// themselves. Functions: expression.h.
//     count(type.field [, condition])     sum | least | most(type.field, value [, condition])
// go over the records of `type` whose reference `field` is this record. Pure; any thread.
#pragma once

#include <string_view>

#include "app/model/catalogue.h"
#include "app/model/expression.h"

namespace xingke::model {

struct ExpressionOptions {
    int utc_offset_minutes = 480;  // of times of day in the text
};

// Checked (expression_check.h). Fault invalid_input, saying where and what: "第7个字:客户没有“stag”这个字段".
Result<Expression> parse_expression(std::string_view text, const RecordType& type, const Catalogue& catalogue,
                                    const ExpressionOptions& options = {});
// The same, and it gives yes or no.
Result<Expression> parse_condition(std::string_view text, const RecordType& type, const Catalogue& catalogue,
                                   const ExpressionOptions& options = {});

}  // namespace xingke::model
